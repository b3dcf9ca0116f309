import { accounts } from './account.ts'
import type { Lot } from './books.ts'
import { chooseUses, type Draft, freeLots, lotsOf, sumOf, useLots, write } from './draft.ts'
import type { Posting } from './posting.ts'

/**
 * Takes back what was earned: see {@link post}. What a hold speaks for is not taken. Of an owner who was merged into
 * another, who has it now, the rest goes there as a debt: what is not there either is written off there.
 */
export function takeBack(draft: Draft, posting: Posting, isMerged: boolean): void {
  const own = posting.takenFrom
  const pending = [...lotsOf(draft).values()]
    .filter((lot) => !lot.active && lot.activityId === own)
    .map((lot) => ({ lot, free: lot.remaining }))
  let rest = -posting.amount
  rest -= takeFrom(draft, posting, { amount: rest, pending: true, candidates: pending })
  if (posting.debt !== 'only-pending') {
    const active = freeLots(draft)
    for (const isOwn of [true, false]) {
      const candidates = active.filter(({ lot }) => (lot.activityId === own) === isOwn)
      rest -= takeFrom(draft, posting, { amount: rest, pending: false, candidates })
    }
  }
  if (rest === 0) return
  write(draft, posting, {
    debit: accounts.debt,
    credit: accounts.issuance,
    amount: rest,
    reason: 'debt-incurred',
  })
  if (posting.debt === 'unlimited' || (isMerged && posting.debt === 'within-balance')) return
  write(draft, posting, {
    debit: accounts.written_off,
    credit: accounts.debt,
    amount: rest,
    reason: 'write-off',
  })
}

/** Takes from the candidates in their order, as one row; what it could take. */
function takeFrom(
  draft: Draft,
  posting: Posting,
  from: { amount: number; pending: boolean; candidates: readonly { lot: Lot; free: number }[] },
): number {
  const uses = chooseUses(from.candidates, from.amount)
  const taken = sumOf(uses)
  if (taken === 0) return 0
  write(draft, posting, {
    debit: from.pending ? accounts.pending : accounts.available,
    credit: accounts.issuance,
    amount: taken,
    reason: posting.reason,
    uses,
    reverses: uses.length === 1 ? (uses[0]?.lotSeq ?? null) : null,
  })
  useLots(draft, uses)
  return taken
}
