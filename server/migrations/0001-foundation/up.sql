-- The first schema. Two walls keep tenants apart: no store can be called without its programme, and row-level
-- security, forced, shows nothing to the application login unless the transaction says whose rows it wants.

create function perennial_program() returns integer
  language sql stable parallel safe
  return nullif(current_setting('perennial.program', true), '')::integer;

create function perennial_organization() returns integer
  language sql stable parallel safe
  return nullif(current_setting('perennial.organization', true), '')::integer;

create function perennial_credential() returns bytea
  language sql stable parallel safe
  return decode(nullif(current_setting('perennial.credential', true), ''), 'hex');

-- Access ---------------------------------------------------------------------------------------------------------

create table organization (
  organization_id integer generated always as identity primary key,
  key text not null unique,
  name text not null,
  created_at timestamptz not null default now()
);

create table staff (
  organization_id integer not null references organization,
  staff_id uuid not null,
  name text not null,
  role text not null check (role in ('owner')),
  created_at timestamptz not null default now(),
  primary key (organization_id, staff_id)
);

create table api_key (
  organization_id integer not null references organization,
  key_id uuid not null,
  name text not null,
  prefix text not null,
  key_hash bytea not null unique check (octet_length(key_hash) = 32),
  scopes text[] not null,
  program_key text,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organization_id, key_id)
);

create table sign_in_link (
  organization_id integer not null,
  link_hash bytea not null primary key check (octet_length(link_hash) = 32),
  staff_id uuid not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  foreign key (organization_id, staff_id) references staff
);

create table staff_session (
  organization_id integer not null,
  session_hash bytea not null primary key check (octet_length(session_hash) = 32),
  staff_id uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (organization_id, staff_id) references staff
);

create table audit_entry (
  organization_id integer not null references organization,
  audit_id uuid not null,
  program_key text,
  actor text not null,
  action text not null,
  subject text not null,
  detail json not null default '{}',
  created_at timestamptz not null default now(),
  primary key (organization_id, audit_id)
);

create table idempotent_reply (
  organization_id integer not null references organization,
  credential text not null,
  route text not null,
  idempotency_key text not null,
  request_hash text not null,
  status integer not null,
  body json not null,
  created_at timestamptz not null default now(),
  primary key (organization_id, credential, route, idempotency_key)
);

-- Programmes -----------------------------------------------------------------------------------------------------

create table program (
  program_id integer generated always as identity primary key,
  organization_id integer not null references organization,
  key text not null,
  name text not null,
  -- Seconds that the programme's clock is ahead of the database's. Only a test programme may have any.
  clock_offset_seconds bigint not null default 0,
  created_at timestamptz not null default now(),
  unique (organization_id, key)
);

create table definition (
  program_id integer not null references program,
  kind text not null,
  key text not null,
  spec jsonb not null,
  revision integer not null,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  primary key (program_id, kind, key)
);

create table release (
  program_id integer not null references program,
  number integer not null check (number > 0),
  note text not null,
  author text not null,
  definitions jsonb not null,
  changes jsonb not null,
  effective_at timestamptz not null default now(),
  primary key (program_id, number)
);

-- A currency keeps its small number for ever, because journal rows name it by that.
create table program_currency (
  program_id integer not null references program,
  currency smallint not null check (currency > 0),
  key text not null,
  primary key (program_id, currency),
  unique (program_id, key)
);

-- Members --------------------------------------------------------------------------------------------------------

create table member (
  program_id integer not null,
  member_id uuid not null,
  status text not null default 'active' check (status in ('active', 'closed')),
  name text,
  -- A column of its own, because row-level security keeps a function out of the index.
  name_lower text generated always as (lower(name)) stored,
  attributes jsonb not null default '{}',
  enrolled_at timestamptz not null,
  revision integer not null default 1,
  primary key (program_id, member_id)
);
create index member_by_name on member (program_id, name_lower text_pattern_ops, member_id) where name_lower is not null;

create table member_identifier (
  program_id integer not null,
  kind text not null check (kind in ('externalId', 'email', 'phone', 'card')),
  value text not null,
  member_id uuid not null,
  primary key (program_id, kind, value)
);
create index member_identifier_by_member on member_identifier (program_id, member_id);
create index member_identifier_by_prefix on member_identifier (program_id, kind, value text_pattern_ops);

-- Ledger: hot tables name the bucket last in their keys, and have no other index, foreign key or trigger. ---------

