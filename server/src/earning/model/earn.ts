import type { Effect, RuleVerdict } from '@perennial/contract'
import type { Count, Decided, DecideInput, StageEffect } from '../../activity/index.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { countersAfter } from './count.ts'
import { decideRules, type Outcome } from './decide.ts'
import { explainOutcome } from './explain.ts'
import { counterOf, type Limit, type Place, roomOf } from './limits.ts'
import { type Plan, planFor } from './plan.ts'
import { changePosting, earnPosting } from './posting.ts'
import { type RecordRow, rowsOf } from './record.ts'
import type { EarningRule } from './rule.ts'
import { say, told } from './saying.ts'
import { type Situation, situationOf } from './situation.ts'

type Input = Pick<
  DecideInput<unknown>,
  'release' | 'activity' | 'facts' | 'redecision' | 'counted' | 'explain' | 'who'
>

const undecided: Decided = { effects: [], record: undefined, told: [], verdicts: [] }

/** What the activity earns by every rule that listens to it. Refuses `limit_exceeded` past 2^53 points. */
export function earn(input: Input): Verdict<Decided> {
  return input.redecision === undefined ? decideFirst(input) : decideAgain(input, input.redecision)
}

function placeOf({ activity, who }: Input): Place {
  return { day: activity.day, store: activity.store, who }
}

function earningSituation(input: Input, { readsAfter }: Plan): Situation {
  const { release, facts } = input
  const after = (situation: Situation) => countersAfter(release, facts, situation)
  return situationOf(input, readsAfter ? after : undefined)
}

function decideFirst(input: Input): Verdict<Decided> {
  const { release, activity, counted, explain } = input
  const plan = planFor(release, activity.type)
  if (plan.rules.length === 0) return ok(undecided)
  const situation = earningSituation(input, plan)
  const place = placeOf(input)
  const outcomes = decideRules(plan, situation, { roomFor: (rule) => roomOf(rule.limits, place, counted) })
  if (outcomes === undefined) return tooMany()
  const effects: StageEffect[] = []
  const told: Effect[] = []
  const rows: RecordRow[] = []
  for (const outcome of outcomes) {
    const { rule, granted, limit } = outcome
    if (granted === 0 && limit === undefined) continue
    rows.push(rowOf(outcome, place))
    told.push(toldOf(rule, granted, limit && { desired: outcome.desired, reason: limitReason(limit) }))
    if (granted === 0) continue
    effects.push({ kind: 'post', posting: earnPosting(rule, activity, { amount: granted, release }) })
    if (rule.limits.length > 0) effects.push(...countsOf(rule, place, { points: granted, times: 1 }))
  }
  const verdicts = explain ? verdictsOf(outcomes, situation, release.settings.currency) : []
  return ok({ effects, record: rows.length === 0 ? undefined : evenRows(rows), told, verdicts })
}

type Again = NonNullable<Input['redecision']>

/**
 * Decides an order again on what is left of it. The target of a rule is the lesser of what it gives for the rest, with
 * the facts kept, and what it granted for the whole; so it hangs on what is left alone, never on the way there. A rule
 * that granted nothing then, because another of its group was chosen or its cap was used up, gives nothing now.
 */
