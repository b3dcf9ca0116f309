import type { TierLadderSpec } from '@perennial/contract'
import { addMonths, calendarOf, type Day, dayOfDate } from '../../kernel/instants.ts'
import { type Ladder, levelOf } from './ladder.ts'

export type WindowKind = TierLadderSpec['window']

/** What counts on one day. */
export interface DayAmount {
  day: Day
  amount: number
}

const starts = new Map<number, Day>()
const startsMax = 20_000

/**
 * The first day of the window that ends on a day. Rolling: the same date a year before, so that at the first instant
 * of a day exactly (t - 12 months, t] has counted. Remembered, because the calendar costs more than the rest.
 */
export function windowStart(kind: WindowKind, day: Day): Day {
  if (kind === 'lifetime') return Number.NEGATIVE_INFINITY
  const place = day * 2 + (kind === 'calendar-year' ? 1 : 0)
  let start = starts.get(place)
  if (start === undefined) {
    start = kind === 'calendar-year' ? dayOfDate(calendarOf(day).year, 1, 1) : addMonths(day, -12)
    if (starts.size >= startsMax) starts.clear()
    starts.set(place, start)
  }
  return start
}

/** The first day whose window no longer holds `day`; infinity when all later windows do. */
export function leavesOn(kind: WindowKind, day: Day): Day {
  if (kind === 'lifetime') return Number.POSITIVE_INFINITY
  if (kind === 'calendar-year') return dayOfDate(calendarOf(day).year + 1, 1, 1)
  // Months end on different days, so neither form alone is right around the 29th of February.
  return Math.max(addMonths(day, 12) + 1, addMonths(day + 1, 12))
}

/** What counts in the window that ends on a day. */
export function totalAt(kind: WindowKind, days: readonly DayAmount[], day: Day): number {
  const start = windowStart(kind, day)
  let total = 0
  for (const each of days) if (each.day >= start && each.day <= day) total += each.amount
  return total
}

interface Step {
  /** From this day on, until the next step. */
  from: Day
  total: number
}

/** How the total goes from a day on, in steps; only amounts up to `known` count. */
function stepsFrom(
  kind: WindowKind,
  days: readonly DayAmount[],
  span: { from: Day; known: Day },
): readonly Step[] {
  const changes = new Map<Day, number>()
  const change = (day: Day, amount: number) => changes.set(day, (changes.get(day) ?? 0) + amount)
  change(span.from, 0)
  for (const { day, amount } of days) {
    if (day > span.known) continue
    const leaves = leavesOn(kind, day)
    if (leaves <= span.from) continue
    change(Math.max(day, span.from), amount)
    if (leaves !== Number.POSITIVE_INFINITY) change(leaves, -amount)
  }
  let total = 0
  return [...changes]
    .sort(([a], [b]) => a - b)
    .map(([from, amount]) => {
      total += amount
      return { from, total }
    })
}

/**
 * Index of the tier on a day: the best that any window reaches that ends on the day or up to `graceDays` before it.
 * This is the definition; every faster way is tested against it.
 */
export function levelAt(ladder: Ladder, days: readonly DayAmount[], day: Day): number {
  const { window, graceDays } = ladder.spec
  if (graceDays === 0) return levelOf(ladder, totalAt(window, days, day))
  const steps = stepsFrom(window, days, { from: day - graceDays, known: day })
  return steps.reduce(
    (best, step) => (step.from <= day ? Math.max(best, levelOf(ladder, step.total)) : best),
    -1,
  )
}

/** The first day on which, with no further activity, the tier of `day` is lost; undefined when it never is. */
export function fallsOn(ladder: Ladder, days: readonly DayAmount[], day: Day): Day | undefined {
  const { window, graceDays } = ladder.spec
  const level = levelAt(ladder, days, day)
  if (level < 0) return undefined
  const steps = stepsFrom(window, days, { from: day - graceDays, known: day })
  let lastGood = Number.NEGATIVE_INFINITY
  for (const [index, step] of steps.entries()) {
    if (levelOf(ladder, step.total) < level) continue
    // A total can recover without activity only where a day counts below zero; by then the tier may be lost.
    if (
      lastGood !== Number.NEGATIVE_INFINITY &&
      lastGood + graceDays + 1 < step.from &&
      lastGood + graceDays >= day
    )
      break
    const next = steps[index + 1]
    if (next === undefined) return undefined
    lastGood = next.from - 1
  }
  return lastGood + graceDays + 1
}
