import type { Locale } from './format.ts'

/**
 * Calendar days are ISO strings "2026-03-21" everywhere; only what people see follows their own calendar. Intl knows
 * the calendars, so a month is found by asking it day by day instead of by a formula of our own.
 */
const numeric: Record<Locale, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', parts()),
  fa: new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', parts()),
}

/** Months by name. The year is put after it by us: Intl starts with the year in Persian, which nobody writes. */
const monthNames: Record<Locale, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  fa: new Intl.DateTimeFormat('fa-IR-u-ca-persian', { month: 'long', year: 'numeric', timeZone: 'UTC' }),
}

/** The first day of the week: ISO weekday 1 is Monday, 6 Saturday. */
const firstWeekday: Record<Locale, number> = { en: 1, fa: 6 }

function parts(): Intl.DateTimeFormatOptions {
  return { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' }
}

function toDate(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The ISO day that lies `count` days after `day`. */
export function addDays(day: string, count: number): string {
  const date = toDate(day)
  date.setUTCDate(date.getUTCDate() + count)
  return date.toISOString().slice(0, 10)
}

/** The earlier of two ISO days. */
export function earlierDay(one: string, other: string): string {
  return [one, other].sort()[0] ?? one
}

/** The later of two ISO days. */
export function laterDay(one: string, other: string): string {
  return [one, other].sort()[1] ?? one
}

/** Whole days from one ISO day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((toDate(to).getTime() - toDate(from).getTime()) / 86_400_000)
}

/** The day of the month in the calendar of the language, 1 to 31. */
export function dayOfMonth(day: string, locale: Locale): number {
  const part = numeric[locale].formatToParts(toDate(day)).find((each) => each.type === 'day')
  return Number(part?.value)
}

export interface CalendarMonth {
  /** First ISO day of the month. */
  first: string
  /** ISO days of the month in order. */
  days: string[]
  /** Empty cells before the first day. */
  leading: number
  title: string
}

/** The month that `day` lies in, by the calendar of the language: Gregorian for en, Jalali for fa. */
export function monthOf(day: string, locale: Locale): CalendarMonth {
  const first = addDays(day, 1 - dayOfMonth(day, locale))
  const days = [first]
  for (let next = addDays(first, 1); dayOfMonth(next, locale) !== 1; next = addDays(next, 1)) days.push(next)
  const weekday = toDate(first).getUTCDay() || 7
  return {
    first,
    days,
    leading: (weekday - firstWeekday[locale] + 7) % 7,
    title: titleOf(first, locale),
  }
}

function titleOf(day: string, locale: Locale): string {
  const found = monthNames[locale].formatToParts(toDate(day))
  const named = (type: string) => found.find((part) => part.type === type)?.value ?? ''
  return `${named('month')} ${named('year')}`
}

/** Names of the weekdays from the first of the week: [short for the eye, long for a screen reader]. */
export function weekdayNames(locale: Locale): { short: string; long: string }[] {
  const tag = locale === 'fa' ? 'fa-IR' : 'en-GB'
  const short = new Intl.DateTimeFormat(tag, {
    weekday: locale === 'fa' ? 'narrow' : 'short',
    timeZone: 'UTC',
  })
  const long = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' })
  return Array.from({ length: 7 }, (_, index) => {
    // 2024-01-01 was a Monday.
    const date = toDate(addDays('2024-01-01', firstWeekday[locale] - 1 + index))
    return { short: short.format(date), long: long.format(date) }
  })
}

/** The full name of a day, for a screen reader. */
export function longDay(day: string, locale: Locale): string {
  const tag = locale === 'fa' ? 'fa-IR-u-ca-persian' : 'en-GB'
  const options = {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  } as const
  return new Intl.DateTimeFormat(tag, options).format(toDate(day))
}

/** Today in a time zone, as an ISO day. */
export function todayIn(timeZone: string, now = new Date()): string {
  return isoParts(now, timeZone).day
}

/** The last millisecond of a calendar day in a time zone, as an RFC 3339 instant in UTC. */
export function endOfDay(day: string, timeZone: string): string {
  const target = Date.parse(`${addDays(day, 1)}T00:00:00Z`)
  let guess = target
  // Twice, because the first answer may lie on the other side of a change of the clocks.
  for (let round = 0; round < 2; round += 1) guess = target - offsetMs(guess, timeZone)
  return new Date(guess - 1).toISOString()
}

function offsetMs(instantMs: number, timeZone: string): number {
  const local = isoParts(new Date(instantMs), timeZone)
  return Date.parse(`${local.day}T${local.time}Z`) - Math.floor(instantMs / 1000) * 1000
}

function isoParts(date: Date, timeZone: string): { day: string; time: string } {
  // Swedish writes ISO order: 2026-03-21 10:05:00.
  const text = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone,
  }).format(date)
  const [day = '', time = ''] = text.split(' ')
  return { day, time }
}
