import type { TierStanding } from '@perennial/contract'
import type { Facts, LoadBatch, Stage, WriteBatch } from '../activity/index.ts'
import { type Day, dayOf } from '../kernel/instants.ts'
import { copyOf } from '../kernel/maps.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { carry } from './model/carry.ts'
import { climb, laddersOf, type Tallies } from './model/climb.ts'
import { grantTier, revokeTier } from './model/give.ts'
import { type Ladder, tierKey } from './model/ladder.ts'
import { standingOf } from './model/standing.ts'
import {
  countOn,
  daysNeeded,
  emptyTally,
  isWhole,
  type Tally,
  tallyFallsOn,
  tallyLevel,
  tallyTotal,
  withMemory,
} from './model/tally.ts'
import { totalAt, windowOf } from './model/window.ts'
import { addDays, type DaysAsked, readDays, readStates, type StateRow, writeStates } from './store.ts'
import { addCarried, writeCarriedMemory } from './store-carry.ts'

/** What is known of one owner, by ladder. */
export type TiersState = Tallies

const nobody: Tallies = new Map()

/** Tiers from what activities count. Decides after earning, whose postings a ladder by points counts. */
export function tiersStage(): Stage<TiersState> {
  return {
    name: 'tiers',
    reads: (release) =>
      laddersOf(release).some(({ spec }) => spec.window === 'enrolment-year') ? ['member.enrolledAt'] : [],
    load,
    initial: () => nobody,
    tells: ['member.tier', 'member.tiers'],
    facts: ({ state, release, activity }) => factsAt(state, release, activity.day),
    decides: (release) => laddersOf(release).length > 0,
    decide: (input) => {
      const { command } = input.activity
      if (command === undefined) return climb(input)
      if (command.verb === 'carry-tiers') return carry(input, command)
      if (command.verb === 'grant-tier') return grantTier(input, command)
      if (command.verb === 'revoke-tier') return revokeTier(input, command)
      return climb(input)
    },
    evolve: (state, effect, release) => {
      if (effect.kind !== 'tier-count' && effect.kind !== 'tier-memory') return state
      const ladder = laddersOf(release).find((each) => each.key === effect.ladder)
      const tally = state.get(effect.ladder)
      // A ladder that the release no longer has is still counted, in case a later release has it again.
      const window = ladder === undefined ? tally?.window : windowOf(ladder, tally?.memory.anchor)
      if (window === undefined) return state
      const next =
        effect.kind === 'tier-count'
          ? countOn(window, tally, effect)
          : withMemory(tally ?? emptyTally(window, effect.day), effect.memory)
      return copyOf(state).set(effect.ladder, next)
    },
    summary: ({ state, release, at }) => ({ tiers: summaryAt(state, release, dayOf(at, release.timeZone)) }),
    write,
  }
}

function factsAt(state: Tallies, release: Release, day: Day): Facts {
  const tiers: Record<string, string> = {}
  let tier: string | undefined
  for (const ladder of laddersOf(release)) {
    const level = tallyLevel(ladder, state.get(ladder.key), day)
    if (level === undefined)
      throw new Error(`Broken invariant: the ladder ${ladder.key} was not loaded for day ${day}`)
    tiers[ladder.key] = tierKey(ladder, level) ?? ''
    tier ??= tiers[ladder.key]
  }
  return { member: { tier: tier ?? '', tiers } }
}

function summaryAt(state: Tallies, release: Release, at: Day): readonly TierStanding[] {
  return laddersOf(release).map((ladder) => {
    const tally = state.get(ladder.key)
    // Of a day outside the batch, such as that of a return that waited, nothing may be known: then the last day known.
    const day = tally !== undefined && tallyLevel(ladder, tally, at) === undefined ? tally.day : at
    const window = windowOf(ladder, tally?.memory.anchor)
    const place = {
      level: tallyLevel(ladder, tally, day) ?? -1,
      total: tally === undefined ? 0 : (tallyTotal(window, tally, day) ?? tally.total),
      falls: tallyFallsOn(ladder, tally, day),
    }
    return standingOf(ladder, place, release.timeZone)
  })
}

async function load(tx: Reader, batch: LoadBatch): Promise<ReadonlyMap<string, Tallies>> {
  const ladders = new Map(laddersOf(batch.release).map((ladder) => [ladder.key, ladder]))
  const states = new Map<string, Map<string, Tally>>()
  if (ladders.size === 0 || batch.owners.length === 0) return states
  const rows = await readStates(tx, batch.programId, batch.owners)
  const asked: DaysAsked[] = []
  for (const row of rows) {
    const ladder = ladders.get(row.ladder)
    const span = batch.days.get(row.ownerId)
    if (ladder === undefined) continue
    const needed = span && daysAsked(ladder, row, { span, isReturning: batch.returning.has(row.ownerId) })
    if (needed !== undefined) asked.push({ ownerId: row.ownerId, ladder: row.ladder, ...needed })
    const own = states.get(row.ownerId) ?? new Map<string, Tally>()
    states.set(row.ownerId, own.set(row.ladder, tallyOf(ladder, row)))
  }
  if (asked.length > 0) await fill(tx, states, { programId: batch.programId, asked })
  return states
}

