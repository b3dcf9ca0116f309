import { invariant } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import type { Lot } from './books.ts'
import { bySoonestExpiry, consume, type Draft, dueDayOf, rowOf, write } from './draft.ts'
import type { Posting } from './posting.ts'

/** Takes back what was earned: see {@link post}. */
export function takeBack(draft: Draft, posting: Posting, zone: string): void {
  const amount = -posting.amount
  const own = posting.takenFrom
  const lots = draft.books.lots
  invariant(lots !== undefined, 'taking back needs the lots of the owner')
  let rest = amount
  rest -= takeFrom(draft, posting, {
    amount: rest,
    pending: true,
    candidates: lots.filter((lot) => !lot.active && lot.activityId === own),
  })
  const active = lots.filter((lot) => lot.active).sort(bySoonestExpiry)
  rest -= takeFrom(draft, posting, {
    amount: rest,
    pending: false,
    candidates: active.filter((lot) => lot.activityId === own),
  })
  rest -= takeFrom(draft, posting, {
    amount: rest,
    pending: false,
    candidates: active.filter((lot) => lot.activityId !== own),
  })
  draft.books = {
    ...draft.books,
    lifetimeEarned: draft.books.lifetimeEarned - amount,
    dueDay: dueDayOf(draft.books.lots ?? [], zone),
  }
  if (rest === 0) return
  write(draft, {
    ...rowOf(posting, 'debt-incurred'),
    debit: accounts.debt,
    credit: accounts.issuance,
    amount: rest,
  })
  if (posting.debt === 'none') {
    write(draft, {
      ...rowOf(posting, 'write-off'),
      debit: accounts.written_off,
      credit: accounts.debt,
      amount: rest,
    })
    return
  }
  draft.books = { ...draft.books, debt: draft.books.debt + rest }
}

/** Takes from the candidates in their order, as one row; what it could take. */
function takeFrom(
  draft: Draft,
  posting: Posting,
  from: { amount: number; pending: boolean; candidates: readonly Lot[] },
): number {
  const uses: { lotSeq: number; amount: number }[] = []
  let taken = 0
  for (const lot of from.candidates) {
    if (taken === from.amount) break
    const part = Math.min(lot.remaining, from.amount - taken)
    if (part > 0) uses.push({ lotSeq: lot.seq, amount: part })
    taken += part
  }
  if (taken === 0) return 0
  write(draft, {
    ...rowOf(posting, posting.reason),
    debit: from.pending ? accounts.pending : accounts.available,
    credit: accounts.issuance,
    amount: taken,
    uses,
    reverses: uses.length === 1 ? (uses[0]?.lotSeq ?? null) : null,
  })
  const { books } = draft
  draft.books = {
    ...books,
    available: books.available - (from.pending ? 0 : taken),
    pending: books.pending - (from.pending ? taken : 0),
    lots: consume(books.lots ?? [], uses),
  }
  return taken
}
