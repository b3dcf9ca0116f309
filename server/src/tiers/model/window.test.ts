import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths } from '../../kernel/instants.ts'
import { dayNamed, historyOf, naiveLevel, sampleLadder } from '../sample.ts'
import { fallsOn, leavesOn, levelAt, mayChangeOn, totalAt, windowStart } from './window.ts'

const kinds = ['rolling-12-months', 'calendar-year', 'enrolment-year', 'lifetime'] as const
const rolling = { kind: 'rolling-12-months', anchor: 0 } as const
const first = dayNamed('2023-01-01')
const day = fc.integer({ min: first, max: first + 3 * 366 })

describe('windows', () => {
  it.each([
    ['2026-05-13', '2025-05-13'],
    ['2024-02-29', '2023-02-28'],
    ['2025-02-28', '2024-02-28'],
  ])('a rolling window that ends on %s starts on %s', (end, start) => {
    expect(windowStart(rolling, dayNamed(end))).toBe(dayNamed(start))
  })

  it('a day leaves exactly where the first window without it ends', () => {
    for (let each = first; each < first + 4 * 366; each += 1) {
      for (const kind of ['rolling-12-months', 'calendar-year', 'enrolment-year'] as const) {
        const window = { kind, anchor: dayNamed('2020-02-29') }
        const leaves = leavesOn(window, each)
        expect(windowStart(window, leaves)).toBeGreaterThan(each)
        expect(windowStart(window, leaves - 1)).toBeLessThanOrEqual(each)
      }
    }
  })
})

// I-20: who joined on 29 February has the anniversary on the 28th where there is no 29th.
describe('a year of membership', () => {
  it.each([
    ['2020-02-29', '2024-03-05', '2024-02-29', '2025-02-28'],
    ['2020-02-29', '2025-02-27', '2024-02-29', '2025-02-28'],
    ['2020-02-29', '2025-02-28', '2025-02-28', '2026-02-28'],
    ['2023-05-13', '2026-05-12', '2025-05-13', '2026-05-13'],
    ['2023-05-13', '2026-05-13', '2026-05-13', '2027-05-13'],
    ['2023-05-13', '2022-01-01', '2021-05-13', '2022-05-13'],
  ])('joined on %s: on %s it began on %s and ends before %s', (joined, on, start, end) => {
    const window = { kind: 'enrolment-year', anchor: dayNamed(joined) } as const
    expect(windowStart(window, dayNamed(on))).toBe(dayNamed(start))
    expect(leavesOn(window, dayNamed(on))).toBe(dayNamed(end))
  })
})

const grants = fc.array(
  fc.record(
    {
      id: fc.constant('a'),
      tier: fc.constantFrom('silver', 'gold', 'gone'),
      from: day,
      until: day,
      revoked: day,
    },
    { requiredKeys: ['id', 'tier', 'from', 'until'] },
  ),
  { maxLength: 2 },
)

describe('the tier on a day', () => {
  const scenario = fc.record({
    window: fc.constantFrom(...kinds),
    graceDays: fc.constantFrom(0, 0, 1, 30, 400),
    landing: fc.constantFrom('total', 'one-step'),
    anchor: fc.constantFrom(dayNamed('2020-02-29'), dayNamed('2022-11-30')),
    grants,
    days: fc.array(fc.record({ day, amount: fc.integer({ min: -150, max: 250 }) }), { maxLength: 12 }),
    at: day,
  })

  // L-24: a pure function of the days.
  it('is the best of the windows that end within grace, whatever the order of the days', () => {
    fc.assert(
      fc.property(scenario, fc.boolean(), ({ days, at, anchor, grants: given, ...spec }, reversed) => {
        const ladder = sampleLadder(spec)
        const memory = { anchor, grants: given }
        const told = levelAt(ladder, historyOf(reversed ? [...days].reverse() : days, memory), at)
        expect(told).toBe(naiveLevel(ladder, historyOf(days, memory), at))
      }),
      { numRuns: 150 },
    )
  })

  it('falls on the first later day with a lower one, if there is one', () => {
    const shorter = scenario.filter(({ graceDays }) => graceDays <= 30)
    fc.assert(
      fc.property(shorter, ({ days, at, anchor, grants: given, ...spec }) => {
        const ladder = sampleLadder(spec)
        const memory = { anchor, grants: given }
        const history = historyOf(days, memory)
        const known = historyOf(
          days.filter((each) => each.day <= at),
          memory,
        )
        const level = levelAt(ladder, history, at)
        const falls = fallsOn(ladder, history, at)
        let expected: number | undefined
        const last = Math.min(falls ?? at + 800, at + 800)
        for (let later = at + 1; later <= last && expected === undefined; later += 1)
          if (levelAt(ladder, known, later) < level) expected = later
        expect(falls !== undefined && falls > at + 800 ? undefined : falls).toBe(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('stays as it is until the day on which it may change, whatever lies ahead', () => {
    fc.assert(
      fc.property(scenario, ({ days, at, anchor, grants: given, ...spec }) => {
        const ladder = sampleLadder(spec)
        const history = historyOf(days, { anchor, grants: given })
        const level = levelAt(ladder, history, at)
        const next = mayChangeOn(ladder, history, at)
        if (next !== undefined) expect(next).toBeGreaterThan(at)
        for (let later = at + 1; later < Math.min(next ?? at + 900, at + 900); later += 1)
          expect(levelAt(ladder, history, later)).toBe(level)
      }),
      { numRuns: 60 },
    )
  })

  it('counts the same date a year before for the last time', () => {
    const ladder = sampleLadder({})
    const bought = dayNamed('2025-05-13')
    const days = [{ day: bought, amount: 150 }]
    const last = addMonths(bought, 12)
    expect([last, last + 1].map((at) => levelAt(ladder, historyOf(days), at))).toEqual([1, 0])
    expect(fallsOn(ladder, historyOf(days), bought)).toBe(last + 1)
    expect(totalAt(rolling, days, last)).toBe(150)
  })

  it.each([
    ['calendar-year', ['2026-01-01', '2027-01-01']],
    ['enrolment-year', ['2025-11-30', '2026-11-30']],
    ['rolling-12-months', ['2026-05-14', '2027-05-14']],
  ] as const)('falls one step at a time by %s', (window, steps) => {
    const ladder = sampleLadder({ window, landing: 'one-step' })
    const history = historyOf([{ day: dayNamed('2025-05-13'), amount: 250 }], {
      anchor: dayNamed('2022-11-30'),
    })
    const levels = steps.flatMap((each) =>
      [dayNamed(each) - 1, dayNamed(each)].map((at) => levelAt(ladder, history, at)),
    )
    expect(levels).toEqual([2, 1, 1, 0])
    expect(fallsOn(ladder, history, dayNamed('2025-05-13'))).toBe(dayNamed(steps[0]))
    expect(fallsOn(ladder, history, dayNamed(steps[0]))).toBe(dayNamed(steps[1]))
  })
})
