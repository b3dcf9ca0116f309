import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { edgesOf, nextPlaces, runsOf } from './slices.ts'

function all(count: number): number[] {
  return Array.from({ length: count }, (_, place) => place)
}

const forever = Number.POSITIVE_INFINITY

describe('how many slices are counted next', () => {
  test.each<
    [
      what: string,
      of: number,
      counted: number,
      last: [slices: number, tookMs: number],
      leftMs: number,
      next: number,
    ]
  >([
    ['the first, however little time is left', 64, 0, [0, 0], 0.1, 2],
    ['the only one', 1, 0, [0, 0], 100, 1],
    ['all where time has no end', 64, 0, [0, 0], forever, 64],
    ['none once the time is over', 64, 2, [2, 10], 0, 0],
    ['twice as many as before, though it seems a little long', 64, 2, [2, 10], 156, 4],
    ['none where it seems much too long', 64, 2, [2, 10], 154, 0],
    ['what is left', 64, 54, [36, 36], 17, 10],
    ['a part of what is left where all of it would be in time only just', 64, 54, [36, 36], 10, 6],
    ['one where time is for little more', 64, 62, [36, 360], 20, 1],
    ['not what is left where it would be late', 64, 54, [36, 36], 9, 0],
    ['none where all were counted', 64, 64, [10, 10], 1000, 0],
  ])('%s', (_, of, counted, [slices, tookMs], leftMs, next) => {
    const progress = { of, waiting: all(of).slice(counted), last: { slices, tookMs } }
    expect(nextPlaces(progress, leftMs)).toHaveLength(next)
  })

  test('step by step each is counted once, the first far from each other', () => {
    let waiting: readonly number[] = all(64)
    const steps: (readonly number[])[] = []
    for (let step = 0; step < 5; step++) {
      const places = nextPlaces({ of: 64, waiting, last: { slices: 1, tookMs: 1 } }, 1000)
      expect(places.every((place) => waiting.includes(place))).toBe(true)
      steps.push(places)
      waiting = waiting.filter((place) => !places.includes(place))
    }
    expect(steps.map(({ length }) => length)).toEqual([2, 4, 12, 36, 10])
    expect(steps[0]).toEqual([0, 32])
  })
})

test('runs hold each place once and in order, and a long one is several', () => {
  const places = fc.uniqueArray(fc.nat(80), { minLength: 1 })
  fc.assert(
    fc.property(places, fc.integer({ min: 1, max: 9 }), (some, runsMin) => {
      const runs = runsOf(some, runsMin)
      const inOrder = some.toSorted((one, other) => one - other)
      expect(runs.flatMap(({ from, to }) => all(to).slice(from))).toEqual(inOrder)
      const longest = Math.ceil(some.length / runsMin)
      expect(runs.every(({ from, to }) => to - from <= longest)).toBe(true)
    }),
  )
})

describe('edges', () => {
  test('enclose all ids where nobody tells where to divide', () => {
    expect(edgesOf([], 8)).toEqual([
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
    ])
  })

  test('leave about as many on each side, whatever the order', () => {
    expect(edgesOf(['d', 'b', 'a', 'c'], 2).slice(1, -1)).toEqual(['c'])
    expect(edgesOf(['f', 'd', 'b', 'e', 'a', 'c'], 3).slice(1, -1)).toEqual(['c', 'e'])
  })

  test('are fewer where there are fewer ids', () => {
    expect(edgesOf(['b', 'a'], 8).slice(1, -1)).toEqual(['a', 'b'])
  })
})
