import type { TierLadderSpec } from '@perennial/contract'
import type { CompileContext, Stranger } from '../../programs/index.ts'
import { type CompiledRule, textsSought } from '../../rules/index.ts'
import type { Counter } from './counter.ts'
import type { EarningRule } from './rule.ts'

/** Segments and tiers that a rule names in vain: a slip of the pen would leave everybody out, or nobody. */
export function ruleStrangers(rule: EarningRule, context: CompileContext): readonly Stranger[] {
  const { segments, tiers } = rule.spec.audience ?? {}
  return [
    ...unknownSegments(placesOf(segments?.include, 'audience.segments.include'), context),
    ...unknownSegments(placesOf(segments?.exclude, 'audience.segments.exclude'), context),
    ...unknownTiers(placesOf(tiers, 'audience.tiers'), context),
    ...unknownSegments(soughtIn(rule.when, 'when'), context),
    ...unknownSegments(soughtIn(rule.expression, 'award.expression'), context),
  ]
}

/** Segments that the condition of a counter names in vain. */
export function counterStrangers(counter: Counter, context: CompileContext): readonly Stranger[] {
  // The condition is the same text for every type.
  const [when] = counter.when.values()
  return unknownSegments(soughtIn(when, 'when'), context)
}

interface Named {
  key: string
  field: string
}

function placesOf(keys: readonly string[] | undefined, field: string): readonly Named[] {
  return (keys ?? []).map((key, index) => ({ key, field: `${field}[${index}]` }))
}

function soughtIn(rule: CompiledRule<unknown> | undefined, field: string): readonly Named[] {
  if (rule?.reads.includes('member.segments') !== true) return []
  return textsSought(rule.ast, 'member.segments').map(({ text }) => ({ key: text, field }))
}

/** Nobody is asked where the kinds at hand have no segments at all. */
function unknownSegments(named: readonly Named[], { specs }: CompileContext): readonly Stranger[] {
  const known = specs.get('segment')
  if (known === undefined) return []
  return named
    .filter(({ key }) => !known.has(key))
    .map(({ key, field }) => ({ field, detail: `The programme has no segment "${key}".` }))
}

function unknownTiers(named: readonly Named[], { specs }: CompileContext): readonly Stranger[] {
  const ladders = specs.get('tier-ladder') as ReadonlyMap<string, TierLadderSpec> | undefined
  if (ladders === undefined) return []
  const known = new Set([...ladders.values()].flatMap((ladder) => ladder.tiers.map((tier) => tier.key)))
  return named
    .filter(({ key }) => !known.has(key))
    .map(({ key, field }) => ({ field, detail: `No tier ladder has a tier "${key}".` }))
}
