import { expect, test } from 'vitest'
import { roughly } from './roughly.ts'

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
