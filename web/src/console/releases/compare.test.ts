import type { ReleaseChange, ReleaseView } from '@perennial/contract'
import { describe, expect, test } from 'vitest'
import { createFormatter } from '../../ui/format.ts'
import { foldChanges } from './compare.ts'
import { valueText, type Words } from './field-words.ts'

function release(number: number, ...changes: ReleaseChange[]): ReleaseView {
  return {
    number,
    note: '',
    author: 'owner',
    effectiveAt: '2026-01-01T00:00:00Z',
    current: false,
    restores: null,
    proposal: null,
    audience: null,
    changes,
  }
}

function rule(change: ReleaseChange['change'], ...fields: ReleaseChange['fields']): ReleaseChange {
  return { kind: 'earning-rule', key: 'base', change, fields }
}

function points(before: number, after: number) {
  return { path: 'award.points', before, after }
}

describe('two releases side by side', () => {
  test('a chain of edits becomes one difference', () => {
    const releases = [release(3, rule('changed', points(2, 3))), release(2, rule('changed', points(1, 2)))]
    expect(foldChanges(releases, { from: 1, to: 3 })).toEqual([rule('changed', points(1, 3))])
  })

  test('what came back to where it was is no difference', () => {
    const releases = [release(3, rule('changed', points(2, 1))), release(2, rule('changed', points(1, 2)))]
    expect(foldChanges(releases, { from: 1, to: 3 })).toEqual([])
  })

  test('what came and went is no difference', () => {
    const added = rule('added', { path: 'name', after: 'Base' })
    const removed = rule('removed', { path: 'name', before: 'Base' })
    expect(foldChanges([release(3, removed), release(2, added)], { from: 1, to: 3 })).toEqual([])
  })

  test('what was added and then edited is added as it is now', () => {
    const added = rule('added', { path: 'award.points', after: 1 })
    expect(
      foldChanges([release(3, rule('changed', points(1, 5))), release(2, added)], { from: 1, to: 3 }),
    ).toEqual([rule('added', { path: 'award.points', after: 5 })])
  })

  test('only releases after the first and up to the second count', () => {
    const releases = [release(3, rule('changed', points(2, 3))), release(2, rule('changed', points(1, 2)))]
    expect(foldChanges(releases, { from: 2, to: 3 })).toEqual([rule('changed', points(2, 3))])
  })
})

describe('values in words', () => {
  const words: Words = {
    t: (id) => id,
    textOr: (id, fallback) => (id === 'value.metric.spend' ? 'money spent' : fallback),
    format: createFormatter({ locale: 'en', timeZone: 'Europe/London' }),
    currency: 'GBP',
    metric: 'spend',
  }
  test.each([
    ['minimumBasketMinor', 1_000, '£10.00'],
    ['award.perMinor', 100, '£1.00'],
    ['tiers[2].threshold', 200_000, '£2,000.00'],
    ['valuePerPointE4', 5_000, '£0.005'],
    ['cap.points', 2_000, '2,000'],
    ['metric', 'spend', 'money spent'],
    ['shipping', true, 'value.yes'],
    ['schedule.from', '2026-09-14T23:00:00Z', '15 Sept 2026, 00:00'],
    ['tiers', [{ key: 'gold', threshold: 200_000 }], 'key: gold · threshold: £2,000.00'],
  ])('%s', (path, value, wanted) => {
    expect(valueText(path, value, words)).toBe(wanted)
  })

  test('a threshold of points is not money', () => {
    expect(valueText('tiers[0].threshold', 500, { ...words, metric: 'points' })).toBe('500')
  })
})
