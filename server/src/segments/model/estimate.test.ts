import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { estimateMembers } from './estimate.ts'

describe('what is said of those who were asked', () => {
  test.each<[what: string, of: number, asked: number, fitting: number, members: number, margin: number]>([
    ['nobody, and none missing', 0, 0, 0, 0, 0],
    ['everybody was asked', 40, 40, 7, 7, 0],
    ['more were asked than there are by now', 39, 40, 7, 7, 0],
    ['nobody was asked: anything may be', 40, 0, 0, 20, 20],
    ['a half of many', 1_000_000, 10_000, 5_000, 500_000, 11_441],
    ['none of many: there may be some', 1_000_000, 10_000, 0, 0, 324],
    ['all of many: some may not', 1_000_000, 10_000, 10_000, 1_000_000, 324],
    ['no more than are left', 12, 10, 10, 12, 2],
  ])('%s', (_, of, asked, fitting, members, margin) => {
    expect(estimateMembers({ of, asked, fitting })).toEqual({ members, margin })
  })

  test('what is estimated can be: no fewer than were heard, no more than there are', () => {
    fc.assert(
      fc.property(fc.nat(5000), fc.nat(500), fc.nat(500), (others, one, other) => {
        const [fitting, asked] = [Math.min(one, other), Math.max(one, other)]
        const { members, margin } = estimateMembers({ of: asked + others, asked, fitting })
        expect(members).toBeGreaterThanOrEqual(fitting)
        expect(members).toBeLessThanOrEqual(fitting + others)
        expect(margin).toBeLessThanOrEqual(others)
      }),
    )
  })
})

/** Even enough for a simulation, and the same in every run. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Asking {
  truth: number
  asked: number
  random: () => number
}

/** Asks so many of all, of whom so many fit, without asking anybody twice; how many of them fit. */
function askSome(of: number, { truth, asked, random }: Asking): number {
  let fitting = 0
  for (let before = 0; before < asked; before++) if (random() * (of - before) < truth - fitting) fitting++
  return fitting
}

test.each([0, 1, 10, 100, 400, 1000, 5000, 10_000, 19_000, 19_990, 20_000])(
  'the margin covers the truth in 19 of 20 cases at least: %i of 20,000',
  (truth) => {
    const of = 20_000
    const programs = 400
    let covered = 0
    for (let seed = 1; seed <= programs; seed++) {
      const random = chance(seed * 31 + truth)
      const asked = 2 ** (5 + (seed % 6))
      const fitting = askSome(of, { truth, asked, random })
      const { members, margin } = estimateMembers({ of, asked, fitting })
      if (Math.abs(members - truth) <= margin) covered++
    }
    expect(covered / programs).toBeGreaterThanOrEqual(0.95)
  },
)
