import { describe, expect, it } from 'vitest'
import { buildSample, openShop, orderOf, standingPoints, verdictOn } from './sample.ts'

const one = { kind: 'per-money', points: 1, perMinor: 100 }
const ten = orderOf([['a', '1', '10']])
const noon = Date.UTC(2026, 4, 13, 12)
const dayMs = 86_400_000

describe('an earning rule is refused', () => {
  it.each([
    ['caps of one form twice', { caps: [cap('member', 'month', 5), cap('member', 'month', 9)] }, 'caps[1]'],
    [
      'a cap beside the same one in its older form',
      { cap: { points: 5, per: 'day' }, caps: [cap('member', 'day', 9)] },
      'caps[0]',
    ],
    ['a cap of points and times', { caps: [{ points: 1, times: 1, per: 'day' }] }, 'caps[0]'],
    ['a cap of nothing', { caps: [{ per: 'day' }] }, 'caps[0]'],
    ['times per order', { caps: [{ times: 1, per: 'order' }] }, 'caps[0]'],
    ['a budget of nothing', { budget: {} }, 'budget'],
    ['an end that is no day', { expiry: { kind: 'date', date: '2026-02-30' } }, 'expiry.date'],
    ['a share of everybody', { holdout: { percent: 100 } }, 'holdout.percent'],
    [
      'an hour that does not exist',
      { schedule: { hours: [{ from: 24, until: 3 }] } },
      'schedule.hours[0].from',
    ],
  ])('with %s', (_name, spec, field) => {
    const built = buildSample({ rules: { rule: { award: one, ...spec } } })
    expect(built).toMatchObject({ ok: false, errors: [{ key: 'rule', field }] })
  })

  it('with an expression over a line that gives no whole number', () => {
    const built = buildSample({ rules: { rule: { award: { kind: 'per-line', expression: 'line.amount' } } } })
    expect(built).toMatchObject({ ok: false, errors: [{ field: 'award.expression', code: 'rule_invalid' }] })
  })
})

function cap(of: string, per: string, points: number) {
  return { of, per, points }
}

describe('who gets it', () => {
  const member = { tiers: { spend: 'silver', visits: '' }, tags: ['vip'], segments: ['lapsed', 'local'] }
  it.each([
    ['a segment that is held', { segments: { include: ['new', 'local'] } }, true, ''],
    [
      'no segment of those named',
      { segments: { include: ['new'] } },
      false,
      "The member has none of the rule's segments: new.",
    ],
    [
      'a segment that is left out',
      { segments: { include: ['local'], exclude: ['lapsed'] } },
      false,
      'The rule leaves out who is in the segment lapsed.',
    ],
    ['a tier of any ladder', { tiers: ['gold', 'silver'] }, true, ''],
    ['no tier of those named', { tiers: ['gold'] }, false, 'The member holds silver; the rule is for gold.'],
    ['a tag', { tags: { include: ['vip'] } }, true, ''],
    [
      'a tag that is left out',
      { tags: { exclude: ['vip'] } },
      false,
      'The rule leaves out who is marked with the tag vip.',
    ],
    [
      'all parts together',
      { tiers: ['silver'], tags: { include: ['staff'] } },
      false,
      "The member has none of the rule's tags: staff.",
    ],
  ])('%s', (_name, audience, isMeant, because) => {
    const shop = openShop({ rules: { r: { award: one, audience } } })
    const { decided } = shop.place(ten, { facts: { member }, explain: true })
    expect(verdictOn(decided, 'r')).toMatchObject({ granted: isMeant ? 10 : 0 })
    if (!isMeant) expect(verdictOn(decided, 'r').because).toEqual([because])
  })

  it('takes what is not known for not held', () => {
    const rules = {
      a: { award: one, audience: { segments: { include: ['x'] } } },
      b: { award: one, audience: { segments: { exclude: ['x'] } } },
      c: { award: one, audience: { tiers: ['x'] } },
    }
    expect(standingPoints(openShop({ rules }).place(ten))).toEqual({ b: 10 })
  })

  it('leaves out the same share of members each time, and says so', () => {
    const shop = openShop({ rules: { r: { award: one, holdout: { percent: 20 } } } })
    const ids = Array.from({ length: 1000 }, (_, index) => `member-${index}`)
    const out = (ownerId: string) => standingPoints(shop.place(ten, { ownerId })).r === undefined
    const left = ids.filter(out)
    expect(left.length).toBeGreaterThan(150)
    expect(left.length).toBeLessThan(250)
    expect(ids.filter(out)).toEqual(left)
    const { decided } = shop.place(ten, { ownerId: left[0] as string, explain: true })
    expect(verdictOn(decided, 'r').because).toEqual([
      'The member is among the 20 % who do not get it, so that what it changes can be measured.',
    ])
  })

  it('gives nothing while it is paused', () => {
    const shop = openShop({ rules: { r: { award: one, paused: true }, s: { award: one } } })
    const placed = shop.place(ten, { explain: true })
    expect(standingPoints(placed)).toEqual({ s: 10 })
    expect(verdictOn(placed.decided, 'r').because).toEqual(['The rule is paused.'])
  })
})

