import { invariant, ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import type { Hold, Lot, SpentPart } from './books.ts'
import {
  type Cause,
  chooseUses,
  type Draft,
  endOf,
  freeLots,
  lotsOf,
  payDebt,
  spokenFor,
  useLots,
  write,
} from './draft.ts'
import type { LotUse } from './posting.ts'

/** What of a lot no open hold speaks for. */
export function freeOf(draft: Draft, lot: Lot): number {
  return lot.remaining - (spokenFor(draft.books.holds).get(lot.seq) ?? 0)
}

/** The refusal of taking more than is available. */
export function tooLittle(draft: Draft, amount: number): Verdict<never> {
  const { available } = draft.books
  return refuse('insufficient_points', `${amount} are asked for, ${available} are available.`, {
    extra: { available, asked: amount },
  })
}

function setHold(draft: Draft, hold: Hold): void {
  const others = draft.books.holds.filter((each) => each.id !== hold.id)
  draft.books = { ...draft.books, holds: [...others, hold] }
}

/** Reserves points of the lots that end soonest. */
export function openHold(
  draft: Draft,
  cause: Cause,
  asked: { amount: number; expiresAt: number; reference: string | null },
): Verdict<null> {
  const { amount } = asked
  if (draft.books.available < amount) return tooLittle(draft, amount)
  const parts = chooseUses(freeLots(draft), amount)
  const hold: Hold = {
    id: cause.activityId,
    amount,
    captured: 0,
    state: 'open',
    openedAt: cause.effectiveAt,
    expiresAt: asked.expiresAt,
    reference: asked.reference,
    parts,
  }
  const row = { debit: accounts.available, credit: accounts.held, amount, reason: 'hold' as const, hold }
  write(draft, cause, row)
  setHold(draft, hold)
  return ok(null)
}

/** The open hold of that id, or why there is none. */
function findOpen(draft: Draft, holdId: string): Verdict<Hold> {
  const hold = draft.books.holds.find((each) => each.id === holdId)
  if (hold === undefined) return refuse('not_found', 'The member has no such hold.')
  if (hold.state === 'open') return ok(hold)
  return hold.state === 'lapsed'
    ? refuse('hold_expired', 'The hold has lapsed. Nothing was changed.')
    : refuse('hold_closed', `The hold is ${hold.state}. Nothing was changed.`)
}

/** Takes what was held, or a part of it; the rest is free again. Whoever is first closes the hold. */
export function capture(
  draft: Draft,
  cause: Cause,
  asked: { holdId: string; amount: number | undefined },
): Verdict<null> {
  const found = findOpen(draft, asked.holdId)
  if (!found.ok) return found
  const hold = found.value
  const amount = asked.amount ?? hold.amount
  if (amount > hold.amount) {
    return refuse('hold_exceeded', `${amount} are to be captured, ${hold.amount} are held.`)
  }
  const lots = lotsOf(draft)
  const from = hold.parts.map(({ lotSeq, amount: free }) => {
    const lot = lots.get(lotSeq)
    invariant(lot !== undefined, `the hold ${hold.id} speaks for lot ${lotSeq}, which is not there`)
    return { lot, free }
  })
  const uses = chooseUses(from, amount)
  // Another currency of the hold is captured alone: this one is free again.
  if (amount === 0) {
    closeHold(draft, cause, { holdId: hold.id, state: 'cancelled' })
    return ok(null)
  }
  const closed: Hold = { ...hold, state: 'captured', captured: amount }
  const entry = write(draft, cause, {
    debit: accounts.held,
    credit: accounts.spent,
    amount,
    reason: 'capture',
    uses,
    hold: closed,
  })
  rememberSpent(draft, { seq: entry.seq, activityId: cause.activityId, uses })
  useLots(draft, uses)
  setHold(draft, closed)
  if (amount < hold.amount) release(draft, cause, { ...closed, amount: hold.amount - amount })
  return ok(null)
}

/** Gives back all that a hold speaks for. */
export function cancel(draft: Draft, cause: Cause, holdId: string): Verdict<null> {
  const found = findOpen(draft, holdId)
  if (!found.ok) return found
  closeHold(draft, cause, { holdId, state: 'cancelled' })
  return ok(null)
}

/** Closes an open hold: what it spoke for is available again, and what of it has ended meanwhile ends now. */
export function closeHold(
  draft: Draft,
  cause: Cause,
  close: { holdId: string; state: 'cancelled' | 'lapsed' },
): void {
  const hold = draft.books.holds.find((each) => each.id === close.holdId)
  invariant(hold?.state === 'open', `the hold ${close.holdId} is to be closed and is not open`)
  const closed: Hold = { ...hold, state: close.state }
  setHold(draft, closed)
  release(draft, cause, closed)
}

function release(draft: Draft, cause: Cause, hold: Hold): void {
  write(draft, cause, {
    debit: accounts.held,
    credit: accounts.available,
    amount: hold.amount,
    reason: hold.state === 'lapsed' ? 'lapse' : 'cancel',
    // After a capture the row of the capture says how the hold stands.
    ...(hold.state === 'captured' ? {} : { hold }),
  })
  for (const { lotSeq } of hold.parts) endNow(draft, cause, lotSeq)
  payDebt(draft, cause)
}

/** A lot whose end passed while it was held ends at the moment of its release, not before it. */
function endNow(draft: Draft, cause: Cause, lotSeq: number): void {
  const lot = lotsOf(draft).get(lotSeq)
  if (lot === undefined) return
  const end = endOf(lot, draft.books)
  const amount = freeOf(draft, lot)
  if (end === null || end > cause.effectiveAt || amount === 0) return
  const uses = [{ lotSeq, amount }]
  write(draft, cause, {
    debit: accounts.available,
    credit: accounts.expired,
    amount,
    reason: 'expiry',
    reverses: lotSeq,
    uses,
  })
  useLots(draft, uses)
}

/** Remembers which lots a spend took from, so that it can go back to them. Called before the lots are used. */
export function rememberSpent(
  draft: Draft,
  spend: { seq: number; activityId: string; uses: readonly LotUse[] },
): void {
  const lots = lotsOf(draft)
  const parts = spend.uses.map((use): SpentPart => {
    const lot = lots.get(use.lotSeq)
    invariant(lot !== undefined, `lot ${use.lotSeq} was spent and is not there`)
    return { spendSeq: spend.seq, lot, amount: use.amount }
  })
  const spent = new Map(draft.books.spent)
  spent.set(spend.activityId, [...(spent.get(spend.activityId) ?? []), ...parts])
  draft.books = { ...draft.books, spent }
}
