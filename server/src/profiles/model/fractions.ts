import { divideRounded } from '../../kernel/rounding.ts'

/** An exact fraction; the denominator is above zero. */
export interface Fraction {
  n: bigint
  d: bigint
}

export function fraction(n: bigint, d = 1n): Fraction {
  return { n, d }
}

export function plus(a: Fraction, b: Fraction): Fraction {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
}

export function minus(a: Fraction, b: Fraction): Fraction {
  return plus(a, { n: -b.n, d: b.d })
}

export function isLess(a: Fraction, b: Fraction): boolean {
  return a.n * b.d < b.n * a.d
}

/** As a whole number, a half away from zero. */
export function rounded(value: Fraction): bigint {
  return divideRounded(value.n, value.d, 'half-up')
}

/**
 * Whole numbers for parts, so that they add up to `total`, which is the rounded sum of the parts: each is rounded down,
 * and those with the largest remainders get what is missing. A part without a remainder is never touched.
 */
export function largestRemainder(parts: readonly Fraction[], total: bigint): bigint[] {
  const floors = parts.map((part) => divideRounded(part.n, part.d, 'floor'))
  let missing = total - floors.reduce((sum, each) => sum + each, 0n)
  const order = parts
    .map((part, index) => ({ index, rest: minus(part, fraction(floors[index] ?? 0n)) }))
    .sort((a, b) => (isLess(b.rest, a.rest) ? -1 : isLess(a.rest, b.rest) ? 1 : a.index - b.index))
  const whole = [...floors]
  for (const { index, rest } of order) {
    if (missing <= 0n || rest.n === 0n) break
    whole[index] = (whole[index] ?? 0n) + 1n
    missing -= 1n
  }
  if (missing !== 0n) throw new Error('Broken invariant: the total is not the rounded sum of the parts')
  return whole
}
