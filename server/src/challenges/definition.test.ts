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

  const meta = { on: 'card.completed', stamps: { kind: 'per-activity', count: 1 }, categories: undefined }
  it.each([
    ['one that a full card fills', { a: { ...meta, size: 1 } }, ['a']],
    [
      'one that brings more than it takes',
      { a: { ...meta, stamps: { kind: 'per-activity', count: 3 }, size: 2 } },
      ['a'],
    ],
    ['two that fill each other', { a: { ...meta, size: 2 }, b: { ...meta, size: 2 } }, ['a', 'b']],
    ['a card of ten full cards', { a: { ...meta, size: 10 } }, []],
    ['one that is filled once', { a: { ...meta, size: 1, restarts: false } }, []],
    ['one with a limit a day', { a: { ...meta, size: 1, perDay: 3 } }, []],
  ])('is published where it cannot fill itself for ever: %s', (_name, cards, refused) => {
    const built = buildSample(JSON.parse(JSON.stringify(cards)))
    expect(built.ok ? [] : built.errors.map(({ key, field }) => [key, field])).toEqual(
      refused.map((key) => [key, 'on']),
    )
  })
})
