import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CountedSlice } from './estimate.ts'
import { edgesOf, nextPlaces, runsOf } from './slices.ts'

function all(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place)
}

function inOrder(places: readonly number[]): number[] {
  return places.toSorted((one, other) => one - other)
}

/** Slices of ten members each; those at some places were counted, and all of some fit. */
function slicesOf(count: number, counted: readonly number[], isFull = (_: number) => false): CountedSlice[] {
  return all(count).map((place) => ({
    of: 10,
    members: counted.includes(place) ? (isFull(place) ? 10 : 0) : undefined,
  }))
}

const quarters = [0, 16, 32, 48, 63]
const eighths = [...quarters, 8, 24, 40, 56]

describe('how many slices are counted next', () => {
  test.each<[what: string, counted: readonly number[], spentMs: number, leftMs: number, next: number]>([
    ['the first step, however little time there is', [], 0, -100, 5],
    ['none once the time is over', quarters, 100, 0, 0],
    ['none where a single one would fit', quarters, 100, 50, 0],
    ['what fits into a part of the time that is left', quarters, 100, 200, 6],
    ['all where all fit', quarters, 10, 118, 59],
    ['a part where one is too many', quarters, 10, 117, 35],
    ['all that are left, were it one', all(63), 100, 10, 1],
    ['none where all were counted', all(64), 100, 1000, 0],
  ])('%s', (_, counted, spentMs, leftMs, next) => {
    expect(nextPlaces(slicesOf(64, counted), { spentMs, leftMs })).toHaveLength(next)
  })
})

describe('which slices are counted next', () => {
  test('first the ends, the middle and the quarters, then the eighths, whatever they say', () => {
    expect(nextPlaces(slicesOf(64, []), { spentMs: 0, leftMs: 0 })).toEqual([63, 0, 32, 16, 48])
    const next = nextPlaces(
      slicesOf(64, quarters, (place) => place > 20),
      { spentMs: 100, leftMs: 134 },
    )
    expect(inOrder(next)).toEqual([8, 24, 40, 56])
  })

  test('then those where something changes, and of the others the widest gaps', () => {
    const next = nextPlaces(
      slicesOf(64, eighths, (place) => place > 30),
      { spentMs: 100, leftMs: 100 },
    )
    expect(next.slice(0, 3).every((place) => place > 24 && place < 32)).toBe(true)
    const even = nextPlaces(slicesOf(64, eighths), { spentMs: 100, leftMs: 150 })
    expect(inOrder(even)).toEqual([4, 12, 20, 28, 36, 44, 52, 60])
  })

  test('each that was not counted once, and none else', () => {
    const counted = fc.uniqueArray(fc.nat(63))
    fc.assert(
      fc.property(counted, fc.func(fc.boolean()), (places, isFull) => {
        const next = nextPlaces(slicesOf(64, places, isFull), { spentMs: 1, leftMs: 1e9 })
        const open = all(64).filter((place) => !places.includes(place))
        if (places.length > 0) expect(inOrder(next)).toEqual(open)
      }),
    )
  })
})

test('runs hold each place once and in order, and a long one is several', () => {
  const places = fc.uniqueArray(fc.nat(80), { minLength: 1 })
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 9 }), (some, runsMin) => {
      const runs = runsOf(some, runsMin)
      expect(runs.flatMap(({ from, to }) => all(to).slice(from))).toEqual(inOrder(some))
      const longest = Math.ceil(some.length / runsMin)
      expect(runs.every(({ from, to }) => to - from <= longest)).toBe(true)
    }),
  )
})

test('edges enclose all ids, and equal bounds make one', () => {
  expect(edgesOf([])).toHaveLength(2)
  expect(edgesOf(['1', '1', '2'])).toHaveLength(4)
})
