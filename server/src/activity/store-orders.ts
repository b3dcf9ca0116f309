import type { Order } from '@perennial/contract'
import { bucketOf } from '../kernel/ids.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { OrderLeft } from './model/basket.ts'
import type { KeptDecision } from './model/kept.ts'
import type { PackedDecision } from './model/packed.ts'
import { bodyOf, decisionOf } from './model/short-text.ts'
import type { StageRecord } from './stage.ts'

/** What returns have left of an order, and what stands of its decisions. */
export interface OrderState {
  left: OrderLeft
  standing: Readonly<Record<string, StageRecord>>
}

/** An order as stored, with its state when something was returned. */
export interface StoredOrder {
  activity_id: string
  owner_id: string
  seq: number
  release: number
  occurred_at: Date
  body: {
    type: string
    source: string
    sourceId: string
    channel?: string
    store?: string
    order: Order
  }
  decision: KeptDecision
  state: OrderState | null
}

/** An order without what was decided of it. */
export type ToldOrder = Omit<StoredOrder, 'decision'>

/** The same as its row is read. */
export type ToldRow = Omit<ToldOrder, 'body'> & { body: StoredOrder['body'] | null; short: string | null }

type OrderRow = ToldRow & { decision: PackedDecision | null }

const columns = `a.activity_id, a.owner_id, a.seq, a.release, a.occurred_at, a.body, a.decision, a.short, s.state
  from activity a left join order_state s
    on s.program_id = a.program_id and s.owner_id = a.owner_id and s.activity_id = a.activity_id and s.bucket = a.bucket`

/** An order with its body, however it is stored. */
export function toldOrder({ short, ...row }: ToldRow): ToldOrder {
  return { ...row, body: bodyOf({ body: row.body, short }) }
}

/** The orders named, and every order of the owners named. */
export async function readOrders(
  tx: Reader,
  ask: { programId: number; ids: readonly string[]; owners: readonly string[] },
): Promise<StoredOrder[]> {
  const orders: OrderRow[] = []
  if (ask.ids.length > 0) {
    const sql = `select ${columns} where a.program_id = $1 and a.activity_id = any($2::uuid[]) and a.type = 'order.placed'`
    orders.push(...(await tx.query<OrderRow>(sql, [ask.programId, ask.ids])))
  }
  if (ask.owners.length > 0) {
    const sql = `select ${columns} where a.program_id = $1 and a.owner_id = any($2::uuid[]) and a.type = 'order.placed'`
    orders.push(...(await tx.query<OrderRow>(sql, [ask.programId, ask.owners])))
  }
  return orders.map((row) => ({ ...toldOrder(row), decision: decisionOf(row) }))
}

const upsertStates = `insert into order_state (program_id, owner_id, activity_id, bucket, state)
  select $1, owner_id, activity_id, bucket, state::json from unnest($2::uuid[], $3::uuid[], $4::smallint[], $5::text[])
    as v (owner_id, activity_id, bucket, state)
  on conflict (program_id, owner_id, activity_id, bucket) do update set state = excluded.state`

/** Keeps what is left of orders that returns took from. The owners' books must be locked. */
export async function writeOrderStates(
  tx: Writer,
  programId: number,
  states: readonly { ownerId: string; activityId: string; state: OrderState }[],
): Promise<void> {
  await tx.execute(upsertStates, [
    programId,
    states.map((each) => each.ownerId),
    states.map((each) => each.activityId),
    states.map((each) => bucketOf(each.ownerId)),
    states.map((each) => JSON.stringify(each.state)),
  ])
}
