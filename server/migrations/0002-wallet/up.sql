-- Holds, transfers between owners, expiry by inactivity, frozen value ----------------------------------------------

-- When everything that has no end of its own ends, unless the owner does something before.
alter table balance add column idle_at timestamptz;
-- The same on every currency of an owner. 1: frozen, nothing may leave; 2: closed, nothing may come either.
alter table balance add column state smallint not null default 0 check (state in (0, 1, 2));
-- The owner that everything here now belongs to.
alter table balance add column merged_into uuid;

-- What a use gave back to its lot is a use below zero, so a lot's past stays whole.
alter table lot_use drop constraint lot_use_amount_check;
alter table lot_use add constraint lot_use_amount_check check (amount <> 0);

-- Points that are reserved. The state is changed by postings alone; parts say which lots are spoken for.
create table hold (
  program_id integer not null,
  owner_id uuid not null,
  hold_id uuid not null,
  currency smallint not null,
  bucket smallint not null,
  amount bigint not null check (amount > 0),
  captured bigint not null default 0 check (captured >= 0 and captured <= amount),
  state text not null check (state in ('open', 'captured', 'cancelled', 'lapsed')),
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  reference text,
  -- [lot number, amount] of each lot that is spoken for.
  parts json not null,
  primary key (program_id, owner_id, hold_id, currency, bucket),
  check ((state = 'open') = (closed_at is null))
) with (fillfactor = 80);
-- Open holds by their end, for the job that lets them lapse.
create index hold_open on hold (program_id, expires_at) where state = 'open';

-- Value on its way from one owner to another. Sent in the sender's transaction, delivered in the receiver's.
create table transfer (
  program_id integer not null,
  transfer_id uuid not null,
  currency smallint not null,
  kind text not null,
  from_owner uuid not null,
  to_owner uuid not null,
  amount bigint not null check (amount >= 0),
  debt bigint not null check (debt >= 0),
  state text not null check (state in ('sent', 'delivered', 'returned')),
  lots json not null,
  sent_at timestamptz not null,
  closed_at timestamptz,
  message text,
  primary key (program_id, transfer_id, currency),
  check (from_owner <> to_owner),
  check (amount + debt > 0),
  check ((state = 'sent') = (closed_at is null))
);
create index transfer_open on transfer (program_id, sent_at) where state = 'sent';
create index transfer_from on transfer (program_id, from_owner, sent_at);
create index transfer_to on transfer (program_id, to_owner, sent_at);

do $$
declare each text;
begin
  foreach each in array array['hold', 'transfer'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on hold, transfer to perennial_app;
grant update (captured, state, closed_at) on hold to perennial_app;
grant update (state, closed_at) on transfer to perennial_app;
