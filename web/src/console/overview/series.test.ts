import type { Overview } from '@perennial/contract'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../ui/calendar.ts'
import { seriesOf } from './series.ts'
import { spanOf } from './span.ts'

function day(name: string, issued: number, liability: number): Overview['days'][number] {
  return { day: name, enrolled: 0, orders: 1, issued, spent: 0, liability }
}

describe('days as bars', () => {
  test('no movement, no bars', () => {
    expect(seriesOf([]).buckets).toEqual([])
  })

  test('days that are left out have no flow and keep the liability', () => {
    const { bucketDays, buckets } = seriesOf([
      day('2026-01-01', 10, 10),
      day('2026-01-03', 5, 15),
      { ...day('2026-01-04', 0, 15), orders: 0 },
    ])
    expect(bucketDays).toBe(1)
    expect(buckets.map((bucket) => [bucket.to, bucket.issued, bucket.liability])).toEqual([
      ['2026-01-01', 10, 10],
      ['2026-01-02', 0, 10],
      ['2026-01-03', 5, 15],
      ['2026-01-04', 0, 15],
    ])
  })

  test('a year is told by weeks that end with its last day and lose nothing', () => {
    const days = Array.from({ length: 365 }, (_, index) => day(addDays('2025-01-01', index), index, index))
    const { bucketDays, buckets } = seriesOf(days)
    expect(bucketDays).toBe(7)
    expect(buckets.at(-1)).toMatchObject({ from: '2025-12-25', to: '2025-12-31', liability: 364 })
    expect(buckets.reduce((sum, bucket) => sum + bucket.issued, 0)).toBe((364 * 365) / 2)
  })
})

describe('the span of an address', () => {
  test.each([
    [{}, '90', undefined, undefined],
    [{ period: 'all' }, 'all', '2000-01-01', undefined],
    [{ period: '30' }, '30', '2025-12-02', '2025-12-31'],
    [{ period: 'nonsense' }, '90', undefined, undefined],
    [{ period: 'custom', from: '2025-05-05', to: '2025-04-01' }, 'custom', '2025-04-01', '2025-05-05'],
    [{ period: 'custom', from: '2025-99-99', to: '2025-04-30' }, 'custom', '2025-01-31', '2025-04-30'],
  ])('%j', (search, period, from, to) => {
    expect(spanOf(search, '2025-12-31')).toEqual({ period, from, to })
  })
})
