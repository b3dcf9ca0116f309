import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { KeptDecision } from './kept.ts'
import { type PackedDecision, packDecision, unpackDecision } from './packed.ts'

function again(decision: KeptDecision): KeptDecision {
  return unpackDecision(JSON.parse(packDecision(decision)) as PackedDecision)
}

const rule = fc.constantFrom('base', 'app', null)
const points = fc.record({
  kind: fc.constant('points'),
  currency: fc.constantFrom('points', 'stars'),
  amount: fc.integer(),
  rule,
})
const effect = fc.oneof(
  points,
  points.map((each) => ({ ...each, desired: each.amount + 1, reason: 'cap' })),
  points.map(({ amount, ...each }) => ({ ...each, amount })),
  fc.constant({ kind: 'tier', ladder: 'spend', from: null, to: 'gold', reason: 'reached' }),
)
const cell = fc.oneof(fc.constant(null), fc.integer(), fc.string())
const record = fc.oneof(
  fc.array(fc.tuple(fc.string(), cell, cell, cell, cell)),
  fc.array(fc.array(cell)),
  fc.record({ w: fc.nat(), r: fc.array(fc.array(cell)) }),
  fc.array(fc.string()),
)
const decision = fc.record(
  { s: fc.dictionary(fc.constantFrom('earning', 'tiers'), record), e: fc.array(effect), d: fc.nat() },
  { requiredKeys: [] },
)

describe('a decision as it is written', () => {
  test('reads back to the letter', () => {
    fc.assert(
      fc.property(decision, (parts) => {
        const kept = { ...parts, b: [[1, 2, 0, 0, 0, 2, 0]] } as unknown as KeptDecision
        const read = again(kept)
        expect(read).toEqual(kept)
        expect(JSON.stringify(read.e)).toBe(JSON.stringify(kept.e))
        expect(JSON.stringify(read.s)).toBe(JSON.stringify(kept.s))
      }),
    )
  })

  test('of a version that did not shorten it is read as it is', () => {
    const old: KeptDecision = {
      s: { earning: [['base', 5, 5, null, null, null]] },
      e: [{ kind: 'points', currency: 'points', amount: 5, rule: 'base' }],
      b: [[1, 5, 0, 0, 0, 5, 0]],
    }
    expect(unpackDecision(old)).toEqual(old)
  })

  test('whose effects are what a stage recorded does not say them again', () => {
    const earning = [
      ['base', 5, 5, null, null],
      ['capped', 7, 0, 7, null],
      ['app', 3, 3, null, null],
    ]
    const points = (rule: string, amount: number) => ({ kind: 'points', currency: 'points', amount, rule })
    const kept = {
      s: { earning },
      e: [points('base', 5), points('app', 3)],
      b: [],
    } as unknown as KeptDecision
    expect(again(kept)).toEqual(kept)
    expect(JSON.parse(packDecision(kept))).toMatchObject({ R: ['points', 'earning'] })
    const other = { ...kept, e: [points('app', 3), points('base', 5)] } as unknown as KeptDecision
    expect(again(other)).toEqual(other)
    expect(packDecision(other)).not.toContain('"R"')
  })

  test('takes less than two thirds of the letters', () => {
    const rows = ['app', 'base', 'bundle', 'daily'].map((key) => [key, 5, 5, null, null, null])
    const told = rows.map(([key]) => ({ kind: 'points', currency: 'points', amount: 5, rule: key }))
    const kept = { s: { earning: rows }, e: told, b: [[1, 20, 0, 0, 0, 20, 0]] } as unknown as KeptDecision
    expect(packDecision(kept).length).toBeLessThan(JSON.stringify(kept).length * 0.6)
  })
})