create table balance (
  program_id integer not null,
  owner_id uuid not null,
  currency smallint not null,
  bucket smallint not null,
  available bigint not null default 0 check (available >= 0),
  pending bigint not null default 0 check (pending >= 0),
  held bigint not null default 0 check (held >= 0),
  debt bigint not null default 0 check (debt >= 0),
  lifetime_earned bigint not null default 0 check (lifetime_earned >= 0),
  lifetime_spent bigint not null default 0 check (lifetime_spent >= 0),
  seq bigint not null default 0 check (seq >= 0),
  -- The first day from which a lot may activate or expire; null when none will. Loading compares it with today.
  due_day integer,
  -- The last day with an activity: moves the histogram that counts active members.
  active_day integer,
  primary key (program_id, owner_id, currency, bucket)
) with (fillfactor = 70);

create table journal (
  owner_id uuid not null,
  seq bigint not null check (seq > 0),
  amount bigint not null check (amount > 0),
  effective_at timestamptz not null,
  posted_at timestamptz not null,
  -- A row that credits a member is a lot: from when it can be spent, until when, and what is left of it.
  available_at timestamptz,
  expires_at timestamptz,
  remaining bigint check (remaining >= 0 and remaining <= amount),
  activity_id uuid not null,
  program_id integer not null,
  release integer not null,
  currency smallint not null,
  debit smallint not null,
  credit smallint not null,
  bucket smallint not null,
  -- Set on a correction: the row that it reverses.
  reverses bigint,
  rule text,
  reason text not null,
  primary key (program_id, owner_id, currency, seq, bucket),
  check (debit <> credit)
) with (fillfactor = 90);

create table lot_use (
  program_id integer not null,
  owner_id uuid not null,
  currency smallint not null,
  spend_seq bigint not null,
  lot_seq bigint not null,
  amount bigint not null check (amount > 0),
  bucket smallint not null,
  primary key (program_id, owner_id, currency, spend_seq, lot_seq, bucket)
);

create table lot_due (
  program_id integer not null,
  day integer not null,
  bucket smallint not null,
  owner_id uuid not null,
  primary key (program_id, day, bucket, owner_id)
);

-- Flows by day between two accounts. Every batch adds its own slice; a job folds slices, so no row is hot.
create table ledger_day (
  program_id integer not null,
  day integer not null,
  currency smallint not null,
  debit smallint not null,
  credit smallint not null,
  slice uuid not null,
  amount bigint not null,
  primary key (program_id, day, currency, debit, credit, slice)
);

create view entries with (security_invoker = true) as
  select program_id, owner_id, currency, seq, bucket, debit as account, -amount as change, activity_id, rule, reason, effective_at, posted_at from journal
  union all
  select program_id, owner_id, currency, seq, bucket, credit, amount, activity_id, rule, reason, effective_at, posted_at from journal;

-- Activities -----------------------------------------------------------------------------------------------------

create table activity_key (
  program_id integer not null,
  source text not null,
  source_id text not null,
  type text not null,
  body_hash text not null,
  activity_id uuid not null,
  -- Null while the activity is parked and nobody is known yet.
  owner_id uuid,
  bucket smallint,
  primary key (program_id, source, source_id, type)
);

create table activity (
  program_id integer not null,
  owner_id uuid not null,
  activity_id uuid not null,
  bucket smallint not null,
  -- The owner's counter when it was decided: the order of decisions, which replay follows.
  seq bigint not null,
  release integer not null,
  occurred_at timestamptz not null,
  posted_at timestamptz not null,
  type text not null,
  body json not null,
  decision json not null,
  primary key (program_id, owner_id, seq, bucket)
);
create index activity_by_id on activity (program_id, activity_id);

-- What is left of an order, and what stands of its decisions; exists from the order's first return on.
create table order_state (
  program_id integer not null,
  owner_id uuid not null,
  activity_id uuid not null,
  bucket smallint not null,
  state json not null,
  primary key (program_id, owner_id, activity_id, bucket)
);

create table parked_activity (
  program_id integer not null,
  activity_id uuid not null,
  order_source text not null,
  order_source_id text not null,
  body json not null,
  -- Why it could not be applied when its order came; null while the order has not come.
  refusal json,
  parked_at timestamptz not null default now(),
  primary key (program_id, activity_id)
);
create index parked_by_order on parked_activity (program_id, order_source, order_source_id);

create table counter (
  program_id integer not null,
  owner_id uuid not null,
  key text not null,
  period integer not null,
  bucket smallint not null,
  value bigint not null check (value >= 0),
  primary key (program_id, owner_id, key, period, bucket)
) with (fillfactor = 80);

create table budget_use (
  program_id integer not null,
  key text not null,
  period integer not null,
  used bigint not null check (used >= 0),
  primary key (program_id, key, period)
) with (fillfactor = 50);

