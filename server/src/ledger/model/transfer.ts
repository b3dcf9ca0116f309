import { ok, type Verdict } from '../../kernel/verdict.ts'
import { type AccountCode, accounts } from './account.ts'
import { type Lot, untilFulfilled } from './books.ts'
import {
  type Cause,
  chooseUses,
  credit,
  type Draft,
  freeLots,
  lotsOf,
  payDebt,
  useLots,
  write,
} from './draft.ts'
import { freeOf, tooLittle } from './hold.ts'
import type { Entry, LotUse, SentTransfer } from './posting.ts'

export type MovedLot = SentTransfer['lots'][number]

/** Sends points of the lots that end soonest; they keep their dates on the way. */
export function sendSome(
  draft: Draft,
  cause: Cause,
  asked: { amount: number; transfer: Omit<SentTransfer, 'lots' | 'debt'> },
): Verdict<null> {
  if (draft.books.available < asked.amount) return tooLittle(draft, asked.amount)
  const uses = chooseUses(freeLots(draft), asked.amount)
  const sent = { ...asked.transfer, lots: movedOf(draft, uses), debt: 0 }
  leave(draft, cause, { from: accounts.available, uses, sent })
  return ok(null)
}

/**
 * Sends all there is: available and pending points and the debt. What a hold speaks for stays until the hold closes,
 * and what waits for an order to be fulfilled stays where the order is. Writes nothing when there is nothing.
 */
export function sendAll(
  draft: Draft,
  cause: Cause,
  asked: {
    transfer: Omit<SentTransfer, 'lots' | 'debt'>
    /** Only what is left of the lots that these activities credited, and no debt. Default: everything. */
    creditedBy?: readonly string[]
  },
): void {
  const { transfer, creditedBy } = asked
  const lots = [...lotsOf(draft).values()].filter((lot) => creditedBy?.includes(lot.activityId) ?? true)
  const usesOf = (isActive: boolean) =>
    lots
      .filter((lot) => lot.active === isActive && (isActive || lot.availableAt !== untilFulfilled))
      .map((lot) => ({ lotSeq: lot.seq, amount: freeOf(draft, lot) }))
      .filter((use) => use.amount > 0)
  const [active, pending] = [usesOf(true), usesOf(false)]
  const debt = creditedBy === undefined ? draft.books.debt : 0
  const sent: SentTransfer = {
    ...transfer,
    lots: [...movedOf(draft, active), ...movedOf(draft, pending)],
    debt,
  }
  const legs: { from: AccountCode; uses: LotUse[] }[] = []
  if (active.length > 0) legs.push({ from: accounts.available, uses: active })
  if (pending.length > 0) legs.push({ from: accounts.pending, uses: pending })
  const hasDebt = debt > 0
  for (const [index, leg] of legs.entries()) {
    const isLast = index === legs.length - 1 && !hasDebt
    leave(draft, cause, { ...leg, ...(isLast ? { sent } : {}) })
  }
  if (!hasDebt) return
  const row = { debit: accounts.transit, credit: accounts.debt, amount: debt, reason: 'transfer' as const }
  write(draft, cause, { ...row, sent })
}

function leave(
  draft: Draft,
  cause: Cause,
  leg: { from: AccountCode; uses: readonly LotUse[]; sent?: SentTransfer },
): void {
  write(draft, cause, {
    debit: leg.from,
    credit: accounts.transit,
    amount: leg.uses.reduce((sum, use) => sum + use.amount, 0),
    reason: 'transfer',
    uses: leg.uses,
    ...(leg.sent === undefined ? {} : { sent: leg.sent }),
  })
  useLots(draft, leg.uses)
}

/** What leaves, with its dates; lots with the same dates travel as one. */
function movedOf(draft: Draft, uses: readonly LotUse[]): MovedLot[] {
  const lots = lotsOf(draft)
  const moved = new Map<string, MovedLot>()
  for (const { lotSeq, amount } of uses) {
    const lot = lots.get(lotSeq) as Lot
    const { active, expiresAt } = lot
    const availableAt = active ? null : lot.availableAt
    const place = `${availableAt}/${active}/${expiresAt}`
    moved.set(place, {
      availableAt,
      active,
      expiresAt,
      amount: (moved.get(place)?.amount ?? 0) + amount,
    })
  }
  return [...moved.values()]
}

/**
 * Receives a transfer, or takes it back when it could not be delivered: each lot with the dates it had. A debt that
 * came along is paid from what is there.
 */
export function receive(
  draft: Draft,
  cause: Cause,
  transfer: {
    id: string
    lots: readonly MovedLot[]
    debt: number
    state: 'delivered' | 'returned'
  },
): void {
  const arrived = { id: transfer.id, state: transfer.state }
  let isTold = false
  // One row says that it arrived; which one does not matter.
  const once = (): Partial<Pick<Entry, 'arrived'>> => {
    if (isTold) return {}
    isTold = true
    return { arrived }
  }
  if (transfer.debt > 0) {
    write(draft, cause, {
      debit: accounts.debt,
      credit: accounts.transit,
      amount: transfer.debt,
      reason: 'transfer',
      ...once(),
    })
  }
  for (const lot of transfer.lots) {
    credit(draft, cause, {
      from: accounts.transit,
      amount: lot.amount,
      reason: 'transfer',
      availableAt: lot.active ? null : lot.availableAt,
      expiresAt: lot.expiresAt,
      paysDebt: false,
      more: once(),
    })
  }
  payDebt(draft, cause)
}
