import type { DeadRule, ExpiryPolicy, PendingPolicy } from '@perennial/contract'
import { type Day, dayOf, type Instant, instantText } from '../kernel/instants.ts'
import type { Release } from '../programs/index.ts'
import { type CompiledRule, type Condition, readCondition } from '../rules/index.ts'
import type { Choice } from './model/choice.ts'
import { isBase } from './model/desire.ts'
import { impossibleFact } from './model/impossible.ts'
import type { EarningRule } from './model/rule.ts'

/** Rules that can never give anything, each with the first reason found. That a rule is not among them is no proof. */
export function findDeadRules(release: Release, now: Instant): DeadRule[] {
  const rules = release.of<EarningRule>('earning-rule')
  return rules.flatMap((rule) => {
    const found =
      pastSchedule(rule, now) ??
      past(rule, dayOf(now, release.timeZone)) ??
      withoutOrder(rule) ??
      emptyChoice(rule) ??
      unknownPlace(rule, release) ??
      falseCondition(rule, release) ??
      multipliesNothing(rule, rules) ??
      outranked(rule, rules) ??
      neverUsable(rule)
    return found === undefined ? [] : [{ rule: rule.key, ...found }]
  })
}

type Found = Omit<DeadRule, 'rule'> | undefined

function pastSchedule({ schedule }: EarningRule, now: Instant): Found {
  if (schedule === undefined || schedule.until > now) return undefined
  return { reason: 'schedule-past', detail: `Its schedule ended on ${instantText(schedule.until)}.` }
}

function past({ endsWith }: EarningRule, today: Day): Found {
  if (endsWith === undefined || endsWith >= today) return undefined
  return { reason: 'schedule-past', detail: 'The day with which all that it gives ends is over.' }
}

/** Returns are decided by the rules of their order, and only orders have a basket. */
function withoutOrder({ spec, picksLines }: EarningRule): Found {
  if (spec.on === 'order.returned' || spec.on === 'order.cancelled')
    return {
      reason: 'no-order',
      detail: `Rules of the order decide what "${spec.on}" takes back; no other is asked.`,
    }
  if (spec.on === 'order.placed' || (!picksLines && (spec.minimumBasketMinor ?? 0) === 0)) return undefined
  return {
    reason: 'no-order',
    detail: `It asks for a basket, and only orders have one: it listens to "${spec.on}".`,
  }
}

function emptyChoice(rule: EarningRule): Found {
  if (rule.schedule?.weekdays?.size === 0)
    return { reason: 'nothing-chosen', detail: 'Its schedule is for no weekday.' }
  for (const name of ['segments', 'tags'] as const) {
    const choice = rule.audience?.[name]
    if (choice !== undefined && isEmpty(choice))
      return { reason: 'nothing-chosen', detail: `Its audience excludes all the ${name} that it includes.` }
  }
  for (const name of ['products', 'categories', 'stores', 'channels'] as const) {
    const choice = rule[name]
    if (choice !== undefined && isEmpty(choice))
      return { reason: 'nothing-chosen', detail: `It excludes all the ${name} that it includes.` }
  }
  return undefined
}

function isEmpty({ include, exclude }: Choice): boolean {
  return include !== undefined && [...include].every((each) => exclude?.has(each) === true)
}

function unknownPlace({ stores }: EarningRule, release: Release): Found {
  const named = stores?.include
  if (named === undefined || release.stores.size === 0 || [...named].some((each) => release.stores.has(each)))
    return undefined
  return { reason: 'store-unknown', detail: `The programme has none of the stores ${[...named].join(', ')}.` }
}

function falseCondition(rule: EarningRule, release: Release): Found {
  return falseBy('when', rule.when, given(rule, release)) ?? falseBy('lines', rule.lines)
}

/** What holds of every activity that the rule gets to see, as conditions. */
function given({ spec, stores, channels }: EarningRule, { moneyExponent }: Release): readonly Condition[] {
  const { minimumBasketMinor: least } = spec
  return [
    oneOf('activity.type', [spec.on]),
    ...(least === undefined ? [] : [atLeast('order.net', String(least / 10 ** moneyExponent))]),
    ...(stores?.include === undefined ? [] : [oneOf('activity.store', stores.include)]),
    ...(channels?.include === undefined ? [] : [oneOf('activity.channel', channels.include)]),
  ]
}

