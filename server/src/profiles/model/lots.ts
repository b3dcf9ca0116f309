import type { Lot as LotTold, MemberView } from '@perennial/contract'
import { publicId } from '../../kernel/ids.ts'
import { type Instant, instantText } from '../../kernel/instants.ts'
import { type Books, type Entry, type Lot, type LotAt, untilFulfilled } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import { currencyKey } from './balances.ts'

/** What of the books a member's page tells of lots. */
interface BooksTold {
  books: Books
  unposted: readonly Entry[]
  lots: readonly LotAt[]
  idleAt: ReadonlyMap<number, Instant>
}

/** The lots in the words of the API, as the settled books have them: time decides, posted or not. */
export function lotsTold(told: BooksTold, release: Release): LotTold[] {
  const ended = new Set(told.unposted.filter((entry) => entry.reason === 'expiry').map(endedLot))
  const open = new Map<string, Lot>()
  for (const { currency, lots } of told.books.currencies.values())
    for (const lot of lots ?? []) open.set(`${currency}/${lot.seq}`, lot)
  const held = heldOf(told.books)
  return told.lots.map((lot) => {
    const key = `${lot.currency}/${lot.seq}`
    const left = open.get(key)
    const hasEnded = lot.expired > 0 || ended.has(key)
    // An end by inactivity is one of what is left; it says nothing of what is gone.
    const end = lot.expiresAt ?? (left === undefined ? null : (told.idleAt.get(lot.currency) ?? null))
    return {
      currency: currencyKey(release, lot.currency),
      seq: lot.seq,
      amount: lot.amount,
      remaining: left?.remaining ?? 0,
      held: held.get(key) ?? 0,
      state: left === undefined ? (hasEnded ? 'expired' : 'spent') : left.active ? 'active' : 'pending',
      earnedAt: instantText(lot.earnedAt),
      availableAt: dateText(lot.availableAt),
      expiresAt: dateText(end),
      activity: publicId('act', lot.activityId),
      rule: lot.rule,
      reason: lot.reason,
    }
  })
}

/** What open holds speak for, by `currency/number` of the lot. */
function heldOf(books: Books): Map<string, number> {
  const held = new Map<string, number>()
  for (const { currency, holds } of books.currencies.values()) {
    for (const part of holds.flatMap((hold) => (hold.state === 'open' ? hold.parts : []))) {
      const key = `${currency}/${part.lotSeq}`
      held.set(key, (held.get(key) ?? 0) + part.amount)
    }
  }
  return held
}

function endedLot(entry: Entry): string {
  return `${entry.currency}/${entry.reverses}`
}

/** What waits for an event and for no date has none. */
function dateText(at: Instant | null): string | null {
  return at === null || at === untilFulfilled ? null : instantText(at)
}

/**
 * What will expire if nothing is spent, by currency and instant, soonest first. What a hold speaks for ends with its
 * lot, and not before the hold does.
 */
export function expiringOf(told: BooksTold, release: Release): MemberView['expiring'] {
  const sums = new Map<string, { currency: string; points: number; expiresAt: Instant }>()
  const add = (code: number, points: number, expiresAt: Instant) => {
    if (points === 0) return
    const key = `${expiresAt}/${code}`
    const sum = sums.get(key) ?? { currency: currencyKey(release, code), points: 0, expiresAt }
    sums.set(key, { ...sum, points: sum.points + points })
  }
  for (const { currency, lots, holds } of told.books.currencies.values()) {
    for (const lot of lots ?? []) {
      const end = lot.expiresAt ?? told.idleAt.get(currency)
      if (end === undefined) continue
      let free = lot.remaining
      for (const hold of holds) {
        if (hold.state !== 'open') continue
        for (const part of hold.parts) {
          if (part.lotSeq !== lot.seq) continue
          free -= part.amount
          add(currency, part.amount, Math.max(end, hold.expiresAt))
        }
      }
      add(currency, free, end)
    }
  }
  return [...sums.values()]
    .sort((a, b) => a.expiresAt - b.expiresAt || (a.currency < b.currency ? -1 : 1))
    .map((sum) => ({ ...sum, expiresAt: instantText(sum.expiresAt) }))
}
