import { type Day, dayOf } from '../../kernel/instants.ts'
import type { CurrencyBooks, Lot } from './books.ts'
import type { Entry, EntryReason, Posting } from './posting.ts'

/** Builds rows one after the other, each with the next number. */
export interface Draft {
  books: CurrencyBooks
  entries: Entry[]
  ownerId: string
}

export function write(
  draft: Draft,
  row: Omit<Entry, 'ownerId' | 'currency' | 'seq' | 'reverses'> & { reverses?: number | null },
): Entry {
  const seq = draft.books.seq + 1
  draft.books = { ...draft.books, seq }
  const entry: Entry = {
    ...row,
    reverses: row.reverses ?? null,
    ownerId: draft.ownerId,
    currency: draft.books.currency,
    seq,
  }
  draft.entries.push(entry)
  return entry
}

/** The first day from which one of the lots may activate or expire. */
export function dueDayOf(lots: readonly Lot[], zone: string): Day | null {
  let due: Day | null = null
  for (const lot of lots) {
    for (const at of [lot.active ? null : lot.availableAt, lot.expiresAt]) {
      if (at === null) continue
      const day = dayOf(at, zone)
      if (due === null || day < due) due = day
    }
  }
  return due
}

export function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b
  return b === null ? a : Math.min(a, b)
}

/** The lot that a crediting row begins as. */
export function lotOf(entry: Entry): Lot {
  return {
    seq: entry.seq,
    activityId: entry.activityId,
    rule: entry.rule,
    amount: entry.amount,
    remaining: entry.amount,
    availableAt: entry.availableAt,
    active: entry.availableAt === null,
    expiresAt: entry.expiresAt,
  }
}

/** Soonest expiry first; what never expires comes last; then the oldest. */
export function bySoonestExpiry(a: Lot, b: Lot): number {
  if (a.expiresAt === b.expiresAt) return a.seq - b.seq
  if (a.expiresAt === null) return 1
  return b.expiresAt === null ? -1 : a.expiresAt - b.expiresAt
}

export function consume(
  lots: readonly Lot[],
  uses: readonly { lotSeq: number; amount: number }[],
): readonly Lot[] {
  const bySeq = new Map(uses.map((use) => [use.lotSeq, use.amount]))
  return lots
    .map((lot) => ({ ...lot, remaining: lot.remaining - (bySeq.get(lot.seq) ?? 0) }))
    .filter((lot) => lot.remaining > 0)
}

/** What every row of a posting has in common. */
export function rowOf(posting: Posting, reason: EntryReason) {
  return {
    activityId: posting.activityId,
    release: posting.release,
    rule: posting.rule,
    reason,
    effectiveAt: posting.effectiveAt,
    availableAt: null,
    expiresAt: null,
    isLot: false,
    uses: [],
  }
}
