import type { EarningRuleSpec } from '@perennial/contract'
import { type Instant, parseInstant, weekdayAndHour } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'

/** Hours of a day, from inclusive, until exclusive; until not after from wraps midnight. */
interface Hours {
  from: number
  until: number
}

/** When a rule is in force. Times of day are read in the programme's zone. */
export interface Schedule {
  /** Inclusive. */
  from: Instant
  /** Exclusive. */
  until: Instant
  /** ISO weekdays. */
  weekdays: ReadonlySet<number> | undefined
  hours: readonly Hours[] | undefined
  zone: string
}

/** Which part of a schedule an instant misses. */
export type OffSchedule =
  | { kind: 'before'; from: Instant }
  | { kind: 'after'; until: Instant }
  | { kind: 'weekday'; weekday: number; weekdays: readonly number[] }
  | { kind: 'hour'; hour: number; hours: readonly Hours[] }

/** Refuses `definition_invalid` for texts that are no instants and for a span that ends before it starts. */
export function compileSchedule(
  spec: EarningRuleSpec['schedule'],
  zone: string,
): Verdict<Schedule | undefined> {
  if (spec === undefined) return ok(undefined)
  const from = spec.from === undefined ? Number.NEGATIVE_INFINITY : parseInstant(spec.from)
  const until = spec.until === undefined ? Number.POSITIVE_INFINITY : parseInstant(spec.until)
  if (from === undefined) return notAnInstant('schedule.from')
  if (until === undefined) return notAnInstant('schedule.until')
  if (until <= from)
    return refuse('definition_invalid', 'The schedule ends before it starts.', { field: 'schedule.until' })
  const weekdays = spec.weekdays === undefined ? undefined : new Set(spec.weekdays)
  const hours = spec.hours === undefined ? undefined : [spec.hours].flat()
  return ok({ from, until, weekdays, hours, zone })
}

function notAnInstant(field: string): Verdict<never> {
  return refuse(
    'definition_invalid',
    'Give a real RFC 3339 time with its zone, such as 2026-11-23T00:00:00Z.',
    {
      field,
    },
  )
}

/**
 * The part of the schedule that the instant misses; undefined when it is within. Hours that wrap midnight belong to
 * the weekday on which they begin: Friday 22 to 2 includes Saturday 01:00 and not Friday 01:00.
 */
export function missedBy(schedule: Schedule, at: Instant): OffSchedule | undefined {
  if (at < schedule.from) return { kind: 'before', from: schedule.from }
  if (at >= schedule.until) return { kind: 'after', until: schedule.until }
  const { weekdays, hours } = schedule
  if (weekdays === undefined && hours === undefined) return undefined
  const local = weekdayAndHour(at, schedule.zone)
  if (hours === undefined) return missedWeekday(weekdays, local.weekday)
  const spans = hours.filter((span) => isWithin(span, local.hour))
  if (spans.length === 0) return { kind: 'hour', hour: local.hour, hours }
  const misses = spans.map((span) => missedWeekday(weekdays, weekdayOf(span, local)))
  return misses.includes(undefined) ? undefined : misses[0]
}

function isWithin({ from, until }: Hours, hour: number): boolean {
  return until <= from ? hour >= from || hour < until : hour >= from && hour < until
}

/** The weekday on which the span of hours began. */
function weekdayOf({ from, until }: Hours, local: { weekday: number; hour: number }): number {
  const isAfterMidnight = until <= from && local.hour < from
  if (!isAfterMidnight) return local.weekday
  return local.weekday === 1 ? 7 : local.weekday - 1
}

function missedWeekday(weekdays: ReadonlySet<number> | undefined, weekday: number): OffSchedule | undefined {
  if (weekdays?.has(weekday) !== false) return undefined
  return { kind: 'weekday', weekday, weekdays: [...weekdays].sort() }
}
