import type { TierLadderSpec } from '@perennial/contract'
import type { TierMemory } from '../../activity/index.ts'
import { addMonths, calendarOf, type Day, dayOfDate } from '../../kernel/instants.ts'
import { grantedLevel, grantSpans } from './grant.ts'
import { type Ladder, levelOf } from './ladder.ts'

export type WindowKind = TierLadderSpec['window']

/** What a ladder counts over, for one owner. */
export interface Window {
  kind: WindowKind
  /** The day on which the owner joined: years of an `enrolment-year` begin on it. 0 for other kinds. */
  anchor: Day
}

/** What counts on one day. */
export interface DayAmount {
  day: Day
  amount: number
}

/** All that the tier of an owner on one ladder follows from. */
export interface History {
  days: readonly DayAmount[]
  memory: TierMemory
}

/** The window of a ladder for an owner who joined on a day. */
export function windowOf(ladder: Ladder, anchor: Day | undefined): Window {
  const kind = ladder.spec.window
  return { kind, anchor: kind === 'enrolment-year' ? (anchor ?? 0) : 0 }
}

export function isSameWindow(a: Window, b: Window): boolean {
  return a.kind === b.kind && a.anchor === b.anchor
}

const starts = new Map<number, Day>()
const startsMax = 20_000

/**
 * The first day of the window that ends on a day. Rolling: the same date a year before, so that at the first instant
 * of a day exactly (t - 12 months, t] has counted. Remembered, because the calendar costs more than the rest.
 */
export function windowStart({ kind, anchor }: Window, day: Day): Day {
  if (kind === 'lifetime') return Number.NEGATIVE_INFINITY
  if (kind === 'enrolment-year') return anniversary(anchor, day, 0)
  const place = day * 2 + (kind === 'calendar-year' ? 1 : 0)
  let start = starts.get(place)
  if (start === undefined) {
    start = kind === 'calendar-year' ? dayOfDate(calendarOf(day).year, 1, 1) : addMonths(day, -12)
    if (starts.size >= startsMax) starts.clear()
    starts.set(place, start)
  }
  return start
}

/**
 * The last anniversary on or before a day, or one so many years later. Who joined on 29 February has it on the 28th in
 * years that lack the 29th.
 */
function anniversary(anchor: Day, day: Day, later: number): Day {
  const years = calendarOf(day).year - calendarOf(anchor).year
  const passed = addMonths(anchor, 12 * years) > day ? years - 1 : years
  return addMonths(anchor, 12 * (passed + later))
}

/** The first day whose window no longer holds `day`; infinity when all later windows do. */
export function leavesOn({ kind, anchor }: Window, day: Day): Day {
  if (kind === 'lifetime') return Number.POSITIVE_INFINITY
  if (kind === 'calendar-year') return dayOfDate(calendarOf(day).year + 1, 1, 1)
  if (kind === 'enrolment-year') return anniversary(anchor, day, 1)
  // Months end on different days, so neither form alone is right around the 29th of February.
  return Math.max(addMonths(day, 12) + 1, addMonths(day + 1, 12))
}

/** What counts in the window that ends on a day. */
export function totalAt(window: Window, days: readonly DayAmount[], day: Day): number {
  const start = windowStart(window, day)
  let total = 0
  for (const each of days) if (each.day >= start && each.day <= day) total += each.amount
  return total
}

/** Days on which the total is the same. */
interface Step {
  from: Day
  /** Infinity for the last one. */
  until: Day
  total: number
}

