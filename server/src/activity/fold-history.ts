import type { Order } from '@perennial/contract'
import { orThrow } from '../kernel/verdict.ts'
import { selectBelow, selectLeading, selectRoots } from '../members/index.ts'
import type { Database, Reader, Writer } from '../platform/database.ts'
import { beginAtTail, followOutbox, type OutboxEvent, pendingEvents } from '../platform/outbox.ts'
import type { Programs } from '../programs/index.ts'
import { basketOf, type OrderLeft, wholeOrder } from './model/basket.ts'
import {
  countPlaced,
  firstHistoryMisfit,
  type HistoryOrder,
  lockHistory,
  moveHistoryOrders,
  readHistoryOrders,
  readHistoryState,
  readOrdersAfter,
  readTouchedOrders,
  sumHistories,
  writeBuilt,
  writeHistoryOrders,
} from './store-history.ts'

/** The name under which histories follow the outbox. */
export const historyConsumer = 'history'

const buildRows = 2000
const firstOwner = '00000000-0000-0000-0000-000000000000'
const orderTypes = new Set(['order.placed', 'order.returned', 'order.cancelled'])

interface Parts {
  database: Database
  programs: Pick<Programs, 'release'>
}

/** Orders that are counted at once by whoever asks first; more of them are left to the job. */
const atOnceMax = 20_000

/** How far histories are built that are not complete. */
export interface HistoryProgress {
  done: number
  of: number
}

/**
 * Brings the histories of a programme up to now: builds them when nobody has asked before, then follows what happened
 * since. Orders are counted by what is left of them now, so doing it twice changes nothing. Who is not `patient` builds
 * only what is built in a moment, and is told how far it is; the job does the rest. Undefined when all is counted.
 */
export async function foldHistory(
  parts: Parts,
  programId: number,
  ask: { patient?: boolean; signal?: AbortSignal } = {},
): Promise<HistoryProgress | undefined> {
  const { database } = parts
  const { patient = true, signal } = ask
  const state = await database.read({ programId }, (tx) => readHistoryState(tx, programId))
  if (state?.complete !== true) {
    await beginHistory(parts, programId)
    const of = await database.read({ programId }, (tx) => countPlaced(tx, programId))
    if (!patient && of > atOnceMax) return { done: Math.min(of, state?.builtOrders ?? 0), of }
    while (await buildSome(parts, programId)) signal?.throwIfAborted()
  }
  await followOutbox(database, {
    programId,
    consumer: historyConsumer,
    signal,
    consume: (events) => foldEvents(parts, programId, events),
  })
  return undefined
}

/** Follows what happened where histories are kept already; does nothing for a programme in which nobody asks for them. */
export async function followHistory(parts: Parts, programId: number, signal?: AbortSignal): Promise<void> {
  const state = await parts.database.read({ programId }, (tx) => readHistoryState(tx, programId))
  if (state !== undefined) await foldHistory(parts, programId, signal === undefined ? {} : { signal })
}

/** Whether the outbox must keep pages for the histories of the programme. */
export async function keepsHistory(database: Database, programId: number): Promise<boolean> {
  return (await database.read({ programId }, (tx) => readHistoryState(tx, programId))) !== undefined
}

async function foldEvents(parts: Parts, programId: number, events: readonly OutboxEvent[]): Promise<void> {
  const touched = events.filter((event) => orderTypes.has(event.subject)).map((event) => event.activity)
  const merged = events.filter((event) => event.subject === 'wallet.merge').map((event) => event.owner)
  if (touched.length + merged.length === 0) return
  await parts.database.write({ programId }, async (tx) => {
    await lockHistory(tx, programId)
    for (const memberId of new Set(merged)) await moveHistory(tx, programId, memberId)
    const orders = await countedOrders(parts, tx, {
      programId,
      rows: await readTouchedOrders(tx, programId, touched),
    })
    await countOrders(tx, programId, orders)
  })
}

/** The orders of a member, and of all who lead there, count where the member leads to now. */
async function moveHistory(tx: Writer, programId: number, memberId: string | null): Promise<void> {
  if (memberId === null) return
  const owners = await selectBelow(tx, programId, memberId)
  const root = (await selectRoots(tx, programId, [memberId])).get(memberId) ?? memberId
  const before = await moveHistoryOrders(tx, programId, { owners, countsFor: root })
  await sumGroups(tx, programId, [...new Set([...before, ...owners, root])])
}

async function countOrders(tx: Writer, programId: number, orders: readonly HistoryOrder[]): Promise<void> {
  if (orders.length === 0) return
  // An order is counted where its member leads to now, even when what brought the member there is told only later.
  const before = await writeHistoryOrders(tx, programId, orders)
  const now = orders.map((order) => order.countsFor ?? order.ownerId)
  await sumGroups(tx, programId, [...new Set([...before, ...now])])
}

async function sumGroups(tx: Writer, programId: number, roots: readonly string[]): Promise<void> {
  const leading = await selectLeading(tx, programId, roots)
  await sumHistories(tx, programId, new Map(roots.map((root) => [root, leading.get(root) ?? []])))
}

/** The outbox is followed from before the first order is counted, so nothing that happens meanwhile is missed. */
async function beginHistory({ database }: Parts, programId: number): Promise<void> {
  await database.write({ programId }, async (tx) => {
    await lockHistory(tx, programId)
    await beginAtTail(tx, programId, historyConsumer)
  })
}

/** Counts the next orders that were not counted; whether there may be more. Whoever does it goes on where others stopped. */
async function buildSome(parts: Parts, programId: number): Promise<boolean> {
  return parts.database.write({ programId }, async (tx) => {
    const state = await lockHistory(tx, programId)
    if (state.complete) return false
    const place = { ownerId: state.builtOwner ?? firstOwner, seq: state.builtSeq ?? 0, limit: buildRows }
    const rows = await readOrdersAfter(tx, programId, place)
    await countOrders(tx, programId, await countedOrders(parts, tx, { programId, rows }))
    const last = rows.at(-1)
    const isLast = last === undefined || rows.length < buildRows
    const orders = state.builtOrders + rows.length
    await writeBuilt(tx, programId, isLast ? undefined : { ownerId: last.owner_id, seq: last.seq, orders })
    return !isLast
  })
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
  tx: Reader,
  { programId, rows }: { programId: number; rows: readonly Stored[] },
): Promise<HistoryOrder[]> {
  const orders: HistoryOrder[] = []
  const owners = [...new Set(rows.map((row) => row.owner_id))]
  const roots = owners.length === 0 ? new Map<string, string>() : await selectRoots(tx, programId, owners)
  for (const row of rows) {
    const release = orThrow(await programs.release(programId, row.release))
    const { order } = row.body
    const left = row.state?.left ?? wholeOrder(order)
    const basket = basketOf(order, left, release.moneyExponent)
    orders.push({
      ownerId: row.owner_id,
      countsFor: roots.get(row.owner_id) ?? null,
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
  if ((await readHistoryState(tx, programId))?.complete !== true) return undefined
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
  for (const order of await countedOrders({ programs }, tx, { programId, rows })) {
    const there = held.get(order.activityId)
    const isSame = there?.netMinor === order.netMinor && there.kept === order.kept
    if (isSame && there.countsFor === order.countsFor) continue
    const detail = `The history holds ${there?.netMinor ?? 'nothing'} of the order ${order.activityId}, of which ${order.netMinor} is left.`
    return { name: 'history-order', ownerId: order.ownerId, detail }
  }
  return undefined
}
