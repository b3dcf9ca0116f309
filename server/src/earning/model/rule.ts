import type { Award, EarningRuleSpec } from '@perennial/contract'
import { canonicalJson } from '../../kernel/canonical.ts'
import { type Day, parseDay } from '../../kernel/instants.ts'
import type { Rounding } from '../../kernel/rounding.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import {
  activityTypeOf,
  type CompileContext,
  type CurrencyInForce,
  compileExpression,
} from '../../programs/index.ts'
import type { CompiledRule } from '../../rules/index.ts'
import { earningExpressions } from '../expressions.ts'
import type { Ratio } from './amounts.ts'
import { type Audience, audienceReads, compileAudience } from './audience.ts'
import { type Choice, choiceOf } from './choice.ts'
import { type Limit, limitsOf, repeatedCap } from './limits.ts'
import { compileSchedule, type Schedule } from './schedule.ts'

/** An earning rule ready to decide. */
export interface EarningRule {
  key: string
  spec: EarningRuleSpec
  currency: CurrencyInForce
  when: CompiledRule<boolean> | undefined
  lines: CompiledRule<boolean> | undefined
  /** The expression of an award that is one. */
  expression: CompiledRule<number> | undefined
  /** The expression of an award for each line. */
  perLine: CompiledRule<number> | undefined
  audience: Audience | undefined
  /** Caps, then the budget. */
  limits: readonly Limit[]
  /** For per-money awards and multipliers: what turns the base into points. */
  ratio: Ratio | undefined
  /** The rules that a multiplier names; undefined for all of its currency. */
  of: ReadonlySet<string> | undefined
  products: Choice | undefined
  categories: Choice | undefined
  stores: Choice | undefined
  channels: Choice | undefined
  schedule: Schedule | undefined
  /** Whether it looks at lines one by one. */
  picksLines: boolean
  /** The last day on which what it gives can be used, where that is one for all. */
  endsWith: Day | undefined
  /** Dotted paths of the facts that it reads beside the lines, sorted. */
  reads: readonly string[]
  /** Whether it goes over the items, which are made only then. */
  readsItems: boolean
  /** Whether `when` reads anything beside the order itself. */
  readsMember: boolean
  /** All that what it counts of an order hangs on, the member apart: rules of one text count the same. */
  orderText: string
}

/**
 * Compiles a rule. Refuses `rule_invalid` for an expression that does not parse or type-check, and
 * `definition_invalid` with the field for everything that does not fit the programme around it.
 */
export function compileEarningRule(
  key: string,
  spec: EarningRuleSpec,
  context: CompileContext,
): Verdict<EarningRule> {
  const expressions = compileExpressions(spec, context)
  if (!expressions.ok) return expressions
  const { settings } = context
  const currency = context.currencies.get(spec.currency)
  if (currency === undefined) return invalid('currency', `The programme has no currency "${spec.currency}".`)
  if (activityTypeOf(spec.on, settings) === undefined)
    return invalid('on', `The programme does not know the activity type "${spec.on}".`)
  if (spec.on !== 'order.placed' && needsOrder(spec))
    return invalid('award.kind', `Only orders have amounts and items; this rule listens to "${spec.on}".`)
  const multiplier = checkMultiplier(key, spec.award, context)
  if (!multiplier.ok) return multiplier
  const repeated = repeatedCap(spec)
  if (repeated !== undefined)
    return invalid(`caps[${repeated}]`, 'Another cap is of the same kind and period.')
  const endsWith = lastDayOf(spec, currency)
  if (!endsWith.ok) return endsWith
  const schedule = compileSchedule(spec.schedule, context.timeZone)
  if (!schedule.ok) return schedule
  const { when, lines, expression, perLine } = expressions.value
  const audience = compileAudience(spec.audience)
  const limits = limitsOf(key, spec)
  const reads = readsOf({ when, expression, audience, limits })
  return ok({
    key,
    spec,
    currency,
    when,
    lines,
    expression,
    perLine,
    audience,
    limits,
    endsWith: endsWith.value,
    ratio: ratioOf(spec.award, spec.rounding),
    of: spec.award.kind === 'multiplier' && spec.award.of !== undefined ? new Set(spec.award.of) : undefined,
    products: choiceOf(spec.products),
    categories: choiceOf(spec.categories),
    stores: choiceOf(spec.stores),
    channels: choiceOf(spec.channels),
    schedule: schedule.value,
    picksLines: lines !== undefined || spec.products !== undefined || spec.categories !== undefined,
    reads,
    readsItems: reads.some((path) => path.startsWith('items')),
    readsMember: readsMember(when),
    orderText: orderTextOf(spec, { isOwn: !readsMember(when), endsWith: endsWith.value, context }),
  })
}

