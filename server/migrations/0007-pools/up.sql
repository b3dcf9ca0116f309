-- Pools: value that a household keeps together -----------------------------------------------------------------------

create table pool (
  program_id integer not null,
  -- The owner of the pool's books.
  pool_id uuid not null,
  name text not null,
  -- Who may spend from it besides the head, who always may.
  adults_spend boolean not null default true,
  children_spend boolean not null default false,
  state text not null default 'open' check (state in ('open', 'dissolving', 'dissolved')),
  created_at timestamptz not null default now(),
  primary key (program_id, pool_id)
);

create table pool_member (
  program_id integer not null,
  member_id uuid not null,
  pool_id uuid not null,
  role text not null check (role in ('head', 'adult', 'child')),
  joined_at timestamptz not null default now(),
  -- A member is in one pool at most.
  primary key (program_id, member_id)
);
create index pool_member_by_pool on pool_member (program_id, pool_id);
-- And a pool has one head.
create unique index pool_head on pool_member (program_id, pool_id) where role = 'head';

do $$
declare each text;
begin
  foreach each in array array['pool', 'pool_member'] loop
    execute format('alter table %I enable row level security', each);
    execute format('alter table %I force row level security', each);
    execute format('create policy program_rows on %I using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()))', each);
  end loop;
end $$;

grant select, insert on pool, pool_member to perennial_app;
grant update (name, adults_spend, children_spend, state) on pool to perennial_app;
grant update (role) on pool_member to perennial_app;
grant delete on pool_member to perennial_app;