function oneOf(fact: string, texts: Iterable<string>): Condition {
  return { kind: 'one-of', fact, values: [...texts].map((value) => ({ kind: 'text', value })) }
}

function atLeast(fact: string, value: string): Condition {
  return { kind: 'compare', fact, operator: '>=', value: { kind: 'number', value } }
}

function falseBy(
  field: string,
  rule: CompiledRule<boolean> | undefined,
  also: readonly Condition[] = [],
): Found {
  const condition = rule === undefined ? undefined : readCondition(rule.source)
  if (condition === undefined) return undefined
  const fact = impossibleFact(also.length === 0 ? condition : { kind: 'all', of: [condition, ...also] })
  if (fact === undefined) return undefined
  const detail =
    fact === '' ? `"${field}" is always false.` : `"${field}" asks things of ${fact} that cannot both be.`
  return { reason: 'condition-false', detail }
}

function multipliesNothing(rule: EarningRule, rules: readonly EarningRule[]): Found {
  const { award, on } = rule.spec
  if (award.kind !== 'multiplier') return undefined
  if (Number(award.factor) === 1) return { reason: 'nothing-multiplied', detail: 'Times 1 adds nothing.' }
  if (rules.some((each) => each.spec.on === on && !each.spec.paused && isBase(rule, each))) return undefined
  return {
    reason: 'nothing-multiplied',
    detail: `None of the rules that it multiplies gives anything for "${on}".`,
  }
}

/** What it gives ends before it can be spent. Looks at what is so whatever the day; anything else is in doubt. */
function neverUsable({ spec, currency }: EarningRule): Found {
  const pending = spec.pending ?? currency.spec.pending
  const expiry = spec.expiry ?? currency.spec.expiry
  if (pending?.kind === 'fulfilment' && pending.atLatestDays === undefined && spec.on !== 'order.placed')
    return {
      reason: 'never-usable',
      detail: `It waits for an order to be fulfilled, and "${spec.on}" is none.`,
    }
  if (pending === undefined || expiry === undefined || !endsBefore(pending, expiry)) return undefined
  return { reason: 'never-usable', detail: 'What it gives ends before it can be spent.' }
}

function endsBefore(pending: PendingPolicy, expiry: ExpiryPolicy): boolean {
  if (pending.kind === 'date') return expiry.kind === 'date' && expiry.date < pending.date
  if (pending.kind !== 'delay' || expiry.kind !== 'rolling') return false
  return pending.days > (expiry.days ?? (expiry.months ?? 0) * 31)
}

/** In a group of which the first that applies is taken, an unconditional rule leaves nothing to those behind it. */
function outranked(rule: EarningRule, rules: readonly EarningRule[]): Found {
  const group = rule.spec.stacking?.group
  if (group === undefined) return undefined
  const members = rules
    .filter((each) => each.spec.stacking?.group === group && each.spec.on === rule.spec.on)
    .sort((a, b) => b.spec.priority - a.spec.priority || (a.key < b.key ? -1 : 1))
  if (members[0]?.spec.stacking?.mode !== 'first') return undefined
  const winner = members.slice(0, members.indexOf(rule)).find(alwaysApplies)
  if (winner === undefined) return undefined
  const detail = `In the group "${group}" the rule "${winner.key}" comes before it and always applies.`
  return { reason: 'always-outranked', detail }
}

function alwaysApplies(rule: EarningRule): boolean {
  const { spec } = rule
  const isFixed = spec.award.kind === 'fixed'
  const conditions = [
    rule.when,
    rule.lines,
    rule.audience,
    rule.schedule,
    rule.endsWith,
    spec.minimumBasketMinor,
    spec.holdout,
    spec.chance,
  ]
  const choices = [rule.products, rule.categories, rule.stores, rule.channels]
  return isFixed && !spec.paused && [...conditions, ...choices].every((each) => each === undefined)
}
