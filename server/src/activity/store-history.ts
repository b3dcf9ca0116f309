import type { Reader, Writer } from '../platform/database.ts'
import { type OrderState, readOrders, type StoredOrder } from './store-orders.ts'

/** What an order counts for in its member's history. */
export interface HistoryOrder {
  ownerId: string
  activityId: string
  occurredAt: number
  netMinor: number
  /** Whether anything of it was kept. */
  kept: boolean
}

/** Lets one fold of a programme at a time through; whether the history was built from the start. */
export async function lockHistory(tx: Writer, programId: number): Promise<boolean> {
  await tx.execute('insert into history_state (program_id) values ($1) on conflict do nothing', [programId])
  const [row] = await tx.query<{ complete: boolean }>(
    'select complete from history_state where program_id = $1 for no key update',
    [programId],
  )
  return row?.complete === true
}

export async function readHistoryComplete(tx: Reader, programId: number): Promise<boolean | undefined> {
  const [row] = await tx.query<{ complete: boolean }>(
    'select complete from history_state where program_id = $1',
    [programId],
  )
  return row?.complete
}

export async function completeHistory(tx: Writer, programId: number): Promise<void> {
  await tx.execute('update history_state set complete = true where program_id = $1', [programId])
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
export function readOrdersAfter(
  tx: Reader,
  programId: number,
  after: { ownerId: string; seq: number; limit: number },
): Promise<
  (Pick<StoredOrder, 'activity_id' | 'owner_id' | 'seq' | 'release' | 'occurred_at' | 'body'> & {
    state: OrderState | null
  })[]
> {
  return tx.query(
    `select a.activity_id, a.owner_id, a.seq, a.release, a.occurred_at, a.body, s.state
     from activity a left join order_state s
       on s.program_id = a.program_id and s.owner_id = a.owner_id and s.activity_id = a.activity_id and s.bucket = a.bucket
     where a.program_id = $1 and a.type = 'order.placed' and (a.owner_id, a.seq) > ($2::uuid, $3::bigint)
     order by a.owner_id, a.seq limit $4`,
    [programId, after.ownerId, after.seq, after.limit],
  )
}

/** Sets what orders count for. Each at most once. */
export async function writeHistoryOrders(
  tx: Writer,
  programId: number,
  orders: readonly HistoryOrder[],
): Promise<void> {
  await tx.execute(
    `insert into history_order (program_id, owner_id, activity_id, occurred_at, net_minor, kept)
     select $1, o.owner_id, o.activity_id, 'epoch'::timestamptz + o.at * interval '1 millisecond', o.net_minor, o.kept
     from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[], $6::boolean[])
       as o (owner_id, activity_id, at, net_minor, kept)
     on conflict (program_id, owner_id, activity_id)
       do update set net_minor = excluded.net_minor, kept = excluded.kept`,
    [
      programId,
      orders.map((each) => each.ownerId),
      orders.map((each) => each.activityId),
      orders.map((each) => each.occurredAt),
      orders.map((each) => each.netMinor),
      orders.map((each) => each.kept),
    ],
  )
}

/** Adds the orders of owners up again. */
export async function sumHistories(tx: Writer, programId: number, owners: readonly string[]): Promise<void> {
  await tx.execute(
    `insert into member_history (program_id, owner_id, orders, spend_minor, first_order_at, last_order_at)
     select $1, touched.owner_id, count(o.activity_id), coalesce(sum(o.net_minor), 0), min(o.occurred_at), max(o.occurred_at)
     from (select distinct unnest($2::uuid[]) as owner_id) touched
     left join history_order o on o.program_id = $1 and o.owner_id = touched.owner_id and o.kept
     group by touched.owner_id
     on conflict (program_id, owner_id) do update set orders = excluded.orders, spend_minor = excluded.spend_minor,
       first_order_at = excluded.first_order_at, last_order_at = excluded.last_order_at`,
    [programId, owners],
  )
}

/** The first member whose history is not what their orders add up to. */
export async function firstHistoryMisfit(
  tx: Reader,
  programId: number,
): Promise<{ ownerId: string; detail: string } | undefined> {
  const [found] = await tx.query<{ ownerId: string; detail: string }>(
    `select owner_id as "ownerId", format('The history holds %s orders of %s, but they add up to %s of %s.',
       coalesce(h.orders, 0), coalesce(h.spend_minor, 0), coalesce(o.orders, 0), coalesce(o.spend, 0)) as detail
     from (select owner_id, orders, spend_minor, first_order_at, last_order_at from member_history where program_id = $1) h
     full join (
       select owner_id, count(*) as orders, sum(net_minor) as spend, min(occurred_at) as first, max(occurred_at) as last
       from history_order where program_id = $1 and kept group by owner_id
     ) o using (owner_id)
     where (coalesce(h.orders, 0), coalesce(h.spend_minor, 0)) is distinct from (coalesce(o.orders, 0), coalesce(o.spend, 0))
       or (h.first_order_at, h.last_order_at) is distinct from (o.first, o.last)
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
): Promise<Map<string, Pick<HistoryOrder, 'netMinor' | 'kept'>>> {
  const rows = await tx.query<{ id: string; netMinor: number; kept: boolean }>(
    `select activity_id as id, net_minor as "netMinor", kept from history_order
     where program_id = $1 and activity_id = any($2::uuid[])`,
    [programId, activityIds],
  )
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}
