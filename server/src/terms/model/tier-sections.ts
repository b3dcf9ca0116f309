import type { TierBenefit, TierLadderSpec } from '@perennial/contract'
import { type Clause, clause, type Paragraph, type Value } from './clause.ts'
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
      ...(spec.noticeDays === undefined
        ? []
        : [clause('tier-notice', { span: spanOf({ days: spec.noticeDays }) })]),
      clause('tier-return'),
    ],
  }))
}

function metricClause({ release }: Asks, spec: TierLadderSpec): Clause {
  const window: Value = { kind: 'word', word: `window-${spec.window}` }
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
  return [
    reached,
    ...gift,
    ...(tier.benefits ?? []).map((benefit) => benefitClause({ release }, name, benefit)),
  ]
}

function thresholdOf({ release }: Pick<Asks, 'release'>, spec: TierLadderSpec, threshold: number): Value {
  if (spec.metric === 'spend') return moneyOf(release, threshold)
  if (spec.metric === 'points') return amountOf(release, spec.currency ?? '', threshold)
  return numberOf(threshold)
}

/** A benefit in words of the business, or one that the product knows. */
function benefitClause({ release }: Pick<Asks, 'release'>, tier: Value, benefit: TierBenefit): Clause {
  if (typeof benefit === 'string') return clause('tier-benefit', { tier, benefit: textOf(benefit) })
  switch (benefit.kind) {
    case 'multiplier': {
      const unit = unitOf(release, benefit.currency)
      return clause('tier-multiplier', { tier, factor: numberOf(benefit.factor), unit })
    }
    case 'free-shipping':
      return benefit.minimumBasketMinor === undefined
        ? clause('tier-free-shipping', { tier })
        : clause('tier-free-shipping-from', { tier, money: moneyOf(release, benefit.minimumBasketMinor) })
    case 'early-access':
      return benefit.hours === undefined
        ? clause('tier-early-access', { tier })
        : clause('tier-early-access-hours', {
            tier,
            span: { kind: 'span', unit: 'hour', value: benefit.hours },
          })
    case 'priority-service':
      return clause('tier-priority-service', { tier })
    case 'price-off':
      return clause('tier-price-off', { tier, share: { kind: 'percent', value: benefit.percent } })
    case 'text':
      return clause('tier-benefit', { tier, benefit: textOf(benefit.text) })
  }
}
