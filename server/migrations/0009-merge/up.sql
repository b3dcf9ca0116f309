-- Members who were merged into others, and the days of tiers that went with them ----------------------------------

-- Whom the member was merged into by hand, and where that leads to in the end: both are null for everybody else.
alter table member add column merged_into uuid;
alter table member add column merged_root uuid;
alter table member add constraint member_merged check ((merged_into is null) = (merged_root is null) and merged_into <> member_id
  and merged_root <> member_id);
create index member_by_root on member (program_id, merged_root) where merged_root is not null;

-- What was added to a target's days for a source, so that it follows what the source counts and can be taken back.
create table tier_carried (
  program_id integer not null,
  source_id uuid not null,
  target_id uuid not null,
  ladder text not null,
  day integer not null,
  amount bigint not null,
  -- How many times something was carried between the two by then.
  version integer not null check (version > 0),
  primary key (program_id, source_id, target_id, ladder, day)
);
alter table tier_carried enable row level security;
alter table tier_carried force row level security;
create policy program_rows on tier_carried using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));

grant select, insert, update on tier_carried to perennial_app;
