import { earningRuleSpec, type TierLadderSpec } from '@perennial/contract'
import { orThrow } from '../../kernel/verdict.ts'
import type { Release } from '../../programs/index.ts'
import { compileEarningRule, type EarningRule } from './rule.ts'

/** What a tier multiplies, as the ladder says it. */
interface TierMultiplier {
  ladder: string
  tier: { key: string; name: string }
  factor: string
  currency: string
}

/** The multipliers among the benefits of tiers, by ladder and tier. */
export function tierMultipliers({ specs }: Pick<Release, 'specs'>): readonly TierMultiplier[] {
  const ladders = [...(specs.get('tier-ladder') ?? [])] as [string, TierLadderSpec][]
  return ladders.flatMap(([ladder, { tiers }]) =>
    tiers.flatMap((tier) =>
      (tier.benefits ?? []).flatMap((benefit) =>
        typeof benefit === 'object' && benefit.kind === 'multiplier'
          ? [{ ladder, tier, factor: benefit.factor, currency: benefit.currency }]
          : [],
      ),
    ),
  )
}

/**
 * Multipliers of tiers as rules: they multiply what rules of their currency give for a type of activity, while the tier
 * is held. So they are decided, limited by returns and explained like any other multiplier.
 */
export function tierRules(
  release: Release,
  on: string,
  listening: readonly EarningRule[],
): readonly EarningRule[] {
  return tierMultipliers(release)
    .filter(({ currency }) =>
      listening.some(({ spec }) => spec.currency === currency && spec.award.kind !== 'multiplier'),
    )
    .map(({ ladder, tier, factor, currency }) => {
      const spec = earningRuleSpec.parse({
        name: `${tier.name}: times ${factor}`,
        currency,
        on,
        award: { kind: 'multiplier', factor },
        when: `member.tiers["${ladder}"] == "${tier.key}"`,
      })
      return orThrow(compileEarningRule(`tier:${ladder}/${tier.key}`, spec, release))
    })
}