/**
 * A return is decided by the release of its order, whose windows may be others, and what a tier gave on being reached goes
 * back where what is left never reached it: only all days can tell. So it is where years begin on a day that is only
 * remembered from now on, and where the total is of another window.
 */
function daysAsked(
  ladder: Ladder,
  row: StateRow,
  batch: { span: { from: Day; to: Day }; isReturning: boolean },
): { from: Day; until: Day } | undefined {
  const isUnanchored = ladder.spec.window === 'enrolment-year' && row.memory.anchor === undefined
  if (batch.isReturning || isUnanchored || row.window !== ladder.spec.window)
    return { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }
  return daysNeeded(ladder, row, batch.span)
}

function tallyOf(ladder: Ladder, { day, total, memory }: StateRow): Tally {
  const known = { from: 0, until: -1 }
  return { window: windowOf(ladder, memory.anchor), day, total, days: [], known, openAfter: day, memory }
}

/** Adds the days that fall out of windows, or that late activities and grace need; totals follow where all are known. */
async function fill(
  tx: Reader,
  states: ReadonlyMap<string, Map<string, Tally>>,
  input: { programId: number; asked: readonly DaysAsked[] },
): Promise<void> {
  const read = await readDays(tx, input.programId, input.asked)
  for (const [index, { ownerId, ladder, from, until }] of input.asked.entries()) {
    const own = states.get(ownerId)
    const tally = own?.get(ladder)
    if (tally === undefined) continue
    const days = read[index] ?? []
    const known: Tally = { ...tally, days, known: { from, until } }
    own?.set(ladder, isWhole(known) ? { ...known, total: totalAt(known.window, days, known.day) } : known)
  }
}

async function write(tx: Writer, batch: WriteBatch<Tallies>): Promise<void> {
  const counts = new Map<string, { ownerId: string; ladder: string; day: Day; amount: number }>()
  const changed = new Set<string>()
  for (const { ownerId, effect } of batch.effects) {
    if (effect.kind === 'tier-memory') changed.add(`${ownerId}/${effect.ladder}`)
    if (effect.kind !== 'tier-count') continue
    const { ladder, day } = effect
    const place = `${ownerId}/${ladder}/${day}`
    const amount = (counts.get(place)?.amount ?? 0) + effect.amount
    counts.set(place, { ownerId, ladder, day, amount })
    changed.add(`${ownerId}/${ladder}`)
  }
  if (changed.size === 0) return
  const ladders = new Map(laddersOf(batch.release).map((ladder) => [ladder.key, ladder]))
  const states: (StateRow & { tier: string | null })[] = []
  for (const [ownerId, tallies] of batch.states) {
    for (const [key, tally] of tallies) {
      if (!changed.has(`${ownerId}/${key}`)) continue
      const ladder = ladders.get(key)
      const level = ladder && tallyLevel(ladder, tally, tally.day)
      const tier = ladder === undefined || level === undefined ? null : tierKey(ladder, level)
      const { day, total, memory, window } = tally
      states.push({ ownerId, ladder: key, day, total, tier, memory, window: window.kind })
    }
  }
  await Promise.all([
    counts.size === 0 ? undefined : addDays(tx, batch.programId, [...counts.values()]),
    writeStates(tx, batch.programId, states),
    writeCarried(tx, batch),
  ])
}

/** Keeps what a merge added, so that it follows what the source counts and can be taken back. */
async function writeCarried(tx: Writer, batch: WriteBatch<Tallies>): Promise<void> {
  const rows = batch.effects.flatMap(({ ownerId, effect }) => {
    if (effect.kind !== 'tier-count' || effect.carried === undefined) return []
    const { ladder, day, amount, carried } = effect
    return [{ sourceId: carried.from, targetId: ownerId, ladder, day, amount, step: carried.step }]
  })
  if (rows.length > 0) await addCarried(tx, batch.programId, rows)
  const memories = batch.effects.flatMap(({ ownerId, effect }) => {
    if (effect.kind !== 'tier-memory' || effect.carried === undefined) return []
    const { from, step, memory } = effect.carried
    return [{ sourceId: from, targetId: ownerId, ladder: effect.ladder, memory, step }]
  })
  if (memories.length > 0) await writeCarriedMemory(tx, batch.programId, memories)
}
