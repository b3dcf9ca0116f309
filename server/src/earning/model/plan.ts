import { derivedActivityTypes } from '@perennial/contract'
import type { CounterKey, Needs } from '../../activity/index.ts'
import type { Release } from '../../programs/index.ts'
import { counterOf, type Place } from './limits.ts'
import type { EarningRule } from './rule.ts'
import { tierRules } from './tier-multipliers.ts'

/** Rules that are decided together: one alone, or a stacking group of which one is chosen. */
export interface Unit {
  group: string | undefined
  mode: 'first' | 'best' | 'all'
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
  /** In the order of `rules`, which are told so: when each is decided; undefined where that is the same order. */
  told: readonly number[] | undefined
  /** Whether any rule reads counters with the activity in them. */
  readsAfter: boolean
  /** Rules with limits that may meet such an activity or what it brings about; found when they are first asked for. */
  limited?: readonly EarningRule[]
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
    const own = release.of<EarningRule>('earning-rule').filter((rule) => rule.spec.on === type)
    plan = planOf([...own, ...tierRules(release, type, own)])
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
  const decided = ordered.flatMap((unit) => unit.rules)
  return {
    rules,
    units: ordered,
    told: rules.every((rule, place) => decided[place] === rule)
      ? undefined
      : rules.map((rule) => decided.indexOf(rule)),
    byKey: new Map(rules.map((rule) => [rule.key, rule])),
    readsAfter: rules.some((rule) => rule.reads.some((path) => path.startsWith('countersAfter'))),
  }
}

function turnOf(unit: Unit): 0 | 1 | 2 {
  const multipliers = unit.rules.filter((rule) => rule.spec.award.kind === 'multiplier').length
  if (multipliers === 0) return 0
  return multipliers < unit.rules.length ? 1 : 2
}

/** What deciding will read from counters and budgets, by rules that listen to the activity or to what it may bring about. */
export function needsOf(release: Release, type: string, place: Place): Needs {
  const counters: CounterKey[] = []
  const budgets: CounterKey[] = []
  for (const rule of limitedRules(release, type)) {
    for (const limit of rule.limits) {
      const at = counterOf(limit, place)
      if (at !== undefined) (at.of === 'counter' ? counters : budgets).push(at.key)
    }
  }
  return { counters, budgets }
}

/** Rules with limits that may meet an activity of the type, or one that its decision emits. */
function limitedRules(release: Release, type: string): readonly EarningRule[] {
  const plan = planFor(release, type)
  plan.limited ??= [...new Set([type, ...derivedActivityTypes])].flatMap((each) =>
    planFor(release, each).rules.filter((rule) => rule.limits.length > 0),
  )
  return plan.limited
}