describe('what it gives', () => {
  it('counts line by line, and takes back line by line', () => {
    const expression = 'line.category == "cheese" ? int(line.quantity) * 5 : int(double(line.amount))'
    const shop = openShop({ rules: { r: { award: { kind: 'per-line', expression } } } })
    const order = orderOf([
      ['a', '2', '1.50'],
      ['b', '3', '9.99'],
      ['c', '1', '0.40'],
    ])
    order.lines[1] = { ...(order.lines[1] as (typeof order.lines)[number]), category: 'cheese' }
    const placed = shop.place(order, { explain: true })
    expect(standingPoints(placed)).toEqual({ r: 18 })
    expect(verdictOn(placed.decided, 'r')).toMatchObject({
      calculation: `${expression}, over 3 lines = 18`,
      lines: [{ points: 3 }, { points: 15 }, { points: 0 }],
    })
    shop.giveBack(placed, { quantities: ['2', '1', '1'], shippingMinor: 0 })
    expect(standingPoints(placed)).toEqual({ r: 8 })
  })

  it('gives nothing for a line whose expression has no answer', () => {
    const award = { kind: 'per-line', expression: 'int(line.data["grams"]) / 100' }
    const shop = openShop({ rules: { r: { award } } })
    const order = orderOf([
      ['a', '1', '1'],
      ['b', '1', '1'],
    ])
    order.lines[1] = { ...(order.lines[1] as (typeof order.lines)[number]), data: { grams: 450 } }
    expect(standingPoints(shop.place(order))).toEqual({ r: 4 })
  })

  it('lets all rules of a group count where its mode says so', () => {
    const stacking = { group: 'g', mode: 'all' }
    const shop = openShop({
      rules: {
        a: { award: { kind: 'fixed', points: 5 }, stacking },
        b: { award: { kind: 'fixed', points: 8 }, stacking },
        x: { award: { kind: 'multiplier', factor: '2' }, stacking },
        base: { award: one },
      },
    })
    expect(standingPoints(shop.place(ten))).toEqual({ a: 5, b: 8, base: 10, x: 10 })
  })

  // I-21: the last day is one of the programme's zone.
  it('ends with a day, and is not given after it', () => {
    const rules = { r: { award: one, expiry: { kind: 'date', date: '2026-05-14' } } }
    const shop = openShop({ rules, timeZone: 'Asia/Tehran' })
    const last = shop.place(ten, { occurredAt: Date.parse('2026-05-14T20:29:59.999Z') })
    expect(last.decided.effects[0]).toMatchObject({
      posting: { expiresAt: Date.parse('2026-05-14T20:30:00Z') },
    })
    const late = shop.place(ten, { occurredAt: Date.parse('2026-05-14T20:30:00Z'), explain: true })
    expect(standingPoints(late)).toEqual({})
    expect(verdictOn(late.decided, 'r').because).toEqual(['What it gives ended with 2026-05-14.'])
  })

  it.each([
    ['08:30', true],
    ['12:30', false],
    ['17:30', true],
    ['01:30', true],
  ])('holds in several spans of hours: %s', (time, holds) => {
    const hours = [
      { from: 8, until: 10 },
      { from: 17, until: 2 },
    ]
    const shop = openShop({ timeZone: 'UTC', rules: { r: { award: one, schedule: { hours } } } })
    const occurredAt = Date.parse(`2026-05-13T${time}:00Z`)
    expect(standingPoints(shop.place(ten, { occurredAt })).r === 10).toBe(holds)
  })

  it('belongs to the weekday on which the hours began, for each span by itself', () => {
    const hours = [
      { from: 22, until: 2 },
      { from: 1, until: 3 },
    ]
    // Friday.
    const shop = openShop({
      timeZone: 'UTC',
      rules: { r: { award: one, schedule: { weekdays: [5], hours } } },
    })
    const on = (text: string) => standingPoints(shop.place(ten, { occurredAt: Date.parse(text) })).r === 10
    expect([on('2026-05-15T00:30:00Z'), on('2026-05-15T01:30:00Z'), on('2026-05-16T00:30:00Z')]).toEqual([
      false,
      true,
      true,
    ])
  })
})

