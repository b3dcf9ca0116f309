import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { divideRounded, type Rounding, roundings } from './rounding.ts'

describe('rounding', () => {
  const rows: [number, number, Rounding, number][] = [
    [5, 2, 'floor', 2],
    [-5, 2, 'floor', -3],
    [4, 2, 'floor', 2],
    [5, 2, 'ceiling', 3],
    [-5, 2, 'ceiling', -2],
    [5, 2, 'truncate', 2],
    [-5, 2, 'truncate', -2],
    [5, 2, 'half-up', 3],
    [-5, 2, 'half-up', -3],
    [7, 3, 'half-up', 2],
    [-7, 3, 'half-up', -2],
    [5, 2, 'half-even', 2],
    [7, 2, 'half-even', 4],
    [-5, 2, 'half-even', -2],
    [-7, 2, 'half-even', -4],
    [1, 2, 'half-even', 0],
    [-1, 2, 'half-even', 0],
    [8, 3, 'half-even', 3],
    [0, 7, 'ceiling', 0],
  ]
  test.each(rows)('L-16 %d / %d %s is %d', (n, d, rounding, expected) => {
    expect(divideRounded(BigInt(n), BigInt(d), rounding)).toBe(BigInt(expected))
  })

  test('against its definition on fractions: how far it may be, on which side, and who wins a tie', () => {
    const numerator = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
    const denominator = fc.oneof(fc.bigInt({ min: 1n, max: 12n }), fc.bigInt({ min: 1n, max: 10n ** 20n }))
    fc.assert(
      fc.property(numerator, denominator, fc.constantFrom(...roundings), (n, d, rounding) => {
        const whole = divideRounded(n, d, rounding)
        const rest = n - whole * d
        const size = rest < 0n ? -rest : rest
        expect(size < d).toBe(true)
        if (rounding === 'floor') expect(rest >= 0n).toBe(true)
        if (rounding === 'ceiling') expect(rest <= 0n).toBe(true)
        if (rounding === 'truncate') expect(n < 0n ? rest <= 0n : rest >= 0n).toBe(true)
        if (rounding === 'half-up' || rounding === 'half-even') expect(2n * size <= d).toBe(true)
        if (2n * size !== d) return
        if (rounding === 'half-up') expect(n < 0n ? rest > 0n : rest < 0n).toBe(true)
        if (rounding === 'half-even') expect(whole % 2n).toBe(0n)
      }),
      { numRuns: 500 },
    )
  })
})
