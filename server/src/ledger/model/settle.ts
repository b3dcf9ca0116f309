import { dayOf, type Instant } from '../../kernel/instants.ts'
import { invariant } from '../../kernel/verdict.ts'
import { accounts } from './account.ts'
import { type Books, type CurrencyBooks, type Lot, withBooks } from './books.ts'
import {
  beginDraft,
  type Cause,
  type Draft,
  dueDayOf,
  earlier,
  endOf,
  finish,
  lotsOf,
  payDebt,
  useLots,
  write,
} from './draft.ts'
import { closeHold, freeOf } from './hold.ts'
import type { Entry, Posted } from './posting.ts'

/**
 * Settles what time has brought by `now`: holds lapse, pending lots become available, lots past their end expire, each
 * at its own instant and in that order. Expired points can never be spent, whether a job has run or not, because every
 * decision settles first. Needs lots loaded when something is due.
 */
export function settle(books: Books, now: Instant, zone: string): Posted {
  if (!isDue(books, now, zone)) return { books, entries: nothing }
  const today = dayOf(now, zone)
  let settled = books
  const entries: Entry[] = []
  for (const before of books.currencies.values()) {
    if (before.dueDay === null || before.dueDay > today) continue
    invariant(before.lots !== undefined, 'settling needs the lots of the owner')
    const draft = beginDraft(before, books.ownerId, zone)
    // Also when nothing happens: what is due later today must be asked again.
    lotsOf(draft)
    for (const event of dueEvents(before, now)) happen(draft, event)
    entries.push(...draft.entries)
    settled = withBooks(settled, finish(draft))
  }
  return { books: settled, entries }
}

const nothing: readonly Entry[] = []

function isDue(books: Books, now: Instant, zone: string): boolean {
  for (const { dueDay } of books.currencies.values())
    if (dueDay !== null && dueDay <= dayOf(now, zone)) return true
  return false
}

type DueEvent = { at: Instant; seq: number } & (
  | { kind: 'activate' | 'expire' }
  | { kind: 'lapse'; holdId: string }
)

/** At one instant: what can be spent first becomes so, then holds lapse, then lots end. */
const order = { activate: 0, lapse: 1, expire: 2 } as const

function dueEvents(books: CurrencyBooks, now: Instant): DueEvent[] {
  const events: DueEvent[] = []
  for (const lot of books.lots ?? []) {
    const end = endOf(lot, books)
    // A lot may end while it is still pending: then it never activates.
    const endsFirst = end !== null && lot.availableAt !== null && end < lot.availableAt
    if (!lot.active && lot.availableAt !== null && lot.availableAt <= now && !endsFirst) {
      events.push({ kind: 'activate', at: lot.availableAt, seq: lot.seq })
    }
    if (end !== null && end <= now) events.push({ kind: 'expire', at: end, seq: lot.seq })
  }
  for (const hold of books.holds) {
    if (hold.state === 'open' && hold.expiresAt <= now)
      events.push({ kind: 'lapse', at: hold.expiresAt, seq: 0, holdId: hold.id })
  }
  return events.sort((a, b) => a.at - b.at || order[a.kind] - order[b.kind] || a.seq - b.seq)
}

function happen(draft: Draft, event: DueEvent): void {
  if (event.kind === 'lapse') {
    const cause = { activityId: event.holdId, release: 0, rule: null, effectiveAt: event.at }
    closeHold(draft, cause, { holdId: event.holdId, state: 'lapsed' })
    return
  }
  const lot = lotsOf(draft).get(event.seq)
  // A debt that an earlier event of this settlement paid may have taken it whole.
  if (lot === undefined || lot.remaining === 0) return
  if (event.kind === 'activate') activate(draft, lot, timeCause(lot, event.at))
  else expireLot(draft, lot, timeCause(lot, event.at))
}

function timeCause(lot: Lot, at: Instant): Cause {
  return { activityId: lot.activityId, release: 0, rule: lot.rule, effectiveAt: at }
}

/** Makes a pending lot spendable; an open debt is paid from it first. */
function activate(draft: Draft, lot: Lot, cause: Cause): void {
  write(draft, cause, {
    debit: accounts.pending,
    credit: accounts.available,
    amount: lot.remaining,
    reason: 'activation',
    reverses: lot.seq,
  })
  lotsOf(draft).set(lot.seq, { ...lot, active: true })
  payDebt(draft, cause)
}

/** Ends a lot; what a hold speaks for ends with the hold. */
function expireLot(draft: Draft, lot: Lot, cause: Cause): void {
  const amount = freeOf(draft, lot)
  if (amount === 0) return
  const uses = [{ lotSeq: lot.seq, amount }]
  write(draft, cause, {
    debit: lot.active ? accounts.available : accounts.pending,
    credit: accounts.expired,
    amount,
    reason: 'expiry',
    reverses: lot.seq,
    uses,
  })
  useLots(draft, uses)
}

/** The books with another end by inactivity. */
export function withIdle(
  books: Books,
  to: { own: CurrencyBooks; idleAt: Instant | null; zone: string },
): Books {
  const changed = { ...to.own, idleAt: to.idleAt }
  // With its lots unknown, a currency is looked at no later than on its new end.
  const dueDay =
    changed.lots === undefined
      ? earlier(changed.dueDay, to.idleAt === null ? null : dayOf(to.idleAt, to.zone))
      : dueDayOf(changed, to.zone)
  return withBooks(books, { ...changed, dueDay })
}

/**
 * Makes the pending lots of an order spendable now, because its goods were handed over: what waited for a date is
 * released early too. Needs lots loaded.
 */
export function fulfil(books: Books, order: { activityId: string; cause: Cause; zone: string }): Posted {
  let fulfilled = books
  const entries: Entry[] = []
  for (const before of books.currencies.values()) {
    const draft = beginDraft(before, books.ownerId, order.zone)
    for (const lot of [...lotsOf(draft).values()]) {
      if (lot.active || lot.activityId !== order.activityId) continue
      activate(draft, lot, { ...order.cause, rule: lot.rule })
    }
    if (draft.entries.length === 0) continue
    entries.push(...draft.entries)
    fulfilled = withBooks(fulfilled, finish(draft))
  }
  return { books: fulfilled, entries }
}
