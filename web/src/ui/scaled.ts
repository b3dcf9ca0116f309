import { toAsciiDigits } from './digits.ts'
import { minorToDecimal } from './format.ts'

/** An amount of a currency as an exact decimal: 1250 at scale 2 is "12.50". */
export function scaledText(amount: number, scale: number): string {
  return minorToDecimal(amount, scale)
}

/**
 * What somebody typed as an amount at the scale of a currency: "12.5" at scale 2 is 1250. Digits and separators of any
 * language are read. Undefined when it is no amount above zero, or finer than the scale.
 */
export function parseScaled(typed: string, scale: number): number | undefined {
  const text = toAsciiDigits(typed).replaceAll(/[\s,\u200e\u200f]/g, '')
  const match = /^(\d{1,15})(?:\.(\d+))?$/.exec(text)
  if (match === null) return undefined
  const [, whole = '', fraction = ''] = match
  if (fraction.length > scale) return undefined
  const amount = Number(whole + fraction.padEnd(scale, '0'))
  return Number.isSafeInteger(amount) && amount > 0 ? amount : undefined
}
