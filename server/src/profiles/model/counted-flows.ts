import { addMonths, calendarOf, type Day, dayOfDate } from '../../kernel/instants.ts'
import type { ClosedMonth, Flow } from '../../ledger/index.ts'
import type { Estimate } from './deferred.ts'

/** Months since year 0. */
export type Month = number

export function monthOf(day: Day): Month {
  const { year, month } = calendarOf(day)
  return year * 12 + month - 1
}

export function firstDayOf(month: Month): Day {
  return dayOfDate(Math.floor(month / 12), (month % 12) + 1, 1)
}

export function lastDayOfMonth(month: Month): Day {
  return addMonths(firstDayOf(month), 1) - 1
}

/** `2026-11`. */
export function monthText(month: Month): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** The month of a text that the contract has checked. */
export function parseMonth(text: string): Month {
  return Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1
}

/** A flow with the day on which the accounts count it: later than its effect, where its month had been closed. */
export interface CountedFlow extends Flow {
  countedOn: Day
}

/** The last day of the last closed month; undefined while none is. */
export function closedUntil(closed: readonly ClosedMonth[]): Day | undefined {
  const last = closed.at(-1)
  return last && lastDayOfMonth(last.month)
}

function placeOf({ day, currency, debit, credit }: Flow): string {
  return `${day}/${currency}/${debit}/${credit}`
}

/** What the books have of closed months that no closing has counted: it was posted after them. */
export function lateFlows(flows: readonly Flow[], closed: readonly ClosedMonth[]): Flow[] {
  const end = closedUntil(closed)
  if (end === undefined) return []
  const counted = new Map<string, number>()
  for (const { flows: own, late } of closed)
    for (const flow of [...own, ...late]) {
      const place = placeOf(flow)
      counted.set(place, (counted.get(place) ?? 0) + flow.amount)
    }
  return flows
    .filter((flow) => flow.day <= end)
    .map((flow) => ({ ...flow, amount: flow.amount - (counted.get(placeOf(flow)) ?? 0) }))
    .filter((flow) => flow.amount !== 0)
}

/**
 * Every flow once, on the day on which the accounts count it. Closed months are as they were when they were closed; what
 * was posted for them later counts on the first day of the month that was open then. `closed` is in order.
 */
export function countFlows(flows: readonly Flow[], closed: readonly ClosedMonth[]): CountedFlow[] {
  const end = closedUntil(closed)
  const inOrder = (flow: Flow): CountedFlow => ({ ...flow, countedOn: flow.day })
  if (end === undefined) return flows.map(inOrder)
  return [
    ...closed.flatMap(({ month, flows: own, late }) => [
      ...own.map(inOrder),
      ...late.map((flow) => ({ ...flow, countedOn: firstDayOf(month) })),
    ]),
    ...lateFlows(flows, closed).map((flow) => ({ ...flow, countedOn: end + 1 })),
    ...flows.filter((flow) => flow.day > end).map(inOrder),
  ]
}

/** The estimate that a day's accounts are told by: that of its closed month, or the one in force. */
export function estimateOn(
  day: Day,
  of: { code: number; closed: readonly ClosedMonth[]; current: Estimate },
): Estimate {
  const month = monthOf(day)
  return of.closed.find((each) => each.month === month)?.estimates[String(of.code)] ?? of.current
}