/** How the total goes from a day on, in steps; only amounts up to `known` count. */
function stepsFrom(
  window: Window,
  days: readonly DayAmount[],
  span: { from: Day; known: Day },
): readonly Step[] {
  const changes = new Map<Day, number>()
  const change = (day: Day, amount: number) => changes.set(day, (changes.get(day) ?? 0) + amount)
  change(span.from, 0)
  for (const { day, amount } of days) {
    if (day > span.known) continue
    const leaves = leavesOn(window, day)
    if (leaves <= span.from) continue
    change(Math.max(day, span.from), amount)
    if (leaves !== Number.POSITIVE_INFINITY) change(leaves, -amount)
  }
  let total = 0
  const sorted = [...changes].sort(([a], [b]) => a - b)
  return sorted.map(([from, amount], index) => {
    total += amount
    return { from, until: (sorted[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) - 1, total }
  })
}

/** Whether a tier can last after the window that reached it: by grace, or by falling one step at a time. */
export function looksBack({ spec }: Ladder): boolean {
  return spec.graceDays > 0 || isSoft(spec)
}

/** Nothing ends in a whole life. */
function isSoft({ landing, window }: TierLadderSpec): boolean {
  return landing === 'one-step' && window !== 'lifetime'
}

/** The first day whose window may still matter for the tier of a day. */
export function looksBackTo({ spec }: Ladder, day: Day): Day {
  const first = day - spec.graceDays
  return isSoft(spec) ? addMonths(first, -12 * spec.tiers.length) - 1 : first
}

/**
 * The last day on which no more than so many periods have ended since a day. A rolling period ends the day after, and
 * every year from then; without soft landing nothing lasts beyond the day itself.
 */
function lastBefore(ladder: Ladder, window: Window, at: { day: Day; ends: number }): Day {
  const { day, ends } = at
  if (!isSoft(ladder.spec)) return day
  if (window.kind === 'calendar-year') return dayOfDate(calendarOf(day).year + ends + 1, 1, 1) - 1
  if (window.kind === 'enrolment-year') return anniversary(window.anchor, day, ends + 1) - 1
  return addMonths(day, 12 * ends)
}

/**
 * Index of the tier that was reached by what counts: the best that any window reaches, less one step for each period
 * that ended since then, and of days more than `graceDays` ago only what soft landing leaves. This is the definition;
 * every faster way is tested against it.
 */
export function earnedLevelAt(ladder: Ladder, { days, memory }: History, day: Day): number {
  const window = windowOf(ladder, memory.anchor)
  const { graceDays } = ladder.spec
  if (!looksBack(ladder)) return levelOf(ladder, totalAt(window, days, day))
  let best = -1
  for (const step of stepsFrom(window, days, { from: looksBackTo(ladder, day), known: day })) {
    if (step.from > day) break
    const reached = levelOf(ladder, step.total)
    const until = Math.min(step.until, day)
    for (let ends = 0; reached - ends > best; ends += 1) {
      if (lastBefore(ladder, window, { day: until, ends }) + graceDays >= day) best = reached - ends
      else if (!isSoft(ladder.spec)) break
    }
  }
  return best
}

/** Index of the tier on a day: what was reached, or what was granted by hand where that is more. */
export function levelAt(ladder: Ladder, history: History, day: Day): number {
  return Math.max(earnedLevelAt(ladder, history, day), grantedLevel(ladder, history.memory, day))
}

/** The first day on which, with no further activity, the tier of `day` is lost; undefined when it never is. */
export function fallsOn(ladder: Ladder, history: History, day: Day): Day | undefined {
  const level = levelAt(ladder, history, day)
  if (level < 0) return undefined
  const window = windowOf(ladder, history.memory.anchor)
  const steps = stepsFrom(window, history.days, { from: looksBackTo(ladder, day), known: day })
  const holds: { from: Day; until: Day }[] = grantSpans(ladder, history.memory, level)
  for (const { from, until, total } of steps) {
    const ends = levelOf(ladder, total) - level
    if (ends < 0) continue
    const isLast = until === Number.POSITIVE_INFINITY
    const last = isLast ? until : lastBefore(ladder, window, { day: until, ends }) + ladder.spec.graceDays
    holds.push({ from, until: last })
  }
  // A total can recover without activity only where a day counts below zero; by then the tier may be lost.
  let held = day
  for (const { from, until } of holds.sort((a, b) => a.from - b.from))
    if (from <= held + 1) held = Math.max(held, until)
  return held === Number.POSITIVE_INFINITY ? undefined : held + 1
}

/**
 * The first day after one on which the tier may be another with no further activity, or an earlier one; undefined when it
 * stays for ever. Beside its fall: where a day counts that lies ahead, where one that counts below zero leaves, and where
 * a grant begins.
 */
export function mayChangeOn(ladder: Ladder, history: History, day: Day): Day | undefined {
  const window = windowOf(ladder, history.memory.anchor)
  const rises = [
    ...history.days.map((each) => each.day),
    ...history.days.filter((each) => each.amount < 0).map((each) => leavesOn(window, each.day)),
    ...(history.memory.grants ?? []).map((grant) => grant.from),
  ]
  const falls = fallsOn(ladder, history, day)
  const first = Math.min(falls ?? Number.POSITIVE_INFINITY, ...rises.filter((each) => each > day))
  return first === Number.POSITIVE_INFINITY ? undefined : first
}

/** Index of the best tier that any window reaches which ends on one of the days, or later with no further activity. */
export function bestLevel(ladder: Ladder, history: History, from: Day): number {
  const window = windowOf(ladder, history.memory.anchor)
  const span = { from, known: Number.POSITIVE_INFINITY }
  return stepsFrom(window, history.days, span).reduce(
    (best, step) => Math.max(best, levelOf(ladder, step.total)),
    -1,
  )
}
