import type { Instant } from '../../kernel/instants.ts'
import { accounts } from './account.ts'
import type { Lot } from './books.ts'
import { type Cause, credit, type Draft, lotsOf, spokenFor, useLots, write } from './draft.ts'
import { freeOf } from './hold.ts'

/**
 * Makes one lot of each group of free, active lots that end at the same instant. The rows and uses of the old lots
 * stay: nothing of their past is lost, and nothing ends sooner or later than it would have.
 */
export function compact(draft: Draft, cause: Cause): void {
  const groups = new Map<Instant | null, Lot[]>()
  const held = spokenFor(draft.books.holds)
  for (const lot of lotsOf(draft).values()) {
    if (!lot.active || held.has(lot.seq)) continue
    const group = groups.get(lot.expiresAt)
    if (group === undefined) groups.set(lot.expiresAt, [lot])
    else group.push(lot)
  }
  for (const [expiresAt, lots] of groups) {
    if (lots.length > 1) rearrange(draft, cause, { lots, expiresAt, reason: 'compaction' })
  }
}

/** Gives active lots that end before an instant a later end: all of them, or those named. */
export function extend(
  draft: Draft,
  cause: Cause,
  asked: { until: Instant; lots: readonly number[] | undefined },
): number {
  const named = asked.lots === undefined ? undefined : new Set(asked.lots)
  const lots = [...lotsOf(draft).values()].filter(
    (lot) =>
      lot.active &&
      lot.expiresAt !== null &&
      lot.expiresAt < asked.until &&
      (named === undefined || named.has(lot.seq)) &&
      freeOf(draft, lot) > 0,
  )
  if (lots.length > 0) rearrange(draft, cause, { lots, expiresAt: asked.until, reason: 'extension' })
  return lots.length
}

function rearrange(
  draft: Draft,
  cause: Cause,
  to: { lots: readonly Lot[]; expiresAt: Instant | null; reason: 'compaction' | 'extension' },
): void {
  const uses = to.lots.map((lot) => ({ lotSeq: lot.seq, amount: freeOf(draft, lot) }))
  const amount = uses.reduce((sum, use) => sum + use.amount, 0)
  const { reason, expiresAt } = to
  write(draft, cause, { debit: accounts.available, credit: accounts.rearranged, amount, reason, uses })
  useLots(draft, uses)
  credit(draft, cause, {
    from: accounts.rearranged,
    amount,
    reason,
    availableAt: null,
    expiresAt,
    paysDebt: false,
  })
}
