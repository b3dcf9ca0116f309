-- A preview of a segment reads one row a member, in the order of members ------------------------------------------------

-- Of the orders that lie at most two years before the last one, by time: when each was, and what was spent from it on.
alter table member_history
  add column recent_at timestamptz[] not null default '{}',
  add column recent_spend bigint[] not null default '{}';

-- The owner of the tables sees rows of no programme, unless it says so.
alter table member_history no force row level security;
alter table history_order no force row level security;

update member_history h set recent_at = o.recent_at, recent_spend = o.recent_spend
  from (
    select program_id, root, array_agg(occurred_at order by occurred_at, activity_id) as recent_at,
      array_agg(since order by occurred_at, activity_id) as recent_spend
    from (
      select program_id, coalesce(counts_for, owner_id) as root, activity_id, occurred_at,
        occurred_at > max(occurred_at) over (partition by program_id, coalesce(counts_for, owner_id)) - interval '730 days' as is_recent,
        sum(net_minor) over (
          partition by program_id, coalesce(counts_for, owner_id) order by occurred_at desc, activity_id desc
        )::bigint as since
      from history_order where kept
    ) placed
    where is_recent group by program_id, root
  ) o
  where h.program_id = o.program_id and h.owner_id = o.root;

alter table member_history force row level security;
alter table history_order force row level security;

-- Who was merged before 0023 is counted anew, as that migration meant it: its own update saw no row.
alter table history_state no force row level security;
alter table member no force row level security;

update history_state h set complete = false, built_owner = null, built_seq = null, built_orders = 0
  where exists (select from member m where m.program_id = h.program_id and m.merged_root is not null);

alter table history_state force row level security;
alter table member force row level security;

grant update (recent_at, recent_spend) on member_history to perennial_app;

-- Nothing looks for orders by their time any more.
drop index history_order_by_time;

-- What every member said last, in their order and without their rows.
create index consent_latest on consent (program_id, channel, member_id, given_at desc, consent_id desc) include (given);
