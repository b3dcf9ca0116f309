import type { Effect, RuleVerdict } from '@perennial/contract'
import type { Decided, DecideInput, Emit, StageEffect, Stamp } from '../../activity/index.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { cardsOf, type StampCard } from './card.ts'
import { countFor, type StampedRow, stampedRows } from './count.ts'
import { explainCard } from './explain.ts'
import { fill } from './fill.ts'
import { rewardChanges, rewardPostings } from './reward.ts'
import { type CardTallies, unstamped, withStamps } from './tally.ts'

type Input = Pick<DecideInput<CardTallies>, 'release' | 'state' | 'activity' | 'redecision' | 'explain'>

/** The type of activity that a full card becomes. */
const completedType = 'card.completed'

/** What the activity stamps, and what the cards give that are full by it. */
export function stampCards(input: Input): Verdict<Decided> {
  const { release, activity, explain } = input
  const effects: StageEffect[] = []
  const told: Effect[] = []
  const rows: StampedRow[] = []
  const verdicts: RuleVerdict[] = []
  for (const card of cardsOf(release)) {
    if (card.spec.on !== activity.type) continue
    const counted = input.redecision === undefined ? countFirst(card, input) : countAgain(card, input)
    if (counted.stands !== undefined) rows.push([card.key, counted.stands])
    if (explain) verdicts.push(explainCard(card, activity))
    if (counted.change === 0) continue
    const done = stampOne(card, counted.change, input)
    effects.push(...done.effects)
    told.push(...done.told)
  }
  return ok({ effects, record: rows.length === 0 ? undefined : rows, told, verdicts })
}

interface Counted {
  change: number
  /** What then stands of the order; undefined when nothing needs to be kept. */
  stands: number | undefined
}

function countFirst(card: StampCard, { activity }: Input): Counted {
  const { stamps } = countFor(card, activity)
  return { change: stamps, stands: activity.basket !== undefined && stamps > 0 ? stamps : undefined }
}

/** An order stamps what is left of it, and never more than it did at first. */
function countAgain(card: StampCard, { activity, redecision }: Input): Counted {
  const standing = stampedRows(redecision?.standing).find(([key]) => key === card.key)?.[1]
  const first = stampedRows(redecision?.first).find(([key]) => key === card.key)?.[1]
  if (standing === undefined || first === undefined) return { change: 0, stands: undefined }
  const target = redecision?.nothingLeft === true ? 0 : Math.min(first, countFor(card, activity).stamps)
  return { change: target - standing, stands: target }
}

function stampOne(card: StampCard, amount: number, input: Input): { effects: StageEffect[]; told: Effect[] } {
  const { release, activity, redecision } = input
  const tally = input.state.get(card.key) ?? unstamped
  const row = { day: activity.day, release: release.number, terms: card.terms, amount }
  const after = fill(withStamps(tally.rows, row), tally.came)
  const changes = rewardChanges(tally, after, redecision !== undefined)
  const stamp: Stamp = {
    kind: 'stamp',
    card: card.key,
    ...row,
    posted: changes.map(({ currency, amount: units }) => [currency.code, units] as const),
  }
  const rounds = after.completed - tally.filled.completed
  const reason = redecision === undefined ? {} : { reason: amount < 0 ? 'clawback' : 'restore' }
  const filled = rounds === 0 ? {} : { rounds }
  const told: Effect[] = [{ kind: 'card', card: card.key, stamps: amount, ...filled, ...reason }]
  const postings = rewardPostings(card.key, changes, input)
  for (const { posting, currency } of postings)
    told.push({ kind: 'points', currency, amount: posting.amount, rule: posting.rule ?? '', ...reason })
  const posts = postings.map(({ posting }) => ({ kind: 'post' as const, posting }))
  return { effects: [stamp, ...posts, ...completions(card.key, tally.told, after.completed)], told }
}

/** A round is told when it is reached for the first time: what hangs on it is never given twice. */
export function completions(card: string, told: number, completed: number): Emit[] {
  const emits: Emit[] = []
  for (let round = told + 1; round <= completed; round += 1) {
    const key = `${completedType}/${card}/${round}`
    emits.push({ kind: 'emit', type: completedType, key, data: { card, round } })
  }
  return emits
}
