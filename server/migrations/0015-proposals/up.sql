-- Proposals: drafts frozen for review, and releases that a part of the members has first ----------------------------------

create table proposal (
  program_id integer not null references program,
  number integer not null check (number > 0),
  note text not null,
  author text not null,
  credential text not null,
  -- The release in force when it was made; 0 before the first one.
  base integer not null check (base >= 0),
  definitions jsonb not null,
  -- Against that release, down to the field.
  changes jsonb not null,
  proposed_at timestamptz not null default now(),
  state text not null default 'open'
    check (state in ('open', 'approved', 'scheduled', 'beta', 'published', 'rejected', 'withdrawn', 'failed')),
  approved_by text,
  approved_at timestamptz,
  -- Who rejected, withdrew, scheduled or published it last, and why it was rejected or could not be published.
  acted_by text,
  acted_at timestamptz,
  reason text,
  -- By the programme's clock.
  publish_at timestamptz,
  -- The release that it became for everyone.
  release integer,
  -- The release that a part of the members has, or had, and who they are.
  beta_release integer,
  audience jsonb,
  primary key (program_id, number),
  check ((state = 'published') = (release is not null)),
  check ((approved_by is null) = (approved_at is null)),
  check (state <> 'scheduled' or publish_at is not null),
  check ((beta_release is null) = (audience is null))
);
create index proposal_scheduled on proposal (program_id, publish_at) where state = 'scheduled';

create table proposal_comment (
  program_id integer not null,
  proposal integer not null,
  comment_id uuid not null,
  author text not null,
  text text not null,
  commented_at timestamptz not null default now(),
  primary key (program_id, proposal, comment_id),
  foreign key (program_id, proposal) references proposal
);

do $$
declare each text;
begin
  foreach each in array array['proposal', 'proposal_comment'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on proposal, proposal_comment to perennial_app;
grant update (state, approved_by, approved_at, acted_by, acted_at, reason, publish_at, release, beta_release, audience)
  on proposal to perennial_app;

-- The proposal that a release came from, and the members who alone have it; null: everyone.
alter table release add column proposal integer;
alter table release add column audience jsonb;

-- The release that runs as a beta beside the one in force.
alter table program_state add column beta_release integer;
