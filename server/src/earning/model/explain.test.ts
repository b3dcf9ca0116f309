import { describe, expect, it } from 'vitest'
import { openShop, orderOf, verdictOn } from '../sample.ts'

const perMoney = { kind: 'per-money', points: 10, perMinor: 100 }

function verdictFor(rule: Record<string, unknown>, others: Record<string, Record<string, unknown>> = {}) {
  const shop = openShop({ rules: { rule, ...others } })
  const order = orderOf(
    [
      ['tea', '2', '4.17'],
      ['gift', '1', '4'],
    ],
    { line: { category: 'food' } },
  )
  const facts = { member: { tier: 'silver' } }
  const explained = { facts, explain: true, channel: 'web' }
  shop.place(order, { facts })
  return verdictOn(shop.place(order, explained).decided, 'rule')
}

describe('why a rule gave nothing', () => {
  it.each([
    [
      { when: 'member.tier == "gold"' },
      'The condition does not hold: member.tier == "gold" (member.tier is "silver").',
    ],
    [
      { when: 'order.net >= 50.0 && member.tier == "silver"' },
      'The condition does not hold: order.net >= 50.0 (order.net is 12.34).',
    ],
    [{ schedule: { from: '2027-01-01T00:00:00Z' } }, 'The rule starts at 2027-01-01 00:00 UTC.'],
    [{ schedule: { weekdays: [1, 2] } }, 'It was Wednesday; the rule holds on Monday, Tuesday.'],
    [
      { schedule: { hours: { from: 8, until: 10 } } },
      'It was hour 13; the rule holds from 8:00 until 10:00.',
    ],
    [{ stores: { include: ['north'] } }, 'No store was given.'],
    [{ channels: { exclude: ['web'] } }, 'The channel "web" is not one of the rule\'s.'],
    [{ minimumBasketMinor: 5000 }, 'The order comes to 1,234 pence; the rule needs at least 5,000 pence.'],
    [
      { products: { include: ['x'] } },
      "No line of the order counts: tea is not one of the rule's products; gift is not one of the rule's products.",
    ],
    [
      { lines: 'line.category == "toys"' },
      'No line of the order counts: tea: line.category == "toys" (line.category is "food"); gift: line.category == "toys" (line.category is "food").',
    ],
    [
      { cap: { points: 123, per: 'month' } },
      'The rule gives a member at most 123 points in May 2026, and 0 were left: 0 of 123 points were granted.',
    ],
    [
      { award: { kind: 'multiplier', factor: '2', of: ['never'] } },
      'No rule that it multiplies granted points.',
    ],
    [
      { award: { kind: 'per-money', points: 1, perMinor: 9999 } },
      'The calculation gives no whole point: 1,234 pence x 1 / 9,999 = 0.1234..., floor: 0.',
    ],
    [{ stacking: { group: 'g' } }, 'Of the group "g" only one rule counts, and "fifty" comes first.'],
  ])('%j', (spec, sentence) => {
    const verdict = verdictFor(
      { award: perMoney, ...spec },
      {
        never: { award: perMoney, when: 'false' },
        fifty: { award: { kind: 'fixed', points: 50 }, priority: 5, stacking: { group: 'g' } },
      },
    )
    expect(verdict).toMatchObject({ applied: false, granted: 0 })
    expect(verdict.because.at(-1)).toBe(sentence)
    expect(verdict.reasons).toHaveLength(verdict.because.length)
  })

  it.each<[Record<string, unknown>, string, Record<string, unknown>]>([
    [{ paused: true }, 'paused', {}],
    [
      { when: 'member.tier == "gold"' },
      'condition-fails',
      { part: 'member.tier == "gold" (member.tier is "silver")' },
    ],
    [{ schedule: { from: '2027-01-01T00:00:00Z' } }, 'not-started', { at: '2027-01-01T00:00:00.000Z' }],
    [{ schedule: { weekdays: [1, 2] } }, 'weekday', { weekday: 3, weekdays: [1, 2] }],
    [{ schedule: { hours: { from: 8, until: 10 } } }, 'hour', { hour: 13, hours: ['8-10'] }],
    [{ stores: { include: ['north'] } }, 'store-missing', {}],
    [{ channels: { exclude: ['web'] } }, 'channel', { channel: 'web' }],
    [{ minimumBasketMinor: 5000 }, 'minimum-basket', { netMinor: 1234, minimumMinor: 5000, currency: 'GBP' }],
    [
      { products: { include: ['x'] } },
      'no-line',
      { count: 2, lines: ['tea', 'gift'], why: ['product', 'product'] },
    ],
    [{ audience: { tiers: ['gold'] } }, 'tier', { held: [], tiers: ['gold'] }],
    [{ audience: { segments: { include: ['vip'] } } }, 'segment-missing', { keys: ['vip'] }],
    [
      { cap: { points: 123, per: 'month' } },
      'limit',
      { of: 'member', unit: 'points', per: 'month', most: 123, room: 0, desired: 123, granted: 0 },
    ],
    [{ stacking: { group: 'g' } }, 'stacking-first', { group: 'g', winner: 'fifty' }],
  ])('%j, as a code with what it names', (spec, code, params) => {
    const fifty = { award: { kind: 'fixed', points: 50 }, priority: 5, stacking: { group: 'g' } }
    const { reasons } = verdictFor({ award: perMoney, ...spec }, { fifty })
    expect(reasons.at(-1)).toMatchObject({ code, params })
  })
})

describe('how a rule came to its points', () => {
  it('shows the calculation, what was left out, and the points of each line', () => {
    expect(verdictFor({ award: perMoney, products: { exclude: ['gift'] } })).toEqual({
      rule: 'rule',
      name: 'Rule rule',
      applied: true,
      desired: 83,
      granted: 83,
      because: ['The rule applies.', 'One line does not count: gift.'],
      reasons: [
        { code: 'applies', params: {} },
        { code: 'lines-left-out', params: { count: 1, lines: ['gift'] } },
      ],
      calculation: '834 pence x 10 / 100 = 83.4, floor: 83',
      lines: [{ lineId: 'l0', amountMinor: 834, points: 83 }],
    })
    const whole = verdictFor({ award: perMoney })
    expect(whole.calculation).toBe('1,234 pence x 10 / 100 = 123.4, floor: 123')
    expect(whole.lines).toMatchObject([{ points: 83 }, { points: 40 }])
  })

  it('names what a multiplier multiplied, and what a budget left', () => {
    const twice = { award: { kind: 'multiplier', factor: '1.33' }, budget: { points: 50 } }
    const verdict = verdictFor(twice, { base: { award: perMoney } })
    expect(verdict.calculation).toBe('123 points of base, times 1.33: x 33 / 100 = 40.59, floor: 40 more')
    expect(verdict.because.at(-1)).toBe(
      'All members together get at most 50 points from the rule in all time, and 10 were left: 10 of 40 points were granted.',
    )
  })
})
