import { describe, expect, it } from 'vitest'
import { openShop, orderOf, sampleRelease, standingPoints } from './sample.ts'
import { earningStage } from './stage.ts'

const perMoney = { kind: 'per-money', points: 10, perMinor: 100 }
const one = { perMinor: 100, points: 1, kind: 'per-money' }

describe('what an order earns', () => {
  it.each([
    [
      'nothing of a negative line',
      [
        ['a', '1', '5'],
        ['bad', '1', '-3'],
      ],
      {},
      { r: 5 },
    ],
    ['nothing of an order that is given away', [['a', '1', '5']], { discountMinor: 500 }, {}],
    [
      'the lines that are paid, after the discount',
      [
        ['a', '1', '5'],
        ['b', '1', '5'],
      ],
      { discountMinor: 250 },
      { r: 7 },
    ],
    ['nothing of shipping unless it says so', [['a', '1', '5']], { shippingMinor: 900 }, { r: 5 }],
  ] as const)('%s', (_name, lines, more, expected) => {
    const shop = openShop({ rules: { r: { award: one } } })
    expect(standingPoints(shop.place(orderOf(lines, more)))).toEqual(expected)
  })

  it.each([
    [true, true, 12],
    [true, false, 10],
    [false, true, 14],
    [false, false, 12],
  ])('takes tax in or out (included %s, wanted %s): %i', (taxIncluded, tax, points) => {
    const shop = openShop({ rules: { r: { award: one, tax } } })
    const order = orderOf([['a', '1', '12']], { taxIncluded, line: { taxMinor: 200 } })
    expect(standingPoints(shop.place(order))).toEqual({ r: points })
  })

  it('counts shipping where the rule says so', () => {
    const shop = openShop({ rules: { r: { award: one, shipping: true } } })
    expect(standingPoints(shop.place(orderOf([['a', '1', '5']], { shippingMinor: 300 })))).toEqual({ r: 8 })
  })

  it('posts each award kind', () => {
    const shop = openShop({
      points: {
        expiry: { kind: 'rolling', months: 12 },
        pending: { kind: 'delay', days: 14 },
        debt: 'within-balance',
      },
      rules: {
        money: { award: perMoney, priority: 9 },
        item: { award: { kind: 'per-item', points: 3 } },
        order: { award: { kind: 'per-order', points: 50 }, products: { include: ['b'] } },
        fixed: { award: { kind: 'fixed', points: 7 } },
        expression: {
          award: {
            kind: 'expression',
            expression: 'order.itemCount * 2 + items.filter(i, i.sku == "b").size()',
          },
        },
        twice: { award: { kind: 'multiplier', factor: '2.5', of: ['money'] } },
      },
    })
    const placed = shop.place(
      orderOf([
        ['a', '2', '6.17'],
        ['b', '1.5', '1'],
      ]),
    )
    expect(standingPoints(placed)).toEqual({
      money: 138,
      item: 9,
      order: 50,
      fixed: 7,
      expression: 7,
      twice: 207,
    })
    expect(placed.decided.effects[0]).toEqual({
      kind: 'post',
      posting: {
        currency: 3,
        amount: 138,
        activityId: placed.activity.id,
        rule: 'money',
        reason: 'earn',
        release: 7,
        effectiveAt: placed.activity.occurredAt,
        availableAt: placed.activity.occurredAt + 14 * 864e5,
        // The end of 13 May 2027 in London.
        expiresAt: Date.parse('2027-05-13T23:00:00Z'),
        debt: 'within-balance',
      },
    })
  })

  it('multiplies all other rules of the currency, or what fell on the lines that it picks', () => {
    const rules = {
      base: { award: one },
      other: { award: { kind: 'fixed', points: 100 }, currency: 'status' },
    }
    const order = orderOf([
      ['a', '1', '10'],
      ['b', '1', '30'],
    ])
    const all = openShop({ rules: { ...rules, x: { award: { kind: 'multiplier', factor: '3' } } } })
    expect(standingPoints(all.place(order))).toEqual({ base: 40, other: 100, x: 80 })
    const some = openShop({
      rules: { ...rules, x: { award: { kind: 'multiplier', factor: '3' }, products: { include: ['b'] } } },
    })
    expect(standingPoints(some.place(order))).toEqual({ base: 40, other: 100, x: 60 })
  })

  it('lets one rule of a group count: the first, or the best for the member', () => {
    const order = orderOf([['a', '1', '10']])
    const rules = (mode: string) => ({
      low: { award: { kind: 'fixed', points: 5 }, priority: 2, stacking: { group: 'g', mode } },
      high: { award: { kind: 'fixed', points: 8 }, priority: 1, stacking: { group: 'g', mode } },
      base: { award: one },
      x: { award: { kind: 'multiplier', factor: '2' }, stacking: { group: 'g', mode } },
    })
    expect(standingPoints(openShop({ rules: rules('first') }).place(order))).toEqual({ low: 5, base: 10 })
    expect(standingPoints(openShop({ rules: rules('best') }).place(order))).toEqual({ base: 10, x: 10 })
  })

  it.each([
    ['when: false', { when: 'member.tier == "gold"' }, {}],
    ['when: a fact that is not known', { when: 'member.orders == 0' }, {}],
    ['when: true', { when: 'member.attributes["vip"] == "true" && order.net >= 10.0' }, { r: 10 }],
    ['lines', { lines: 'line.category == "tea"' }, {}],
    ['minimum basket', { minimumBasketMinor: 1001 }, {}],
    ['store', { stores: { include: ['north'] } }, {}],
    ['channel', { channels: { exclude: ['web'] } }, {}],
    ['category', { categories: { exclude: ['coffee'] } }, {}],
    ['schedule', { schedule: { weekdays: [1] } }, {}],
  ])('needs every condition: %s', (_name, condition, expected) => {
    const shop = openShop({ rules: { r: { award: one, ...condition } } })
    const placed = shop.place(orderOf([['a', '1', '10']], { line: { category: 'coffee' } }), {
      channel: 'web',
      store: 'south',
      facts: { member: { tier: 'silver', attributes: { vip: true } } },
    })
    expect(standingPoints(placed)).toEqual(expected)
  })

  it('grants what caps and budgets leave, and says what it wanted', () => {
    const shop = openShop({
      rules: {
        capped: { award: one, cap: { points: 15, per: 'month' } },
        shared: { award: one, budget: { points: 12, per: 'day' } },
        single: { award: one, cap: { points: 4, per: 'order' } },
      },
    })
    const order = orderOf([['a', '1', '10']])
    expect(standingPoints(shop.place(order))).toEqual({ capped: 10, shared: 10, single: 4 })
    const second = shop.place(order)
    expect(standingPoints(second)).toEqual({ capped: 5, shared: 2, single: 4 })
    expect(second.decided.told).toEqual([
      { kind: 'points', currency: 'points', amount: 5, rule: 'capped', desired: 10, reason: 'cap' },
      { kind: 'points', currency: 'points', amount: 2, rule: 'shared', desired: 10, reason: 'budget' },
      { kind: 'points', currency: 'points', amount: 4, rule: 'single', desired: 10, reason: 'cap' },
    ])
    expect(shop.place(order).decided.told.slice(0, 2)).toMatchObject([{ amount: 0 }, { amount: 0 }])
  })

  it('names the counters that it reads', () => {
    const release = sampleRelease({
      rules: {
        a: { award: one, cap: { points: 1, per: 'month' }, budget: { points: 9 } },
        b: { award: one, cap: { points: 1, per: 'order' } },
        c: {
          on: 'member.enrolled',
          award: { kind: 'fixed', points: 1 },
          cap: { points: 1, per: 'lifetime' },
        },
      },
    })
    const { activity } = openShop({ rules: {} }).place(orderOf([['a', '1', '1']]))
    expect(earningStage().needs?.(release, activity, { ownerId: 'o', household: 'o' })).toEqual({
      counters: [{ key: 'cap:a', period: 2026 * 12 + 4 }],
      budgets: [{ key: 'budget:a', period: 0 }],
    })
  })

  it('refuses more points than can be held exactly', () => {
    const shop = openShop({
      rules: { r: { award: { kind: 'per-money', points: 1_000_000_000, perMinor: 1 } } },
    })
    expect(() => shop.place(orderOf([['a', '1', '999999999']]))).toThrow('limit_exceeded')
  })
})

