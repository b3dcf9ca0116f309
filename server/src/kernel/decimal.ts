import { divideRounded, type Rounding } from './rounding.ts'

/** An exact decimal number: `units / 10^scale`. */
export interface Decimal {
  readonly units: bigint
  readonly scale: number
}

const form = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/

/** Parses `-12.50`; undefined for anything but plain ASCII digits (no exponent, no `+`, no separators). */
export function parseDecimal(text: string): Decimal | undefined {
  const match = form.exec(text)
  if (match === null) return undefined
  const fraction = match[3] ?? ''
  const units = BigInt(`${match[2]}${fraction}`)
  return { units: match[1] === '-' ? -units : units, scale: fraction.length }
}

const known = new Map<string, Decimal>()
const knownMax = 10_000

/**
 * A decimal known to be well formed, because the contract has checked it. Remembered: a shop has few quantities and
 * prices, and each order asks for its own several times.
 */
export function decimalOf(text: string): Decimal {
  let decimal = known.get(text)
  if (decimal !== undefined) return decimal
  decimal = parseDecimal(text)
  if (decimal === undefined)
    throw new Error(`Broken invariant: "${text}" passed the contract but is no decimal`)
  if (known.size >= knownMax) known.clear()
  known.set(text, decimal)
  return decimal
}

const powersOfTen: readonly bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent))

export function powerOfTen(exponent: number): bigint {
  return powersOfTen[exponent] ?? 10n ** BigInt(exponent)
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { units: a.units * b.units, scale: a.scale + b.scale }
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale)
  return { units: a.units * powerOfTen(scale - a.scale) - b.units * powerOfTen(scale - b.scale), scale }
}

/** Negative, zero or positive, as `a` is below, equal to or above `b`. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = subtract(a, b).units
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The decimal as a whole number of `10^-exponent`, so 2.555 with exponent 2 and half-up is 256. */
export function toMinor(value: Decimal, exponent: number, rounding: Rounding): bigint {
  if (value.scale <= exponent) return value.units * powerOfTen(exponent - value.scale)
  return divideRounded(value.units, powerOfTen(value.scale - exponent), rounding)
}

/** The shortest text form: `12.5`, `-3`. */
export function decimalText(value: Decimal): string {
  const negative = value.units < 0n
  const digits = (negative ? -value.units : value.units).toString().padStart(value.scale + 1, '0')
  const cut = digits.length - value.scale
  const fraction = digits.slice(cut).replace(/0+$/, '')
  return `${negative ? '-' : ''}${digits.slice(0, cut)}${fraction === '' ? '' : `.${fraction}`}`
}

/** A quantity or price as the number that conditions read. */
export function decimalNumber(value: Decimal): number {
  return value.scale === 0 ? Number(value.units) : Number(value.units) / 10 ** value.scale
}
