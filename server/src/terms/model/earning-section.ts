import type { EarningRuleSpec } from '@perennial/contract'
import type { Release } from '../../programs/index.ts'
import { type Clause, clause, type Paragraph, type Value } from './clause.ts'
import { type Asks, expiryClauses, pendingClauses } from './common-clauses.ts'
import { activityOf, amountOf, moneyOf, numberOf, textOf, textsOf, unitOf } from './values.ts'

/** What each rule gives, to whom, when and how much at most. A paused rule gives nothing and is left out. */
export function earningParagraphs(asks: Asks): Paragraph[] {
  const rules = asks.release.specs.get('earning-rule') as ReadonlyMap<string, EarningRuleSpec> | undefined
  return [...(rules ?? [])]
    .filter(([, spec]) => !spec.paused)
    .map(([key, spec]) => ({
      about: `earning-rule/${key}`,
      heading: spec.name,
      clauses: [
        awardClause(asks, spec),
        ...conditionClauses(asks, key, spec),
        ...orderClauses(asks, spec),
        ...audienceClauses(asks, spec),
        ...scheduleClauses(asks, spec),
        ...limitClauses(asks, spec),
        ...(spec.pending === undefined ? [] : pendingClauses(spec.pending)),
        ...(spec.expiry === undefined ? [] : expiryClauses(spec.expiry)),
      ],
    }))
}

function awardClause({ release }: Asks, spec: EarningRuleSpec): Clause {
  const { award, currency } = spec
  const rounding: Value = { kind: 'word', word: `rounded-${spec.rounding}` }
  switch (award.kind) {
    case 'per-money':
      return clause('award-per-money', {
        points: amountOf(release, currency, award.points),
        money: moneyOf(release, award.perMinor),
        rounding,
      })
    case 'per-item':
      return clause('award-per-item', { points: amountOf(release, currency, award.points) })
    case 'per-order':
      return clause('award-per-order', { points: amountOf(release, currency, award.points) })
    case 'fixed':
      return clause('award-fixed', {
        points: amountOf(release, currency, award.points),
        activity: activityOf(release, spec.on),
      })
    case 'multiplier':
      return multiplierClause({ release }, spec, award)
    case 'per-line':
      return clause('award-per-line', {
        unit: unitOf(release, currency),
        formula: textOf(award.expression),
      })
    case 'expression':
      return clause('award-expression', {
        unit: unitOf(release, currency),
        formula: textOf(award.expression),
        activity: activityOf(release, spec.on),
      })
  }
}

function multiplierClause(
  { release }: Pick<Asks, 'release'>,
  spec: EarningRuleSpec,
  award: EarningRuleSpec['award'] & { kind: 'multiplier' },
): Clause {
  const rounding: Value = { kind: 'word', word: `rounded-${spec.rounding}` }
  const factor = numberOf(award.factor)
  const unit = unitOf(release, spec.currency)
  if (award.of === undefined) return clause('award-multiplier-all', { factor, unit, rounding })
  const rules = release.specs.get('earning-rule') as ReadonlyMap<string, EarningRuleSpec> | undefined
  const names = award.of.map((key) => rules?.get(key)?.name ?? key)
  return clause('award-multiplier', { factor, unit, rules: textsOf(names, 'and'), rounding })
}

function conditionClauses(asks: Asks, key: string, spec: EarningRuleSpec): Clause[] {
  const { when, lines, on } = spec
  const of = { kind: 'earning-rule', key, on } as const
  return [
    ...(when === undefined ? [] : [clause('only-if', { condition: asks.condition(of, 'when', when) })]),
    ...(lines === undefined ? [] : [clause('only-lines', { condition: asks.condition(of, 'lines', lines) })]),
  ]
}

type Choice = { include?: string[] | undefined; exclude?: string[] | undefined } | undefined

function choiceClauses(
  choice: Choice,
  only: 'products' | 'categories' | 'stores' | 'channels' | 'segments' | 'tags',
  name: (key: string) => string = (key) => key,
): Clause[] {
  const { include, exclude } = choice ?? {}
  return [
    ...(include === undefined ? [] : [clause(`${only}-only`, { names: textsOf(include.map(name)) })]),
    ...(exclude === undefined || exclude.length === 0
      ? []
      : [clause(`${only}-not`, { names: textsOf(exclude.map(name)) })]),
  ]
}

