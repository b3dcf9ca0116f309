-- Histories: how far they are built, and for whom the orders of merged members count --------------------------------

-- Until where orders were counted while a history is built for the first time, and how many by then.
alter table history_state
  add column built_owner uuid,
  add column built_seq bigint,
  add column built_orders bigint not null default 0;

-- Where the order's member leads to, if they were merged into another; null for everybody else.
alter table history_order add column counts_for uuid;
drop index history_order_by_time;
create index history_order_by_time on history_order (program_id, occurred_at) include (owner_id, counts_for, net_minor) where kept;

-- Those whom segments are about, in order and without their rows.
create index member_counted on member (program_id, member_id) where status = 'active' and merged_into is null;

-- What the orders of an owner add up to, up to one of them: so that rules about a long history read little. Kept only
-- where rules read it, and only for many orders; a return makes it be summed again.
create table order_sum (
  program_id integer not null,
  owner_id uuid not null,
  bucket smallint not null,
  -- The number of the owner's last activity that is counted.
  seq bigint not null,
  placed bigint not null,
  orders bigint not null,
  spend_minor bigint not null,
  first_at timestamptz,
  last_at timestamptz,
  primary key (program_id, owner_id, bucket)
) with (fillfactor = 80);
alter table order_sum enable row level security;
alter table order_sum force row level security;
create policy program_rows on order_sum using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));
grant select, insert, update on order_sum to perennial_app;

grant update (built_owner, built_seq, built_orders) on history_state to perennial_app;
grant update (counts_for) on history_order to perennial_app;

-- Who was merged before this is counted anew, order by order, when somebody asks the next time.
update history_state h set complete = false
  where exists (select from member m where m.program_id = h.program_id and m.merged_root is not null);