describe('what is no order earns', () => {
  it('by its own data', () => {
    const shop = openShop({
      activityTypes: { review: { name: 'Review', fields: { stars: 'number', text: 'text' } } },
      rules: {
        review: { on: 'review', when: 'activity.data.stars >= 4.0', award: { kind: 'fixed', points: 20 } },
        order: { award: one },
      },
    })
    const activity = { type: 'review', basket: undefined, data: { stars: 5 } }
    expect(standingPoints(shop.place(orderOf([['a', '1', '10']]), activity))).toEqual({ review: 20 })
    expect(standingPoints(shop.place(orderOf([['a', '1', '10']]), { ...activity, data: {} }))).toEqual({})
  })
})

// L-16: tiny amounts in currencies of 2, 0 and 3 digits; what a line is told adds up to what the order got.
describe('three items of 0.10 with a third more', () => {
  it.each([
    ['EUR', '0.10', { base: 30, third: 9 }],
    // A tenth of a yen is no yen.
    ['JPY', '0.10', {}],
    ['JPY', '10', { base: 30, third: 9 }],
    ['KWD', '0.10', { base: 300, third: 99 }],
    ['IRR', '0.10', { base: 30, third: 9 }],
  ])('%s %s', (currency, unitPrice, expected) => {
    const shop = openShop({
      currency,
      rules: {
        base: { award: { kind: 'per-money', points: 1, perMinor: 1 } },
        third: { award: { kind: 'multiplier', factor: '1.33' } },
      },
    })
    const order = orderOf(
      [
        ['a', '1', unitPrice],
        ['b', '1', unitPrice],
        ['c', '1', unitPrice],
      ],
      { currency },
    )
    const placed = shop.place(order, { explain: true })
    expect(standingPoints(placed)).toEqual(expected)
    for (const verdict of placed.decided.verdicts) {
      const told = (verdict.lines ?? []).reduce((sum, line) => sum + line.points, 0)
      expect(told).toBe(verdict.granted)
    }
  })
})
