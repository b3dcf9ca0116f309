import type { Day } from '../../kernel/instants.ts'
import { type Ladder, levelOf } from './ladder.ts'
import { type DayAmount, fallsOn, leavesOn, levelAt, type WindowKind, windowStart } from './window.ts'

/**
 * What is known of one owner on one ladder: the running total of the window that ends on `day`, and of the days only
 * those that were needed. All later days are known to be empty.
 */
export interface Tally {
  /** The kind of window that `total` is of. */
  window: WindowKind
  day: Day
  total: number
  /** Ascending by day; complete within `known`, and after `openAfter`. */
  days: readonly DayAmount[]
  /** The span of days that was loaded; `from` is past `until` for none. */
  known: { from: Day; until: Day }
  /** The day at loading: everything after it happened in this batch. */
  openAfter: Day
}

const allDays = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

/** The span of days that must be loaded to answer for days from `span.from` to `span.to`; undefined for none. */
export function daysNeeded(
  ladder: Ladder,
  stored: { day: Day },
  span: { from: Day; to: Day },
): { from: Day; until: Day } | undefined {
  const { window, graceDays } = ladder.spec
  const day = stored.day
  if (window === 'lifetime' && graceDays === 0 && span.from >= day) return undefined
  const first = Math.min(span.from, day) - graceDays
  // Grace asks which totals the last days had, so it needs every day of every window that ended on them.
  if (graceDays > 0 || span.from < day)
    return { from: windowStart(window, first), until: Math.max(day, span.to) }
  const start = windowStart(window, day)
  const until = Math.min(windowStart(window, span.to) - 1, day)
  // A window that starts after the stored day holds nothing of what was before.
  return until < start || windowStart(window, span.from) > day ? undefined : { from: start, until }
}

function isKnown({ known, openAfter }: Tally, from: Day, until: Day): boolean {
  if (from > openAfter || from > until) return true
  return from >= known.from && Math.min(until, openAfter) <= known.until
}

/** The sum over a span of days; undefined where some of them are not known. */
function sumOf(tally: Tally, from: Day, until: Day): number | undefined {
  if (!isKnown(tally, from, until)) return undefined
  let sum = 0
  for (const { day, amount } of tally.days) if (day >= from && day <= until) sum += amount
  return sum
}

/** The total of the window that ends on a day; undefined where days that it takes are not known. */
export function tallyTotal(kind: WindowKind, tally: Tally, day: Day): number | undefined {
  const start = windowStart(kind, day)
  if (kind !== tally.window) return sumOf(tally, start, day)
  if (day === tally.day) return tally.total
  const ownStart = windowStart(kind, tally.day)
  if (day > tally.day) {
    if (start > tally.day) return 0
    const gone = start === ownStart ? 0 : sumOf(tally, ownStart, start - 1)
    return gone === undefined ? undefined : tally.total - gone
  }
  if (day < ownStart) return sumOf(tally, start, day)
  const before = start === ownStart ? 0 : sumOf(tally, start, ownStart - 1)
  const after = sumOf(tally, day + 1, tally.day)
  return before === undefined || after === undefined ? undefined : tally.total + before - after
}

/** Index of the tier on a day; undefined where days that it takes are not known. */
export function tallyLevel(ladder: Ladder, tally: Tally | undefined, day: Day): number | undefined {
  if (tally === undefined) return levelOf(ladder, 0)
  const { window, graceDays } = ladder.spec
  if (graceDays > 0) return knowsWindow(ladder, tally, day) ? levelAt(ladder, tally.days, day) : undefined
  const total = tallyTotal(window, tally, day)
  return total === undefined ? undefined : levelOf(ladder, total)
}

/** Counts an amount on a day: the one fold of tiers. */
export function countOn(kind: WindowKind, tally: Tally | undefined, count: DayAmount): Tally {
  if (tally === undefined)
    return { window: kind, ...count, total: count.amount, days: [dayAmount(count)], ...unstored }
  const day = Math.max(tally.day, count.day)
  const converted = kind === tally.window ? undefined : tallyTotal(kind, tally, tally.day)
  const own: Tally = converted === undefined ? tally : { ...tally, window: kind, total: converted }
  const total = tallyTotal(own.window, own, day)
  if (total === undefined)
    throw new Error(`Broken invariant: the days of a tier ladder before ${day} were not loaded`)
  const within = count.day >= windowStart(own.window, day)
  const days = isKnown(own, count.day, count.day) ? withAmount(own.days, count) : own.days
  return { ...own, day, total: total + (within ? count.amount : 0), days }
}

const unstored = { known: allDays, openAfter: Number.NEGATIVE_INFINITY }

function dayAmount({ day, amount }: DayAmount): DayAmount {
  return { day, amount }
}

function withAmount(days: readonly DayAmount[], { day, amount }: DayAmount): readonly DayAmount[] {
  let index = days.length
  while (index > 0 && (days[index - 1]?.day ?? day) > day) index -= 1
  const before = days[index - 1]
  if (before?.day === day)
    return [...days.slice(0, index - 1), { day, amount: before.amount + amount }, ...days.slice(index)]
  return [...days.slice(0, index), { day, amount }, ...days.slice(index)]
}

/** Whether every day is known that a window ending on `day`, or within grace before it, may hold. */
function knowsWindow(ladder: Ladder, tally: Tally, day: Day): boolean {
  const { window, graceDays } = ladder.spec
  return isKnown(tally, windowStart(window, day - graceDays), day)
}

/**
 * The first day on which the tier of `day` can be lost; undefined when it never is. Exact where the days of the window
 * are known; otherwise the end of what is certain, which for a rolling window is only the day itself.
 */
export function tallyFallsOn(ladder: Ladder, tally: Tally | undefined, day: Day): Day | undefined {
  if (tally === undefined) return undefined
  if (knowsWindow(ladder, tally, day)) return fallsOn(ladder, tally.days, day)
  const level = tallyLevel(ladder, tally, day) ?? -1
  if (level < 0 || (ladder.thresholds[level] ?? 0) === 0) return undefined
  const { window } = ladder.spec
  if (window === 'rolling-12-months') return day + 1
  const leaves = leavesOn(window, day)
  return leaves === Number.POSITIVE_INFINITY ? undefined : leaves
}
