import { exponentOf } from './exponents.ts'

/** The languages of the console, by the code of their message catalogue. */
export const locales = ['en', 'fa'] as const
export type Locale = (typeof locales)[number]

const tags: Record<Locale, string> = { en: 'en-GB', fa: 'fa-IR-u-ca-persian-nu-arabext' }

/** Everything that turns a number, an amount or a time into words. The only place that calls Intl for display. */
export interface Formatter {
  locale: Locale
  /** A whole number or a decimal with the digits and separators of the language. */
  number(value: number): string
  /** With its sign, also for a plus; zero has none. */
  signed(value: number): string
  /** Short, for axes: 82.7M. */
  compact(value: number): string
  /** A share from 0 to 1, with at most one digit after the point, or two. */
  percent(share: number, digits?: 1 | 2): string
  /** An ASCII decimal such as "2.550" as text, exact at any length; with at least so many digits after the point. */
  decimal(text: string, digits?: number): string
  /** Minor units of an ISO 4217 currency. */
  money(amountMinor: number, currency: string): string
  /** A unit price: an ASCII decimal in major units, with at least the currency's digits. */
  price(text: string, currency: string): string
  /** An RFC 3339 instant as a date in the programme's zone. */
  date(instant: string): string
  /** An RFC 3339 instant as date and time in the programme's zone. */
  dateTime(instant: string): string
  /** The same with seconds and the zone's name, for a tooltip. */
  dateTimeZone(instant: string): string
  /** A calendar day "2026-03-21". */
  day(day: string): string
  /** A calendar day without its year. */
  dayShort(day: string): string
  /** A month of the accounts, "2026-11": Gregorian in every language. */
  month(month: string): string
}

const dateParts = { day: 'numeric', month: 'short', year: 'numeric' } as const
const timeParts = { hour: '2-digit', minute: '2-digit', hour12: false } as const

// Intl starts some Persian output with U+200E. Direction belongs to the markup (bdi), not to the value.
function clean(text: string): string {
  return text.replaceAll('\u200e', '')
}

function asDecimal(text: string): Intl.StringNumericLiteral {
  return text as Intl.StringNumericLiteral
}

/** Minor units as an exact decimal: 12345 and 2 give "123.45". */
export function minorToDecimal(amountMinor: number, exponent: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0')
  const sign = amountMinor < 0 ? '-' : ''
  if (exponent === 0) return sign + digits
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}

/** Options that write a currency with its ISO digits; where daily life has dropped them, zeros are not shown. */
function moneyOptions(currency: string): Intl.NumberFormatOptions {
  const exponent = exponentOf(currency)
  const habit = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
  return {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    trailingZeroDisplay: (habit.maximumFractionDigits ?? exponent) < exponent ? 'stripIfInteger' : 'auto',
  }
}

function plainDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** A formatter for one language and the time zone of one programme (an IANA name). */
export function createFormatter(options: { locale: Locale; timeZone: string }): Formatter {
  const tag = tags[options.locale]
  const zoned = { timeZone: options.timeZone }
  const number = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })
  const signed = new Intl.NumberFormat(tag, { signDisplay: 'exceptZero' })
  // British short forms say 2m for a million, which reads as metres.
  const compact = new Intl.NumberFormat(options.locale === 'en' ? 'en' : tag, {
    notation: 'compact',
    maximumFractionDigits: 1,
  })
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 })
  const finePercent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 })
  const exact = new Intl.NumberFormat(tag, { maximumFractionDigits: 9 })
  const date = new Intl.DateTimeFormat(tag, { ...dateParts, ...zoned })
  const dateTime = new Intl.DateTimeFormat(tag, { ...dateParts, ...timeParts, ...zoned })
  const long = {
    ...dateParts,
    ...timeParts,
    month: 'long',
    second: '2-digit',
    timeZoneName: 'short',
  } as const
  const dateTimeZone = new Intl.DateTimeFormat(tag, { ...long, ...zoned })
  const day = new Intl.DateTimeFormat(tag, { ...dateParts, timeZone: 'UTC' })
  const monthTag = options.locale === 'fa' ? 'fa-IR-u-ca-gregory-nu-arabext' : tag
  const month = new Intl.DateTimeFormat(monthTag, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const dayShort = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return {
    locale: options.locale,
    number: (value) => clean(number.format(value)),
    signed: (value) => clean(signed.format(value)),
    compact: (value) => clean(compact.format(value)),
    percent: (share, digits) => clean((digits === 2 ? finePercent : percent).format(share)),
    decimal(text, digits = 0) {
      if (digits === 0) return clean(exact.format(asDecimal(text)))
      const fixed = new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: 9 })
      return clean(fixed.format(asDecimal(text)))
    },
    money(amountMinor, currency) {
      const decimal = minorToDecimal(amountMinor, exponentOf(currency))
      return clean(new Intl.NumberFormat(tag, moneyOptions(currency)).format(asDecimal(decimal)))
    },
    price(text, currency) {
      const wide = { ...moneyOptions(currency), maximumFractionDigits: 9 }
      return clean(new Intl.NumberFormat(tag, wide).format(asDecimal(text)))
    },
    date: (instant) => clean(date.format(new Date(instant))),
    dateTime: (instant) => clean(dateTime.format(new Date(instant))),
    dateTimeZone: (instant) => clean(dateTimeZone.format(new Date(instant))),
    day: (value) => clean(day.format(plainDay(value))),
    dayShort: (value) => clean(dayShort.format(plainDay(value))),
    month: (value) => clean(month.format(plainDay(`${value}-01`))),
  }
}
