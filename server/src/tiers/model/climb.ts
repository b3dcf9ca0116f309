import type { Effect } from '@perennial/contract'
import type { Decided, DecideInput, Emit, StageEffect, TierCount } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'
import { amountMax } from '../../kernel/money.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Release } from '../../programs/index.ts'
import { type CountRow, countedBy, countRows, pointsOn } from './count.ts'
import { type Ladder, tierKey } from './ladder.ts'
import { countOn, type Tally, tallyLevel } from './tally.ts'

/** What is known of one owner, by ladder; a ladder on which nothing ever counted is absent. */
export type Tallies = ReadonlyMap<string, Tally>

type Input = Pick<DecideInput<Tallies>, 'release' | 'state' | 'activity' | 'earlier' | 'redecision'>

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
    if (counted.amount === 0) continue
    const total = (input.state.get(ladder.key)?.total ?? 0) + counted.amount
    if (total > amountMax) return tooMuch(ladder)
    const count: TierCount = {
      kind: 'tier-count',
      ladder: ladder.key,
      day: input.activity.day,
      amount: counted.amount,
    }
    effects.push(count)
    const move = moveBy(ladder, count, input)
    if (move === undefined) continue
    told.push(move.told)
    if (move.emit !== undefined) effects.push(move.emit)
  }
  return ok({ effects, record: rows.length === 0 ? undefined : rows, told, verdicts: [] })
}

/** What counts is kept exactly or not at all. */
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
function moveBy(
  ladder: Ladder,
  count: TierCount,
  { state, redecision }: Input,
): { told: Effect; emit: Emit | undefined } | undefined {
  const tally = state.get(ladder.key)
  const day = Math.max(count.day, tally?.day ?? count.day, redecision?.cause.day ?? count.day)
  return moveBetween(ladder, { before: tally, after: countOn(ladder.spec.window, tally, count), day })
}

/** How the tier of a day differs between two tallies; undefined where it does not. */
export function moveBetween(
  ladder: Ladder,
  tallies: { before: Tally | undefined; after: Tally; day: Day },
): { told: Effect; emit: Emit | undefined } | undefined {
  const before = tallyLevel(ladder, tallies.before, tallies.day)
  const after = tallyLevel(ladder, tallies.after, tallies.day)
  if (before === undefined || after === undefined || before === after) return undefined
  const [from, to] = [tierKey(ladder, before), tierKey(ladder, after)]
  const reason = after > before ? 'reached' : 'fell'
  const told: Effect = { kind: 'tier', ladder: ladder.key, from, to, reason }
  if (after < before || to === null) return { told, emit: undefined }
  return {
    told,
    emit: {
      kind: 'emit',
      type: reachedType,
      key: `${reachedType}/${ladder.key}/${to}`,
      data: { ladder: ladder.key, tier: to },
    },
  }
}
