-- The terms as they were shown, and who accepted which edition -----------------------------------------------------------

create table terms_version (
  program_id integer not null references program,
  version integer not null check (version > 0),
  -- The release that brought the text, and since when it was in force.
  release integer not null,
  since timestamptz not null,
  -- By language.
  documents jsonb not null,
  kept_at timestamptz not null default now(),
  primary key (program_id, version)
);

create table terms_acceptance (
  program_id integer not null,
  member_id uuid not null,
  version integer not null,
  accepted_at timestamptz not null default now(),
  -- Where it was accepted, as the caller says.
  source text,
  recorded_by text not null,
  primary key (program_id, member_id, version)
);

do $$
declare each text;
begin
  foreach each in array array['terms_version', 'terms_acceptance'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on terms_version, terms_acceptance to perennial_app;

-- What a proposal makes worse for members, and since when that is announced, by the programme's clock.
alter table proposal add column worse jsonb;
alter table proposal add column announced_at timestamptz;
alter table proposal add constraint proposal_announced check ((worse is null) = (announced_at is null));
grant update (worse, announced_at) on proposal to perennial_app;
