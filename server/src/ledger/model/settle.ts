import { dayOf, type Instant } from '../../kernel/instants.ts'
import { invariant } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import { type Books, type Lot, type Posted, withBooks } from './books.ts'
import { consume, type Draft, dueDayOf, write } from './draft.ts'
import type { Entry, EntryReason } from './posting.ts'

/**
 * Settles what time has brought by `now`: pending lots become available, lots past their expiry expire, each at its
 * own instant and in that order. Expired points can never be spent, whether a job has run or not, because every
 * decision settles first. Needs lots loaded when something is due.
 */
export function settle(books: Books, now: Instant, zone: string): Posted {
  const today = dayOf(now, zone)
  let settled = books
  const entries: Entry[] = []
  for (const before of books.currencies.values()) {
    if (before.dueDay === null || before.dueDay > today) continue
    invariant(before.lots !== undefined, 'settling needs the lots of the owner')
    const draft: Draft = { books: before, entries: [], ownerId: books.ownerId }
    for (const event of dueEvents(before.lots, now)) {
      if (event.kind === 'activate') activate(draft, event.seq)
      else expire(draft, event.seq)
    }
    draft.books = { ...draft.books, dueDay: dueDayOf(draft.books.lots ?? [], zone) }
    entries.push(...draft.entries)
    settled = withBooks(settled, draft.books)
  }
  return { books: settled, entries }
}

interface DueEvent {
  kind: 'activate' | 'expire'
  at: Instant
  seq: number
}

function dueEvents(lots: readonly Lot[], now: Instant): DueEvent[] {
  const events: DueEvent[] = []
  for (const lot of lots) {
    // A lot may expire while it is still pending: then it never activates.
    const endsFirst = lot.expiresAt !== null && lot.availableAt !== null && lot.expiresAt < lot.availableAt
    if (!lot.active && lot.availableAt !== null && lot.availableAt <= now && !endsFirst) {
      events.push({ kind: 'activate', at: lot.availableAt, seq: lot.seq })
    }
    if (lot.expiresAt !== null && lot.expiresAt <= now)
      events.push({ kind: 'expire', at: lot.expiresAt, seq: lot.seq })
  }
  // Activation before expiry at one instant: a lot must be active before it can expire.
  return events.sort(
    (a, b) => a.at - b.at || (a.kind === b.kind ? a.seq - b.seq : a.kind === 'activate' ? -1 : 1),
  )
}

function timeRow(lot: Lot, reason: EntryReason, at: Instant) {
  return {
    activityId: lot.activityId,
    release: 0,
    rule: lot.rule,
    reason,
    effectiveAt: at,
    availableAt: null,
    expiresAt: null,
    isLot: false,
    reverses: lot.seq,
    uses: [],
  }
}

function findLot(draft: Draft, seq: number): Lot {
  const lot = draft.books.lots?.find((each) => each.seq === seq)
  invariant(lot !== undefined, `lot ${seq} is due but not there`)
  return lot
}

function activate(draft: Draft, seq: number): void {
  const lot = findLot(draft, seq)
  const at = lot.availableAt ?? 0
  write(draft, {
    ...timeRow(lot, 'activation', at),
    debit: accounts.pending,
    credit: accounts.available,
    amount: lot.remaining,
  })
  const { books } = draft
  draft.books = {
    ...books,
    pending: books.pending - lot.remaining,
    available: books.available + lot.remaining,
    lots: (books.lots ?? []).map((each) => (each.seq === seq ? { ...each, active: true } : each)),
  }
}

function expire(draft: Draft, seq: number): void {
  const lot = findLot(draft, seq)
  const uses = [{ lotSeq: seq, amount: lot.remaining }]
  const from = lot.active ? accounts.available : accounts.pending
  write(draft, {
    ...timeRow(lot, 'expiry', lot.expiresAt ?? 0),
    debit: from,
    credit: accounts.expired,
    amount: lot.remaining,
    uses,
  })
  const { books } = draft
  draft.books = {
    ...books,
    available: books.available - (lot.active ? lot.remaining : 0),
    pending: books.pending - (lot.active ? 0 : lot.remaining),
    lots: consume(books.lots ?? [], uses),
  }
}
