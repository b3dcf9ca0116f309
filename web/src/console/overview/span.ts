import { addDays } from '../../ui/calendar.ts'

export const periods = ['30', '90', '365', 'all', 'custom'] as const
export type Period = (typeof periods)[number]

export interface Span {
  period: Period
  /** First and last calendar day, both included. */
  from: string
  to: string
}

/** Before any shop kept its orders in a computer that this product reads. */
const beginning = '2000-01-01'

/** The span that an address asks for; what it does not say, or says wrongly, becomes the last 90 days. */
export function spanOf(search: { period?: string; from?: string; to?: string }, today: string): Span {
  const period = periods.find((each) => each === search.period) ?? '90'
  if (period === 'all') return { period, from: beginning, to: today }
  if (period === 'custom') {
    const to = isDay(search.to) ? search.to : today
    const from = isDay(search.from) ? search.from : addDays(to, -89)
    // ISO days sort as text.
    const [first = from, last = to] = [from, to].sort()
    return { period, from: first, to: last }
  }
  return { period, from: addDays(today, 1 - Number(period)), to: today }
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
