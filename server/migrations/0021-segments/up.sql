-- Conditions in SQL -----------------------------------------------------------------------------------------------

-- A whole number between two bounds; null, which stands for an error, outside of them.
create function perennial_within(value numeric, low numeric, high numeric) returns bigint
  language sql immutable strict parallel safe
  return case when value between low and high then value::bigint end;

-- A fraction as a whole number, exact, by the named rounding; null for a division by zero.
create function perennial_divided(numerator numeric, denominator numeric, rounding text) returns numeric
  language sql immutable strict parallel safe
  return case
    when denominator = 0 then null
    when rounding = 'half-up' then sign(numerator) * sign(denominator)
      * div(2 * abs(numerator) + abs(denominator), 2 * abs(denominator))
    else div(numerator, denominator) + case
      when mod(numerator, denominator) = 0 or rounding = 'truncate' then 0
      when rounding = 'floor' and sign(numerator) <> sign(denominator) then -1
      when rounding = 'ceiling' and sign(numerator) = sign(denominator) then 1
      else 0 end
  end;

-- One value of free data as rules read it: as text, numbers in the form that JSON has in JavaScript.
create function perennial_scalar_text(value jsonb) returns text
  language sql immutable strict parallel safe
  return case jsonb_typeof(value)
    when 'number' then case
      when abs(value::numeric) between 0.000001 and 999999999999999999999 or value::numeric = 0
        then trim_scale(value::numeric)::text
      else regexp_replace(value::float8::text, 'e([+-])0+', 'e\1') end
    else value #>> '{}' end;

-- Free data as rules read it: lists with commas between.
create function perennial_fact_text(value jsonb) returns text
  language sql immutable strict parallel safe
  return case jsonb_typeof(value)
    when 'array' then (
      select coalesce(string_agg(perennial_scalar_text(item), ', ' order by place), '')
      from jsonb_array_elements(value) with ordinality as each (item, place))
    else perennial_scalar_text(value) end;

-- Free data as a list of texts; what is not there is an empty one.
create function perennial_fact_texts(value jsonb) returns text[]
  language sql immutable parallel safe
  return case
    when value is null then array[]::text[]
    when jsonb_typeof(value) = 'array' then array(
      select perennial_scalar_text(item) from jsonb_array_elements(value) with ordinality as each (item, place) order by place)
    else array[perennial_scalar_text(value)] end;

-- What members bought, net of returns --------------------------------------------------------------------------------

create table history_state (
  program_id integer primary key,
  -- Whether every order before the place in the outbox was counted.
  complete boolean not null default false
);

create table history_order (
  program_id integer not null,
  owner_id uuid not null,
  activity_id uuid not null,
  occurred_at timestamptz not null,
  net_minor bigint not null,
  -- Whether anything of the order was kept.
  kept boolean not null,
  primary key (program_id, owner_id, activity_id)
);
create index history_order_by_time on history_order (program_id, occurred_at) include (owner_id, net_minor) where kept;

create table member_history (
  program_id integer not null,
  owner_id uuid not null,
  orders bigint not null,
  spend_minor bigint not null,
  first_order_at timestamptz,
  last_order_at timestamptz,
  primary key (program_id, owner_id)
);

-- Where members stand on ladders, looked at again when their books moved or their tier ended ---------------------------

create table tier_now (
  program_id integer not null,
  owner_id uuid not null,
  ladder text not null,
  -- Empty for none.
  tier text not null,
  -- When it ends without anything happening.
  until timestamptz,
  release integer not null,
  -- Of the state that it was read from.
  seen text not null,
  primary key (program_id, owner_id, ladder)
);

-- Segments ------------------------------------------------------------------------------------------------------------

create table segment_state (
  program_id integer not null,
  segment text not null,
  -- The condition of the last evaluation; empty for a list.
  condition text not null default '',
  evaluated_at timestamptz,
  took_ms integer not null default 0,
  members bigint not null default 0,
  primary key (program_id, segment)
);

create table segment_member (
  program_id integer not null,
  segment text not null,
  owner_id uuid not null,
  since timestamptz not null,
  primary key (program_id, segment, owner_id)
);
create index segment_member_by_owner on segment_member (program_id, owner_id);

-- Entries and leaves of which no activity tells yet.
create table segment_move (
  program_id integer not null,
  move_id uuid not null,
  segment text not null,
  owner_id uuid not null,
  entered boolean not null,
  at timestamptz not null,
  -- Whether the members of the segment are what it says.
  made boolean not null default false,
  primary key (program_id, move_id)
);

-- Consents ------------------------------------------------------------------------------------------------------------

create table consent (
  program_id integer not null,
  channel text not null check (channel in ('email', 'sms', 'push', 'post', 'profiling')),
  member_id uuid not null,
  given_at timestamptz not null,
  consent_id uuid not null,
  given boolean not null,
  -- Where it was said, such as a page or a till.
  source text not null,
  -- Which wording was shown.
  wording text not null,
  actor text not null,
  recorded_at timestamptz not null default now(),
  primary key (program_id, channel, member_id, given_at, consent_id)
);

do $$
declare each text;
begin
  foreach each in array array['history_state', 'history_order', 'member_history', 'tier_now', 'segment_state', 'segment_member', 'segment_move', 'consent'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on history_state, history_order, member_history, tier_now, segment_state, segment_member, segment_move, consent to perennial_app;
grant update (complete) on history_state to perennial_app;
grant update (net_minor, kept) on history_order to perennial_app;
grant update (orders, spend_minor, first_order_at, last_order_at) on member_history to perennial_app;
grant update (tier, until, release, seen) on tier_now to perennial_app;
grant update (condition, evaluated_at, took_ms, members) on segment_state to perennial_app;
grant update (made) on segment_move to perennial_app;
grant delete on segment_state, segment_member, segment_move to perennial_app;
