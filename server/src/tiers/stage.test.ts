import type { Order } from '@perennial/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Activity, basketOf, type Decided, type StageEffect, wholeOrder } from '../activity/index.ts'
import { addMonths, dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import type { Release } from '../programs/index.ts'
import { dayNamed, sampleRelease } from './sample.ts'
import { type TiersState, tiersStage } from './stage.ts'

const stage = tiersStage()

function orderOf(...amounts: readonly number[]): Order {
  return {
    currency: 'GBP',
    lines: amounts.map((amountMinor, index) => ({
      lineId: `l${index}`,
      sku: `s${index}`,
      quantity: '1',
      unitPrice: '0',
      amountMinor,
    })),
  }
}

function placedOn(day: string, order: Order | undefined, more: Partial<Activity> = {}): Activity {
  const occurredAt = Date.parse(`${day}T12:00:00Z`)
  return {
    id: 'order',
    type: 'order.placed',
    source: 'shop',
    sourceId: '1',
    occurredAt,
    day: dayOf(occurredAt, 'Europe/London'),
    channel: '',
    store: '',
    basket: order && orThrow(basketOf(order, wholeOrder(order), 2)),
    data: {},
    depth: 0,
    ...more,
  }
}

/** One member's way through the stage. */
function member(release: Release) {
  let state: TiersState = stage.initial()
  const apply = (decided: Decided): Decided => {
    for (const effect of decided.effects) state = stage.evolve(state, effect, release)
    return decided
  }
  const who = { ownerId: 'm', household: 'm' }
  const input = { release, who, facts: {}, redecision: undefined, counted: () => 0, explain: false }
  return {
    decide: (activity: Activity, earlier: readonly StageEffect[] = []) =>
      apply(orThrow(stage.decide({ ...input, state, activity, earlier }))),
    giveBack: (
      activity: Activity,
      more: {
        order: Order
        quantities: string[]
        on: string
        first: Decided
        standing?: Decided
        earlier?: StageEffect[]
      },
    ) => {
      const basket = orThrow(basketOf(more.order, { quantities: more.quantities, shippingMinor: 0 }, 2))
      const cause = { id: 'return', type: 'order.returned', occurredAt: 0, day: dayNamed(more.on) }
      const { first, standing = first, earlier = [] } = more
      const redecision = {
        first: first.record,
        standing: standing.record,
        cause,
        nothingLeft: more.quantities.every((quantity) => quantity === '0'),
      }
      return apply(
        orThrow(stage.decide({ ...input, state, activity: { ...activity, basket }, earlier, redecision })),
      )
    },
    facts: (day: string) =>
      stage.facts?.({ state, release, activity: placedOn(day, undefined), counted: () => 0 }),
    standing: (day: string) => {
      const at = Date.parse(`${day}T12:00:00Z`)
      return stage.summary?.({ state, release, at }).tiers?.[0]
    },
  }
}

function posting(amount: number, currency = 3): StageEffect {
  return {
    kind: 'post',
    posting: {
      currency,
      amount,
      activityId: 'order',
      rule: 'r',
      reason: amount > 0 ? 'earn' : 'clawback',
      release: 4,
      effectiveAt: 0,
      availableAt: null,
      expiresAt: null,
      debt: 'unlimited',
    },
  }
}

describe('counting', () => {
  it.each([
    ['spend', {}, 70],
    ['spend', { lines: 'line.sku != "s0"' }, 20],
    ['points', { currency: 'points' }, 12],
    ['orders', {}, 1],
    ['visits', {}, 1],
    ['visits', { visits: ['place.visited'] }, 0],
  ])('%s %j', (metric, spec, amount) => {
    const { decide } = member(sampleRelease({ status: { metric, ...spec } }))
    const decided = decide(placedOn('2026-05-13', orderOf(50, -30, 20)), [posting(12), posting(99, 2)])
    const counts = decided.effects.filter((effect) => effect.kind === 'tier-count')
    expect(counts.reduce((sum, each) => sum + each.amount, 0)).toBe(amount)
  })

  it('counts a return on the day of the order, and orders until nothing is left', () => {
    const order = orderOf(60, 60)
    const activity = placedOn('2026-05-13', order)
    const shopper = member(sampleRelease({ a: {}, b: { metric: 'orders' } }))
    const first = shopper.decide(activity)
    expect(first.record).toEqual([
      ['a', 120],
      ['b', 1],
    ])
    const standing = shopper.giveBack(activity, { order, quantities: ['1', '0'], on: '2026-06-01', first })
    const day = dayNamed('2026-05-13')
    expect(standing.effects).toEqual([{ kind: 'tier-count', ladder: 'a', day, amount: -60 }])
    expect(standing.told).toEqual([
      { kind: 'tier', ladder: 'a', from: 'silver', to: 'entry', reason: 'fell' },
    ])
    const none = shopper.giveBack(activity, {
      order,
      quantities: ['0', '0'],
      on: '2026-06-02',
      first,
      standing,
    })
    expect(none.effects).toEqual([
      { kind: 'tier-count', ladder: 'a', day, amount: -60 },
      { kind: 'tier-count', ladder: 'b', day, amount: -1 },
    ])
    expect(none.record).toEqual([
      ['a', 0],
      ['b', 0],
    ])
  })

  it('counts points by what a return posts', () => {
    const order = orderOf(60)
    const activity = placedOn('2026-05-13', order)
    const shopper = member(sampleRelease({ a: { metric: 'points', currency: 'points' } }))
    const first = shopper.decide(activity, [posting(150)])
    const earlier = [posting(-60)]
    shopper.giveBack(activity, { order, quantities: ['0'], on: '2026-06-01', first, earlier })
    expect(shopper.standing('2026-06-01')).toMatchObject({ total: 90, tier: 'entry' })
  })
})

describe('moving', () => {
  it('tells a tier that was reached and emits it, once', () => {
    const { decide } = member(sampleRelease({ status: {} }))
    const decided = decide(placedOn('2026-05-13', orderOf(250)))
    expect(decided.told).toEqual([
      { kind: 'tier', ladder: 'status', from: 'entry', to: 'gold', reason: 'reached' },
    ])
    expect(decided.effects[1]).toEqual({
      kind: 'emit',
      type: 'tier.reached',
      key: 'tier.reached/status/gold',
      data: { ladder: 'status', tier: 'gold' },
    })
    expect(decide(placedOn('2026-05-14', orderOf(250))).told).toEqual([])
  })

  it('moves by what a late order changes now', () => {
    const { decide, facts } = member(sampleRelease({ status: {} }))
    decide(placedOn('2026-05-13', orderOf(60)))
    expect(decide(placedOn('2026-04-01', orderOf(60))).told).toMatchObject([{ to: 'silver' }])
    expect(facts('2026-04-02')).toEqual({ member: { tier: 'entry', tiers: { status: 'entry' } } })
    expect(facts('2026-05-13')).toEqual({ member: { tier: 'silver', tiers: { status: 'silver' } } })
    // So long ago that it says nothing about now.
    expect(decide(placedOn('2020-04-01', orderOf(500))).told).toEqual([])
  })

  // F-15: the tier comes from what was kept; grace is for time passing, not for returns.
  it('takes the tier back with the order that bought it, grace or not', () => {
    const order = orderOf(250)
    const activity = placedOn('2026-05-13', order)
    for (const graceDays of [0, 30]) {
      const shopper = member(sampleRelease({ status: { graceDays } }))
      const first = shopper.decide(activity)
      shopper.giveBack(activity, { order, quantities: ['0'], on: '2026-05-20', first })
      expect(shopper.standing('2026-05-20')).toMatchObject({ tier: 'entry', total: 0, heldUntil: null })
    }
  })

  it('keeps the tier for the days of grace', () => {
    const shopper = member(sampleRelease({ status: { graceDays: 30 } }))
    shopper.decide(placedOn('2026-05-13', orderOf(250)))
    expect(shopper.standing('2026-05-13')?.heldUntil).toBe('2027-06-12T23:00:00.000Z')
    expect(shopper.standing('2027-06-12')).toMatchObject({ tier: 'gold', total: 0 })
    expect(shopper.standing('2027-06-13')).toMatchObject({ tier: 'entry' })
  })

  it('says what the next tier takes', () => {
    const shopper = member(sampleRelease({ status: {} }))
    expect(shopper.standing('2026-05-13')).toMatchObject({ tier: 'entry', total: 0, heldUntil: null })
    shopper.decide(placedOn('2026-05-13', orderOf(130)))
    expect(shopper.standing('2026-05-13')).toEqual({
      ladder: 'status',
      tier: 'silver',
      name: 'Silver',
      metric: 'spend',
      total: 130,
      heldUntil: '2027-05-13T23:00:00.000Z',
      next: { tier: 'gold', name: 'Gold', threshold: 200, missing: 70 },
    })
  })

  it('has no tier where nobody starts with one', () => {
    const tiers = [{ key: 'club', name: 'Club', threshold: 100 }]
    const shopper = member(sampleRelease({ status: { tiers } }))
    expect(shopper.facts('2026-05-13')).toEqual({ member: { tier: '', tiers: { status: '' } } })
    expect(shopper.decide(placedOn('2026-05-13', orderOf(100))).told).toMatchObject([
      { from: null, to: 'club' },
    ])
  })
})

// I-21: the window opens and closes at local midnight.
describe('the day of the programme', () => {
  it.each([
    ['Asia/Tehran', '2026-05-13T20:29:59Z', '2026-05-13T20:30:00Z'],
    ['America/New_York', '2026-05-14T03:59:59Z', '2026-05-14T04:00:00Z'],
  ])('%s', (zone, last, after) => {
    const release = sampleRelease({ status: {} }, zone)
    const bought = addMonths(dayNamed('2026-05-13'), -12)
    const count: StageEffect = { kind: 'tier-count', ladder: 'status', day: bought, amount: 150 }
    const state = stage.evolve(stage.initial(), count, release)
    const tierAt = (at: string) => stage.summary?.({ state, release, at: Date.parse(at) }).tiers?.[0]?.tier
    expect([tierAt(last), tierAt(after)]).toEqual(['silver', 'entry'])
  })
})

describe('any orders and returns', () => {
  it('count the same in whatever order the returns come', () => {
    const amounts = fc.array(fc.integer({ min: -50, max: 150 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(amounts, fc.array(fc.nat(4), { maxLength: 6 }), (lines, ways) => {
        const order = orderOf(...lines)
        const activity = placedOn('2026-05-13', order)
        const release = sampleRelease({ status: {} })
        const totalAfter = (way: readonly number[]) => {
          const shopper = member(release)
          const first = shopper.decide(activity)
          let standing = first
          const quantities = lines.map(() => '1')
          for (const index of way) {
            quantities[index % lines.length] = '0'
            standing = shopper.giveBack(activity, {
              order,
              quantities: [...quantities],
              on: '2026-06-01',
              first,
              standing,
            })
          }
          return shopper.standing('2026-06-01')?.total
        }
        expect(totalAfter(ways)).toBe(totalAfter([...ways].reverse()))
        expect(totalAfter(lines.map((_, index) => index))).toBe(0)
      }),
    )
  })
})
