import type { Spec } from '../../../data/json-schema.ts'
import { keyFrom } from '../kinds.ts'

/** One more tier above the others: twice what the highest asks for. */
export function withNewTier(tiers: readonly Spec[]): readonly Spec[] {
  const highest = Math.max(
    0,
    ...tiers.map((tier) => (typeof tier.threshold === 'number' ? tier.threshold : 0)),
  )
  const keys = tiers.map((tier) => String(tier.key))
  const key = keyFrom(`tier-${tiers.length + 1}`, 'tier-ladder', keys)
  return [...tiers, { key, name: '', threshold: highest === 0 ? 10_000 : highest * 2 }]
}
