import type { ActivityInput } from '@perennial/contract'
import { canonicalJson, fingerprint } from '../kernel/canonical.ts'
import { newUuid } from '../kernel/ids.ts'
import type { Day, Instant } from '../kernel/instants.ts'
import { type Entry, writeBooks } from '../ledger/index.ts'
import type { Writer } from '../platform/database.ts'
import { failpoint } from '../platform/failpoint.ts'
import { appendEvents, type OutboxEvent } from '../platform/outbox.ts'
import type { Release } from '../programs/index.ts'
import { programDay } from './model/intake.ts'
import type { KeptDecision } from './model/kept.ts'
import { packDecision } from './model/packed.ts'
import { counterOf, counterText, type OwnerWork, type Recorded } from './model/work.ts'
import type { AnyStage, StageEffect } from './stage.ts'
import { claimKeys, insertActivityDays, insertStored, type KnownKey } from './store.ts'
import { addCarriedCounts } from './store-carry.ts'
import { addCounts } from './store-counters.ts'
import { writeOrderStates } from './store-orders.ts'

/** Something accepted: what was recorded for an owner, with what is kept of it. */
export interface Accepted {
  ownerId: string
  recorded: Recorded
  decision: KeptDecision
  /** The stored text of the input, when the caller has it already. */
  body: string | undefined
  hash: string | undefined
}

export interface WriteInput {
  programId: number
  release: Release
  stages: readonly AnyStage[]
  now: Instant
  accepted: readonly Accepted[]
  /** Last work of every owner of the batch whose books changed. */
  works: readonly OwnerWork[]
  entries: readonly Entry[]
  effects: readonly { ownerId: string; effect: StageEffect }[]
  activeBefore: ReadonlyMap<string, Day | null>
  /** Keys of activities that are parked by this batch. */
  parkedKeys: readonly KnownKey[]
  enrolled: readonly { memberId: string; enrolledAt: Instant }[]
  /** Natural keys that were claimed when their activity was parked. */
  adopted: ReadonlySet<string>
}

/** Thrown when another transaction applied a parked return meanwhile: the batch is decided again. */
export class KeyTaken extends Error {}

function bodyOf(accepted: Accepted): { body: string; hash: string } {
  const body = accepted.body ?? canonicalJson(accepted.recorded.input)
  return { body, hash: accepted.hash ?? fingerprint(body) }
}

/**
 * Writes a decided batch: one statement a table, all sent together and carried out in this order. Keys come first, so
 * that nobody holds later rows while waiting for a key.
 */
export async function writeBatch(tx: Writer, input: WriteInput): Promise<void> {
  const { programId } = input
  const slice = newUuid()
  const rows = input.accepted.map((each) => ({ ...each, ...bodyOf(each) }))
  const keys = rows
    .map((row) => keyOf(row.recorded.input, row))
    .filter((key) => !input.adopted.has(key.activityId))
  const claimed = [...keys, ...input.parkedKeys]
  const claiming = claimed.length === 0 ? Promise.resolve() : claimKeys(tx, programId, claimed)
  const work = [
    claiming.then(() => failpoint('after-keys')),
    writeActivities(tx, input, rows),
    writeOwnerBooks(tx, input, slice).then(() => failpoint('after-entries')),
    writeStages(tx, input),
    writeCounts(tx, input),
    writeTouchedOrders(tx, input),
    insertActivityDays(tx, { programId, slice, rows: dayRows(input) }),
    appendEvents(tx, programId, eventsOf(input)),
  ]
  await Promise.all(work)
}

async function writeActivities(
  tx: Writer,
  input: WriteInput,
  rows: readonly (Accepted & { body: string })[],
): Promise<void> {
  if (rows.length === 0) return
  await insertStored(tx, {
    programId: input.programId,
    postedAt: input.now,
    rows: rows.map((row) => ({
      ownerId: row.ownerId,
      activityId: row.recorded.activity.id,
      seq: row.recorded.seq,
      release: row.recorded.release,
      occurredAt: row.recorded.activity.occurredAt,
      type: row.recorded.activity.type,
      body: row.body,
      decision: packDecision(row.decision),
    })),
  })
}

