import type { Effect } from '@perennial/contract'
import type { Decided, DecideInput, Emit, StageEffect, TierCount, TierMemory } from '../../activity/index.ts'
import { type Day, dayOf } from '../../kernel/instants.ts'
import { amountMax } from '../../kernel/money.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Release } from '../../programs/index.ts'
import { type CountRow, countedBy, countRows, pointsOn } from './count.ts'
import { entryChange, entryEffects } from './entry.ts'
import { nothingKnown } from './grant.ts'
import { type Ladder, tierKey } from './ladder.ts'
import { countOn, earnedTallyLevel, emptyTally, type Tally, tallyLevel, withMemory } from './tally.ts'
import { windowOf } from './window.ts'

/** What is known of one owner, by ladder; a ladder on which nothing ever counted is absent. */
export type Tallies = ReadonlyMap<string, Tally>

type Input = Pick<DecideInput<Tallies>, 'release' | 'state' | 'activity' | 'facts' | 'earlier' | 'redecision'>

/** The type of activity that a tier reached becomes. */
const reachedType = 'tier.reached'

/** The ladders of a release, by key. */
export function laddersOf(release: Release): readonly Ladder[] {
  return release.of<Ladder>('tier-ladder')
}

/**
 * What the activity counts towards tiers, and whether that moves the member. Refuses `limit_exceeded` when the window's
 * total would pass 2^53.
 */
export function climb(input: Input): Verdict<Decided> {
  const effects: StageEffect[] = []
  const told: Effect[] = []
  const rows: CountRow[] = []
  for (const ladder of laddersOf(input.release)) {
    const counted = input.redecision === undefined ? countFirst(ladder, input) : countAgain(ladder, input)
    if (counted.stands !== undefined) rows.push([ladder.key, counted.stands])
    const isJoining = input.activity.type === 'member.enrolled' && ladder.entries.size > 0
    if (counted.amount === 0 && !isJoining) continue
    const total = (input.state.get(ladder.key)?.total ?? 0) + counted.amount
    if (total > amountMax) return tooMuch(ladder)
    const climbed = climbOne(ladder, counted.amount, input)
    effects.push(...climbed.effects)
    told.push(...climbed.told)
  }
  return ok({ effects, record: rows.length === 0 ? undefined : rows, told, verdicts: [] })
}

/** What is kept exactly counts, or not at all. */
export function tooMuch(ladder: Ladder): Verdict<never> {
  const detail = `The ladder ${ladder.key} would count more than can be held exactly (2^53).`
  return refuse('limit_exceeded', detail, { field: 'order' })
}

interface Counted {
  /** To be added on the activity's day. */
  amount: number
  /** What then stands of the order; undefined when nothing needs to be kept. */
  stands: number | undefined
}

function countFirst(ladder: Ladder, { activity, earlier }: Input): Counted {
  const amount = countedBy(ladder, activity, earlier)
  // Points need no record: a return says by its own postings what they change.
  const kept = activity.basket !== undefined && ladder.spec.metric !== 'points' && amount !== 0
  return { amount, stands: kept ? amount : undefined }
}

/** An order counts what is left of it; as an order or a visit it counts until nothing is left. */
function countAgain(ladder: Ladder, { activity, earlier, redecision }: Input): Counted {
  if (ladder.spec.metric === 'points') return { amount: pointsOn(ladder, earlier), stands: undefined }
  const standing = countRows(redecision?.standing).find(([key]) => key === ladder.key)?.[1]
  const first = countRows(redecision?.first).find(([key]) => key === ladder.key)?.[1]
  if (standing === undefined || first === undefined) return { amount: 0, stands: undefined }
  const target = redecision?.nothingLeft === true ? 0 : Math.min(first, countedBy(ladder, activity, earlier))
  return { amount: target - standing, stands: target }
}

/**
 * What the count does to the tier on the latest day known: an order that comes late, or a return of an old order,
 * moves a member by what it changes now, not by what it would have changed then.
 */
