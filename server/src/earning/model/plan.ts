import { type CounterKey, type Needs, periodOf } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'
import type { Release } from '../../programs/index.ts'
import type { EarningRule } from './rule.ts'

/** Rules that are decided together: one alone, or a stacking group of which one is chosen. */
export interface Unit {
  group: string | undefined
  mode: 'first' | 'best'
  /** By priority, then key. */
  rules: readonly EarningRule[]
}

/** The rules of a release that listen to one activity type, in the order in which they are decided and told. */
export interface Plan {
  /** By priority, highest first; equal ones by key. */
  rules: readonly EarningRule[]
  /** Units without multipliers, then mixed groups, then multipliers: each can build on what came before it. */
  units: readonly Unit[]
  byKey: ReadonlyMap<string, EarningRule>
  /** Whether any rule goes over the items, which are made only then. */
  readsItems: boolean
}

const plans = new WeakMap<Release, Map<string, Plan>>()

/** Plans are made once for a release and type: with a thousand rules defined, an activity meets only its own. */
export function planFor(release: Release, type: string): Plan {
  let byType = plans.get(release)
  if (byType === undefined) {
    byType = new Map()
    plans.set(release, byType)
  }
  let plan = byType.get(type)
  if (plan === undefined) {
    plan = planOf(release.of<EarningRule>('earning-rule').filter((rule) => rule.spec.on === type))
    byType.set(type, plan)
  }
  return plan
}

/** The plan of rules that listen to one type. */
function planOf(listening: readonly EarningRule[]): Plan {
  const rules = [...listening].sort((a, b) => b.spec.priority - a.spec.priority || (a.key < b.key ? -1 : 1))
  const groups = new Map<string, EarningRule[]>()
  const units: Unit[] = []
  for (const rule of rules) {
    const stacking = rule.spec.stacking
    const members = stacking && groups.get(stacking.group)
    if (members !== undefined) {
      members.push(rule)
      continue
    }
    const own = [rule]
    if (stacking !== undefined) groups.set(stacking.group, own)
    units.push({ group: stacking?.group, mode: stacking?.mode ?? 'first', rules: own })
  }
  const ordered = [0, 1, 2].flatMap((turn) => units.filter((unit) => turnOf(unit) === turn))
  return {
    rules,
    units: ordered,
    byKey: new Map(rules.map((rule) => [rule.key, rule])),
    readsItems: rules.some((rule) => rule.reads.some((path) => path.startsWith('items'))),
  }
}

function turnOf(unit: Unit): 0 | 1 | 2 {
  const multipliers = unit.rules.filter((rule) => rule.spec.award.kind === 'multiplier').length
  if (multipliers === 0) return 0
  return multipliers < unit.rules.length ? 1 : 2
}

/** Where the points are counted that a rule gave one member in a period; undefined without a cap over activities. */
export function capKey(rule: EarningRule, day: Day): CounterKey | undefined {
  const { cap } = rule.spec
  if (cap === undefined || cap.per === 'order') return undefined
  return { key: `cap:${rule.key}`, period: periodNumber(day, cap.per) }
}

/** Where the points are counted that a rule gave all members in a period. */
export function budgetKey(rule: EarningRule, day: Day): CounterKey | undefined {
  const { budget } = rule.spec
  return budget && { key: `budget:${rule.key}`, period: periodNumber(day, budget.per) }
}

type Period = Parameters<typeof periodOf>[1]

/** Months and years by day, because asking the calendar costs more than a rule; a few days cover nearly all activities. */
const calendar = new Map<number, number>()
const calendarMax = 20_000

function periodNumber(day: Day, period: Period): number {
  if (period !== 'month' && period !== 'year') return periodOf(day, period)
  const place = day * 2 + (period === 'month' ? 0 : 1)
  let number = calendar.get(place)
  if (number === undefined) {
    number = periodOf(day, period)
    if (calendar.size >= calendarMax) calendar.clear()
    calendar.set(place, number)
  }
  return number
}

/** What deciding will read from counters and budgets. */
export function needsOf(plan: Plan, day: Day): Needs {
  const counters: CounterKey[] = []
  const budgets: CounterKey[] = []
  for (const rule of plan.rules) {
    const cap = capKey(rule, day)
    const budget = budgetKey(rule, day)
    if (cap !== undefined) counters.push(cap)
    if (budget !== undefined) budgets.push(budget)
  }
  return { counters, budgets }
}
