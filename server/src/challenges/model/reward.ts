import type { DecideInput } from '../../activity/index.ts'
import type { Posting } from '../../ledger/index.ts'
import { type CurrencyInForce, lotTimes } from '../../programs/index.ts'
import type { Filled } from './fill.ts'
import type { CardTally } from './tally.ts'

/** Units of a currency that full cards should give more than stands of them, or less. */
export interface RewardChange {
  currency: CurrencyInForce
  amount: number
}

/**
 * What full cards should give, less what stands. Only a return takes back: stamps that come late under other terms may
 * leave fewer full cards, and nobody loses a reward by buying.
 */
export function rewardChanges(
  tally: CardTally,
  after: Filled,
  mayTakeBack: boolean,
): readonly RewardChange[] {
  const changes = new Map<number, RewardChange>()
  for (const { terms } of tally.filled.rounds)
    changes.set(terms.reward.currency.code, nothingOf(terms.reward))
  for (const { terms, times } of after.rounds) {
    const { currency, amount } = terms.reward
    const target = changes.get(currency.code)?.amount ?? 0
    changes.set(currency.code, { currency, amount: target + amount * times })
  }
  return [...changes.values()]
    .map(({ currency, amount }) => ({ currency, amount: amount - (tally.granted.get(currency.code) ?? 0) }))
    .filter(({ amount }) => amount > 0 || (amount < 0 && mayTakeBack))
    .sort((a, b) => a.currency.code - b.currency.code)
}

function nothingOf({ currency }: { currency: CurrencyInForce }): RewardChange {
  return { currency, amount: 0 }
}

/** The postings of rewards, each with the key of its currency. What is taken back are first the lots of the order. */
export function rewardPostings(
  card: string,
  changes: readonly RewardChange[],
  { release, activity, redecision }: Pick<DecideInput<unknown>, 'release' | 'activity' | 'redecision'>,
): readonly { posting: Posting; currency: string }[] {
  const when = redecision?.cause ?? activity
  return changes.map(({ currency, amount }) => {
    const times =
      amount < 0
        ? { availableAt: null, expiresAt: null }
        : lotTimes(currency.spec, { at: when.occurredAt, day: when.day, zone: release.timeZone })
    const reason = amount < 0 ? 'clawback' : redecision === undefined ? 'earn' : 'restore'
    const posting: Posting = {
      currency: currency.code,
      amount,
      activityId: when.id,
      ...(amount < 0 ? { takenFrom: activity.id } : {}),
      rule: `card:${card}`,
      reason,
      release: release.number,
      effectiveAt: when.occurredAt,
      ...times,
      debt: currency.spec.debt,
    }
    return { posting, currency: currency.key }
  })
}
