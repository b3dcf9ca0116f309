import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNamed, historyOf, sampleLadder } from '../sample.ts'
import { countOn, daysNeeded, type Tally, tallyFallsOn, tallyLevel, tallyTotal, withMemory } from './tally.ts'
import { type DayAmount, fallsOn, levelAt, totalAt, type Window, windowOf } from './window.ts'

const first = dayNamed('2023-06-01')
const day = fc.integer({ min: first, max: first + 3 * 365 })
const amount = fc.integer({ min: -120, max: 200 })
const ladders = fc.record({
  window: fc.constantFrom('rolling-12-months', 'calendar-year', 'enrolment-year', 'lifetime'),
  graceDays: fc.constantFrom(0, 0, 0, 7, 200),
  landing: fc.constantFrom('total', 'total', 'one-step'),
})
/** Joined on a 29 February. */
const memory = { anchor: dayNamed('2020-02-29') }

function windowAt(ladder: ReturnType<typeof sampleLadder>): Window {
  return windowOf(ladder, memory.anchor)
}

function added(ladder: ReturnType<typeof sampleLadder>, tally: Tally | undefined, count: DayAmount): Tally {
  return { ...countOn(windowAt(ladder), tally, count), memory }
}

function fold(ladder: ReturnType<typeof sampleLadder>, counts: readonly DayAmount[], from?: Tally) {
  return counts.reduce<Tally | undefined>((tally, count) => added(ladder, tally, count), from)
}

/** What loading gives: the running total, and of the stored days only those that were asked for. */
function loaded(
  ladder: ReturnType<typeof sampleLadder>,
  stored: readonly DayAmount[],
  span: { from: number; to: number },
): Tally | undefined {
  const whole = fold(ladder, stored)
  if (whole === undefined) return undefined
  const known = daysNeeded(ladder, whole, span) ?? { from: 0, until: -1 }
  const days = whole.days.filter((each) => each.day >= known.from && each.day <= known.until)
  return { ...whole, days, known, openAfter: whole.day }
}

describe('the fold', () => {
  // L-24: folding in any order, late days and negative amounts included, is the same as counting all days at once.
  it('agrees with the definition after every count', () => {
    fc.assert(
      fc.property(
        ladders,
        fc.array(fc.record({ day, amount }), { maxLength: 25 }),
        day,
        (spec, counts, at) => {
          const ladder = sampleLadder(spec)
          let tally: Tally | undefined
          for (const [index, count] of counts.entries()) {
            tally = added(ladder, tally, count)
            const so = counts.slice(0, index + 1)
            expect(tally.day).toBe(Math.max(...so.map((each) => each.day)))
            expect(tally.total).toBe(totalAt(windowAt(ladder), so, tally.day))
            expect(tallyTotal(windowAt(ladder), tally, at)).toBe(totalAt(windowAt(ladder), so, at))
            expect(tallyLevel(ladder, tally, at)).toBe(levelAt(ladder, historyOf(so, memory), at))
            expect(tallyFallsOn(ladder, tally, at)).toBe(fallsOn(ladder, historyOf(so, memory), at))
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('agrees with it as well where only the needed days were loaded', () => {
    const scenario = fc.record({
      spec: ladders,
      stored: fc.array(fc.record({ day, amount }), { maxLength: 15 }),
      // Sometimes a batch of one moment, sometimes of years.
      batch: fc.array(fc.record({ day, amount }), { minLength: 1, maxLength: 6 }),
      narrow: fc.option(fc.integer({ min: 0, max: 20 }), { nil: undefined }),
      old: fc.array(fc.record({ day, amount }), { maxLength: 2 }),
    })
    fc.assert(
      fc.property(scenario, ({ spec, stored, batch, narrow, old }) => {
        const ladder = sampleLadder(spec)
        const last = Math.max(first, ...stored.map((each) => each.day))
        const counts =
          narrow === undefined
            ? batch
            : batch.map((each) => ({ ...each, day: last + ((each.day + narrow) % (narrow + 1)) }))
        const days = counts.map((each) => each.day)
        const span = { from: Math.min(...days), to: Math.max(...days) }
        let tally = loaded(ladder, stored, span)
        const all = [...stored]
        for (const count of counts) {
          expect(tallyLevel(ladder, tally, count.day)).toBe(
            levelAt(ladder, historyOf(all, memory), count.day),
          )
          tally = added(ladder, tally, count)
          all.push(count)
          expect(tallyLevel(ladder, tally, count.day)).toBe(
            levelAt(ladder, historyOf(all, memory), count.day),
          )
        }
        // Returns count on the days of old orders, which were not among the days of the batch.
        for (const count of old.filter((each) => each.day <= (tally?.day ?? 0))) {
          tally = added(ladder, tally, count)
          all.push(count)
        }
        expect(tally?.total).toBe(totalAt(windowAt(ladder), all, tally?.day ?? 0))
      }),
      { numRuns: 500 },
    )
  })
})

describe('what must be loaded', () => {
  const stored = { day: dayNamed('2026-05-13'), memory }
  const on = (from: string, to = from) => ({ from: dayNamed(from), to: dayNamed(to) })

  it.each([
    ['nothing for an order of the same day', {}, on('2026-05-13'), undefined],
    ['the days that fall out of a window that moved', {}, on('2026-05-15'), ['2025-05-13', '2025-05-14']],
    ['nothing once the whole window has passed', {}, on('2027-06-01'), undefined],
    ['the window of a late order', {}, on('2026-05-01', '2026-05-13'), ['2025-05-01', '2026-05-13']],
    ['nothing for a later day of the year', { window: 'calendar-year' }, on('2026-11-01'), undefined],
    ['nothing for a new year', { window: 'calendar-year' }, on('2027-01-01'), undefined],
    ['nothing for a whole life', { window: 'lifetime' }, on('2031-01-01'), undefined],
    ['nothing within a year of membership', { window: 'enrolment-year' }, on('2026-11-01'), undefined],
    [
      'years back where a tier is lost in steps',
      { window: 'calendar-year', landing: 'one-step' },
      on('2026-05-13'),
      ['2023-01-01', '2026-05-13'],
    ],
    ['all that grace looks at', { graceDays: 10 }, on('2026-05-13'), ['2025-05-03', '2026-05-13']],
  ] as const)('%s', (_name, spec, span, expected) => {
    const needed = daysNeeded(sampleLadder(spec), stored, span)
    const named = expected && { from: dayNamed(expected[0]), until: dayNamed(expected[1]) }
    expect(needed).toEqual(named)
  })

  it('counts over other years once it is known when the owner joined', () => {
    const ladder = sampleLadder({ window: 'enrolment-year' })
    fc.assert(
      fc.property(
        fc.array(fc.record({ day, amount }), { minLength: 1, maxLength: 25 }),
        day,
        (counts, anchor) => {
          const unknown = counts.reduce<Tally | undefined>(
            (tally, count) => countOn(windowOf(ladder, undefined), tally, count),
            undefined,
          ) as Tally
          const known = withMemory(unknown, { anchor })
          expect(known.total).toBe(totalAt(windowOf(ladder, anchor), unknown.days, unknown.day))
          expect(withMemory(known, known.memory)).toBe(known)
        },
      ),
    )
  })
})
