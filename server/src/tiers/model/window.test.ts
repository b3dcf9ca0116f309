import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths } from '../../kernel/instants.ts'
import { dayNamed, naiveLevel, sampleLadder } from '../sample.ts'
import { fallsOn, leavesOn, levelAt, totalAt, windowStart } from './window.ts'

const kinds = ['rolling-12-months', 'calendar-year', 'lifetime'] as const
const first = dayNamed('2023-01-01')
const day = fc.integer({ min: first, max: first + 3 * 366 })

describe('windows', () => {
  it.each([
    ['2026-05-13', '2025-05-13'],
    ['2024-02-29', '2023-02-28'],
    ['2025-02-28', '2024-02-28'],
  ])('a rolling window that ends on %s starts on %s', (end, start) => {
    expect(windowStart('rolling-12-months', dayNamed(end))).toBe(dayNamed(start))
  })

  it('a day leaves exactly where the first window without it ends', () => {
    for (let each = first; each < first + 4 * 366; each += 1) {
      for (const kind of ['rolling-12-months', 'calendar-year'] as const) {
        const leaves = leavesOn(kind, each)
        expect(windowStart(kind, leaves)).toBeGreaterThan(each)
        expect(windowStart(kind, leaves - 1)).toBeLessThanOrEqual(each)
      }
    }
  })
})

describe('the tier on a day', () => {
  const scenario = fc.record({
    window: fc.constantFrom(...kinds),
    graceDays: fc.constantFrom(0, 0, 1, 30, 400),
    days: fc.array(fc.record({ day, amount: fc.integer({ min: -150, max: 250 }) }), { maxLength: 12 }),
    at: day,
  })

  // L-24: a pure function of the days.
  it('is the best of the windows that end within grace, whatever the order of the days', () => {
    fc.assert(
      fc.property(scenario, fc.boolean(), ({ window, graceDays, days, at }, reversed) => {
        const ladder = sampleLadder({ window, graceDays })
        expect(levelAt(ladder, reversed ? [...days].reverse() : days, at)).toBe(naiveLevel(ladder, days, at))
      }),
      { numRuns: 300 },
    )
  })

  it('falls on the first later day with a lower one, if there is one', () => {
    const shorter = scenario.filter(({ graceDays }) => graceDays <= 30)
    fc.assert(
      fc.property(shorter, ({ window, graceDays, days, at }) => {
        const ladder = sampleLadder({ window, graceDays })
        const known = days.filter((each) => each.day <= at)
        const level = levelAt(ladder, days, at)
        let expected: number | undefined
        for (let later = at + 1; later < at + 430 && expected === undefined; later += 1)
          if (naiveLevel(ladder, known, later) < level) expected = later
        expect(fallsOn(ladder, days, at)).toBe(expected)
      }),
      { numRuns: 30 },
    )
  })

  it('counts the same date a year before for the last time', () => {
    const ladder = sampleLadder({})
    const bought = dayNamed('2025-05-13')
    const days = [{ day: bought, amount: 150 }]
    const last = addMonths(bought, 12)
    expect([last, last + 1].map((at) => levelAt(ladder, days, at))).toEqual([1, 0])
    expect(fallsOn(ladder, days, bought)).toBe(last + 1)
    expect(totalAt('rolling-12-months', days, last)).toBe(150)
  })
})
