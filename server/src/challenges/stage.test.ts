import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../kernel/instants.ts'
import { type Bought, buildSample, coffees, openGuest, sampleRelease } from './sample.ts'

const day = dayOf(Date.parse('2026-03-02T12:00:00Z'), 'Europe/London')

describe('a coffee card', () => {
  const release = sampleRelease({ card: { categories: { include: ['coffee'] } } })

  it('gives a coffee for ten, tells the round, and begins anew', () => {
    const guest = openGuest()
    guest.buy(release, day, coffees(['latte', 9]))
    expect(guest.card(release, day)).toEqual({
      card: 'card',
      name: 'Coffee card',
      stamps: 9,
      size: 10,
      completed: 0,
      expiresAt: null,
    })
    const { decided } = guest.buy(release, day + 1, coffees(['latte', 2]))
    expect(decided.told).toEqual([
      { kind: 'card', card: 'card', stamps: 2, rounds: 1 },
      { kind: 'points', currency: 'coffees', amount: 1, rule: 'card:card' },
    ])
    expect(decided.effects.at(-1)).toEqual({
      kind: 'emit',
      type: 'card.completed',
      key: 'card.completed/card/1',
      data: { card: 'card', round: 1 },
    })
    expect(guest.card(release, day + 1)).toMatchObject({ stamps: 1, completed: 1 })
  })

  it('takes a stamp back with its coffee, and the reward with the stamp that the card needed', () => {
    const guest = openGuest()
    const bought = guest.buy(release, day, coffees(['latte', 11]))
    expect(guest.giveBack(bought, [10], day + 1).told).toEqual([
      { kind: 'card', card: 'card', stamps: -1, reason: 'clawback' },
    ])
    const again = guest.giveBack(bought, [9], day + 2)
    expect(again.told).toEqual([
      { kind: 'card', card: 'card', stamps: -1, rounds: -1, reason: 'clawback' },
      { kind: 'points', currency: 'coffees', amount: -1, rule: 'card:card', reason: 'clawback' },
    ])
    expect(again.effects[1]).toMatchObject({
      posting: { amount: -1, takenFrom: bought.activity.id, activityId: 'return', debt: 'unlimited' },
    })
    expect(guest.card(release, day + 2)).toMatchObject({ stamps: 9, completed: 0 })
  })

  it('gives the reward again for a round that is filled again, but tells the round only once', () => {
    const guest = openGuest()
    const bought = guest.buy(release, day, coffees(['latte', 10]))
    guest.giveBack(bought, [9], day)
    guest.buy(release, day, coffees(['latte', 1]))
    expect(guest.rewards()).toBe(1)
    expect(guest.rounds()).toEqual([1])
  })

  it('says in words what was stamped', () => {
    const guest = openGuest()
    const { decided } = guest.buy(release, day, { explained: coffees(['latte', 2]) })
    expect(decided.verdicts).toEqual([
      {
        rule: 'card:card',
        name: 'Coffee card',
        applied: true,
        desired: 0,
        granted: 0,
        because: ['2 stamps of 10.'],
        reasons: [{ code: 'card-stamped', params: { stamps: 2, size: 10 } }],
        calculation: '2 items x 1 = 2',
      },
    ])
    const tea = coffees(['tea', 1])
    const other = { ...tea, lines: tea.lines.map((line) => ({ ...line, category: 'tea' })) }
    expect(guest.buy(release, day, { explained: other }).decided.verdicts[0]?.because).toEqual([
      'No line of the order is stamped: tea is in the category "tea".',
    ])
  })
})

