import type { Decimal } from '../../kernel/decimal.ts'
import { safeAmount } from '../../kernel/money.ts'
import { divideRounded, type Rounding } from '../../kernel/rounding.ts'

/** `value * numerator / denominator`: the one shape of every calculation of points. */
export interface Ratio {
  /** Not negative. */
  numerator: number
  /** Positive. */
  denominator: number
  rounding: Rounding
}

/**
 * `value * numerator / denominator` in whole points, exactly; undefined past 2^53. Products within 2^53 stay plain
 * numbers, because nearly all do and a bigint costs more than the rest of the rule.
 */
export function scaled(value: number, ratio: Ratio): number | undefined {
  const product = value * ratio.numerator
  if (!Number.isSafeInteger(product) || product < 0) {
    const exact = BigInt(value) * BigInt(ratio.numerator)
    return safeAmount(divideRounded(exact, BigInt(ratio.denominator), ratio.rounding))
  }
  const rest = product % ratio.denominator
  const quotient = (product - rest) / ratio.denominator
  return rest === 0 ? quotient : quotient + roundedUp(quotient, rest, ratio)
}

/** Whether a positive fraction rounds up: 0 or 1. */
function roundedUp(quotient: number, rest: number, { denominator, rounding }: Ratio): 0 | 1 {
  switch (rounding) {
    case 'floor':
    case 'truncate':
      return 0
    case 'ceiling':
      return 1
    case 'half-up':
      return rest >= denominator - rest ? 1 : 0
    case 'half-even': {
      const above = rest - (denominator - rest)
      return above > 0 || (above === 0 && quotient % 2 === 1) ? 1 : 0
    }
  }
}

/**
 * Shares whole points over parts by weight: floors first, then one more to the largest remainders, earlier parts first
 * on a tie. The shares add up to `points`. Where no part weighs anything, all parts weigh the same.
 */
export function spreadByWeight(points: number, weights: readonly number[]): number[] {
  if (weights.length === 0) return []
  const weighed = weights.some((weight) => weight > 0) ? weights : weights.map(() => 1)
  const total = weighed.reduce((sum, weight) => sum + BigInt(weight), 0n)
  const whole = BigInt(points)
  const shares = weighed.map((weight) => Number((whole * BigInt(weight)) / total))
  let rest = points - shares.reduce((sum, share) => sum + share, 0)
  const byRemainder = weighed
    .map((weight, index) => ({ index, remainder: (whole * BigInt(weight)) % total }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder) {
    if (rest === 0) break
    shares[index] = (shares[index] ?? 0) + 1
    rest -= 1
  }
  return shares
}

/** The sum of quantities, rounded down to whole items. */
export function wholeItems(quantities: readonly Decimal[]): number {
  let whole = 0
  const broken: Decimal[] = []
  for (const quantity of quantities) {
    if (quantity.scale === 0) whole += Number(quantity.units)
    else broken.push(quantity)
  }
  if (broken.length === 0) return whole
  const scale = Math.max(...broken.map((quantity) => quantity.scale))
  const units = broken.reduce((sum, each) => sum + each.units * 10n ** BigInt(scale - each.scale), 0n)
  return whole + Number(divideRounded(units, 10n ** BigInt(scale), 'floor'))
}
