-- Gift cards: bearer value, whose books belong to the card -----------------------------------------------------------

create table gift_card (
  program_id integer not null,
  -- The owner of the card's books.
  card_id uuid not null,
  -- SHA-256 of the code. The code itself is nowhere.
  code_hash bytea not null check (length(code_hash) = 32),
  -- With the idempotency key of its issue, which is nowhere either, this makes the code again.
  nonce bytea not null check (length(nonce) = 32),
  currency text not null,
  amount bigint not null check (amount > 0),
  state text not null default 'active' check (state in ('active', 'blocked', 'claimed')),
  issued_at timestamptz not null default now(),
  issued_by text not null,
  claimed_by uuid,
  primary key (program_id, card_id),
  unique (program_id, code_hash),
  check ((state = 'claimed') <= (claimed_by is not null))
);
alter table gift_card enable row level security;
alter table gift_card force row level security;
create policy program_rows on gift_card using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));

grant select, insert on gift_card to perennial_app;
grant update (state, claimed_by) on gift_card to perennial_app;
