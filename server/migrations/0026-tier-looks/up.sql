-- Where members stand is followed from the outbox, instead of by comparing everybody -----------------------------------

-- What was looked at so far, and under which ladders.
create table tier_look (
  program_id integer primary key,
  -- What standings follow from beside the books of members.
  basis text not null,
  -- Whether everybody was looked at under it; events are followed from then on.
  complete boolean not null default false,
  -- Until where everybody was looked at, while that goes on, and how many standings.
  looked_owner uuid,
  looked bigint not null default 0
);
alter table tier_look enable row level security;
alter table tier_look force row level security;
create policy program_rows on tier_look using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));
grant select, insert on tier_look to perennial_app;
grant update (basis, complete, looked_owner, looked) on tier_look to perennial_app;

-- A ladder is read in the order of members and without its rows.
alter table tier_now drop constraint tier_now_pkey;
alter table tier_now drop column release, drop column seen;
alter table tier_now add primary key (program_id, ladder, owner_id) include (tier);
-- `until` is from now on when a standing may change with nothing happening, up or down.
create index tier_now_due on tier_now (program_id, ladder, until) where until is not null;
