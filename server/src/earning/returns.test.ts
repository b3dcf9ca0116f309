import type { Order } from '@perennial/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderLeft } from '../activity/index.ts'
import { orders, programs } from './random-programs.ts'
import { openShop, orderOf, type Placed, type SampleProgram, type Shop, standingPoints } from './sample.ts'

const perMoney = { kind: 'per-money', points: 7, perMinor: 30 }

function left(quantities: readonly (string | number)[], shippingMinor = 0): OrderLeft {
  return { quantities: quantities.map(String), shippingMinor }
}

describe('a return', () => {
  const rules = {
    money: { award: perMoney, cap: { points: 40, per: 'month' } },
    bonus: { award: { kind: 'fixed', points: 100 }, when: 'order.net >= 2.0' },
    twice: { award: { kind: 'multiplier', factor: '2' }, budget: { points: 1000 } },
  }

  it('takes back what the order no longer earns, from what the order earned', () => {
    const shop = openShop({ rules, points: { debt: 'unlimited', pending: { kind: 'delay', days: 3 } } })
    const placed = shop.place(
      orderOf([
        ['a', '1', '1'],
        ['b', '1', '1'],
      ]),
    )
    expect(standingPoints(placed)).toEqual({ money: 40, bonus: 100, twice: 140 })
    const again = shop.giveBack(placed, left([1, 0]))
    expect(standingPoints(placed)).toEqual({ money: 23, twice: 23 })
    expect(again.effects.find((effect) => effect.kind === 'post' && effect.posting.rule === 'money')).toEqual(
      {
        kind: 'post',
        posting: {
          currency: 3,
          amount: -17,
          activityId: 'return',
          takenFrom: placed.activity.id,
          rule: 'money',
          reason: 'clawback',
          release: 7,
          effectiveAt: placed.activity.occurredAt + 864e5,
          availableAt: null,
          expiresAt: null,
          debt: 'unlimited',
        },
      },
    )
    expect(again.told[1]).toEqual({
      kind: 'points',
      currency: 'points',
      amount: -17,
      rule: 'money',
      reason: 'clawback',
    })
  })

  it('frees room for later orders of the period of the order, and for no earlier one', () => {
    const shop = openShop({ rules })
    const first = shop.place(
      orderOf([
        ['a', '1', '1'],
        ['b', '1', '1'],
      ]),
    )
    const second = shop.place(orderOf([['a', '1', '1']]))
    expect(standingPoints(second)).toEqual({})
    shop.giveBack(first, left([0, 0]))
    expect(standingPoints(first)).toEqual({})
    expect(standingPoints(second)).toEqual({})
    expect([...shop.counters.values()]).toEqual([0, 0])
    expect(standingPoints(shop.place(orderOf([['a', '1', '1']])))).toEqual({ money: 23, twice: 23 })
  })

  it('gives back what applies again, as a lot of the order', () => {
    const shop = openShop({
      points: { expiry: { kind: 'rolling', months: 1 } },
      rules: { odd: { award: { kind: 'fixed', points: 9 }, when: 'order.itemCount != 2' } },
    })
    const placed = shop.place(orderOf([['a', '3', '1']]))
    shop.giveBack(placed, left([2]))
    expect(standingPoints(placed)).toEqual({})
    const restored = shop.giveBack(placed, left([1]))
    expect(standingPoints(placed)).toEqual({ odd: 9 })
    const [effect] = restored.effects
    const expiresAt = Date.parse('2026-06-13T23:00:00Z')
    expect(effect).toMatchObject({ posting: { reason: 'restore', amount: 9, expiresAt } })
    expect(effect).not.toHaveProperty('posting.takenFrom')
  })

  it('keeps the choice of a group: what lost then gives nothing now', () => {
    const group = { group: 'g', mode: 'best' }
    const shop = openShop({
      rules: {
        a: { award: { kind: 'fixed', points: 50 }, when: 'order.net >= 10.0', stacking: group },
        b: { award: { kind: 'fixed', points: 20 }, stacking: group },
      },
    })
    const placed = shop.place(orderOf([['a', '2', '5']]))
    shop.giveBack(placed, left([1]))
    expect(standingPoints(placed)).toEqual({})
  })

  it('says in words what stands', () => {
    const shop = openShop({ rules })
    const placed = shop.place(
      orderOf([
        ['a', '1', '1'],
        ['b', '1', '1'],
      ]),
    )
    const { verdicts } = shop.giveBack(placed, left([1, 0]), true)
    expect(verdicts.map((verdict) => verdict.because[0])).toEqual([
      'For what is left of the order, 0 of the 100 points first granted stand.',
      'For what is left of the order, 23 of the 40 points first granted stand.',
      'For what is left of the order, 23 of the 140 points first granted stand.',
    ])
  })
})

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, index) =>
    permutations(items.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  )
}

