import type { FreeData } from '@perennial/contract'
import {
  addMonths,
  calendarOf,
  type Day,
  dayOf,
  dayOfDate,
  type Instant,
  isTimeZone,
} from '../../kernel/instants.ts'

/** A day of the year that came round for a member. */
export interface YearlyDay {
  day: Day
  /** The zone in which the day began. */
  zone: string
  /** Of a birthday the calendar year, of an anniversary the years since the enrolment. */
  number: number
}

/** Where a member lives: the attribute `timeZone`, where it is one, else the zone of the programme. */
export function zoneOf({ timeZone }: FreeData, programZone: string): string {
  return typeof timeZone === 'string' && isTimeZone(timeZone) ? timeZone : programZone
}

/** Month and day of the attribute `birthday`, `1990-02-28` or `02-28`; undefined for anything else. */
export function birthdayOf({ birthday }: FreeData): { month: number; dayOfMonth: number } | undefined {
  const match = typeof birthday === 'string' ? /^(?:\d{4}-)?(\d{2})-(\d{2})$/.exec(birthday) : null
  if (match === null) return undefined
  const [month, dayOfMonth] = [Number(match[1]), Number(match[2])]
  // A leap year has every day that a birthday may have.
  const { month: same, dayOfMonth: sameDay } = calendarOf(dayOfDate(2000, month, dayOfMonth))
  return same === month && sameDay === dayOfMonth ? { month, dayOfMonth } : undefined
}

/** The birthday among the days that have begun for a member; a 29 February is the 28th in a year without one. */
export function birthdayWithin(
  member: { attributes: FreeData },
  at: { now: Instant; programZone: string; daysBack: number },
): YearlyDay | undefined {
  const born = birthdayOf(member.attributes)
  if (born === undefined) return undefined
  const zone = zoneOf(member.attributes, at.programZone)
  const today = dayOf(at.now, zone)
  const { year } = calendarOf(today)
  for (const number of [year, year - 1]) {
    const first = dayOfDate(number, born.month, 1)
    const day = Math.min(first + born.dayOfMonth - 1, dayOfDate(number, born.month + 1, 0))
    if (day <= today && day >= today - at.daysBack) return { day, zone, number }
  }
  return undefined
}

/** The anniversary of the enrolment among the days that have begun for a member. */
export function anniversaryWithin(
  member: { attributes: FreeData; enrolledAt: Instant },
  at: { now: Instant; programZone: string; daysBack: number },
): YearlyDay | undefined {
  const zone = zoneOf(member.attributes, at.programZone)
  const today = dayOf(at.now, zone)
  const joined = dayOf(member.enrolledAt, zone)
  const years = calendarOf(today).year - calendarOf(joined).year
  for (const number of [years, years - 1]) {
    if (number < 1) continue
    const day = addMonths(joined, 12 * number)
    if (day <= today && day >= today - at.daysBack) return { day, zone, number }
  }
  return undefined
}

/** `MM-DD` of every birthday that may fall on the days, anywhere on earth. */
export function monthDaysAround(days: readonly Day[]): string[] {
  const texts = new Set<string>()
  for (const day of days) {
    const { year, month, dayOfMonth } = calendarOf(day)
    const text = (each: number) => `${String(month).padStart(2, '0')}-${String(each).padStart(2, '0')}`
    texts.add(text(dayOfMonth))
    if (month === 2 && dayOfMonth === 28 && calendarOf(dayOfDate(year, 2, 29)).month !== 2)
      texts.add(text(29))
  }
  return [...texts]
}
