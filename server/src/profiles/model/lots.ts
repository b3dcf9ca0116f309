import type { Lot, MemberView } from '@perennial/contract'
import { publicId } from '../../kernel/ids.ts'
import { type Instant, instantText } from '../../kernel/instants.ts'
import type { LotAt } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import { currencyKey } from './balances.ts'

/** What a lot is at an instant: time decides, whether its expiry and activation have been posted or not. */
function stateOf(lot: LotAt, at: Instant): { state: Lot['state']; remaining: number } {
  const isOver = lot.expiresAt !== null && lot.expiresAt <= at
  if (isOver && lot.remaining + lot.expired > 0) return { state: 'expired', remaining: 0 }
  if (lot.remaining === 0) return { state: 'spent', remaining: 0 }
  const isPending = lot.availableAt !== null && lot.availableAt > at
  return { state: isPending ? 'pending' : 'active', remaining: lot.remaining }
}

/** A lot in the words of the API. */
export function lotView(lot: LotAt, release: Release, at: Instant): Lot {
  return {
    currency: currencyKey(release, lot.currency),
    seq: lot.seq,
    amount: lot.amount,
    ...stateOf(lot, at),
    earnedAt: instantText(lot.earnedAt),
    availableAt: lot.availableAt === null ? null : instantText(lot.availableAt),
    expiresAt: lot.expiresAt === null ? null : instantText(lot.expiresAt),
    activity: publicId('act', lot.activityId),
    rule: lot.rule,
  }
}

/** What will expire if nothing is spent, by currency and instant, soonest first. */
export function expiringOf(lots: readonly LotAt[], release: Release, at: Instant): MemberView['expiring'] {
  const sums = new Map<string, { currency: string; points: number; expiresAt: Instant }>()
  for (const lot of lots) {
    const { remaining } = stateOf(lot, at)
    if (lot.expiresAt === null || remaining === 0) continue
    const key = `${lot.expiresAt}/${lot.currency}`
    const currency = currencyKey(release, lot.currency)
    const sum = sums.get(key) ?? { currency, points: 0, expiresAt: lot.expiresAt }
    sums.set(key, { ...sum, points: sum.points + remaining })
  }
  return [...sums.values()]
    .sort((a, b) => a.expiresAt - b.expiresAt || (a.currency < b.currency ? -1 : 1))
    .map((sum) => ({ ...sum, expiresAt: instantText(sum.expiresAt) }))
}
