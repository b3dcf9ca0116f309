import { addDays } from '../../ui/calendar.ts'

export const periods = ['30', '90', '365', 'all', 'custom'] as const
export type Period = (typeof periods)[number]

/** What to ask the API for: calendar days, both included; what is missing is the API's own default. */
export interface Span {
  period: Period
  from: string | undefined
  to: string | undefined
}

/** Before any shop kept its orders in a computer that this product reads. */
const beginning = '2000-01-01'

/**
 * The span that an address asks for. What it does not say, or says wrongly, becomes the 90 days that the API shows by
 * itself; they end with `lastDay`, which lies in the past for an imported history, and so do the other periods.
 */
export function spanOf(search: { period?: string; from?: string; to?: string }, lastDay: string): Span {
  const period = periods.find((each) => each === search.period) ?? '90'
  if (period === '90') return { period, from: undefined, to: undefined }
  if (period === 'all') return { period, from: beginning, to: undefined }
  if (period === 'custom') {
    const to = isDay(search.to) ? search.to : lastDay
    const from = isDay(search.from) ? search.from : addDays(to, -89)
    // ISO days sort as text.
    const [first = from, last = to] = [from, to].sort()
    return { period, from: first, to: last }
  }
  return { period, from: addDays(lastDay, 1 - Number(period)), to: lastDay }
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))
}