// L-12
describe('three lines returned in every order', () => {
  const program: SampleProgram = {
    rules: {
      money: { award: perMoney, rounding: 'half-up' },
      bonus: { award: { kind: 'fixed', points: 25 }, when: 'order.net >= 3.0' },
      item: { award: { kind: 'per-item', points: 2 }, products: { include: ['a', 'c'] } },
      twice: { award: { kind: 'multiplier', factor: '1.5' } },
    },
  }
  const order = orderOf(
    [
      ['a', '1', '1.11'],
      ['b', '1', '2.22'],
      ['c', '1', '3.33'],
    ],
    { discountMinor: 55 },
  )

  it.each(permutations([0, 1, 2]).map((way) => [way.join(''), way] as const))('%s', (_name, way) => {
    const shop = openShop(program)
    const placed = shop.place(order)
    const quantities = [1, 1, 1]
    for (const index of way) {
      quantities[index] = 0
      shop.giveBack(placed, left(quantities))
      const direct = openShop(program)
      const other = direct.place(order)
      direct.giveBack(other, left(quantities))
      expect(standingPoints(placed)).toEqual(standingPoints(other))
    }
    expect(standingPoints(placed)).toEqual({})
  })
})

/** Every single item of the order, in a random order, cut into parcels: one way of returning all of it. */
function waysBack(order: Order): fc.Arbitrary<readonly number[][]> {
  const items = order.lines.flatMap((line, index) =>
    Array.from({ length: Number(line.quantity) }, () => index),
  )
  return fc
    .tuple(
      fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length }),
      fc.array(fc.boolean(), { minLength: items.length, maxLength: items.length }),
    )
    .map(([shuffled, cuts]) => {
      const parcels: number[][] = [[]]
      for (const [index, item] of shuffled.entries()) {
        parcels.at(-1)?.push(item)
        if (cuts[index] === true) parcels.push([])
      }
      return parcels.filter((parcel) => parcel.length > 0)
    })
}

const facts = { member: { tier: 'gold', tiers: { spend: 'gold' } } }

function returnedBy(order: Order, parcels: readonly (readonly number[])[]): OrderLeft {
  const quantities = order.lines.map((line) => Number(line.quantity))
  for (const index of parcels.flat()) quantities[index] = (quantities[index] ?? 0) - 1
  return left(quantities, order.shippingMinor)
}

/** What the rules give for what is left, to somebody with the same facts and no other order, without any limit. */
function freely(program: SampleProgram, placed: Placed): Record<string, number> {
  const rules = Object.fromEntries(
    Object.entries(program.rules).map(
      ([key, { cap: _cap, caps: _caps, budget: _budget, stacking: _stacking, ...rest }]) => [key, rest],
    ),
  )
  const { order } = placed
  const lines = order.lines.map((line, index) => ({
    ...line,
    quantity: placed.left.quantities[index] ?? '0',
  }))
  const same = placed.activity
  const shop = openShop({ rules })
  const again = shop.place(order, { facts, occurredAt: same.occurredAt })
  shop.giveBack(again, {
    quantities: lines.map((line) => line.quantity),
    shippingMinor: placed.left.shippingMinor,
  })
  return standingPoints(again)
}