async function writeOwnerBooks(tx: Writer, input: WriteInput, slice: string): Promise<void> {
  if (input.works.length === 0) return
  const { programId, release, now, entries } = input
  const books = input.works.map((work) => work.books)
  await writeBooks(tx, { programId, zone: release.timeZone, postedAt: now, slice, books, entries })
}

function keyOf(input: ActivityInput, row: { hash: string; ownerId: string; recorded: Recorded }): KnownKey {
  const { source, sourceId, type } = input
  return {
    source,
    sourceId,
    type,
    hash: row.hash,
    activityId: row.recorded.activity.id,
    ownerId: row.ownerId,
  }
}

async function writeStages(tx: Writer, input: WriteInput): Promise<void> {
  const { programId, release, now, effects } = input
  await Promise.all(
    input.stages.map((stage, index) => {
      const states = new Map(input.works.map((work) => [work.ownerId, work.states[index]]))
      return stage.write(tx, { programId, release, now, states, effects })
    }),
  )
}

async function writeCounts(tx: Writer, input: WriteInput): Promise<void> {
  const counters = new Map<string, { ownerId: string; key: string; period: number; amount: number }>()
  const budgets = new Map<string, number>()
  for (const { ownerId, effect } of input.effects) {
    if (effect.kind !== 'count') continue
    const text = counterText(effect)
    if (effect.of === 'budget') budgets.set(text, (budgets.get(text) ?? 0) + effect.amount)
    else {
      const place = `${ownerId}\u0001${text}`
      const amount = (counters.get(place)?.amount ?? 0) + effect.amount
      counters.set(place, { ownerId, key: effect.key, period: effect.period, amount })
    }
  }
  if (counters.size === 0 && budgets.size === 0) return
  await addCounts(tx, input.programId, {
    counters: [...counters.values()],
    budgets: [...budgets].map(([text, amount]) => ({ ...counterOf(text), amount })),
  })
  const carried = input.effects.flatMap(({ ownerId, effect }) => {
    if (effect.kind !== 'count' || effect.carried === undefined) return []
    const { key, period, amount } = effect
    const { from, step } = effect.carried
    return [{ sourceId: from, targetId: ownerId, key, period, amount, step }]
  })
  if (carried.length > 0) await addCarriedCounts(tx, input.programId, carried)
}

async function writeTouchedOrders(tx: Writer, input: WriteInput): Promise<void> {
  const touched = new Set(input.accepted.flatMap((each) => each.recorded.touched))
  if (touched.size === 0) return
  const states = input.works.flatMap((work) =>
    [...work.orders.values()]
      .filter((order) => touched.has(order.activity.id))
      .map((order) => ({
        ownerId: work.ownerId,
        activityId: order.activity.id,
        state: { left: order.left, standing: order.standing },
      })),
  )
  await writeOrderStates(tx, input.programId, states)
}

/** Daily counts: orders, returns, enrolments, and the histogram of members by the day of their last activity. */
function dayRows(input: WriteInput): { day: Day; metric: string; amount: number }[] {
  const rows = new Map<string, { day: Day; metric: string; amount: number }>()
  const add = (day: Day, metric: string, amount: number) => {
    const key = `${day}/${metric}`
    const row = rows.get(key)
    if (row === undefined) rows.set(key, { day, metric, amount })
    else row.amount += amount
  }
  for (const { recorded } of input.accepted) {
    const { type, day } = recorded.activity
    if (type === 'order.placed') add(day, 'orders', 1)
    else if (type === 'order.returned' || type === 'order.cancelled') add(day, 'returns', 1)
  }
  for (const each of input.enrolled) add(programDay(each.enrolledAt, input.release), 'enrolled', 1)
  for (const work of input.works) {
    const before = input.activeBefore.get(work.ownerId) ?? null
    const after = work.books.activeDay
    if (after === null || after === before) continue
    add(after, 'last-active', 1)
    if (before !== null) add(before, 'last-active', -1)
  }
  return [...rows.values()].filter((row) => row.amount !== 0)
}

function eventsOf(input: WriteInput): OutboxEvent[] {
  const events: OutboxEvent[] = input.accepted.map(({ ownerId, recorded }) => ({
    type: 'activity.recorded',
    activity: recorded.activity.id,
    owner: ownerId,
    subject: recorded.activity.type,
  }))
  return events
}
