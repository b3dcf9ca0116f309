import type { DeadRule } from '@perennial/contract'
import { type Instant, instantText } from '../kernel/instants.ts'
import type { Release } from '../programs/index.ts'
import { type CompiledRule, type Condition, readCondition } from '../rules/index.ts'
import type { Choice } from './model/choice.ts'
import { impossibleFact } from './model/impossible.ts'
import type { EarningRule } from './model/rule.ts'

/** Rules that can never give anything, each with the first reason found. That a rule is not among them is no proof. */
export function findDeadRules(release: Release, now: Instant): DeadRule[] {
  const rules = release.of<EarningRule>('earning-rule')
  return rules.flatMap((rule) => {
    const found =
      pastSchedule(rule, now) ??
      emptyChoice(rule) ??
      unknownPlace(rule, release) ??
      falseCondition(rule) ??
      outranked(rule, rules)
    return found === undefined ? [] : [{ rule: rule.key, ...found }]
  })
}

type Found = Omit<DeadRule, 'rule'> | undefined

function pastSchedule({ schedule }: EarningRule, now: Instant): Found {
  if (schedule === undefined || schedule.until > now) return undefined
  return { reason: 'schedule-past', detail: `Its schedule ended on ${instantText(schedule.until)}.` }
}

function emptyChoice(rule: EarningRule): Found {
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

function falseCondition(rule: EarningRule): Found {
  return falseBy('when', rule.when, given(rule)) ?? falseBy('lines', rule.lines)
}

/** What holds of every activity that the rule gets to see, as conditions. */
function given({ spec, stores, channels }: EarningRule): readonly Condition[] {
  return [
    oneOf('activity.type', [spec.on]),
    ...(stores?.include === undefined ? [] : [oneOf('activity.store', stores.include)]),
    ...(channels?.include === undefined ? [] : [oneOf('activity.channel', channels.include)]),
  ]
}

function oneOf(fact: string, texts: Iterable<string>): Condition {
  return { kind: 'one-of', fact, values: [...texts].map((value) => ({ kind: 'text', value })) }
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
    spec.minimumBasketMinor,
    spec.holdout,
  ]
  const choices = [rule.products, rule.categories, rule.stores, rule.channels]
  return isFixed && !spec.paused && [...conditions, ...choices].every((each) => each === undefined)
}
