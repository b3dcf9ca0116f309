import type { Overview } from '@perennial/contract'
import { addDays, daysBetween } from '../../ui/calendar.ts'

/** What the chart can show of the days. */
export const chartViews = ['points', 'liability', 'orders'] as const
export type ChartView = (typeof chartViews)[number]

type Day = Overview['days'][number]

/** One bar: the sum of its days' flows, and what members hold at the end of its last day. */
export interface Bucket {
  from: string
  to: string
  enrolled: number
  orders: number
  issued: number
  spent: number
  liability: number
}

export interface Series {
  /** Days in a full bucket: 1 while every day can be told apart, else whole weeks. */
  bucketDays: number
  buckets: Bucket[]
}

/**
 * Days as bars. Days that the API leaves out had no movement: their flows are 0 and their liability is that of the
 * day before. Quiet days before the first movement are left away;
 * the last day that is told is the last bar's end.
 */
export function seriesOf(days: readonly Day[]): Series {
  const moved = days.filter((day) => day.issued || day.spent || day.orders || day.enrolled)
  const first = moved[0]?.day
  const to = days.at(-1)?.day
  if (!first || !to) return { bucketDays: 1, buckets: [] }
  const count = daysBetween(first, to) + 1
  const bucketDays = bucketSize(count)
  const byDay = new Map(days.map((day) => [day.day, day]))
  const buckets: Bucket[] = []
  let liability = 0
  for (let index = 0; index < count; index += 1) {
    const day = addDays(first, index)
    const known = byDay.get(day)
    liability = known?.liability ?? liability
    // Full buckets end with the last day; the first one may be shorter.
    const startsBucket = index === 0 || (count - index) % bucketDays === 0
    if (startsBucket)
      buckets.push({ from: day, to: day, enrolled: 0, orders: 0, issued: 0, spent: 0, liability })
    const bucket = buckets.at(-1)
    if (bucket) addTo(bucket, { day, known, liability })
  }
  return { bucketDays, buckets }
}

function bucketSize(count: number): number {
  if (count <= 100) return 1
  if (count <= 800) return 7
  return 28
}

function addTo(bucket: Bucket, add: { day: string; known: Day | undefined; liability: number }): void {
  bucket.to = add.day
  bucket.liability = add.liability
  bucket.enrolled += add.known?.enrolled ?? 0
  bucket.orders += add.known?.orders ?? 0
  bucket.issued += add.known?.issued ?? 0
  bucket.spent += add.known?.spent ?? 0
}