function climbOne(ladder: Ladder, amount: number, input: Input): { effects: StageEffect[]; told: Effect[] } {
  const { activity, redecision } = input
  const before = input.state.get(ladder.key)
  const remembered = anchored(ladder, before, input)
  const effects: StageEffect[] = []
  if (remembered !== before?.memory && remembered !== nothingKnown)
    effects.push({ kind: 'tier-memory', ladder: ladder.key, day: activity.day, memory: remembered })
  const window = windowOf(ladder, remembered.anchor)
  const known = before && withMemory(before, remembered)
  const count: TierCount = { kind: 'tier-count', ladder: ladder.key, day: activity.day, amount }
  const counted = amount === 0 ? known : withMemory(countOn(window, known, count), remembered)
  if (amount !== 0) effects.push(count)
  const entry = entryChange(ladder, { before: known, after: counted, day: activity.day }, input)
  if (entry !== undefined) effects.push(...entryEffects(ladder, activity.day, entry))
  const told = [...(entry?.told ?? [])]
  if (counted === undefined || amount === 0) return { effects, told }
  const day = Math.max(count.day, before?.day ?? count.day, redecision?.cause.day ?? count.day)
  const move = moveBetween(ladder, { before: known, after: counted, day })
  if (move?.told !== undefined) told.unshift(move.told)
  if (move?.emit !== undefined) effects.push(move.emit)
  return { effects, told }
}

/** What is remembered of the owner, with the day of joining where years begin on it. */
function anchored(
  ladder: Ladder,
  before: Tally | undefined,
  { release, activity, facts }: Input,
): TierMemory {
  const memory = before?.memory ?? nothingKnown
  if (ladder.spec.window !== 'enrolment-year' || memory.anchor !== undefined) return memory
  const joined = facts.member?.enrolledAt
  const anchor = typeof joined === 'number' ? dayOf(joined, release.timeZone) : activity.day
  return { ...memory, anchor }
}

/**
 * How the tier of a day differs between two tallies; undefined where it does not. Emitted is what was reached by what
 * counts: a tier that somebody already holds by a grant can still be reached.
 */
export function moveBetween(
  ladder: Ladder,
  tallies: { before: Tally | undefined; after: Tally; day: Day },
): { told: Effect | undefined; emit: Emit | undefined } | undefined {
  const { day } = tallies
  const earned = {
    before: earnedTallyLevel(ladder, tallies.before, day),
    after: earnedTallyLevel(ladder, tallies.after, day),
  }
  const hasGrants = (tallies.after.memory.grants ?? tallies.before?.memory.grants) !== undefined
  const held = hasGrants
    ? {
        before: tallyLevel(ladder, tallies.before, day),
        after: tallyLevel(ladder, tallies.after, day),
      }
    : earned
  const told = toldMove(ladder, held)
  if (earned.before === undefined || earned.after === undefined) return undefined
  const to = tierKey(ladder, earned.after)
  if (earned.after <= earned.before || to === null)
    return told === undefined ? undefined : { told, emit: undefined }
  const key = `${reachedType}/${ladder.key}/${to}`
  return { told, emit: { kind: 'emit', type: reachedType, key, data: { ladder: ladder.key, tier: to } } }
}

/** A move between two levels in the words of the contract; undefined for none. */
export function toldMove(
  ladder: Ladder,
  levels: { before: number | undefined; after: number | undefined },
): Effect | undefined {
  const { before, after } = levels
  if (before === undefined || after === undefined || before === after) return undefined
  const reason = after > before ? 'reached' : 'fell'
  const [from, to] = [tierKey(ladder, before), tierKey(ladder, after)]
  return { kind: 'tier', ladder: ladder.key, from, to, reason }
}

/** The tally, or one of nothing. */
export function tallyOrNone(ladder: Ladder, tally: Tally | undefined, day: Day): Tally {
  return tally ?? emptyTally(windowOf(ladder, undefined), day)
}