function decideAgain(input: Input, again: Again): Verdict<Decided> {
  const { release, activity, explain } = input
  const first = new Map(rowsOf(again.first).map((row) => [row[0], row]))
  if (first.size === 0) return ok(undecided)
  const plan = planFor(release, activity.type)
  const situation = earningSituation(input, plan)
  const place = placeOf(input)
  const asked = new Set([...first.values()].filter((row) => row[2] > 0).map((row) => row[0]))
  const outcomes = again.nothingLeft
    ? []
    : decideRules(plan, situation, {
        asked,
        roomFor: (rule) => ({ points: first.get(rule.key)?.[2] ?? 0, bound: undefined }),
      })
  if (outcomes === undefined) return tooMany()
  const targets = new Map(outcomes.map(({ rule, granted }) => [rule.key, granted]))
  const effects: StageEffect[] = []
  const told: Effect[] = []
  const rows: RecordRow[] = []
  for (const row of rowsOf(again.standing)) {
    const [key, desired, standing, ...rest] = row
    const rule = plan.byKey.get(key)
    if (rule === undefined)
      throw new Error(`Broken invariant: release ${release.number} lost the rule ${key}`)
    const target = targets.get(key) ?? 0
    rows.push([key, desired, target, ...rest])
    const change = target - standing
    if (change === 0) continue
    const posting = changePosting(rule, activity, { change, cause: again.cause, release })
    effects.push({ kind: 'post', posting })
    const times = Number(target > 0) - Number(standing > 0)
    effects.push(...countsOf(rule, place, { points: change, times }))
    told.push(toldOf(rule, change, { reason: posting.reason }))
  }
  const verdicts = explain
    ? verdictsOf(outcomes, situation, release.settings.currency).map((verdict) => stands(verdict, first))
    : []
  return ok({ effects, record: rows, told, verdicts })
}

function tooMany(): Verdict<never> {
  return refuse(
    'limit_exceeded',
    'A rule gives more points for this order than can be held exactly (2^53).',
    {
      field: 'order',
    },
  )
}

function rowOf({ rule, desired, granted, room, bound }: Outcome, place: Place): RecordRow {
  if (rule.limits.length === 0) return [rule.key, desired, granted, room, null, null]
  const periodFor = (isOf: (limit: Limit) => boolean) => {
    const limit = rule.limits.find(isOf)
    return (limit && counterOf(limit, place)?.key.period) ?? null
  }
  const capPeriod = periodFor((limit) => limit.of !== 'everybody')
  const budgetPeriod = periodFor((limit) => limit.of === 'everybody')
  const row = [rule.key, desired, granted, room, capPeriod, budgetPeriod] as const
  return rule.limits.length > 1 && bound !== undefined ? [...row, bound] : row
}

/** Rows of one width, which are packed when they are stored. */
function evenRows(rows: readonly RecordRow[]): readonly RecordRow[] {
  if (rows.every((row) => row[6] === undefined)) return rows
  return rows.map(([rule, desired, granted, room, capPeriod, budgetPeriod, bound = null]) => {
    return [rule, desired, granted, room, capPeriod, budgetPeriod, bound] as const
  })
}

/** Uses room of limits, or frees it, in the period of the order: a later activity of that period finds it. */
function countsOf(rule: EarningRule, place: Place, amounts: { points: number; times: number }): Count[] {
  const counts: Count[] = []
  for (const limit of rule.limits) {
    const at = counterOf(limit, place)
    const amount = amounts[limit.unit]
    if (at === undefined || amount === 0) continue
    counts.push({ kind: 'count', of: at.of, key: at.key.key, period: at.key.period, amount })
  }
  return counts
}

/** What held a rule back, in the words of the API. */
function limitReason(limit: Limit): string {
  if (limit.of === 'everybody') return 'budget'
  return limit.of === 'member' ? 'cap' : `${limit.of}-cap`
}

function toldOf(
  rule: EarningRule,
  amount: number,
  why: { desired?: number; reason: string } | undefined,
): Effect {
  const told: Effect = { kind: 'points', currency: rule.spec.currency, amount, rule: rule.key }
  return why === undefined ? told : { ...told, ...why }
}

function verdictsOf(
  outcomes: readonly Outcome[],
  situation: Situation,
  moneyCurrency: string,
): readonly RuleVerdict[] {
  return outcomes.map((outcome) => explainOutcome(outcome, { outcomes, situation, moneyCurrency }))
}

function stands(verdict: RuleVerdict, first: ReadonlyMap<string, RecordRow>): RuleVerdict {
  const granted = first.get(verdict.rule)?.[2] ?? 0
  const text = `For what is left of the order, ${verdict.granted} of the ${granted} points first granted stand.`
  const { because, reasons } = told([say('stands', { left: verdict.granted, first: granted }, text)])
  return {
    ...verdict,
    because: [...because, ...verdict.because],
    reasons: [...reasons, ...verdict.reasons],
  }
}
