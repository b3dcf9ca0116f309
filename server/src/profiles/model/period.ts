import { type Day, parseDay } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'

/** Whole days, both ends included. */
export interface Period {
  from: Day
  to: Day
}

/** How many days a page shows unless it is asked for others. */
const daysShown = 90
/** A hundred years: more is a mistake, and every day is a row. */
const daysMax = 36_525

/**
 * The last day that a programme's pages lead up to: today, unless nothing has happened for longer than they show, as
 * in an imported history; then the last day on which something did.
 */
export function lastDayOf(edges: { last: Day } | undefined, today: Day): Day {
  return edges === undefined || edges.last > today - daysShown ? today : edges.last
}

/** The days asked for; of what is missing, the 90 that end with the last day. Refuses `query_invalid`. */
export function periodAsked(
  ask: { from?: string | undefined; to?: string | undefined },
  lastDay: Day,
): Verdict<Period> {
  const from = ask.from === undefined ? undefined : parseDay(ask.from)
  const to = ask.to === undefined ? undefined : parseDay(ask.to)
  for (const [field, text, day] of [
    ['from', ask.from, from],
    ['to', ask.to, to],
  ] as const) {
    if (text !== undefined && day === undefined)
      return refuse('query_invalid', `${field}: give a real date such as 2026-11-23.`, { field })
  }
  const end = to ?? Math.max(lastDay, from ?? lastDay)
  const start = from ?? end - daysShown + 1
  if (start > end)
    return refuse('query_invalid', 'from: the first day lies after the last one.', { field: 'from' })
  if (end - start >= daysMax)
    return refuse('query_invalid', `from: at most ${daysMax} days can be asked for.`, { field: 'from' })
  return ok({ from: start, to: end })
}
