import type { Reader, Writer } from '../platform/database.ts'
import { readOrders, type StoredOrder, type ToldOrder, type ToldRow, toldOrder } from './store-orders.ts'

/** What an order counts for in its member's history. */
export interface HistoryOrder {
  ownerId: string
  /** For whom it counts, where the owner was merged into another. */
  countsFor: string | null
  activityId: string
  occurredAt: number
  netMinor: number
  /** Whether anything of it was kept. */
  kept: boolean
}

/** How far the history of a programme is. */
export interface HistoryState {
  /** Whether it was built from the start. */
  complete: boolean
  /** The last order that was counted while it is built, and how many by then. */
  builtOwner: string | null
  builtSeq: number | null
  builtOrders: number
}

const stateColumns = `complete, built_owner as "builtOwner", built_seq as "builtSeq", built_orders as "builtOrders"`

/** Lets one fold of a programme at a time through. */
export async function lockHistory(tx: Writer, programId: number): Promise<HistoryState> {
  await tx.execute('insert into history_state (program_id) values ($1) on conflict do nothing', [programId])
  const [row] = await tx.query<HistoryState>(
    `select ${stateColumns} from history_state where program_id = $1 for no key update`,
    [programId],
  )
  return row ?? { complete: false, builtOwner: null, builtSeq: null, builtOrders: 0 }
}

/** Undefined where nobody has asked for it. */
export async function readHistoryState(tx: Reader, programId: number): Promise<HistoryState | undefined> {
  const [row] = await tx.query<HistoryState>(
    `select ${stateColumns} from history_state where program_id = $1`,
    [programId],
  )
  return row
}

/** Keeps until where it was built; without a place, all of it is. */
export async function writeBuilt(
  tx: Writer,
  programId: number,
  built: { ownerId: string; seq: number; orders: number } | undefined,
): Promise<void> {
  if (built === undefined) {
    const sql =
      'update history_state set complete = true, built_owner = null, built_seq = null, built_orders = 0 where program_id = $1'
    await tx.execute(sql, [programId])
    return
  }
  await tx.execute(
    'update history_state set built_owner = $2, built_seq = $3, built_orders = $4 where program_id = $1',
    [programId, built.ownerId, built.seq, built.orders],
  )
}

/** How many orders were placed, by the daily counts. */
export async function countPlaced(tx: Reader, programId: number): Promise<number> {
  const [row] = await tx.query<{ orders: number }>(
    `select coalesce(sum(amount), 0)::bigint as orders from activity_day where program_id = $1 and metric = 'orders'`,
    [programId],
  )
  return row?.orders ?? 0
}

