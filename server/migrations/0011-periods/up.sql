-- Closed months: their flows as they were when they were closed, so that their reports never change ----------------

create table ledger_close (
  program_id integer not null,
  -- Months since year 0.
  month integer not null check (month > 0),
  closed_at timestamptz not null default now(),
  closed_by text not null,
  -- [day, currency, debit, credit, amount] of the days of the month.
  flows json not null,
  -- The same of months closed before, posted since they were closed.
  late json not null,
  -- Value and expected breakage by currency.
  estimates json not null,
  primary key (program_id, month)
);

alter table ledger_close enable row level security;
alter table ledger_close force row level security;
create policy program_rows on ledger_close using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));

grant select, insert on ledger_close to perennial_app;