function readsMember(when: CompiledRule<boolean> | undefined): boolean {
  const ofOrder = /^(activity|items|order)(\.|$)/
  return when?.reads.some((path) => !ofOrder.test(path)) === true
}

function orderTextOf(
  spec: EarningRuleSpec,
  more: { isOwn: boolean; endsWith: Day | undefined; context: CompileContext },
): string {
  const { paused, schedule, stores, channels, minimumBasketMinor, lines, products, categories } = spec
  const { award, tax, shipping } = spec
  const { timeZone, moneyExponent } = more.context
  return canonicalJson({
    ...{ paused, schedule, stores, channels, minimumBasketMinor, lines, products, categories, tax, shipping },
    when: more.isOwn ? spec.when : undefined,
    award: award.kind === 'per-line' ? award : award.kind,
    ends: more.endsWith,
    timeZone,
    moneyExponent,
  })
}

function readsOf(parts: Pick<EarningRule, 'when' | 'expression' | 'audience' | 'limits'>): readonly string[] {
  const reads = new Set([
    ...(parts.when?.reads ?? []),
    ...(parts.expression?.reads ?? []),
    ...audienceReads(parts.audience),
  ])
  if (parts.limits.some((limit) => limit.of === 'household')) reads.add('member.household')
  return [...reads].sort()
}

/** The day with which all that it gives ends, where there is one. Refuses days that do not exist, of the start as well. */
function lastDayOf(spec: EarningRuleSpec, currency: CurrencyInForce): Verdict<Day | undefined> {
  const { pending } = spec
  if (pending?.kind === 'date' && parseDay(pending.date) === undefined)
    return invalid('pending.date', `${pending.date} is not a day.`)
  const policy = spec.expiry ?? currency.spec.expiry
  if (policy?.kind !== 'date') return ok(undefined)
  const day = parseDay(policy.date)
  return day === undefined ? invalid('expiry.date', `${policy.date} is not a day.`) : ok(day)
}

function invalid(field: string, detail: string): Verdict<never> {
  return refuse('definition_invalid', detail, { field })
}

function needsOrder({ award }: EarningRuleSpec): boolean {
  return ['per-money', 'per-item', 'per-line', 'per-order'].includes(award.kind)
}

function compileExpressions(
  spec: EarningRuleSpec,
  context: CompileContext,
): Verdict<Pick<EarningRule, 'when' | 'lines' | 'expression' | 'perLine'>> {
  const compile = <T>(place: keyof typeof earningExpressions, source: string | undefined) => {
    if (source === undefined) return ok(undefined)
    const field = place === 'award.per-line' ? 'award.expression' : place
    return compileExpression<T>(earningExpressions[place], source, { field, on: spec.on, context })
  }
  const when = compile<boolean>('when', spec.when)
  if (!when.ok) return when
  const lines = compile<boolean>('lines', spec.lines)
  if (!lines.ok) return lines
  const { award } = spec
  const whole = compile<number>(
    'award.expression',
    award.kind === 'expression' ? award.expression : undefined,
  )
  if (!whole.ok) return whole
  const perLine = compile<number>('award.per-line', award.kind === 'per-line' ? award.expression : undefined)
  if (!perLine.ok) return perLine
  return ok({ when: when.value, lines: lines.value, expression: whole.value, perLine: perLine.value })
}

/** A base rule of a multiplier must exist and be no multiplier, or the answer would hang on the order of rules. */
function checkMultiplier(key: string, award: Award, context: CompileContext): Verdict<undefined> {
  if (award.kind !== 'multiplier') return ok(undefined)
  if (Number(award.factor) < 1) {
    return invalid(
      'award.factor',
      'A factor below 1 would take points away; 2.5 adds one and a half times as much.',
    )
  }
  for (const [index, name] of (award.of ?? []).entries()) {
    const field = `award.of[${index}]`
    const other = context.specs.get('earning-rule')?.get(name) as EarningRuleSpec | undefined
    if (other === undefined) return invalid(field, `There is no earning rule "${name}".`)
    if (name === key || other.award.kind === 'multiplier')
      return invalid(field, `"${name}" is a multiplier; only what other rules grant can be multiplied.`)
  }
  return ok(undefined)
}

function ratioOf(award: Award, rounding: Rounding): Ratio | undefined {
  if (award.kind === 'per-money') return { numerator: award.points, denominator: award.perMinor, rounding }
  if (award.kind !== 'multiplier') return undefined
  const [whole = '0', fraction = ''] = award.factor.split('.')
  const denominator = 10 ** fraction.length
  return { numerator: Number(`${whole}${fraction}`) - denominator, denominator, rounding }
}