/** The orders that activities are, or give back. */
export async function readTouchedOrders(
  tx: Reader,
  programId: number,
  activityIds: readonly string[],
): Promise<StoredOrder[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct touched.id from activity a
     cross join lateral (
       select a.activity_id as id where a.type = 'order.placed'
       union all
       select (match ->> 0)::uuid from json_array_elements(a.decision -> 'm') match
         where a.type in ('order.returned', 'order.cancelled')
     ) touched
     where a.program_id = $1 and a.activity_id = any($2::uuid[])`,
    [programId, activityIds],
  )
  if (rows.length === 0) return []
  return readOrders(tx, { programId, ids: rows.map((row) => row.id), owners: [] })
}

/** Orders in the order of their owners, after a place. */
export async function readOrdersAfter(
  tx: Reader,
  programId: number,
  after: { ownerId: string; seq: number; limit: number },
): Promise<ToldOrder[]> {
  const rows = await tx.query<ToldRow>(
    `select a.activity_id, a.owner_id, a.seq, a.release, a.occurred_at, a.body, a.short, s.state
     from activity a left join order_state s
       on s.program_id = a.program_id and s.owner_id = a.owner_id and s.activity_id = a.activity_id and s.bucket = a.bucket
     where a.program_id = $1 and a.type = 'order.placed' and (a.owner_id, a.seq) > ($2::uuid, $3::bigint)
     order by a.owner_id, a.seq limit $4`,
    [programId, after.ownerId, after.seq, after.limit],
  )
  return rows.map(toldOrder)
}

/** Sets what orders count for. Each at most once. Returns for whom those counted that were there. */
export async function writeHistoryOrders(
  tx: Writer,
  programId: number,
  orders: readonly HistoryOrder[],
): Promise<string[]> {
  const before = await tx.query<{ id: string }>(
    `select distinct coalesce(h.counts_for, h.owner_id) as id
     from unnest($2::uuid[], $3::uuid[]) as o (owner_id, activity_id)
     cross join lateral (select counts_for, owner_id from history_order
       where program_id = $1 and owner_id = o.owner_id and activity_id = o.activity_id offset 0) h`,
    [programId, orders.map((each) => each.ownerId), orders.map((each) => each.activityId)],
  )
  await tx.execute(
    `insert into history_order (program_id, owner_id, activity_id, occurred_at, net_minor, kept, counts_for)
     select $1, o.owner_id, o.activity_id, 'epoch'::timestamptz + o.at * interval '1 millisecond', o.net_minor, o.kept, o.counts_for
     from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::boolean[], $7::uuid[])
       as o (owner_id, activity_id, at, net_minor, kept, counts_for)
     on conflict (program_id, owner_id, activity_id)
       do update set net_minor = excluded.net_minor, kept = excluded.kept, counts_for = excluded.counts_for`,
    [
      programId,
      orders.map((each) => each.ownerId),
      orders.map((each) => each.activityId),
      orders.map((each) => each.occurredAt),
      orders.map((each) => each.netMinor),
      orders.map((each) => each.kept),
      orders.map((each) => each.countsFor),
    ],
  )
  return before.map((row) => row.id)
}

/** Lets the orders of owners count for another, or again for themselves; for whom they counted before. */
export async function moveHistoryOrders(
  tx: Writer,
  programId: number,
  move: { owners: readonly string[]; countsFor: string | null },
): Promise<string[]> {
  const { owners, countsFor } = move
  const before = await tx.query<{ id: string }>(
    `select distinct coalesce(counts_for, owner_id) as id from history_order
     where program_id = $1 and owner_id = any($2::uuid[])`,
    [programId, owners],
  )
  await tx.execute(
    `update history_order set counts_for = nullif($3::uuid, owner_id)
     where program_id = $1 and owner_id = any($2::uuid[]) and counts_for is distinct from nullif($3::uuid, owner_id)`,
    [programId, owners, countsFor],
  )
  return before.map((row) => row.id)
}

const sumColumns = ['orders', 'spend_minor', 'first_order_at', 'last_order_at', 'recent_at', 'recent_spend']

/** The longest span that conditions ask for, and how far ahead of the clock an order may lie. */
const recentDays = 365 + 365

/**
 * What orders add up to, from rows of `root`, for whom they count, and of an order or nulls. Of the recent
 * ones also when each was and what was spent from it on: so the orders of the last days are counted without reading any.
 */
function historySums(rows: string): string {
  return `select root as owner_id, count(activity_id) as orders, coalesce(sum(net_minor), 0)::bigint as spend_minor,
      min(occurred_at) as first_order_at, max(occurred_at) as last_order_at,
      coalesce(array_agg(occurred_at order by occurred_at, activity_id) filter (where is_recent), '{}') as recent_at,
      coalesce(array_agg(since order by occurred_at, activity_id) filter (where is_recent), '{}') as recent_spend
    from (
      select root, activity_id, net_minor, occurred_at,
        occurred_at > max(occurred_at) over (partition by root) - interval '${recentDays} days' as is_recent,
        sum(net_minor) over (partition by root order by occurred_at desc, activity_id desc)::bigint as since
      from (${rows}) placed
    ) summed group by root`
}

/** Adds the orders of members up again, with those of everybody who leads to them. */
export async function sumHistories(
  tx: Writer,
  programId: number,
  groups: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const pairs = [...groups].flatMap(([root, leading]) =>
    [root, ...leading].map((owner) => [root, owner] as const),
  )
  const rows = `select touched.root, o.activity_id, o.net_minor, o.occurred_at
    from unnest($2::uuid[], $3::uuid[]) as touched (root, owner_id)
    left join history_order o on o.program_id = $1 and o.owner_id = touched.owner_id and o.kept
      and coalesce(o.counts_for, o.owner_id) = touched.root`
  await tx.execute(
    `insert into member_history (program_id, owner_id, ${sumColumns.join(', ')})
     select $1, owner_id, ${sumColumns.join(', ')} from (${historySums(rows)}) sums
     on conflict (program_id, owner_id) do update
       set ${sumColumns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [programId, pairs.map(([root]) => root), pairs.map(([, owner]) => owner)],
  )
}

/** The first member whose history is not what their orders add up to. */
export async function firstHistoryMisfit(
  tx: Reader,
  programId: number,
): Promise<{ ownerId: string; detail: string } | undefined> {
  const rows = `select coalesce(counts_for, owner_id) as root, activity_id, net_minor, occurred_at
    from history_order where program_id = $1 and kept`
  const [found] = await tx.query<{ ownerId: string; detail: string }>(
    `select owner_id as "ownerId", format('The history holds %s orders of %s, but they add up to %s of %s.',
       coalesce(h.orders, 0), coalesce(h.spend_minor, 0), coalesce(o.orders, 0), coalesce(o.spend_minor, 0)) as detail
     from (select owner_id, ${sumColumns.join(', ')} from member_history where program_id = $1) h
     full join (${historySums(rows)}) o using (owner_id)
     where (coalesce(h.orders, 0), coalesce(h.spend_minor, 0)) is distinct from (coalesce(o.orders, 0), coalesce(o.spend_minor, 0))
       or (h.first_order_at, h.last_order_at) is distinct from (o.first_order_at, o.last_order_at)
       or (coalesce(h.recent_at, '{}'), coalesce(h.recent_spend, '{}'))
         is distinct from (coalesce(o.recent_at, '{}'), coalesce(o.recent_spend, '{}'))
     order by owner_id limit 1`,
    [programId],
  )
  return found
}

/** What the history holds of orders, by activity. */
export async function readHistoryOrders(
  tx: Reader,
  programId: number,
  activityIds: readonly string[],
): Promise<Map<string, Pick<HistoryOrder, 'netMinor' | 'kept' | 'countsFor'>>> {
  const rows = await tx.query<Pick<HistoryOrder, 'netMinor' | 'kept' | 'countsFor'> & { id: string }>(
    `select activity_id as id, net_minor as "netMinor", kept, counts_for as "countsFor" from history_order
     where program_id = $1 and activity_id = any($2::uuid[])`,
    [programId, activityIds],
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
