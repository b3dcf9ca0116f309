import { amountMax } from '../../kernel/money.ts'
import { invariant, ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import { type Books, booksOf, type Posted, withBooks } from './books.ts'
import { type Draft, dueDayOf, earlier, lotOf, rowOf, write } from './draft.ts'
import type { Posting } from './posting.ts'
import { takeBack } from './take-back.ts'

/**
 * Posts points to an owner's books. Earning pays an open debt first; taking back takes the lots of the activity that
 * earned, pending before active, then other lots, soonest expiry first; what is no longer there becomes a debt, or is
 * written off by a row of its own when the currency allows no debt.
 * Refuses with `limit_exceeded` when a balance would pass 2^53. Needs lots loaded to take back.
 */
export function post(books: Books, posting: Posting, zone: string): Verdict<Posted> {
  invariant(
    Number.isSafeInteger(posting.amount) && posting.amount !== 0,
    'a posting has a whole amount other than 0',
  )
  const before = booksOf(books, posting.currency)
  if (posting.amount > 0 && before.lifetimeEarned > amountMax - posting.amount) {
    return refuse('limit_exceeded', 'The balance would pass the largest number that is kept exactly (2^53).')
  }
  const draft: Draft = { books: before, entries: [], ownerId: books.ownerId }
  if (posting.amount > 0) earn(draft, posting, zone)
  else takeBack(draft, posting, zone)
  return ok({ books: withBooks(books, draft.books), entries: draft.entries })
}

function earn(draft: Draft, posting: Posting, zone: string): void {
  const paid = Math.min(draft.books.debt, posting.amount)
  if (paid > 0) {
    write(draft, {
      ...rowOf(posting, 'debt-paid'),
      debit: accounts.issuance,
      credit: accounts.debt,
      amount: paid,
    })
    draft.books = { ...draft.books, debt: draft.books.debt - paid }
  }
  // A taking back undone does not count as earned a second time: the clawback had lowered it.
  draft.books = { ...draft.books, lifetimeEarned: draft.books.lifetimeEarned + posting.amount }
  const rest = posting.amount - paid
  if (rest === 0) return
  const isPending = posting.availableAt !== null
  const entry = write(draft, {
    ...rowOf(posting, posting.reason),
    debit: accounts.issuance,
    credit: isPending ? accounts.pending : accounts.available,
    amount: rest,
    availableAt: posting.availableAt,
    expiresAt: posting.expiresAt,
    isLot: true,
  })
  const { books } = draft
  draft.books = {
    ...books,
    available: books.available + (isPending ? 0 : rest),
    pending: books.pending + (isPending ? rest : 0),
    dueDay: earlier(books.dueDay, dueDayOf([lotOf(entry)], zone)),
    lots: books.lots === undefined ? undefined : [...books.lots, lotOf(entry)],
  }
}
