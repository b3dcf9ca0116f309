import type { SegmentPreview, SegmentView } from '@perennial/contract'
import type { SegmentPage } from '../src/data/segment-queries.ts'
import { members } from './fixture-shop.ts'

const people = members
  .slice(0, 4)
  .map(({ id, name }, place) => ({ member: id, name: place === 3 ? null : name }))

/** Segments of the release in force: one by a condition, one that is a list, and one that nobody counted yet. */
export const segments: SegmentView[] = [
  {
    key: 'regulars',
    name: 'Regulars',
    description: null,
    mode: 'live',
    when: 'history.ordersLast90Days >= 3',
    members: 1_204,
    evaluatedAt: '2026-11-20T08:58:00Z',
  },
  {
    key: 'founders',
    name: 'Founders',
    description: null,
    mode: 'fixed',
    when: null,
    members: 41,
    evaluatedAt: null,
  },
  {
    key: 'sleepers',
    name: 'Sleepers',
    description: null,
    mode: 'live',
    when: 'history.daysSinceLastOrder > 60',
    members: null,
    evaluatedAt: null,
  },
]

export const segmentPeople: SegmentPage = {
  members: people.map((each) => ({ ...each, since: '2026-03-01T09:00:00Z' })),
  next: null,
}

/**
 * As many as the condition has letters; one that reads `orders` is still being prepared, and of one that reads balances
 * there are too many to count them within a second.
 */
export function segmentPreviewOf(when: string, isExact = false): SegmentPreview {
  if (when.includes('balances')) {
    const many = { of: 1_000_000, sample: people, building: null }
    return isExact
      ? { ...many, members: 160_156, estimated: false, margin: 0 }
      : { ...many, members: 161_212, estimated: true, margin: 3_096 }
  }
  const building = when.includes('history.orders ') ? { done: 3_100, of: 9_310 } : null
  return { members: when.length, estimated: false, margin: 0, of: 4_339, sample: people, building }
}
