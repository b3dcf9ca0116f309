import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StampTerms } from '../../activity/index.ts'
import { addMonths } from '../../kernel/instants.ts'
import { sampleRelease } from '../sample.ts'
import { cardsOf } from './card.ts'
import { fill, openOn, type StampRow } from './fill.ts'

function termsOf(spec: Readonly<Record<string, unknown>>): StampTerms {
  const [card] = cardsOf(sampleRelease({ card: spec }))
  if (card === undefined) throw new Error('No card')
  return card.terms
}

/** The definition in its plainest words: one stamp at a time. */
function naive(rows: readonly StampRow[]): { completed: number; left: number } {
  let completed = 0
  let stamps: { terms: StampTerms; last: number }[] = []
  let givenOn = new Map<number, number>()
  for (const { day, terms, amount } of rows) {
    stamps = stamps.filter((each) => each.last >= day)
    for (let each = 0; each < amount; each += 1) {
      const given = givenOn.get(day) ?? 0
      if (given >= (terms.perDay ?? Number.POSITIVE_INFINITY) || (completed > 0 && !terms.restarts)) continue
      givenOn = new Map([...givenOn, [day, given + 1]])
      const { months, days = 0 } = terms.expires ?? {}
      const last = months === undefined ? day + days : addMonths(day, months)
      stamps.push({ terms, last: terms.expires === undefined ? Number.POSITIVE_INFINITY : last })
      // Several cards at once, where an oldest stamp of a larger card has ended.
      for (let full = stamps[0]; full && stamps.length >= full.terms.size; full = stamps[0]) {
        completed += 1
        stamps = stamps.slice(full.terms.size).filter((left) => left.terms.restarts)
      }
    }
  }
  return { completed, left: stamps.length }
}

const specs = fc.record(
  {
    size: fc.integer({ min: 1, max: 6 }),
    restarts: fc.boolean(),
    perDay: fc.integer({ min: 1, max: 4 }),
    expires: fc.oneof(
      fc.record({ days: fc.integer({ min: 1, max: 40 }) }),
      fc.record({ months: fc.integer({ min: 1, max: 2 }) }),
    ),
  },
  { requiredKeys: ['size'] },
)
const first = 20_000
const stamps = fc.array(
  fc.record({
    day: fc.integer({ min: first, max: first + 90 }),
    amount: fc.integer({ min: 1, max: 9 }),
    edition: fc.nat(1),
  }),
  { maxLength: 14 },
)

/** Stamps as rows are kept: by day, then by release, each once. */
function rowsOf(
  given: readonly { day: number; amount: number; edition: number }[],
  editions: readonly StampTerms[],
): StampRow[] {
  const rows = new Map<string, StampRow>()
  for (const { day, amount, edition } of given) {
    const place = `${day}/${edition}`
    const terms = editions[edition] ?? (editions[0] as StampTerms)
    rows.set(place, { day, release: edition, terms, amount: (rows.get(place)?.amount ?? 0) + amount })
  }
  return [...rows.values()].sort((a, b) => a.day - b.day || a.release - b.release)
}

describe('filling cards', () => {
  it('agrees with one stamp after another, also where the terms changed', () => {
    fc.assert(
      fc.property(specs, specs, stamps, (before, after, given) => {
        const rows = rowsOf(given, [termsOf(before), termsOf(after)])
        const filled = fill(rows)
        const last = rows.at(-1)?.day ?? first
        expect({ completed: filled.completed, left: openOn(filled, last).stamps }).toEqual(naive(rows))
        expect(filled.rounds.reduce((sum, round) => sum + round.times, 0)).toBe(filled.completed)
      }),
      { numRuns: 500 },
    )
  })

  it('never fills fewer cards with more stamps, nor more with fewer', () => {
    fc.assert(
      fc.property(specs, stamps, fc.nat(), (spec, given, which) => {
        const terms = termsOf(spec)
        const all = given.map((each) => ({ ...each, edition: 0 }))
        const fewer = all.filter((_, index) => all.length === 0 || index !== which % all.length)
        const [most, least] = [fill(rowsOf(all, [terms])), fill(rowsOf(fewer, [terms]))]
        expect(most.completed).toBeGreaterThanOrEqual(least.completed)
      }),
      { numRuns: 500 },
    )
  })

  it('is the same whether a publication lies between or not', () => {
    fc.assert(
      fc.property(specs, stamps, (spec, given) => {
        const terms = termsOf(spec)
        const once = fill(
          rowsOf(
            given.map((each) => ({ ...each, edition: 0 })),
            [terms],
          ),
        )
        const twice = fill(rowsOf(given, [terms, terms]))
        expect(twice.completed).toBe(once.completed)
        expect(openOn(twice, first + 100)).toEqual(openOn(once, first + 100))
      }),
    )
  })
})
