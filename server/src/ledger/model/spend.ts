import type { Instant } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import { type SpentPart, untilFulfilled } from './books.ts'
import {
  type Cause,
  chooseUses,
  credit,
  type Draft,
  endOf,
  freeLots,
  lotsOf,
  payDebt,
  useLots,
  write,
} from './draft.ts'
import { rememberSpent, tooLittle } from './hold.ts'

/** Spends points of the lots that end soonest. */
export function spend(draft: Draft, cause: Cause, amount: number): Verdict<null> {
  if (draft.books.available < amount) return tooLittle(draft, amount)
  const uses = chooseUses(freeLots(draft), amount)
  const entry = write(draft, cause, {
    debit: accounts.available,
    credit: accounts.spent,
    amount,
    reason: 'spend',
    uses,
  })
  rememberSpent(draft, { seq: entry.seq, activityId: cause.activityId, uses })
  useLots(draft, uses)
  return ok(null)
}

/**
 * Gives back a spend, or a part of it, to the lots it came from, those that end last first. What has ended meanwhile
 * becomes a lot that lasts until `restoredUntil`; null lets it end at once.
 */
export function giveBack(
  draft: Draft,
  cause: Cause,
  asked: { spend: string; amount: number | undefined; restoredUntil: Instant | null },
): Verdict<null> {
  const parts = draft.books.spent.get(asked.spend) ?? []
  const left = parts.reduce((sum, part) => sum + part.amount, 0)
  const amount = asked.amount ?? left
  // Another currency of the spend is given back alone.
  if (asked.amount === 0) return ok(null)
  if (amount > left || left === 0) {
    return refuse('spend_exceeded', `${amount} are to be given back, ${left} of the spend are left.`)
  }
  let rest = amount
  for (const part of [...parts].sort(byLatestEnd)) {
    const back = Math.min(part.amount, rest)
    rest -= back
    if (back > 0) restore(draft, cause, { part, amount: back, until: asked.restoredUntil })
  }
  const spent = new Map(draft.books.spent)
  spent.set(asked.spend, partsAfter(parts, amount))
  draft.books = { ...draft.books, spent }
  payDebt(draft, cause)
  return ok(null)
}

/** What is left of a spend's parts after so much was given back, in the order in which it is given back. */
export function partsAfter(parts: readonly SpentPart[], returned: number): SpentPart[] {
  let rest = returned
  return [...parts].sort(byLatestEnd).flatMap((part) => {
    const back = Math.min(part.amount, rest)
    rest -= back
    return part.amount > back ? [{ ...part, amount: part.amount - back }] : []
  })
}

function byLatestEnd(a: SpentPart, b: SpentPart): number {
  const end = (part: SpentPart) => part.lot.expiresAt ?? untilFulfilled
  return end(b) - end(a) || b.lot.seq - a.lot.seq
}

function restore(
  draft: Draft,
  cause: Cause,
  back: { part: SpentPart; amount: number; until: Instant | null },
): void {
  const { part, amount, until } = back
  const end = endOf(part.lot, draft.books)
  const hasEnded = end !== null && end <= cause.effectiveAt
  if (hasEnded && until !== null) {
    credit(draft, cause, {
      from: accounts.spent,
      amount,
      reason: 'spend-return',
      availableAt: null,
      expiresAt: until,
      paysDebt: true,
      more: { reverses: part.spendSeq },
    })
    return
  }
  const lots = lotsOf(draft)
  const lot = lots.get(part.lot.seq) ?? { ...part.lot, remaining: 0 }
  lots.set(lot.seq, lot)
  write(draft, cause, {
    debit: accounts.spent,
    credit: accounts.available,
    amount,
    reason: 'spend-return',
    reverses: part.spendSeq,
    uses: [{ lotSeq: lot.seq, amount: -amount }],
  })
  useLots(draft, [{ lotSeq: lot.seq, amount: -amount }])
  if (!hasEnded) return
  write(draft, cause, {
    debit: accounts.available,
    credit: accounts.expired,
    amount,
    reason: 'expiry',
    reverses: lot.seq,
    uses: [{ lotSeq: lot.seq, amount }],
  })
  useLots(draft, [{ lotSeq: lot.seq, amount }])
}
