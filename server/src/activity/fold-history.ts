import type { Order } from '@perennial/contract'
import { orThrow } from '../kernel/verdict.ts'
import type { Database, Reader } from '../platform/database.ts'
import { beginAtTail, deliverOutbox, type OutboxEvent, pendingEvents } from '../platform/outbox.ts'
import type { Programs } from '../programs/index.ts'
import { basketOf, type OrderLeft, wholeOrder } from './model/basket.ts'
import {
  completeHistory,
  firstHistoryMisfit,
  type HistoryOrder,
  lockHistory,
  readHistoryComplete,
  readHistoryOrders,
  readOrdersAfter,
  readTouchedOrders,
  sumHistories,
  writeHistoryOrders,
} from './store-history.ts'

/** The name under which histories follow the outbox. */
export const historyConsumer = 'history'

const pagesMax = 200
const buildRows = 2000
const firstOwner = '00000000-0000-0000-0000-000000000000'
const orderTypes = new Set(['order.placed', 'order.returned', 'order.cancelled'])

interface Parts {
  database: Database
  programs: Pick<Programs, 'release'>
}

/**
 * Brings the histories of a programme up to now: builds them when nobody has asked before, then follows what happened
 * since. Orders are counted by what is left of them now, so doing it twice changes nothing.
 */
export async function foldHistory(parts: Parts, programId: number): Promise<void> {
  const { database } = parts
  const complete = await database.read({ programId }, (tx) => readHistoryComplete(tx, programId))
  if (complete !== true) await buildHistory(parts, programId)
  let delivered: number
  do {
    delivered = await deliverOutbox(database, {
      programId,
      consumer: historyConsumer,
      pagesMax,
      consume: ({ events }) => foldEvents(parts, programId, events),
    })
  } while (delivered === pagesMax)
  // What was written beside a transaction that still runs is handed over later; counting it already does no harm.
  await foldEvents(
    parts,
    programId,
    await database.read({ programId }, (tx) => pendingEvents(tx, programId, historyConsumer)),
  )
}

/** Follows what happened where histories are kept already; does nothing for a programme in which nobody asks for them. */
export async function followHistory(parts: Parts, programId: number): Promise<void> {
  const complete = await parts.database.read({ programId }, (tx) => readHistoryComplete(tx, programId))
  if (complete !== undefined) await foldHistory(parts, programId)
}

/** Whether the outbox must keep pages for the histories of the programme. */
export async function keepsHistory(database: Database, programId: number): Promise<boolean> {
  return (await database.read({ programId }, (tx) => readHistoryComplete(tx, programId))) !== undefined
}

async function foldEvents(parts: Parts, programId: number, events: readonly OutboxEvent[]): Promise<void> {
  const touched = events.filter((event) => orderTypes.has(event.subject)).map((event) => event.activity)
  if (touched.length === 0) return
  await parts.database.write({ programId }, async (tx) => {
    await lockHistory(tx, programId)
    const orders = await countedOrders(parts, programId, await readTouchedOrders(tx, programId, touched))
    if (orders.length === 0) return
    await writeHistoryOrders(tx, programId, orders)
    await sumHistories(tx, programId, [...new Set(orders.map((order) => order.ownerId))])
  })
}

/** Counts every order there is. The outbox is followed from before, so nothing that happens meanwhile is missed. */
async function buildHistory(parts: Parts, programId: number): Promise<void> {
  const { database } = parts
  await database.write({ programId }, async (tx) => {
    await lockHistory(tx, programId)
    await beginAtTail(tx, programId, historyConsumer)
  })
  let after = { ownerId: firstOwner, seq: 0, limit: buildRows }
  for (;;) {
    const read = await database.write({ programId }, async (tx) => {
      await lockHistory(tx, programId)
      const rows = await readOrdersAfter(tx, programId, after)
      const orders = await countedOrders(parts, programId, rows)
      if (orders.length > 0) {
        await writeHistoryOrders(tx, programId, orders)
        await sumHistories(tx, programId, [...new Set(orders.map((order) => order.ownerId))])
      }
      return rows
    })
    const last = read.at(-1)
    if (last === undefined || read.length < buildRows) break
    after = { ownerId: last.owner_id, seq: last.seq, limit: buildRows }
  }
  await database.write({ programId }, (tx) => completeHistory(tx, programId))
}

interface Stored {
  activity_id: string
  owner_id: string
  release: number
  occurred_at: Date
  body: { order: Order }
  state: { left: OrderLeft } | null
}

/** What each order counts for, by what is left of it. */
async function countedOrders(
  { programs }: Pick<Parts, 'programs'>,
  programId: number,
  rows: readonly Stored[],
): Promise<HistoryOrder[]> {
  const orders: HistoryOrder[] = []
  for (const row of rows) {
    const release = orThrow(await programs.release(programId, row.release))
    const { order } = row.body
    const left = row.state?.left ?? wholeOrder(order)
    const basket = basketOf(order, left, release.moneyExponent)
    orders.push({
      ownerId: row.owner_id,
      activityId: row.activity_id,
      occurredAt: row.occurred_at.getTime(),
      netMinor: basket.ok ? basket.value.netMinor : 0,
      kept: left.quantities.some((quantity) => Number(quantity) !== 0),
    })
  }
  return orders
}

/**
 * The first history that does not follow from the orders; undefined when all do, or nobody keeps them. Members about
 * whom the outbox still has something to say are passed over.
 */
export async function verifyHistory(
  tx: Reader,
  input: { programId: number; programs: Pick<Programs, 'release'> },
): Promise<{ name: string; ownerId: string; detail: string } | undefined> {
  const { programId } = input
  if ((await readHistoryComplete(tx, programId)) !== true) return undefined
  const sums = await firstHistoryMisfit(tx, programId)
  if (sums !== undefined) return { name: 'member-history', ...sums }
  const pending = new Set((await pendingEvents(tx, programId, historyConsumer)).map((event) => event.owner))
  let after = { ownerId: firstOwner, seq: 0, limit: buildRows }
  for (;;) {
    const rows = await readOrdersAfter(tx, programId, after)
    const misfit = await firstOrderMisfit(
      tx,
      input,
      rows.filter((row) => !pending.has(row.owner_id)),
    )
    if (misfit !== undefined) return misfit
    const last = rows.at(-1)
    if (last === undefined || rows.length < buildRows) return undefined
    after = { ownerId: last.owner_id, seq: last.seq, limit: buildRows }
  }
}

async function firstOrderMisfit(
  tx: Reader,
  { programId, programs }: { programId: number; programs: Pick<Programs, 'release'> },
  rows: readonly Stored[],
): Promise<{ name: string; ownerId: string; detail: string } | undefined> {
  const held = await readHistoryOrders(
    tx,
    programId,
    rows.map((row) => row.activity_id),
  )
  for (const order of await countedOrders({ programs }, programId, rows)) {
    const there = held.get(order.activityId)
    if (there?.netMinor === order.netMinor && there.kept === order.kept) continue
    const detail = `The history holds ${there?.netMinor ?? 'nothing'} of the order ${order.activityId}, of which ${order.netMinor} is left.`
    return { name: 'history-order', ownerId: order.ownerId, detail }
  }
  return undefined
}
