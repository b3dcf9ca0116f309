import { describe, expect, it } from 'vitest'
import { buildSample } from './sample.ts'

describe('a tier ladder', () => {
  const low = { key: 'low', name: 'Low', threshold: 0 }
  it.each([
    [
      'tiers that do not ascend',
      { tiers: [low, { key: 'b', name: 'B', threshold: 0 }] },
      'tiers[1].threshold',
      'definition_invalid',
    ],
    ['a key used twice', { tiers: [low, { ...low, threshold: 5 }] }, 'tiers[1].key', 'definition_invalid'],
    ['points without a currency', { metric: 'points' }, 'currency', 'definition_invalid'],
    ['an unknown currency', { metric: 'points', currency: 'miles' }, 'currency', 'definition_invalid'],
    ['a currency for spend', { currency: 'points' }, 'currency', 'definition_invalid'],
    ['lines for orders', { metric: 'orders', lines: 'line.sku != "a"' }, 'lines', 'definition_invalid'],
    ['visits for spend', { visits: ['order.placed'] }, 'visits', 'definition_invalid'],
    [
      'visits of an unknown type',
      { metric: 'visits', visits: ['order.placed', 'dance'] },
      'visits[1]',
      'definition_invalid',
    ],
    ['visits of nothing', { metric: 'visits', visits: [] }, 'visits', 'definition_invalid'],
    ['a line condition on an unknown field', { lines: 'line.weight > 3' }, 'lines', 'rule_invalid'],
  ])('refuses %s', (_name, spec, field, code) => {
    expect(buildSample({ status: spec })).toMatchObject({
      ok: false,
      errors: [{ kind: 'tier-ladder', key: 'status', field, code }],
    })
  })
})
