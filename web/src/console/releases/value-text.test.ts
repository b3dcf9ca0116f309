import { describe, expect, test } from 'vitest'
import { createFormatter } from '../../ui/format.ts'
import { fieldWordsOf } from '../field-words.ts'
import { valueText, type Words } from './value-text.ts'

describe('values in words', () => {
  const words: Words = {
    t: (id) => id,
    names: fieldWordsOf('tier-ladder', {
      locale: 'en',
      textOr: (id, fallback) => (id === 'value.tier-ladder.metric.spend' ? 'money spent' : fallback),
    }),
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
    ['tiers', [{ key: 'gold', threshold: 200_000 }], 'Key: gold · Threshold: £2,000.00'],
    [
      'promise',
      { kind: 'order-give-back', mostE4: 525, fromMinor: 100 },
      'Kind: order-give-back · Most e4: 5.25% · From minor: £1.00',
    ],
  ])('%s', (path, value, wanted) => {
    expect(valueText(path, value, words)).toBe(wanted)
  })

  test('a threshold of points is not money', () => {
    expect(valueText('tiers[0].threshold', 500, { ...words, metric: 'points' })).toBe('500')
  })
})
