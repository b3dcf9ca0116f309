-- Stamp cards: stamps by day and release, and what is remembered of each card -------------------------------------

create table card_stamp (
  program_id integer not null,
  owner_id uuid not null,
  card text not null,
  day integer not null,
  -- The release that gave the stamps: its terms say what they are worth.
  release integer not null,
  bucket smallint not null,
  -- Net of returns.
  amount bigint not null,
  primary key (program_id, owner_id, card, day, release, bucket)
) with (fillfactor = 80);

create table card_state (
  program_id integer not null,
  owner_id uuid not null,
  card text not null,
  bucket smallint not null,
  -- How many cards the stamps fill.
  completed bigint not null check (completed >= 0),
  -- The highest round that was told.
  told bigint not null check (told >= 0),
  -- What stands of the rewards, by the number of the currency.
  granted jsonb not null,
  primary key (program_id, owner_id, card, bucket)
) with (fillfactor = 80);

alter table card_stamp enable row level security;
alter table card_stamp force row level security;
create policy program_rows on card_stamp using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));
alter table card_state enable row level security;
alter table card_state force row level security;
create policy program_rows on card_state using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));

grant select, insert, update on card_stamp, card_state to perennial_app;
