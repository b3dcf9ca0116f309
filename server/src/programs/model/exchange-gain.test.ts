import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { gainfulRound } from './exchange-gain.ts'

type Rates = readonly (readonly [from: string, give: number, to: string, get: number])[]

function programme(rates: Rates) {
  const currencies = new Map<string, { spec: { exchange: { to: string; give: number; get: number }[] } }>()
  for (const [from, give, to, get] of rates) {
    for (const key of [from, to]) if (!currencies.has(key)) currencies.set(key, { spec: { exchange: [] } })
    currencies.get(from)?.spec.exchange.push({ to, give, get })
  }
  return currencies
}

describe('F-30 a round of exchanges that gains', () => {
  test.each<[why: string, rates: Rates, round: string | undefined]>([
    ['nothing is exchanged', [], undefined],
    ['one way only', [['a', 1, 'b', 9]], undefined],
    [
      'to and fro at one rate',
      [
        ['a', 3, 'b', 7],
        ['b', 7, 'a', 3],
      ],
      undefined,
    ],
    [
      'to and fro with a loss',
      [
        ['a', 100, 'b', 50],
        ['b', 50, 'a', 99],
      ],
      undefined,
    ],
    [
      'to and fro with a gain',
      [
        ['a', 100, 'b', 50],
        ['b', 50, 'a', 101],
      ],
      'a b a',
    ],
    [
      'over a third',
      [
        ['a', 3, 'b', 1],
        ['b', 1, 'c', 2],
        ['c', 2, 'a', 4],
      ],
      'a b c a',
    ],
    [
      'over a third without gain',
      [
        ['a', 3, 'b', 1],
        ['b', 1, 'c', 2],
        ['c', 2, 'a', 3],
      ],
      undefined,
    ],
  ])('%s', (_why, rates, round) => {
    expect(gainfulRound(programme(rates), 'a')?.join(' ')).toBe(round)
  })

  test('F-30 property: where no round gains, no walk of exchanges ever gains', () => {
    const key = fc.constantFrom('a', 'b', 'c', 'd')
    const rate = fc.tuple(key, fc.integer({ min: 1, max: 12 }), key, fc.integer({ min: 1, max: 12 }))
    fc.assert(
      fc.property(fc.array(rate, { maxLength: 8 }), fc.array(fc.nat(7), { maxLength: 40 }), (rates, walk) => {
        const offers = rates.filter(([from, , to]) => from !== to)
        const currencies = programme(offers)
        const isSafe = [...currencies.keys()].every((each) => gainfulRound(currencies, each) === undefined)
        let [at, get, give] = ['a', 1n, 1n]
        for (const step of walk) {
          const open = offers.filter(([from]) => from === at)
          const offer = open[step % Math.max(1, open.length)]
          if (offer === undefined) break
          at = offer[2]
          give *= BigInt(offer[1])
          get *= BigInt(offer[3])
          if (isSafe && at === 'a') expect(get <= give).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })
})
