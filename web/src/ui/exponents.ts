/**
 * ISO 4217 minor units where they are not 2. Intl answers how people write a currency, not how amounts are kept:
 * it says 0 for IRR, for example, and an amount divided by the wrong power of ten is wrong by a factor of a hundred.
 */
const exponents: Readonly<Record<string, number>> = {
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

/** Digits after the point of a currency's minor unit by ISO 4217; 2 for a code that the table does not name. */
export function exponentOf(currency: string): number {
  return exponents[currency] ?? 2
}
