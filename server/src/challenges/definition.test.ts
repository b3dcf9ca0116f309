import { describe, expect, it } from 'vitest'
import { buildSample } from './sample.ts'

describe('a stamp card', () => {
  it.each([
    [
      'an unknown currency',
      { reward: { currency: 'teas', amount: 1 } },
      'reward.currency',
      'definition_invalid',
    ],
    [
      'an unknown activity type',
      { on: 'dance', stamps: { kind: 'per-activity' } },
      'on',
      'definition_invalid',
    ],
    ['items of what is no order', { on: 'member.enrolled' }, 'stamps.kind', 'definition_invalid'],
    [
      'lines of what is no order',
      { on: 'member.enrolled', stamps: { kind: 'per-activity' }, lines: 'line.sku == "a"' },
      'stamps.kind',
      'definition_invalid',
    ],
    ['a line condition on an unknown field', { lines: 'line.weight > 3' }, 'lines', 'rule_invalid'],
    ['an end by months and by days', { expires: { months: 1, days: 3 } }, 'expires', 'definition_invalid'],
    ['no stamp at all', { size: 0 }, 'size', 'definition_invalid'],
  ])('refuses %s', (_name, spec, field, code) => {
    expect(buildSample({ card: spec })).toMatchObject({
      ok: false,
      errors: [{ kind: 'stamp-card', key: 'card', field, code }],
    })
  })
})