function counts(shop: Shop): [string, number][] {
  return [...shop.counters].filter(([, amount]) => amount !== 0).sort()
}

describe('any sequence of returns', () => {
  const scenario = fc.tuple(programs, orders, orders).chain(([program, earlier, order]) =>
    fc.record({
      program: fc.constant(program),
      earlier: fc.constant(earlier),
      order: fc.constant(order),
      one: waysBack(order),
      other: waysBack(order),
      until: fc.integer({ min: 0, max: 16 }),
    }),
  )

  // INV-8: the way does not matter, only what is left; INV-7: never more than the rules give for what is left.
  it('ends where what is left of the order says, whatever the way, and at nothing when nothing is left', () => {
    fc.assert(
      fc.property(scenario, ({ program, earlier, order, one, other, until }) => {
        const walk = (parcels: readonly (readonly number[])[]) => {
          const shop = openShop(program)
          shop.place(earlier, { facts })
          const before = counts(shop)
          const placed = shop.place(order, { facts })
          const granted = standingPoints(placed)
          for (let count = 1; count <= parcels.length; count += 1) {
            shop.giveBack(placed, returnedBy(order, parcels.slice(0, count)))
            const stands = standingPoints(placed)
            for (const [rule, points] of Object.entries(stands)) {
              expect(points).toBeGreaterThan(0)
              expect(points).toBeLessThanOrEqual(granted[rule] ?? 0)
            }
          }
          return { shop, placed, before }
        }
        const partly = one.slice(0, until)
        const items = partly.flat()
        const first = walk(partly)
        const second = walk(items.length === 0 ? [] : [[...items].reverse()])
        expect(standingPoints(first.placed)).toEqual(standingPoints(second.placed))
        expect(counts(first.shop)).toEqual(counts(second.shop))
        const bound = freely(program, first.placed)
        for (const [rule, points] of Object.entries(standingPoints(first.placed))) {
          expect(points).toBeLessThanOrEqual(bound[rule] ?? 0)
        }
        for (const way of [one, other]) {
          const { shop, placed, before } = walk(way)
          expect(standingPoints(placed)).toEqual({})
          expect(counts(shop)).toEqual(before)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('never touches another order, and conserves what counters hold', () => {
    fc.assert(
      fc.property(scenario, ({ program, earlier, order, one, other }) => {
        const shop = openShop(program)
        const placed = shop.place(order, { facts })
        const bystander = shop.place(earlier, { facts })
        const stands = standingPoints(bystander)
        for (let count = 1; count <= Math.min(2, one.length); count += 1)
          shop.giveBack(placed, returnedBy(order, one.slice(0, count)))
        const third = shop.place(order, { facts })
        shop.giveBack(third, returnedBy(order, other.slice(0, 1)))
        expect(standingPoints(bystander)).toEqual(stands)
        const all = [placed, bystander, third]
        for (const [key, spec] of Object.entries(program.rules)) {
          const given = all.map((each) => each.posted.get(key) ?? 0)
          const points = given.reduce((sum, each) => sum + each, 0)
          const times = given.filter((each) => each > 0).length
          for (const [place, amount] of shop.counters) {
            const [, name = ''] = place.split(' ')
            if (name.split(':')[1] !== key) continue
            expect([place, amount]).toEqual([place, /^(times|uses):/.test(name) ? times : points])
          }
          const cap = (spec as { cap?: { points: number; per: string } }).cap
          if (cap !== undefined && cap.per !== 'order' && (spec as { when?: string }).when === undefined)
            expect(points).toBeLessThanOrEqual(cap.points)
        }
      }),
      { numRuns: 300 },
    )
  })
})
