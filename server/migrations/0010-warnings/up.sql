-- Warnings of points that will end: each member is warned once of each day and each distance ---------------------

create table expiry_warning (
  program_id integer not null,
  owner_id uuid not null,
  currency smallint not null,
  -- The day on which the points are gone, and how many days before it the warning is.
  day integer not null,
  warn_days smallint not null check (warn_days > 0),
  warning_id uuid not null,
  points bigint not null check (points > 0),
  warned_at timestamptz not null,
  primary key (program_id, owner_id, currency, day, warn_days),
  unique (program_id, warning_id)
);
-- Warnings whose day is over are forgotten by it.
create index expiry_warning_day on expiry_warning (program_id, day);

alter table expiry_warning enable row level security;
alter table expiry_warning force row level security;
create policy program_rows on expiry_warning using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));

grant select, insert, delete on expiry_warning to perennial_app;
