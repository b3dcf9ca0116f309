import { toAsciiDigits } from '../../../ui/digits.ts'
import { exponentOf } from '../../../ui/exponents.ts'
import { minorToDecimal } from '../../../ui/format.ts'

/** How people write a number of a definition, which is always kept whole. */
export interface Measure {
  /** Digits after the point: 2 for an amount in pence. */
  scale: number
  /** What stands behind the field. */
  unit: 'money' | 'percent' | 'days' | 'months' | 'years' | 'hours' | undefined
}

/** How the number at a path is written, by its name. */
export function measureOf(path: string, currency: string | null): Measure {
  const name =
    path
      .replace(/\[\d+\]/g, '')
      .split('.')
      .at(-1) ?? ''
  const money = currency === null ? 2 : exponentOf(currency)
  if (name === 'valuePerPointE4') return { scale: money + 4, unit: 'money' }
  if (/minor$/i.test(name)) return { scale: money, unit: 'money' }
  if (/E4$/.test(name)) return { scale: 2, unit: 'percent' }
  if (/percent$/i.test(name)) return { scale: 0, unit: 'percent' }
  const unit = /(days|months|years|hours)$/i.exec(name)?.[1]?.toLowerCase()
  return { scale: 0, unit: unit as Measure['unit'] }
}

/** What somebody typed, as a whole number at the scale; undefined for nothing, NaN for what is no number. */
export function parseNumber(typed: string, scale: number): number | undefined {
  const text = toAsciiDigits(typed)
    .replaceAll('\u2212', '-')
    .replaceAll(/[\s,\u200e\u200f]/g, '')
  if (text === '') return undefined
  const match = /^(-?)(\d{1,15})(?:\.(\d*))?$/.exec(text)
  if (match === null) return Number.NaN
  const [, sign, whole = '', fraction = ''] = match
  if (fraction.replace(/0+$/, '').length > scale) return Number.NaN
  const amount = Number(whole + fraction.slice(0, scale).padEnd(scale, '0'))
  return Number.isSafeInteger(amount) ? (sign === '-' ? -amount : amount) : Number.NaN
}

/** A kept number as somebody would type it: no zeros behind the point that say nothing, but whole pence. */
export function numberText(value: number | undefined, measure: Measure): string {
  if (value === undefined || Number.isNaN(value)) return ''
  const text = minorToDecimal(value, measure.scale)
  if (measure.scale <= 3 && measure.unit === 'money') return text.replace(/\.0+$/, '')
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
