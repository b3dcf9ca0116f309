import { RuleFault } from './rule-error.ts'

/** An exact amount with a fraction: what money times a decimal is until it is rounded. The denominator is positive. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** The number itself, without a negative zero; an overflow when it is not exact any more. */
export function safeInteger(value: number): number {
  if (Number.isSafeInteger(value)) return value === 0 ? 0 : value
  throw new RuleFault('overflow', 'The result is beyond the range of whole numbers (9007199254740991).')
}

const decimalForm = /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/

/** The exact value of a decimal text such as `50.25` or `1e3`; undefined when it is none. */
export function fractionOfText(text: string): Fraction | undefined {
  const match = decimalForm.exec(text)
  if (match === null) return undefined
  const places = match[3] ?? ''
  const units = BigInt(`${match[2] ?? ''}${places}` || '0')
  const exponent = Number(match[4] ?? 0) - places.length
  // A power beyond any double would only exhaust memory.
  if (Math.abs(exponent) > 400) return undefined
  const numerator = match[1] === '-' ? -units : units
  return exponent >= 0
    ? { numerator: numerator * 10n ** BigInt(exponent), denominator: 1n }
    : { numerator, denominator: 10n ** BigInt(-exponent) }
}

/** The value that the number shows when written, exactly: 0.1 is a tenth here, not the nearest binary fraction. */
export function fractionOf(value: number | Fraction): Fraction {
  if (typeof value !== 'number') return value
  const fraction = fractionOfText(String(value))
  if (fraction === undefined) throw new RuleFault('overflow', 'The number is not finite.')
  return fraction
}

export function multiplyFractions(a: Fraction, b: Fraction): Fraction {
  return { numerator: a.numerator * b.numerator, denominator: a.denominator * b.denominator }
}

export function divideFractions(a: Fraction, b: Fraction): Fraction {
  if (b.numerator === 0n) throw new RuleFault('division_by_zero', 'The divisor is zero.')
  const sign = b.numerator < 0n ? -1n : 1n
  return { numerator: a.numerator * b.denominator * sign, denominator: a.denominator * b.numerator * sign }
}

/** Minor units as an author writes them: 4250 with exponent 2 is `42.50`. */
export function moneyText(minor: number, exponent: number): string {
  if (exponent === 0) return String(minor)
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0')
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`
}
