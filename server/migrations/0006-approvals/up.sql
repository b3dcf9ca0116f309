-- Adjustments that wait for a second person, and whose own account a member is ----------------------------------------

-- The id is made of the key of the request: asking again finds it, and it can be carried out once, however it goes.
create table approval (
  program_id integer not null,
  approval_id uuid not null,
  member_id uuid not null,
  -- What was asked for, as it will be recorded: with its actor and reason, without who approved.
  command json not null,
  actor text not null,
  credential text not null,
  requested_at timestamptz not null default now(),
  expires_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'approved', 'rejected')),
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  -- What carried it out.
  activity_id uuid,
  primary key (program_id, approval_id),
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'open') = (decided_by is null)),
  check ((state = 'approved') = (activity_id is not null))
);
create index approval_newest on approval (program_id, requested_at, approval_id);

-- The member that a credential or a person of the staff is: nobody uses powers of staff on an account of their own.
create table staff_account (
  program_id integer not null,
  actor text not null,
  member_id uuid not null,
  linked_by text not null,
  linked_at timestamptz not null default now(),
  primary key (program_id, actor)
);

do $$
declare each text;
begin
  foreach each in array array['approval', 'staff_account'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on approval to perennial_app;
grant update (state, decided_by, decided_at, decision_reason, activity_id) on approval to perennial_app;
grant select, insert, delete on staff_account to perennial_app;
grant update (member_id, linked_by, linked_at) on staff_account to perennial_app;
