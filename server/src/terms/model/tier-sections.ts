import type { TierLadderSpec } from '@perennial/contract'
import { type Clause, clause, type Paragraph, type Value, type WordKey } from './clause.ts'
import type { Asks } from './common-clauses.ts'
import { activityOf, amountOf, moneyOf, numberOf, spanOf, textOf, unitOf } from './values.ts'

/** What each ladder counts, where its tiers begin and what they bring. */
export function tierParagraphs(asks: Asks): Paragraph[] {
  const ladders = asks.release.specs.get('tier-ladder') as ReadonlyMap<string, TierLadderSpec> | undefined
  return [...(ladders ?? [])].map(([key, spec]) => ({
    about: `tier-ladder/${key}`,
    heading: spec.name,
    clauses: [
      metricClause(asks, spec),
      ...(spec.lines === undefined
        ? []
        : [
            clause('ladder-lines', {
              condition: asks.condition({ kind: 'tier-ladder', key }, 'lines', spec.lines),
            }),
          ]),
      ...spec.tiers.flatMap((tier, index) => tierClauses(asks, spec, { ...tier, index })),
      ...(spec.landing === 'one-step' && spec.window !== 'lifetime' ? [clause('tier-one-step')] : []),
      spec.graceDays === 0
        ? clause('tier-no-grace')
        : clause('tier-grace', { span: spanOf({ days: spec.graceDays }) }),
      clause('tier-return'),
    ],
  }))
}

function metricClause({ release }: Asks, spec: TierLadderSpec): Clause {
  const window: Value = { kind: 'word', word: `window-${spec.window}` as WordKey }
  if (spec.metric === 'visits') {
    const visits = (spec.visits ?? ['order.placed']).map((type) => activityOf(release, type))
    return clause('ladder-visits', { window, activities: { kind: 'list', values: visits, join: 'or' } })
  }
  const unit = spec.metric === 'points' ? { unit: unitOf(release, spec.currency ?? '') } : {}
  return clause(`ladder-${spec.metric}`, { window, ...unit })
}

function tierClauses(
  { release }: Asks,
  spec: TierLadderSpec,
  tier: TierLadderSpec['tiers'][number] & { index: number },
): Clause[] {
  const name = textOf(tier.name)
  const reached =
    tier.index === 0 && tier.threshold === 0
      ? clause('tier-entry', { tier: name })
      : clause('tier-threshold', { tier: name, threshold: thresholdOf({ release }, spec, tier.threshold) })
  const { entry } = tier
  const gift =
    entry === undefined
      ? []
      : [clause('tier-gift', { tier: name, amount: amountOf(release, entry.currency, entry.points) })]
  return [reached, ...gift, ...(tier.benefits ?? []).map((benefit) => benefitClause(name, benefit))]
}

function thresholdOf({ release }: Pick<Asks, 'release'>, spec: TierLadderSpec, threshold: number): Value {
  if (spec.metric === 'spend') return moneyOf(release, threshold)
  if (spec.metric === 'points') return amountOf(release, spec.currency ?? '', threshold)
  return numberOf(threshold)
}

/** A benefit in words of the business, or one that the product knows. */
function benefitClause(tier: Value, benefit: unknown): Clause {
  if (typeof benefit === 'string') return clause('tier-benefit', { tier, benefit: textOf(benefit) })
  const known = benefit as { kind: string; text?: string; factor?: string; percent?: number }
  switch (known.kind) {
    case 'multiplier':
      return clause('tier-multiplier', { tier, factor: numberOf(known.factor ?? '1') })
    case 'price-off':
      return clause('tier-price-off', { tier, share: { kind: 'percent', value: known.percent ?? 0 } })
    case 'free-shipping':
    case 'early-access':
    case 'priority-service':
      return clause(`tier-${known.kind}`, { tier })
    default:
      return clause('tier-benefit', { tier, benefit: textOf(known.text ?? known.kind) })
  }
}
