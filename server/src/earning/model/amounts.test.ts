import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalOf } from '../../kernel/decimal.ts'
import { divideRounded, roundings } from '../../kernel/rounding.ts'
import { scaled, spreadByWeight, wholeItems } from './amounts.ts'

const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })
const small = fc.integer({ min: 0, max: 1000 })

describe('scaled', () => {
  it('is the exact quotient with the named rounding, on either side of 2^53', () => {
    fc.assert(
      fc.property(
        fc.record({
          value: fc.oneof(count, small),
          numerator: fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), small),
          denominator: fc.integer({ min: 1, max: 1_000_000 }),
          rounding: fc.constantFrom(...roundings),
        }),
        ({ value, numerator, denominator, rounding }) => {
          const exact = divideRounded(BigInt(value) * BigInt(numerator), BigInt(denominator), rounding)
          const expected = exact > BigInt(Number.MAX_SAFE_INTEGER) ? undefined : Number(exact)
          expect(scaled(value, { numerator, denominator, rounding })).toBe(expected)
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('spreadByWeight', () => {
  it('gives every part its floor or one more, and all parts together the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.array(fc.oneof(small, fc.integer({ min: 0, max: 1e12 })), { minLength: 1, maxLength: 30 }),
        (points, weights) => {
          const shares = spreadByWeight(points, weights)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBe(points)
          const total = weights.reduce((sum, weight) => sum + BigInt(weight), 0n)
          if (total === 0n) return
          for (const [index, share] of shares.entries()) {
            const floor = Number((BigInt(points) * BigInt(weights[index] ?? 0)) / total)
            expect([floor, floor + 1]).toContain(share)
          }
        },
      ),
    )
  })
})

describe('wholeItems', () => {
  it('rounds the sum down, not each quantity', () => {
    expect(wholeItems(['0.5', '0.7', '1', '0.799999'].map(decimalOf))).toBe(2)
    expect(wholeItems(['0.5', '0.5'].map(decimalOf))).toBe(1)
    expect(wholeItems([])).toBe(0)
  })
})
