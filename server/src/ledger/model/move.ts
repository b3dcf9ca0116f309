import type { Instant } from '../../kernel/instants.ts'
import { amountMax } from '../../kernel/money.ts'
import { invariant, ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import { type Cause, chooseUses, credit, type Draft, freeLots, lotsOf, useLots, write } from './draft.ts'
import { closeHold, freeOf, tooLittle } from './hold.ts'
import { tooLarge } from './post.ts'
import type { EntryReason } from './posting.ts'
import { receive } from './transfer.ts'

/** Whether what members hold would pass 2^53 by it. */
function wouldPass({ books }: Draft, amount: number): boolean {
  return books.available + books.pending + books.held > amountMax - amount
}

/** Gives from an account of the programme's side, as a lot; an open debt is paid first. */
export function creditFrom(
  draft: Draft,
  cause: Cause,
  asked: {
    from: 'adjusted' | 'funded' | 'converted' | 'migrated'
    amount: number
    reason: EntryReason
    availableAt: Instant | null
    expiresAt: Instant | null
  },
): Verdict<null> {
  invariant(Number.isSafeInteger(asked.amount) && asked.amount > 0, 'a credit is a whole amount above 0')
  if (wouldPass(draft, asked.amount)) return tooLarge()
  credit(draft, cause, { ...asked, from: accounts[asked.from], paysDebt: true })
  return ok(null)
}

/** Takes from the lots that end soonest. */
export function debit(
  draft: Draft,
  cause: Cause,
  asked: { to: 'adjusted' | 'converted'; amount: number; reason: EntryReason },
): Verdict<null> {
  const { to, amount, reason } = asked
  if (draft.books.available < amount) return tooLittle(draft, amount)
  const uses = chooseUses(freeLots(draft), amount)
  write(draft, cause, { debit: accounts.available, credit: accounts[to], amount, reason, uses })
  useLots(draft, uses)
  return ok(null)
}

/** Receives a transfer: see {@link receive}. What of its debt is not paid at once stays, or is written off. */
export function receiveInto(
  draft: Draft,
  cause: Cause,
  asked: Parameters<typeof receive>[2] & { writesOff: boolean },
): Verdict<null> {
  const amount = asked.lots.reduce((sum, lot) => sum + lot.amount, 0)
  if (wouldPass(draft, amount)) return tooLarge()
  const { debt: before } = draft.books
  receive(draft, cause, asked)
  const unpaid = Math.min(asked.debt, Math.max(0, draft.books.debt - before))
  return asked.writesOff && unpaid > 0 ? writeOff(draft, cause, unpaid) : ok(null)
}

/** Gives up a debt, or a part of it: never silently, always by a row. */
export function writeOff(draft: Draft, cause: Cause, asked: number | undefined): Verdict<null> {
  const { debt } = draft.books
  const amount = asked ?? debt
  if (amount === 0 || amount > debt) {
    return refuse('insufficient_points', `The debt is ${debt}. Nothing was changed.`, { extra: { debt } })
  }
  write(draft, cause, {
    debit: accounts.written_off,
    credit: accounts.debt,
    amount,
    reason: 'write-off',
  })
  return ok(null)
}

/** Ends everything in a currency: open holds, lots, debt. */
export function closeCurrency(draft: Draft, cause: Cause): Verdict<null> {
  for (const hold of draft.books.holds) {
    if (hold.state === 'open') closeHold(draft, cause, { holdId: hold.id, state: 'cancelled' })
  }
  for (const isActive of [true, false]) {
    const uses = [...lotsOf(draft).values()]
      .filter((lot) => lot.active === isActive)
      .map((lot) => ({ lotSeq: lot.seq, amount: freeOf(draft, lot) }))
      .filter((use) => use.amount > 0)
    const amount = uses.reduce((sum, use) => sum + use.amount, 0)
    if (amount === 0) continue
    write(draft, cause, {
      debit: isActive ? accounts.available : accounts.pending,
      credit: accounts.expired,
      amount,
      reason: 'closure',
      uses,
    })
    useLots(draft, uses)
  }
  return draft.books.debt > 0 ? writeOff(draft, cause, undefined) : ok(null)
}
