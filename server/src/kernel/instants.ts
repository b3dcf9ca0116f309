import { Temporal } from 'temporal-polyfill'

/** Epoch milliseconds. */
export type Instant = number
/** Days since 1970-01-01 in the programme's time zone. */
export type Day = number

const dayMs = 86_400_000
const slotMs = 900_000
const offsetsByZone = new Map<string, Map<number, number>>()

/** Whether the text is an IANA time zone that this runtime knows. */
export function isTimeZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return /[A-Za-z]/.test(zone)
  } catch {
    return false
  }
}

/**
 * Milliseconds that the zone is ahead of UTC at an instant. Remembered by quarter of an hour, because nearly every change
 * of an offset falls on one, and asking the calendar costs more than the rest of a decision.
 */
export function zoneOffsetMs(at: Instant, zone: string): number {
  let offsets = offsetsByZone.get(zone)
  if (offsets === undefined) {
    offsets = new Map()
    offsetsByZone.set(zone, offsets)
  }
  const slot = Math.floor(at / slotMs)
  let offset = offsets.get(slot)
  if (offset === undefined) {
    offset = askOffsetMs(slot * slotMs, zone)
    // St John's changed its clocks at one minute past midnight: such a quarter is asked for every instant.
    if (askOffsetMs((slot + 1) * slotMs - 1, zone) !== offset) offset = Number.NaN
    if (offsets.size > 50_000) offsets.clear()
    offsets.set(slot, offset)
  }
  return Number.isNaN(offset) ? askOffsetMs(at, zone) : offset
}

function askOffsetMs(at: Instant, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6
}

/** The day on which an instant falls in a zone. */
export function dayOf(at: Instant, zone: string): Day {
  return Math.floor((at + zoneOffsetMs(at, zone)) / dayMs)
}

const startsByZone = new Map<string, Map<Day, Instant>>()

/**
 * The first instant of a day in a zone (not always midnight: clocks may skip it). Remembered, because all activities of a
 * day ask for the same few days.
 */
export function dayStart(day: Day, zone: string): Instant {
  let starts = startsByZone.get(zone)
  if (starts === undefined) {
    starts = new Map()
    startsByZone.set(zone, starts)
  }
  let start = starts.get(day)
  if (start === undefined) {
    start = plainDate(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds
    if (starts.size > 50_000) starts.clear()
    starts.set(day, start)
  }
  return start
}

/**
 * The first instants of days, from `from` to the day after `until`. Statements place rows into days by these, never by
 * the database's own time zones, which may be of another year's edition.
 */
export function dayStarts(from: Day, until: Day, zone: string): Instant[] {
  return Array.from({ length: until - from + 2 }, (_, index) => dayStart(from + index, zone))
}

/** ISO weekday (1 Monday to 7 Sunday) and hour (0 to 23) of an instant in a zone. */
export function weekdayAndHour(at: Instant, zone: string): { weekday: number; hour: number } {
  const local = at + zoneOffsetMs(at, zone)
  const day = Math.floor(local / dayMs)
  return { weekday: ((((day + 3) % 7) + 7) % 7) + 1, hour: Math.floor((local - day * dayMs) / 3_600_000) }
}

function plainDate(day: Day): Temporal.PlainDate {
  return new Temporal.PlainDate(1970, 1, 1).add({ days: day })
}

function dayNumber(date: Temporal.PlainDate): Day {
  return new Temporal.PlainDate(1970, 1, 1).until(date, { largestUnit: 'days' }).days
}

// A day number is a UTC date to the runtime's own calendar, which costs a tenth of asking a calendar library; rules,
// expiries and tier windows ask for every activity.
function utcDay(year: number, monthIndex: number, dayOfMonth: number): Day {
  return Date.UTC(year, monthIndex, dayOfMonth) / dayMs
}

/** The day `months` later (or earlier); a day that the month lacks becomes its last one. */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = calendarOf(day)
  const monthIndex = month - 1 + months
  return Math.min(utcDay(year, monthIndex, dayOfMonth), utcDay(year, monthIndex + 1, 0))
}

/** Calendar year, month (1 to 12) and day of month of a day number. */
export function calendarOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  const date = new Date(day * dayMs)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, dayOfMonth: date.getUTCDate() }
}

/** The day number of a calendar date of a year after 99. */
export function dayOfDate(year: number, month: number, dayOfMonth: number): Day {
  return utcDay(year, month - 1, dayOfMonth)
}

/** `2026-11-23` for a day number. */
export function dayText(day: Day): string {
  return plainDate(day).toString()
}

/** The day number of `2026-11-23`; undefined for anything that is not a real date of years 1900 to 2399. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined
  try {
    const date = Temporal.PlainDate.from(text, { overflow: 'reject' })
    return date.year < 1900 || date.year > 2399 ? undefined : dayNumber(date)
  } catch {
    return undefined
  }
}

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/

/**
 * The instant of an RFC 3339 text with its zone; undefined for impossible dates, leap seconds, hour 24, and years
 * outside 1900 to 2399, which are how dates of other calendars (1404, 2569) show themselves.
 */
export function parseInstant(text: string): Instant | undefined {
  const match = rfc3339.exec(text)
  if (match === null) return undefined
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6])]
  if (year < 1900 || year > 2399 || hour > 23 || minute > 59 || second > 59) return undefined
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return undefined
  const offset = match[8] ?? 'Z'
  if (offset !== 'Z' && (Number(offset.slice(1, 3)) > 14 || Number(offset.slice(4)) > 59)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

/** RFC 3339 in UTC with milliseconds. */
export function instantText(at: Instant): string {
  return new Date(at).toISOString()
}

/** The instant of a local date and time in a zone (`2010-12-01 08:26:00`); in a gap, the instant after it. */
export function instantOfLocal(text: string, zone: string): Instant | undefined {
  try {
    return Temporal.PlainDateTime.from(text.replace(' ', 'T'), { overflow: 'reject' }).toZonedDateTime(zone)
      .epochMilliseconds
  } catch {
    return undefined
  }
}
