import { type Desire, desireOf, type Granted } from './desire.ts'
import type { Limit, Room } from './limits.ts'
import type { Plan, Unit } from './plan.ts'
import type { Reason } from './reason.ts'
import type { EarningRule } from './rule.ts'
import type { Situation } from './situation.ts'

/** What one rule came to. */
export interface Outcome extends Granted {
  /** What it wanted before caps, budgets and stacking. */
  desired: number
  /** The most that caps and budgets allowed; null without any. */
  room: number | null
  /** Which of the rule's limits says so. */
  bound: number | undefined
  /** What held it back. */
  limit: Limit | undefined
  /** Why it gave nothing, where it did not apply. */
  reason: Reason | undefined
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
    for (const outcome of outcomes.length > 1 ? choose(unit, outcomes) : outcomes) decided.push(outcome)
  }
  if (plan.told === undefined) return decided
  if (decided.length === plan.told.length) return plan.told.map((place) => decided[place] as Outcome)
  const byRule = new Map(decided.map((outcome) => [outcome.rule, outcome]))
  return plan.rules.flatMap((rule) => byRule.get(rule) ?? [])
}

function outcomeOf(
  desire: Desire,
  rule: EarningRule,
  terms: { roomFor(rule: EarningRule): Room },
): Outcome | undefined {
  const { points, reason } = desire
  if (points === undefined) return undefined
  if (points === 0) {
    return { rule, desire, desired: 0, granted: 0, room: null, bound: undefined, limit: undefined, reason }
  }
  const { points: room, bound } = terms.roomFor(rule)
  const granted = room === null ? points : Math.min(points, room)
  const limit = granted < points && bound !== undefined ? rule.limits[bound] : undefined
  return { rule, desire, desired: points, granted, room, bound, limit, reason }
}

/** Leaves one rule of a group: the first that applies, even where its cap is used up, or the one that grants most. */
function choose(unit: Unit, outcomes: readonly Outcome[]): readonly Outcome[] {
  const { group, mode } = unit
  if (group === undefined || mode === 'all') return outcomes
  const applying = outcomes.filter((outcome) => outcome.desired > 0)
  const winner =
    mode === 'first'
      ? applying[0]
      : applying.reduce<Outcome | undefined>(
          (best, outcome) => (best === undefined || outcome.granted > best.granted ? outcome : best),
          undefined,
        )
  if (winner === undefined) return outcomes
  const reason: Reason = { kind: 'stacking', group, winner: winner.rule.key, mode }
  return outcomes.map((outcome) =>
    outcome === winner || outcome.desired === 0
      ? outcome
      : { ...outcome, granted: 0, limit: undefined, reason },
  )
}
