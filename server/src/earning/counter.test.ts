import { describe, expect, it } from 'vitest'
import { buildSample, openShop, orderOf, standingPoints, verdictOn } from './sample.ts'

const one = { kind: 'one' }
const visits = { on: ['place.visited'], add: one }

describe('a counter is refused', () => {
  it.each([
    ['an unknown type', { on: ['dance'], add: one }, 'on[0]', 'definition_invalid'],
    [
      'items of what is no order',
      { on: ['place.visited'], add: { kind: 'items' } },
      'on[0]',
      'definition_invalid',
    ],
    ['a condition that does not parse', { ...visits, when: 'activity.' }, 'when', 'rule_invalid'],
    [
      'a condition on itself with the activity in it',
      { ...visits, when: 'countersAfter.c == 1' },
      'when',
      'rule_invalid',
    ],
    [
      'a condition on a counter that is not there',
      { ...visits, when: 'counters.d == 1' },
      'when',
      'definition_invalid',
    ],
    [
      'a distinct value that is no text',
      { on: ['place.visited'], add: { kind: 'distinct', value: '1 + 1' } },
      'add.value',
      'rule_invalid',
    ],
    [
      'a distinct value of an order',
      { on: ['order.placed'], add: { kind: 'distinct', value: 'order.currency' } },
      'add.value',
      'rule_invalid',
    ],
    [
      'a distinct value of the lines of what has none',
      { on: ['order.placed', 'place.visited'], add: { kind: 'distinct', value: 'line.category' } },
      'add.value',
      'rule_invalid',
    ],
    [
      'a distinct value of a line that is no text',
      { on: ['order.placed'], add: { kind: 'distinct', value: 'line.amount' } },
      'add.value',
      'rule_invalid',
    ],
    [
      'a line condition that is none',
      { on: ['order.placed'], add: { kind: 'items' }, lines: 'line.sku' },
      'lines',
      'rule_invalid',
    ],
    ['a milestone of nothing', { ...visits, milestones: [0] }, 'milestones[0]', 'definition_invalid'],
  ])('for %s', (_name, spec, field, code) => {
    const built = buildSample({ rules: {}, counters: { c: spec } })
    expect(built).toMatchObject({ ok: false, errors: [{ kind: 'counter', key: 'c', field, code }] })
  })

  it('where a rule reads one that is not there', () => {
    const rules = { r: { award: { kind: 'fixed', points: 1 }, when: 'counters["no-such"] > 3' } }
    expect(buildSample({ rules, counters: { c: visits } })).toMatchObject({
      ok: false,
      errors: [{ kind: 'earning-rule', key: 'r', field: 'when' }],
    })
  })
})

describe('a surprise', () => {
  const award = { kind: 'fixed', points: 5 }
  const ten = orderOf([['a', '1', '10']])

  it('comes to its share of activities, and to the same ones each time', () => {
    const shop = openShop({ rules: { r: { award, chance: { percent: 10 } } } })
    const lucky = (id: string) => standingPoints(shop.place(ten, { id })).r === 5
    const ids = Array.from({ length: 2000 }, (_, index) => `activity-${index}`)
    const first = ids.filter(lucky)
    expect(first.length).toBeGreaterThan(150)
    expect(first.length).toBeLessThan(250)
    expect(ids.filter(lucky)).toEqual(first)
    const missed = ids.find((id) => !first.includes(id)) ?? ''
    expect(verdictOn(shop.place(ten, { id: missed, explain: true }).decided, 'r').because).toEqual([
      'Chance gives it to 10 % of such activities, and this is not one of them.',
    ])
  })

  it('is taken back with its order, and not given for a part', () => {
    const shop = openShop({ rules: { r: { award, chance: { percent: 99.99 }, when: 'order.net >= 5.0' } } })
    const placed = shop.place(ten)
    expect(standingPoints(placed)).toEqual({ r: 5 })
    shop.giveBack(placed, { quantities: ['0'], shippingMinor: 0 })
    expect(standingPoints(placed)).toEqual({})
  })
})
