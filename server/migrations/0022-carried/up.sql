-- What else follows a member who is merged into another: counters, tiers given by hand, stamps ---------------------

-- What was added to a target's counters for a source, so that it follows what the source counts and can be taken back.
create table counter_carried (
  program_id integer not null,
  source_id uuid not null,
  target_id uuid not null,
  key text not null,
  period integer not null,
  amount bigint not null,
  -- How many times something was carried between the two by then.
  version integer not null check (version > 0),
  primary key (program_id, source_id, target_id, key, period)
);

-- What the target remembers for the source beside the days of a ladder, as it was carried last.
create table tier_memory_carried (
  program_id integer not null,
  source_id uuid not null,
  target_id uuid not null,
  ladder text not null,
  memory jsonb not null,
  version integer not null check (version > 0),
  primary key (program_id, source_id, target_id, ladder)
);

-- What came onto a card of the target from the source, as it was carried last.
create table card_carried (
  program_id integer not null,
  source_id uuid not null,
  target_id uuid not null,
  card text not null,
  came jsonb not null,
  version integer not null check (version > 0),
  primary key (program_id, source_id, target_id, card)
);

-- The same beside the card that it came onto: null for nearly everybody.
alter table card_state add column came jsonb;

do $$
declare each text;
begin
  foreach each in array array['counter_carried', 'tier_memory_carried', 'card_carried'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert, update on counter_carried, tier_memory_carried, card_carried to perennial_app;
