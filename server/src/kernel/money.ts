/**
 * Digits after the point by ISO 4217, for the currencies that do not have two. Intl is no source for this: it says
 * that the Iranian rial has none, where ISO 4217 says two.
 */
const unusualExponents: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
}

/** How many decimal digits the minor unit of an ISO 4217 currency stands for: 2 for EUR and IRR, 0 for JPY. */
export function moneyExponent(currency: string): number {
  return unusualExponents[currency] ?? 2
}

/** A whole amount of units of so many decimal digits, exactly: `-0.05` for -5 of scale 2. */
export function scaledDigits(amount: number, scale: number): string {
  const digits = String(Math.abs(amount)).padStart(scale + 1, '0')
  const cut = digits.length - scale
  return `${amount < 0 ? '-' : ''}${digits.slice(0, cut)}${scale === 0 ? '' : `.${digits.slice(cut)}`}`
}

/** An amount in minor units for people who read English: `82,722.31 GBP`. Parts of a minor unit are rounded. */
export function moneyText(minor: number, currency: string): string {
  const exponent = moneyExponent(currency)
  const habit = { minimumFractionDigits: exponent, maximumFractionDigits: exponent }
  const digits = scaledDigits(Math.round(minor), exponent) as Intl.StringNumericLiteral
  return `${new Intl.NumberFormat('en', habit).format(digits)} ${currency}`
}

/** The largest amount or point value that the product accepts: integers are exact up to here in JSON readers. */
export const amountMax = Number.MAX_SAFE_INTEGER

/** A bigint as a number, when it is exact; undefined past {@link amountMax}. */
export function safeAmount(value: bigint): number | undefined {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : undefined
}
