import { amountMax } from '../../kernel/money.ts'
import { invariant, ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import { type Books, booksOf, withBooks } from './books.ts'
import { beginDraft, credit, finish } from './draft.ts'
import type { Posted, Posting } from './posting.ts'
import { takeBack } from './take-back.ts'

/**
 * Posts points to an owner's books. Earning pays an open debt first; taking back takes the lots of the activity that
 * earned, pending before active, then other lots, soonest expiry first; what is no longer there becomes a debt, or is
 * written off by a row of its own where the currency's policy says so.
 * Refuses with `limit_exceeded` when a balance would pass 2^53. Needs lots loaded to take back.
 */
export function post(books: Books, posting: Posting, zone: string): Verdict<Posted> {
  invariant(
    Number.isSafeInteger(posting.amount) && posting.amount !== 0,
    'a posting has a whole amount other than 0',
  )
  const before = booksOf(books, posting.currency)
  if (posting.amount > 0 && before.lifetimeEarned > amountMax - posting.amount) return tooLarge()
  const draft = beginDraft(before, books.ownerId, zone)
  if (posting.amount < 0) takeBack(draft, posting, books.mergedInto !== null)
  else {
    const { amount, reason, availableAt, expiresAt } = posting
    credit(draft, posting, {
      from: accounts.issuance,
      amount,
      reason,
      availableAt,
      expiresAt,
      paysDebt: true,
    })
  }
  return ok({ books: withBooks(books, finish(draft)), entries: draft.entries })
}

/** The refusal of what would pass 2^53. */
export function tooLarge(): Verdict<never> {
  return refuse('limit_exceeded', 'The balance would pass the largest number that is kept exactly (2^53).')
}