describe('limits', () => {
  it('hold all at once, and the tightest says so', () => {
    const caps = [cap('member', 'day', 15), cap('household', 'month', 22), cap('store', 'week', 100)]
    const shop = openShop({ rules: { r: { award: one, caps, budget: { points: 1000 } } } })
    const facts = { member: { household: 'h' } }
    const at = (day: number) => ({ facts, store: 'north', occurredAt: noon + day * dayMs, explain: true })
    expect(standingPoints(shop.place(ten, at(0)))).toEqual({ r: 10 })
    const second = shop.place(ten, at(0))
    expect(second.decided.told).toMatchObject([{ amount: 5, desired: 10, reason: 'cap' }])
    const third = shop.place(ten, at(1))
    expect(third.decided.told).toMatchObject([{ amount: 7, desired: 10, reason: 'household-cap' }])
    expect(verdictOn(third.decided, 'r').because[1]).toBe(
      'The rule gives a household at most 22 points in May 2026, and 7 were left: 7 of 10 points were granted.',
    )
  })

  it('are of the household whoever of it earns, and of a member alone who is in none', () => {
    const shop = openShop({ rules: { r: { award: one, caps: [cap('household', 'month', 12)] } } })
    const of = (ownerId: string, household?: string) =>
      standingPoints(
        shop.place(ten, { ownerId, facts: household === undefined ? {} : { member: { household } } }),
      ).r
    expect([of('anna', 'h'), of('ben', 'h'), of('carl'), of('dora', 'i')]).toEqual([10, 2, 10, 10])
  })

  it('are of the store, and of everything without one', () => {
    const shop = openShop({ rules: { r: { award: one, caps: [cap('store', 'day', 12)] } } })
    const given = ['north', 'south', 'north', '', '', 'south'].map(
      (store) => standingPoints(shop.place(ten, { store })).r ?? 0,
    )
    expect(given).toEqual([10, 10, 2, 10, 2, 2])
  })

  it('count activities where they are in times, and free one when nothing of it is left', () => {
    const shop = openShop({ rules: { r: { award: one, caps: [{ times: 2, per: 'month' }] } } })
    const first = shop.place(ten)
    shop.place(ten)
    const third = shop.place(ten, { explain: true })
    expect(third.decided.told).toMatchObject([{ amount: 0, desired: 10, reason: 'cap' }])
    expect(verdictOn(third.decided, 'r').because[1]).toBe(
      'The rule gives a member something at most 2 times in May 2026, and none were left: 0 of 10 points were granted.',
    )
    shop.giveBack(first, { quantities: ['0'], shippingMinor: 0 })
    expect(standingPoints(shop.place(ten))).toEqual({ r: 10 })
    expect(standingPoints(shop.place(ten))).toEqual({})
  })

  it('of days, weeks and months count by themselves where a rule has several', () => {
    const caps = [cap('member', 'day', 10), cap('member', 'week', 20), cap('member', 'month', 25)]
    const shop = openShop({ rules: { r: { award: one, caps } } })
    // A Monday: its number is that of its week, too.
    const monday = Date.UTC(2026, 4, 11, 12)
    const given = [0, 0, 1, 2, 7].map(
      (day) => standingPoints(shop.place(ten, { occurredAt: monday + day * dayMs })).r ?? 0,
    )
    expect(given).toEqual([10, 0, 10, 0, 5])
  })

  it('go on counting when a rule names its cap in the newer form', () => {
    const old = openShop({ rules: { r: { award: one, cap: { points: 15, per: 'month' } } } })
    old.place(ten)
    const now = openShop({ rules: { r: { award: one, caps: [cap('member', 'month', 15)] } } })
    for (const [place, amount] of old.counters) now.counters.set(place, amount)
    expect(standingPoints(now.place(ten))).toEqual({ r: 5 })
  })
})
