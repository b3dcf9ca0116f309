-- Seals over the journal, what was proved when, and programmes that may only be read -------------------------------

-- A seal covers the journal rows that no seal before it covers; its hash covers its pages and the seal before it.
create table journal_seal (
  program_id integer not null,
  seal integer not null check (seal > 0),
  -- How the texts under the hashes are made: a later form may know more columns.
  form smallint not null,
  sealed_at timestamptz not null,
  pages integer not null check (pages > 0),
  rows bigint not null check (rows > 0),
  previous bytea not null check (octet_length(previous) = 32),
  hash bytea not null check (octet_length(hash) = 32),
  primary key (program_id, seal)
);

-- The rows of a page by their keys, and 8 bytes of the hash of each, which tell one row from another; the digest
-- covers the whole hashes.
create table journal_page (
  program_id integer not null,
  seal integer not null,
  page integer not null check (page > 0),
  rows integer not null check (rows > 0),
  owners uuid[] not null,
  currencies smallint[] not null,
  seqs bigint[] not null,
  hashes bigint[] not null,
  digest bytea not null check (octet_length(digest) = 32),
  primary key (program_id, seal, page)
);

-- How far the rows of a balance are sealed: a cache of the pages, so that sealing reads only what is new.
create table seal_reach (
  program_id integer not null,
  owner_id uuid not null,
  currency smallint not null,
  seq bigint not null,
  primary key (program_id, owner_id, currency)
);

-- The last verifications of a programme, with the head of the chain that each saw.
create table verify_run (
  program_id integer not null,
  run_id uuid not null,
  finished_at timestamptz not null default now(),
  clean boolean not null,
  seal integer,
  hash bytea check (octet_length(hash) = 32),
  report json not null,
  primary key (program_id, run_id)
);

-- What changes about a programme without a release.
create table program_state (
  program_id integer not null primary key,
  -- Set while nothing may be written.
  read_only_since timestamptz,
  read_only_reason text,
  read_only_by text,
  verified_at timestamptz,
  verified_clean boolean,
  check ((read_only_since is null) = (read_only_reason is null)),
  check ((read_only_since is null) = (read_only_by is null))
);

do $$
declare each text;
begin
  foreach each in array array['journal_seal', 'journal_page', 'seal_reach', 'verify_run', 'program_state'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on journal_seal, journal_page to perennial_app;
grant select, insert, update (seq) on seal_reach to perennial_app;
grant select, insert, delete on verify_run to perennial_app;
grant select, insert, update on program_state to perennial_app;

-- For the numbers that operators watch: totals over all programmes, no content.
create policy owner_counts on program_state for select to current_user using (true);
create function perennial_proof_totals()
  returns table (broken bigint, read_only bigint, oldest_proof timestamptz)
  language sql stable security definer set search_path = pg_catalog, public
  as 'select count(*) filter (where not verified_clean), count(read_only_since), min(verified_at) from public.program_state';
revoke execute on function perennial_proof_totals() from public;
grant execute on function perennial_proof_totals() to perennial_app;