describe('the terms of a card', () => {
  it.each([
    ['stamps an order once', { stamps: { kind: 'per-order', count: 2 } }, [[0, 5]], 2, 0],
    [
      'counts a day only so far',
      { perDay: 3 },
      [
        [0, 5],
        [1, 1],
      ],
      4,
      0,
    ],
    ['fills several at once', { size: 2 }, [[0, 5]], 1, 2],
    [
      'fills one only, where it does not restart',
      { size: 2, restarts: false },
      [
        [0, 5],
        [1, 5],
      ],
      2,
      1,
    ],
    [
      'forgets stamps that ended',
      { expires: { days: 10 } },
      [
        [0, 5],
        [11, 1],
      ],
      1,
      0,
    ],
    [
      'keeps them on their last day',
      { expires: { days: 10 } },
      [
        [0, 5],
        [10, 1],
      ],
      6,
      0,
    ],
    [
      'is filled by what has not ended',
      { size: 3, expires: { days: 10 } },
      [
        [0, 1],
        [9, 1],
        [12, 1],
        [13, 1],
      ],
      0,
      1,
    ],
  ] as const)('%s', (_name, spec, orders, stamps, completed) => {
    const release = sampleRelease({ card: spec })
    const guest = openGuest()
    for (const [after, items] of orders) guest.buy(release, day + after, coffees(['latte', items]))
    const last = orders.at(-1)?.[0] ?? 0
    expect(guest.card(release, day + last)).toMatchObject({ stamps, completed })
    expect(guest.rewards()).toBe(completed)
  })

  it('hold for a card as it was begun, and for the next one as they are then', () => {
    const before = sampleRelease({ card: { size: 10 } }, 1)
    const after = sampleRelease({ card: { size: 4, reward: { currency: 'coffees', amount: 3 } } }, 2)
    const guest = openGuest()
    guest.buy(before, day, coffees(['latte', 6]))
    guest.buy(after, day + 1, coffees(['latte', 3]))
    expect(guest.card(after, day + 1)).toMatchObject({ stamps: 9, size: 10, completed: 0 })
    guest.buy(after, day + 2, coffees(['latte', 1]))
    expect(guest.rewards()).toBe(1)
    guest.buy(after, day + 3, coffees(['latte', 4]))
    expect(guest.rewards()).toBe(4)
  })

  it('tells when the first stamp ends', () => {
    const release = sampleRelease({ card: { expires: { months: 1 } } })
    const guest = openGuest()
    guest.buy(release, day, coffees(['latte', 1]))
    expect(guest.card(release, day)).toMatchObject({ expiresAt: '2026-04-02T23:00:00.000Z' })
    expect(guest.card(release, day + 40)).toMatchObject({ stamps: 0, expiresAt: null })
  })

  it('do not hang on the programme having a card at all: an order of then is still taken back', () => {
    const none = buildSample({})
    const release = sampleRelease({ card: { size: 2 } })
    const guest = openGuest()
    const bought = guest.buy(release, day, coffees(['latte', 2]))
    expect(none.ok && guest.card(none.release, day)).toBeUndefined()
    guest.giveBack(bought, [0], day + 1)
    expect(guest.rewards()).toBe(0)
  })
})

const specs = fc.record(
  {
    size: fc.integer({ min: 1, max: 5 }),
    restarts: fc.boolean(),
    perDay: fc.integer({ min: 1, max: 4 }),
    expires: fc.record({ days: fc.integer({ min: 1, max: 30 }) }),
    stamps: fc.record({
      kind: fc.constantFrom('per-item', 'per-order', 'per-activity'),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    products: fc.constantFrom({ include: ['a'] }, { exclude: ['b'] }),
  },
  { requiredKeys: ['size'] },
)
const orders = fc.array(
  fc.record({
    after: fc.nat(40),
    quantities: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  }),
  { minLength: 1, maxLength: 6 },
)

describe('returns of any orders, in any order and between others', () => {
  const skus = ['a', 'b', 'c']
  const orderOf = (quantities: readonly number[]) =>
    coffees(...quantities.map((quantity, index) => [skus[index] ?? 'c', quantity] as const))

  it('end where an order of only what is left would have, and at nothing when nothing is left', () => {
    const scenario = fc.record({
      spec: specs,
      orders,
      returns: fc.array(fc.record({ order: fc.nat(5), line: fc.nat(2), after: fc.nat(60) }), {
        maxLength: 12,
      }),
    })
    fc.assert(
      fc.property(scenario, ({ spec, orders: placed, returns }) => {
        const release = sampleRelease({ card: spec })
        const guest = openGuest()
        const left = placed.map((each) => [...each.quantities])
        const bought: Bought[] = []
        for (const { after, quantities } of placed)
          bought.push(guest.buy(release, day + after, orderOf(quantities)))
        const giveBack = (which: number, after: number) =>
          guest.giveBack(bought[which] as Bought, left[which] ?? [], day + after)
        for (const { order, line, after } of returns) {
          const which = order % placed.length
          const own = left[which] ?? []
          const at = line % own.length
          own[at] = Math.max(0, (own[at] ?? 0) - 1)
          giveBack(which, after)
        }
        const direct = openGuest()
        for (const [index, { after }] of placed.entries()) {
          const own = left[index] ?? []
          if (own.some((each) => each > 0)) direct.buy(release, day + after, orderOf(own))
        }
        const last = day + 100
        expect(guest.rewards()).toBe(direct.rewards())
        expect(guest.card(release, last)).toEqual(direct.card(release, last))
        expect(new Set(guest.rounds()).size).toBe(guest.rounds().length)
        for (const [index, own] of left.entries()) {
          own.fill(0)
          giveBack(index, 70)
        }
        expect(guest.rewards()).toBe(0)
        expect(guest.card(release, day)).toMatchObject({ stamps: 0, completed: 0 })
      }),
    )
  })
})
