import { describe, expect, test } from 'vitest'
import { createFormatter } from '../../ui/format.ts'
import { valueText, type Words } from './field-words.ts'

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
