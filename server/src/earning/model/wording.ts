import { calendarOf, instantText } from '../../kernel/instants.ts'
import type { Ratio } from './amounts.ts'
import type { OffAudience } from './audience.ts'

const minorNames: Readonly<Record<string, string>> = {
  AUD: 'cents',
  CAD: 'cents',
  CHF: 'rappen',
  EUR: 'cents',
  GBP: 'pence',
  IRR: 'dinars',
  KWD: 'fils',
  NZD: 'cents',
  SEK: 'öre',
  USD: 'cents',
}

/** `1,234`. */
export function countText(value: number): string {
  return value.toLocaleString('en-GB')
}

/** `1,234 pence`; `1,234 JPY` where the currency has no minor unit. */
export function minorText(amountMinor: number, currency: string): string {
  if (currency === 'JPY' || currency === 'KRW') return `${countText(amountMinor)} ${currency}`
  return `${countText(amountMinor)} ${minorNames[currency] ?? `minor units of ${currency}`}`
}

/** `x 10 / 100 = 123.4, floor: 123`: the calculation of `value` by the ratio. */
export function ratioText(value: number, ratio: Ratio, points: number): string {
  const { numerator, denominator, rounding } = ratio
  const exact = BigInt(value) * BigInt(numerator)
  const divisor = BigInt(denominator)
  const formula = `x ${countText(numerator)} / ${countText(denominator)}`
  if (exact % divisor === 0n) return `${formula} = ${countText(points)}`
  return `${formula} = ${quotientText(exact, divisor)}, ${rounding}: ${countText(points)}`
}

const digitsShown = 4

function quotientText(numerator: bigint, denominator: bigint): string {
  const power = 10n ** BigInt(digitsShown)
  const scaled = (numerator * power) / denominator
  const exact = (numerator * power) % denominator === 0n
  const fraction = (scaled % power).toString().padStart(digitsShown, '0')
  const whole = countText(Number(scaled / power))
  return exact ? `${whole}.${fraction.replace(/0+$/, '')}` : `${whole}.${fraction}...`
}

/** `2026-05-13 12:00 UTC`. */
export function momentText(at: number): string {
  return `${instantText(at).slice(0, 16).replace('T', ' ')} UTC`
}

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

export function weekdayText(weekday: number): string {
  return weekdayNames[weekday - 1] ?? String(weekday)
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** `in May 2026`, `on that day`: the period of a cap or budget. */
export function periodText(per: string, day: number): string {
  const { year, month } = calendarOf(day)
  switch (per) {
    case 'order':
      return 'per order'
    case 'day':
      return 'on that day'
    case 'week':
      return 'in that week'
    case 'month':
      return `in ${monthNames[month - 1]} ${year}`
    case 'year':
      return `in ${year}`
    default:
      return 'in all time'
  }
}

/** `from 8:00 until 10:00 and from 17:00 until 19:00`. */
export function hoursText(hours: readonly { from: number; until: number }[]): string {
  return hours.map(({ from, until }) => `from ${from}:00 until ${until}:00`).join(' and ')
}

/** Why somebody is not among those whom a rule is for. */
export function audienceText(missed: OffAudience): string {
  if (missed.kind === 'tier') {
    const held = missed.held.length === 0 ? 'no tier' : missed.held.join(', ')
    return `The member holds ${held}; the rule is for ${missed.tiers.join(', ')}.`
  }
  const keys = missed.keys.slice(0, 5).join(', ')
  const [noun, place] =
    missed.kind === 'segment' ? ['segment', 'in the segment'] : ['tag', 'marked with the tag']
  return missed.isExcluded
    ? `The rule leaves out who is ${place} ${keys}.`
    : `The member has none of the rule's ${noun}s: ${keys}.`
}
