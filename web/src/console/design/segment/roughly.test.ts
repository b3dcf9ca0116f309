import { expect, test } from 'vitest'
import { fewerThan, isOpen, roughly } from './roughly.ts'

test.each([
  [0, 0, 0, 0],
  [7, 3, 7, 3],
  [0, 22, 0, 30],
  [160_156, 3_096, 160_000, 4_000],
  [160_856, 999, 160_900, 1_100],
  [182_354, 185_651, 200_000, 300_000],
  [999_999, 1, 999_999, 1],
])('%i give or take %i is told as %i give or take %i', (members, margin, told, toldMargin) => {
  expect(roughly({ members, margin })).toEqual({ members: told, margin: toldMargin })
})

test('what is told holds wherever the estimate holds', () => {
  for (let margin = 0; margin < 3_000; margin += 7)
    for (const members of [0, 12, 999, 123_456]) {
      const told = roughly({ members, margin })
      expect(told.members - told.margin).toBeLessThanOrEqual(members - margin)
      expect(told.members + told.margin).toBeGreaterThanOrEqual(members + margin)
    }
})

test.each([
  [0, 324, 400],
  [3, 22, 30],
  [100_000, 200_000, 400_000],
  [117_178, 249_737, 400_000],
  [0, 1, 2],
  [0, 999, 1000],
])('%i give or take %i is told as fewer than %i', (members, margin, fewer) => {
  expect(isOpen({ members, margin })).toBe(true)
  expect(fewerThan({ members, margin })).toBe(fewer)
})

test.each([
  [0, 0],
  [7, 0],
  [7, 6],
  [160_156, 9_000],
])('%i give or take %i tells about how many', (members, margin) => {
  expect(isOpen({ members, margin })).toBe(false)
})
