import type { TierMemory } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'
import { grantedLevel, nothingKnown } from './grant.ts'
import { type Ladder, levelOf } from './ladder.ts'
import {
  type DayAmount,
  earnedLevelAt,
  fallsOn,
  isSameWindow,
  leavesOn,
  looksBack,
  looksBackTo,
  totalAt,
  type Window,
  windowOf,
  windowStart,
} from './window.ts'

/**
 * What is known of one owner on one ladder: the running total of the window that ends on `day`, and of the days only
 * those that were needed. All later days are known to be empty.
 */
export interface Tally {
  /** The window that `total` is of. */
  window: Window
  day: Day
  total: number
  /** Ascending by day; complete within `known`, and after `openAfter`. */
  days: readonly DayAmount[]
  /** The span of days that was loaded; `from` is past `until` for none. */
  known: { from: Day; until: Day }
  /** The day at loading: everything after it happened in this batch. */
  openAfter: Day
  memory: TierMemory
}

const allDays = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY }

/** The span of days that must be loaded to answer for days from `span.from` to `span.to`; undefined for none. */
export function daysNeeded(
  ladder: Ladder,
  stored: { day: Day; memory: TierMemory },
  span: { from: Day; to: Day },
): { from: Day; until: Day } | undefined {
  const window = windowOf(ladder, stored.memory.anchor)
  const day = stored.day
  const isBack = looksBack(ladder)
  if (window.kind === 'lifetime' && !isBack && span.from >= day) return undefined
  // Grace and soft landing ask which totals earlier days had, so they need every day of every window that ended on them.
  if (isBack || span.from < day) {
    const first = looksBackTo(ladder, Math.min(span.from, day))
    return { from: windowStart(window, first), until: Math.max(day, span.to) }
  }
  const start = windowStart(window, day)
  const until = Math.min(windowStart(window, span.to) - 1, day)
  // A window that starts after the stored day holds nothing of what was before.
  return until < start || windowStart(window, span.from) > day ? undefined : { from: start, until }
}

function isKnown({ known, openAfter }: Tally, from: Day, until: Day): boolean {
  if (from > openAfter || from > until) return true
  return from >= known.from && Math.min(until, openAfter) <= known.until
}

/** Whether every day of the owner's life is known. */
export function isWhole(tally: Tally): boolean {
  return isKnown(tally, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)
}

/** The sum over a span of days; undefined where some of them are not known. */
function sumOf(tally: Tally, from: Day, until: Day): number | undefined {
  if (!isKnown(tally, from, until)) return undefined
  let sum = 0
  for (const { day, amount } of tally.days) if (day >= from && day <= until) sum += amount
  return sum
}

/** The total of the window that ends on a day; undefined where days that it takes are not known. */
export function tallyTotal(window: Window, tally: Tally, day: Day): number | undefined {
  const start = windowStart(window, day)
  if (!isSameWindow(window, tally.window)) return sumOf(tally, start, day)
  if (day === tally.day) return tally.total
  const ownStart = windowStart(window, tally.day)
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

/** Index of the tier that was reached by what counts; undefined where days that it takes are not known. */
export function earnedTallyLevel(ladder: Ladder, tally: Tally | undefined, day: Day): number | undefined {
  if (tally === undefined) return levelOf(ladder, 0)
  if (looksBack(ladder))
    return knowsWindow(ladder, tally, day) ? earnedLevelAt(ladder, tally, day) : undefined
  const total = tallyTotal(windowOf(ladder, tally.memory.anchor), tally, day)
  return total === undefined ? undefined : levelOf(ladder, total)
}

/** Index of the tier on a day, grants included; undefined where days that it takes are not known. */
export function tallyLevel(ladder: Ladder, tally: Tally | undefined, day: Day): number | undefined {
  const earned = earnedTallyLevel(ladder, tally, day)
  if (tally === undefined || earned === undefined) return earned
  return Math.max(earned, grantedLevel(ladder, tally.memory, day))
}

/** An owner about whom something is known and nothing counts. */
export function emptyTally(window: Window, day: Day): Tally {
  return {
    window,
    day,
    total: 0,
    days: [],
    known: allDays,
    openAfter: Number.NEGATIVE_INFINITY,
    memory: nothingKnown,
  }
}

/** Remembers something beside what counts. Where years begin on a day that was not known, all days have to be. */
export function withMemory(tally: Tally, memory: TierMemory): Tally {
  const { kind, anchor } = tally.window
  const years = kind === 'enrolment-year' ? (memory.anchor ?? anchor) : anchor
  if (years === anchor) return memory === tally.memory ? tally : { ...tally, memory }
  const window = { kind, anchor: years }
  return { ...tally, window, total: totalAt(window, tally.days, tally.day), memory }
}

/** Counts an amount on a day: the one fold of tiers. */
export function countOn(window: Window, tally: Tally | undefined, count: DayAmount): Tally {
  if (tally === undefined)
    return { ...emptyTally(window, count.day), total: count.amount, days: [dayAmount(count)] }
  const day = Math.max(tally.day, count.day)
  const converted = isSameWindow(window, tally.window) ? undefined : tallyTotal(window, tally, tally.day)
  const own: Tally = converted === undefined ? tally : { ...tally, window, total: converted }
  const total = tallyTotal(own.window, own, day)
  if (total === undefined)
    throw new Error(`Broken invariant: the days of a tier ladder before ${day} were not loaded`)
  const within = count.day >= windowStart(own.window, day)
  const days = isKnown(own, count.day, count.day) ? withAmount(own.days, count) : own.days
  return { ...own, day, total: total + (within ? count.amount : 0), days }
}

function dayAmount({ day, amount }: DayAmount): DayAmount {
  return { day, amount }
}

function withAmount(days: readonly DayAmount[], { day, amount }: DayAmount): readonly DayAmount[] {
  let index = days.length
  while (index > 0 && (days[index - 1]?.day ?? day) > day) index -= 1
  const before = days[index - 1]
  if (index === days.length && before?.day !== day) return [...days, { day, amount }]
  return before?.day === day
    ? days.with(index - 1, { day, amount: before.amount + amount })
    : days.toSpliced(index, 0, { day, amount })
}

/** Whether every day is known that a window may hold which matters for the tier of `day`. */
function knowsWindow(ladder: Ladder, tally: Tally, day: Day): boolean {
  const window = windowOf(ladder, tally.memory.anchor)
  return isKnown(tally, windowStart(window, looksBackTo(ladder, day)), day)
}

/**
 * The first day on which the tier of `day` can be lost; undefined when it never is. Exact where the days of the window
 * are known; otherwise the end of what is certain, which for a rolling window is only the day itself.
 */
export function tallyFallsOn(ladder: Ladder, tally: Tally | undefined, day: Day): Day | undefined {
  if (tally === undefined) return undefined
  if (knowsWindow(ladder, tally, day)) return fallsOn(ladder, tally, day)
  const level = tallyLevel(ladder, tally, day) ?? -1
  if (level < 0 || (ladder.thresholds[level] ?? 0) === 0) return undefined
  const window = windowOf(ladder, tally.memory.anchor)
  if (window.kind === 'rolling-12-months') return day + 1
  const leaves = leavesOn(window, day)
  return leaves === Number.POSITIVE_INFINITY ? undefined : leaves
}