function orderClauses({ release }: Asks, spec: EarningRuleSpec): Clause[] {
  const { minimumBasketMinor } = spec
  const isOfOrders = spec.on === 'order.placed'
  return [
    ...choiceClauses(spec.products, 'products'),
    ...choiceClauses(spec.categories, 'categories'),
    ...choiceClauses(spec.stores, 'stores', (key) => release.stores.get(key)?.name ?? key),
    ...choiceClauses(spec.channels, 'channels'),
    ...(minimumBasketMinor === undefined
      ? []
      : [clause('basket-minimum', { money: moneyOf(release, minimumBasketMinor) })]),
    ...(isOfOrders && !spec.tax ? [clause('tax-out')] : []),
    ...(isOfOrders && spec.shipping ? [clause('shipping-in')] : []),
  ]
}

function audienceClauses({ release, tierNames }: Asks, spec: EarningRuleSpec): Clause[] {
  const { audience, holdout, chance } = spec
  const segments = release.specs.get('segment') as ReadonlyMap<string, { name: string }> | undefined
  const { tiers } = audience ?? {}
  return [
    ...choiceClauses(audience?.segments, 'segments', (key) => segments?.get(key)?.name ?? key),
    ...(tiers === undefined
      ? []
      : [clause('tiers-only', { names: textsOf(tiers.map((key) => tierNames.get(key) ?? key)) })]),
    ...choiceClauses(audience?.tags, 'tags'),
    ...(holdout === undefined
      ? []
      : [clause('holdout', { share: { kind: 'percent', value: holdout.percent } })]),
    ...(chance === undefined
      ? []
      : [clause('chance', { share: { kind: 'percent', value: chance.percent } })]),
  ]
}

function scheduleClauses({ release }: Asks, { schedule }: EarningRuleSpec): Clause[] {
  const { from, until, weekdays, hours } = schedule ?? {}
  const { timeZone } = release
  const at = (instant: string): Value => ({ kind: 'instant', at: instant, timeZone })
  const spans = hours === undefined ? undefined : Array.isArray(hours) ? hours : [hours]
  return [
    ...(from === undefined ? [] : [clause('from', { at: at(from) })]),
    ...(until === undefined ? [] : [clause('until', { at: at(until) })]),
    ...(weekdays === undefined ? [] : [clause('weekdays', { days: { kind: 'weekdays', days: weekdays } })]),
    ...(spans === undefined
      ? []
      : [clause('hours', { hours: { kind: 'hours', spans }, zone: textOf(timeZone) })]),
  ]
}

function limitClauses({ release }: Asks, spec: EarningRuleSpec): Clause[] {
  const { currency, budget, stacking } = spec
  const caps = [...(spec.cap === undefined ? [] : [{ ...spec.cap, of: 'member' as const }]), ...spec.caps]
  const limit = (points: number | undefined, times: number | undefined): ['points' | 'times', Value] =>
    points === undefined ? ['times', numberOf(times ?? 0)] : ['points', amountOf(release, currency, points)]
  const clauses = caps.map((cap) => {
    const [what, most] = limit(cap.points, 'times' in cap ? cap.times : undefined)
    return clause(`cap-${what}-${cap.of}`, { most, period: { kind: 'word', word: `per-${cap.per}` } })
  })
  if (budget !== undefined) {
    const [what, most] = limit(budget.points, budget.times)
    clauses.push(clause(`budget-${what}`, { most, period: { kind: 'word', word: `per-${budget.per}` } }))
  }
  const mode = groupMode(release, spec)
  if (stacking !== undefined && mode !== 'all')
    clauses.push(clause(`group-${mode}`, { group: textOf(stacking.group) }))
  return clauses
}

/** The first rule of a group says the mode for all. */
function groupMode(
  { specs }: Pick<Release, 'specs'>,
  { on, stacking }: EarningRuleSpec,
): 'all' | 'first' | 'best' {
  const rules = [...(specs.get('earning-rule') ?? [])] as [string, EarningRuleSpec][]
  const [first] = rules
    .filter(([, each]) => each.on === on && each.stacking?.group === stacking?.group)
    .sort(([a, one], [b, other]) => other.priority - one.priority || (a < b ? -1 : 1))
  return first?.[1].stacking?.mode ?? 'all'
}
