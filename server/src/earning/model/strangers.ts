import type { TierLadderSpec } from '@perennial/contract'
import { type CompileContext, didYouMean, expressionStrangers, type Stranger } from '../../programs/index.ts'
import { counterExpressions, earningExpressions } from '../expressions.ts'
import type { Counter } from './counter.ts'
import type { EarningRule } from './rule.ts'

/** What a rule names in vain: a slip of the pen would leave everybody out, or nobody. */
export function ruleStrangers(rule: EarningRule, context: CompileContext): readonly Stranger[] {
  const { on, stores, audience: { segments, tiers } = {} } = rule.spec
  const { when, 'award.expression': whole } = earningExpressions
  return [
    ...unknownSegments(placesOf(segments?.include, 'audience.segments.include'), context),
    ...unknownSegments(placesOf(segments?.exclude, 'audience.segments.exclude'), context),
    ...unknownTiers(placesOf(tiers, 'audience.tiers'), context),
    ...unknownStores(placesOf(stores?.include, 'stores.include'), context),
    ...unknownStores(placesOf(stores?.exclude, 'stores.exclude'), context),
    ...expressionStrangers(when, rule.when, { field: 'when', on, context }),
    ...expressionStrangers(whole, rule.expression, { field: 'award.expression', on, context }),
  ]
}

/** What a counter names in vain, of each text once although it is compiled for each type. */
export function counterStrangers(counter: Counter, context: CompileContext): readonly Stranger[] {
  const found = [
    ...[...counter.when].flatMap(([on, rule]) =>
      expressionStrangers(counterExpressions.when, rule, { field: 'when', on, context }),
    ),
    ...[...counter.value].flatMap(([on, rule]) =>
      expressionStrangers(counterExpressions['add.value'], rule, { field: 'add.value', on, context }),
    ),
  ]
  return [...new Map(found.map((each) => [`${each.field} ${each.detail}`, each])).values()]
}

interface Named {
  key: string
  field: string
}

function placesOf(keys: readonly string[] | undefined, field: string): readonly Named[] {
  return (keys ?? []).map((key, index) => ({ key, field: `${field}[${index}]` }))
}

/** Those that are not known; nobody is asked where nothing can be known. */
function unknown(
  named: readonly Named[],
  known: ReadonlySet<string> | undefined,
  sentence: (key: string) => string,
): readonly Stranger[] {
  if (known === undefined) return []
  return named
    .filter(({ key }) => !known.has(key))
    .map(({ key, field }) => ({ field, detail: sentence(key) + didYouMean(key, known) }))
}

/** Nobody is asked where the kinds at hand have no segments at all. */
function unknownSegments(named: readonly Named[], { specs }: CompileContext): readonly Stranger[] {
  const segments = specs.get('segment')
  return unknown(
    named,
    segments && new Set(segments.keys()),
    (key) => `The programme has no segment "${key}".`,
  )
}

function unknownTiers(named: readonly Named[], { specs }: CompileContext): readonly Stranger[] {
  const ladders = specs.get('tier-ladder') as ReadonlyMap<string, TierLadderSpec> | undefined
  const tiers = ladders && [...ladders.values()].flatMap((ladder) => ladder.tiers.map((tier) => tier.key))
  return unknown(named, tiers && new Set(tiers), (key) => `No tier ladder has a tier "${key}".`)
}

/** A programme that lists no stores lets any be named. */
function unknownStores(named: readonly Named[], { stores }: CompileContext): readonly Stranger[] {
  const known = stores.size === 0 ? undefined : new Set(stores.keys())
  return unknown(named, known, (key) => `The programme has no store "${key}".`)
}
