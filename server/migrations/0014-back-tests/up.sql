-- Back-tests that were asked for, and what they found ---------------------------------------------------------------

create table back_test (
  program_id integer not null,
  back_test_id uuid not null,
  asked_by text not null,
  asked_at timestamptz not null default now(),
  ask json not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  progress json not null,
  -- When whoever runs it last said so.
  beat_at timestamptz,
  ended_at timestamptz,
  result json,
  problem text,
  primary key (program_id, back_test_id)
);

alter table back_test enable row level security;
alter table back_test force row level security;
create policy program_rows on back_test using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));

grant select, insert, update, delete on back_test to perennial_app;
