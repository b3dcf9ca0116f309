import type { LedgerReport } from '@perennial/contract'
import type { Day } from '../../kernel/instants.ts'
import { divideRounded } from '../../kernel/rounding.ts'
import { invariant } from '../../kernel/verdict.ts'
import { accountName, type Flow, isMemberAccount } from '../../ledger/index.ts'
import type { Period } from './period.ts'

/** Points of one day, each flow in one column; `liability` is what members hold at its end, debts taken off. */
export type DayOfBooks = Omit<LedgerReport['currencies'][number]['days'][number], 'day' | 'liabilityMinor'>

const nothing: DayOfBooks = {
  issued: 0,
  clawedBack: 0,
  spent: 0,
  expired: 0,
  debtIncurred: 0,
  debtPaid: 0,
  liability: 0,
}

/** The books of one currency by day, quiet days included, from its flows and what members held before. */
export function daysOfBooks(
  input: Period & { opening: number; flows: readonly Flow[] },
): { day: Day; books: DayOfBooks }[] {
  const byDay = new Map<Day, DayOfBooks>()
  for (const flow of input.flows) byDay.set(flow.day, withFlow(byDay.get(flow.day) ?? nothing, flow))
  const days: { day: Day; books: DayOfBooks }[] = []
  let liability = input.opening
  for (let day = input.from; day <= input.to; day += 1) {
    const moved = byDay.get(day) ?? nothing
    liability += moved.liability
    days.push({ day, books: { ...moved, liability } })
  }
  return days
}

/** The sums of all days; the liability is that of the last one. */
export function totalOfBooks(days: readonly { books: DayOfBooks }[], opening: number): DayOfBooks {
  const total = { ...nothing, liability: days.at(-1)?.books.liability ?? opening }
  for (const { books } of days) {
    total.issued += books.issued
    total.clawedBack += books.clawedBack
    total.spent += books.spent
    total.expired += books.expired
    total.debtIncurred += books.debtIncurred
    total.debtPaid += books.debtPaid
  }
  return total
}

/** What left the issuance account: issued, what paid debts included, less what was taken back. */
export function earnedOf(books: DayOfBooks): number {
  return books.issued + books.debtPaid - books.clawedBack - books.debtIncurred
}

/** Until the days are added up, `liability` holds the change of the day. */
function withFlow(day: DayOfBooks, flow: Flow): DayOfBooks {
  const change = (isMemberAccount(flow.credit) ? 1 : 0) - (isMemberAccount(flow.debit) ? 1 : 0)
  const after = { ...day, liability: day.liability + change * flow.amount }
  const column = columnOf(flow)
  if (column !== undefined) after[column.name] += column.sign * flow.amount
  return after
}

interface Column {
  name: Exclude<keyof DayOfBooks, 'liability'>
  sign: 1 | -1
}

/** The one column that a flow counts in; undefined between two accounts of the member. */
function columnOf(flow: Flow): Column | undefined {
  const from = accountName(flow.debit)
  const to = accountName(flow.credit)
  if (isMemberAccount(flow.debit) && isMemberAccount(flow.credit)) return undefined
  if (from === 'issuance') return { name: to === 'debt' ? 'debtPaid' : 'issued', sign: 1 }
  if (to === 'issuance') return { name: from === 'debt' ? 'debtIncurred' : 'clawedBack', sign: 1 }
  if (to === 'expired') return { name: 'expired', sign: 1 }
  if (to === 'spent') return { name: 'spent', sign: 1 }
  if (from === 'spent') return { name: 'spent', sign: -1 }
  // A debt that the programme does not allow is written off in the same breath: it never was one.
  if (from === 'written_off' && to === 'debt') return { name: 'debtIncurred', sign: -1 }
  invariant(false, `a flow from ${from} to ${to} has its column in the report of the books`)
}

/** What points are worth in the minor unit of money, rounded half up. `valueE4`: ten-thousandths of it for a point. */
export function moneyOf(points: number, valueE4: number): number {
  const minor = Number(divideRounded(BigInt(points) * BigInt(valueE4), 10_000n, 'half-up'))
  invariant(Number.isSafeInteger(minor), `the value of ${points} points passes 2^53`)
  return minor
}
