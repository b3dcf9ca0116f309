-- What is known of a member on a ladder beside what counts: when they joined, grants, what tiers gave ----------------

alter table tier_state add column memory jsonb check (jsonb_typeof(memory) = 'object');

-- Losses of tiers of which members were told, so that each is told once --------------------------------------------

create table tier_notice (
  program_id integer not null,
  owner_id uuid not null,
  ladder text not null,
  -- The first day without the tier.
  day integer not null,
  notice_id uuid not null,
  tier text not null,
  told_at timestamptz not null,
  primary key (program_id, owner_id, ladder, day),
  unique (program_id, notice_id)
);
-- Notices whose day is long over are forgotten by it.
create index tier_notice_day on tier_notice (program_id, day);

alter table tier_notice enable row level security;
alter table tier_notice force row level security;
create policy program_rows on tier_notice using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));

grant select, insert, delete on tier_notice to perennial_app;
