import type { LedgerReport, PointFlows } from '@perennial/contract'
import type { Day } from '../../kernel/instants.ts'
import { divideRounded } from '../../kernel/rounding.ts'
import { invariant } from '../../kernel/verdict.ts'
import type { Flow } from '../../ledger/index.ts'
import { addFlow, changeOf, noFlows, sumFlows } from './flow-columns.ts'
import type { Period } from './period.ts'

/** Points of one day, each flow in one column; `liability` is what members hold at its end, debts taken off. */
export type DayOfBooks = Omit<LedgerReport['currencies'][number]['days'][number], 'day' | 'liabilityMinor'>

/** The books of one currency by day, quiet days included, from its flows and what members held before. */
export function daysOfBooks(
  input: Period & { opening: number; flows: readonly Flow[] },
): { day: Day; books: DayOfBooks }[] {
  const byDay = new Map<Day, PointFlows>()
  for (const flow of input.flows) {
    const moved = byDay.get(flow.day) ?? { ...noFlows }
    byDay.set(flow.day, moved)
    addFlow(moved, flow)
  }
  const days: { day: Day; books: DayOfBooks }[] = []
  let liability = input.opening
  for (let day = input.from; day <= input.to; day += 1) {
    const moved = byDay.get(day) ?? noFlows
    liability += changeOf(moved)
    days.push({ day, books: booksOf(moved, liability) })
  }
  return days
}

function booksOf(moved: PointFlows, liability: number): DayOfBooks {
  const { issued, clawedBack, expired, debtIncurred, debtPaid, writtenOff, funded, migrated } = moved
  return {
    issued,
    clawedBack,
    spent: moved.spent - moved.spendReturned,
    expired,
    debtIncurred,
    debtPaid,
    writtenOff,
    adjusted: moved.adjustedUp - moved.adjustedDown,
    converted: moved.convertedIn - moved.convertedOut,
    funded,
    migrated,
    transferred: moved.transferredIn - moved.transferredOut,
    liability,
  }
}

/** The sums of all days; the liability is that of the last one. */
export function totalOfBooks(days: readonly { books: DayOfBooks }[], opening: number): DayOfBooks {
  const total = booksOf(sumFlows([]), opening)
  for (const { books } of days) {
    for (const name of Object.keys(total) as (keyof DayOfBooks)[]) {
      total[name] = name === 'liability' ? books.liability : total[name] + books[name]
    }
  }
  return total
}

/** What left the issuance account: issued, what paid debts included, less what was taken back. */
export function earnedOf(books: DayOfBooks): number {
  return books.issued + books.debtPaid - books.clawedBack - books.debtIncurred
}

/** What points are worth in the minor unit of money, rounded half up. `valueE4`: ten-thousandths of it for a point. */
export function moneyOf(points: number, valueE4: number): number {
  const minor = Number(divideRounded(BigInt(points) * BigInt(valueE4), 10_000n, 'half-up'))
  invariant(Number.isSafeInteger(minor), `the value of ${points} points passes 2^53`)
  return minor
}
