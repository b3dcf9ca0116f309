/** The named ways in which a fraction becomes a whole number. Every amount in the product names one. */
export const roundings = ['floor', 'ceiling', 'half-up', 'half-even', 'truncate'] as const
export type Rounding = (typeof roundings)[number]

/**
 * `numerator / denominator` as a whole number. Exact: no floating point takes part.
 * `half-up` rounds a half away from zero, as tills do. The denominator must be positive.
 */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator
  const rest = numerator % denominator
  if (rest === 0n) return quotient
  const sign = numerator < 0n ? -1n : 1n
  const twice = 2n * (rest < 0n ? -rest : rest)
  switch (rounding) {
    case 'truncate':
      return quotient
    case 'floor':
      return sign < 0n ? quotient - 1n : quotient
    case 'ceiling':
      return sign < 0n ? quotient : quotient + 1n
    case 'half-up':
      return twice >= denominator ? quotient + sign : quotient
    case 'half-even':
      if (twice === denominator) return quotient % 2n === 0n ? quotient : quotient + sign
      return twice > denominator ? quotient + sign : quotient
  }
}