-- How many of what by day, in slices like ledger_day.
create table activity_day (
  program_id integer not null,
  day integer not null,
  metric text not null,
  slice uuid not null,
  amount bigint not null,
  primary key (program_id, day, metric, slice)
);

-- Tiers ----------------------------------------------------------------------------------------------------------

create table tier_day (
  program_id integer not null,
  owner_id uuid not null,
  ladder text not null,
  day integer not null,
  bucket smallint not null,
  amount bigint not null,
  primary key (program_id, owner_id, ladder, day, bucket)
) with (fillfactor = 80);

create table tier_state (
  program_id integer not null,
  owner_id uuid not null,
  ladder text not null,
  bucket smallint not null,
  -- The running total of the window that ends on this day, and the tier it gives.
  day integer not null,
  total bigint not null,
  tier text,
  primary key (program_id, owner_id, ladder, bucket)
) with (fillfactor = 70);

-- Outbox: one row is the page of events of one batch. A reader goes by transaction, never past one still open. ----

create table outbox (
  program_id integer not null,
  position xid8 not null default pg_current_xact_id(),
  page_id uuid not null,
  events json not null,
  primary key (program_id, position, page_id)
);

create table outbox_cursor (
  program_id integer not null,
  consumer text not null,
  position xid8 not null,
  page_id uuid not null,
  primary key (program_id, consumer)
);

-- Imports --------------------------------------------------------------------------------------------------------

create table import_run (
  program_id integer not null,
  import_id uuid not null,
  file_hash text not null,
  file_name text not null,
  mapping text not null,
  state text not null check (state in ('running', 'done')),
  progress jsonb not null,
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (program_id, import_id),
  unique (program_id, file_hash, mapping)
);

-- Row-level security ---------------------------------------------------------------------------------------------

do $$
declare
  t text;
begin
  foreach t in array array['definition', 'release', 'program_currency', 'member', 'member_identifier', 'balance',
    'journal', 'lot_use', 'lot_due', 'ledger_day', 'activity_key', 'activity', 'order_state', 'parked_activity',
    'counter', 'budget_use', 'activity_day', 'tier_day', 'tier_state', 'outbox', 'outbox_cursor', 'import_run'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', t);
  end loop;
  foreach t in array array['organization', 'staff', 'audit_entry', 'idempotent_reply', 'program'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy organization_rows on %I using (organization_id = (select perennial_organization())) with check (organization_id = (select perennial_organization()))', t);
  end loop;
  -- A credential is looked up before its organisation is known: its own hash opens that one row.
  foreach t in array array['api_key', 'sign_in_link', 'staff_session'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy organization_rows on %I using (organization_id = (select perennial_organization()) or %I = (select perennial_credential())) with check (organization_id = (select perennial_organization()))',
      t, case t when 'api_key' then 'key_hash' when 'sign_in_link' then 'link_hash' else 'session_hash' end);
  end loop;
end $$;

-- What a worker needs before it can name a programme: ids only, no content.
create function perennial_programs() returns table (organization_id integer, program_id integer, key text)
  language sql stable security definer set search_path = pg_catalog, public
  as 'select organization_id, program_id, key from public.program order by program_id';

-- Grants: the application inserts value rows and may change only what is a cache of them. -------------------------

grant usage on schema public to perennial_app;
grant execute on function perennial_program(), perennial_organization(), perennial_credential() to perennial_app;
revoke execute on function perennial_programs() from public;
grant execute on function perennial_programs() to perennial_app;

grant select, insert on organization, staff, audit_entry, idempotent_reply, program, program_currency, release to perennial_app;
grant select, insert, update on api_key, sign_in_link, staff_session, definition, member, import_run, outbox_cursor to perennial_app;
grant update (name, clock_offset_seconds) on program to perennial_app;
grant delete on definition to perennial_app;
grant select, insert, update, delete on member_identifier to perennial_app;
grant select, insert, update on balance, order_state, counter, budget_use, tier_day, tier_state to perennial_app;
grant select, insert on journal, lot_use, activity_key, activity to perennial_app;
grant update (remaining) on journal to perennial_app;
grant update (owner_id, bucket) on activity_key to perennial_app;
grant update (refusal) on parked_activity to perennial_app;
grant select, insert, delete on lot_due, parked_activity, ledger_day, activity_day, outbox to perennial_app;
grant select on entries, perennial_migration to perennial_app;

create schema pgboss authorization perennial_app;

-- Forced security binds the owner as well; the one function above runs as the owner and reads this one table.
create policy owner_lists on program for select to current_user using (true);
