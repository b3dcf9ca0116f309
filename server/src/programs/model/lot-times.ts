import type { CurrencySpec, ExpiryPolicy, PendingPolicy } from '@perennial/contract'
import {
  addMonths,
  calendarOf,
  type Day,
  dayOfDate,
  dayStart,
  type Instant,
  parseDay,
} from '../../kernel/instants.ts'

const dayMs = 86_400_000

/** The `availableAt` of what waits for an event and for no date. */
const untilFulfilled: Instant = Date.UTC(9999, 0, 1)

/** When a lot can be spent and when it ends, as the policies of its currency (or of a rule) say. */
export interface LotTimes {
  /** Null: at once. */
  availableAt: Instant | null
  /** Null: never, or with its owner's inactivity. */
  expiresAt: Instant | null
}

/** The dates of what an activity earns at an instant of a day. */
export function lotTimes(
  policy: Pick<CurrencySpec, 'expiry' | 'pending'>,
  when: { at: Instant; day: Day; zone: string },
): LotTimes {
  return {
    availableAt: policy.pending === undefined ? null : availableAt(policy.pending, when),
    expiresAt: policy.expiry === undefined ? null : expiresAt(policy.expiry, when),
  }
}

function availableAt(policy: PendingPolicy, when: { at: Instant; zone: string }): Instant | null {
  if (policy.kind === 'delay') return when.at + policy.days * dayMs
  if (policy.kind === 'fulfilment')
    return policy.atLatestDays === undefined ? untilFulfilled : when.at + policy.atLatestDays * dayMs
  const opens = dayStart(parseDay(policy.date) ?? 0, when.zone)
  return opens > when.at ? opens : null
}

/** Ends by the day of what was earned, of one policy in one zone: all rules of an order ask for the same one. */
interface Ends {
  zone: string
  byDay: Map<Day, Instant>
}

const endsOf = new WeakMap<ExpiryPolicy, Ends>()

function expiresAt(policy: ExpiryPolicy, when: { day: Day; zone: string }): Instant | null {
  if (policy.kind === 'inactivity') return null
  const { day, zone } = when
  let ends = endsOf.get(policy)
  if (ends?.zone !== zone) {
    ends = { zone, byDay: new Map() }
    endsOf.set(policy, ends)
  }
  let end = ends.byDay.get(day)
  if (end === undefined) {
    end = dayStart(lastDay(policy, day) + 1, zone)
    ends.byDay.set(day, end)
  }
  return end
}

/** The last day on which a lot of that day can be used. */
function lastDay(policy: Exclude<ExpiryPolicy, { kind: 'inactivity' }>, day: Day): Day {
  const { year, month } = calendarOf(day)
  switch (policy.kind) {
    case 'rolling':
      return later(day, policy)
    case 'month-end':
      return dayOfDate(year, month + policy.months + 1, 0)
    case 'year-end':
      return dayOfDate(year + policy.years, 12, 31)
    case 'date':
      return parseDay(policy.date) ?? day
    case 'calendar-day': {
      const earliest = addMonths(day, policy.minimumMonths)
      const first = calendarOf(earliest).year
      const ofThatYear = nearestDay(first, policy)
      return ofThatYear >= earliest ? ofThatYear : nearestDay(first + 1, policy)
    }
  }
}

/** A day that the month of that year lacks becomes its last one. */
function nearestDay(year: number, on: { month: number; day: number }): Day {
  return Math.min(dayOfDate(year, on.month, on.day), dayOfDate(year, on.month + 1, 0))
}

function later(day: Day, span: { months?: number | undefined; days?: number | undefined }): Day {
  return span.months === undefined ? day + (span.days ?? 0) : addMonths(day, span.months)
}

/** When everything without an end of its own ends, if its owner does nothing after a day; null without such a policy. */
export function idleEnd(policy: Pick<CurrencySpec, 'expiry'>, day: Day, zone: string): Instant | null {
  return policy.expiry?.kind === 'inactivity' ? dayStart(later(day, policy.expiry) + 1, zone) : null
}
