import fc from 'fast-check'
import { expect, test } from 'vitest'
import { median, quantile, ratios, spreadOf } from './statistics.ts'

test('nothing has no median, and sides of different length have no ratios', () => {
  expect(() => median([])).toThrow()
  expect(() => ratios([1, 2], [1])).toThrow()
})

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test('the median lies within the spread, whatever the order', () => {
  // Adding 0 makes one zero of two, whose order no sort knows.
  const value = fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((each) => each + 0)
  const values = fc.array(value, { minLength: 1 })
  fc.assert(
    fc.property(values, (list) => {
      const spread = spreadOf(list)
      expect(spread.low).toBeLessThanOrEqual(spread.median)
      expect(spread.median).toBeLessThanOrEqual(spread.high)
      expect(spreadOf([...list].reverse())).toEqual(spread)
    }),
  )
})

test('ratios are taken round by round', () => {
  expect(ratios([10, 30], [5, 10])).toEqual([2, 3])
})

test('a quantile is a value of the list', () => {
  const sorted = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  expect(quantile(sorted, 0.5)).toBe(5)
  expect(quantile(sorted, 0.99)).toBe(10)
  expect(quantile([], 0.5)).toBe(0)
})
