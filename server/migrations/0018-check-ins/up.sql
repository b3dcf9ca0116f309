-- Codes that stores show, and who guesses them -----------------------------------------------------------------------

-- What a store's code is made of. Never part of a definition, which people read, export and publish.
create table store_secret (
  program_id integer not null,
  store text not null,
  secret bytea not null check (length(secret) >= 32),
  created_at timestamptz not null default now(),
  primary key (program_id, store)
);

-- Wrong codes of an hour, by a fingerprint of the member named.
create table code_guess (
  program_id integer not null,
  guesser text not null,
  hour integer not null,
  failures integer not null check (failures > 0),
  primary key (program_id, guesser, hour)
);

do $$
declare each text;
begin
  foreach each in array array['store_secret', 'code_guess'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on store_secret to perennial_app;
grant select, insert, delete on code_guess to perennial_app;
grant update (failures) on code_guess to perennial_app;
