import type { CounterKey } from '../../activity/index.ts'
import { type Desire, desireOf, type Granted } from './desire.ts'
import { budgetKey, capKey, type Plan, type Unit } from './plan.ts'
import type { Limit, Reason } from './reason.ts'
import type { EarningRule } from './rule.ts'
import type { Situation } from './situation.ts'

/** What one rule came to. */
export interface Outcome extends Granted {
  /** What it wanted before caps, budgets and stacking. */
  desired: number
  /** The most that caps and budgets allowed; null without any. */
  room: number | null
  /** What held it back. */
  limit: Limit | undefined
  /** Why it gave nothing, where it did not apply. */
  reason: Reason | undefined
}

/** How much a rule may give, and what bounds that. */
export interface Room {
  points: number | null
  limit: Limit | undefined
}

/** Current value of a counter or used amount of a budget. */
export type Counted = (of: 'counter' | 'budget', key: CounterKey) => number

/** Room under the caps and budgets of a rule, by what is counted now. */
export function roomOf(rule: EarningRule, day: number, counted: Counted): Room {
  const { cap, budget } = rule.spec
  if (cap === undefined && budget === undefined) return { points: null, limit: undefined }
  let points = Number.POSITIVE_INFINITY
  let limit: Limit | undefined
  if (cap !== undefined) {
    const key = capKey(rule, day)
    points = Math.max(0, cap.points - (key === undefined ? 0 : counted('counter', key)))
    limit = 'cap'
  }
  const key = budgetKey(rule, day)
  if (budget !== undefined && key !== undefined) {
    const left = Math.max(0, budget.points - counted('budget', key))
    if (left < points) {
      points = left
      limit = 'budget'
    }
  }
  return { points, limit }
}

/**
 * Decides all rules of a plan, or of it only those that `asked` names. Undefined when an amount is past 2^53.
 * `roomFor` says how much a rule may give.
 */
export function decideRules(
  plan: Plan,
  situation: Situation,
  terms: { roomFor(rule: EarningRule): Room; asked?: ReadonlySet<string> | undefined },
): readonly Outcome[] | undefined {
  const decided: Outcome[] = []
  for (const unit of plan.units) {
    const outcomes: Outcome[] = []
    for (const rule of unit.rules) {
      if (terms.asked?.has(rule.key) === false) continue
      const outcome = outcomeOf(desireOf(rule, situation, decided), rule, terms)
      if (outcome === undefined) return undefined
      outcomes.push(outcome)
    }
    decided.push(...(outcomes.length > 1 ? choose(unit, outcomes) : outcomes))
  }
  if (decided.length < 2) return decided
  const byKey = new Map(decided.map((outcome) => [outcome.rule.key, outcome]))
  return plan.rules.flatMap((rule) => byKey.get(rule.key) ?? [])
}

function outcomeOf(
  desire: Desire,
  rule: EarningRule,
  terms: { roomFor(rule: EarningRule): Room },
): Outcome | undefined {
  const { points, reason } = desire
  if (points === undefined) return undefined
  if (points === 0) return { rule, desire, desired: 0, granted: 0, room: null, limit: undefined, reason }
  const room = terms.roomFor(rule)
  const granted = room.points === null ? points : Math.min(points, room.points)
  const limit = granted < points ? room.limit : undefined
  return { rule, desire, desired: points, granted, room: room.points, limit, reason }
}

/** Leaves one rule of a group: the first that applies, even where its cap is used up, or the one that grants most. */
function choose(unit: Unit, outcomes: readonly Outcome[]): readonly Outcome[] {
  const applying = outcomes.filter((outcome) => outcome.desired > 0)
  const winner =
    unit.mode === 'first'
      ? applying[0]
      : applying.reduce<Outcome | undefined>(
          (best, outcome) => (best === undefined || outcome.granted > best.granted ? outcome : best),
          undefined,
        )
  if (winner === undefined || unit.group === undefined) return outcomes
  const reason: Reason = {
    kind: 'stacking',
    group: unit.group,
    winner: winner.rule.key,
    mode: unit.mode,
  }
  return outcomes.map((outcome) =>
    outcome === winner || outcome.desired === 0
      ? outcome
      : { ...outcome, granted: 0, limit: undefined, reason },
  )
}
