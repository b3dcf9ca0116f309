import type { ActivityRecord } from '@perennial/contract'
import { publicId } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { matchesTold } from './model/kept.ts'
import type { StoredActivity } from './store.ts'
import type { Parked } from './store-parked.ts'

/** A stored activity in the words of the API. */
export function recordTold(stored: StoredActivity): ActivityRecord {
  const { decision, input } = stored
  return {
    activity: publicId('act', stored.activityId),
    member: publicId('mem', stored.ownerId),
    type: stored.type,
    source: input.source,
    sourceId: input.sourceId,
    occurredAt: instantText(stored.occurredAt),
    postedAt: instantText(stored.postedAt),
    release: stored.release,
    status: 'recorded',
    input,
    effects: [...(decision.e ?? [])],
    ...(decision.m === undefined ? {} : { matches: matchesTold(decision.m) }),
    ...(decision.u === undefined ? {} : { unmatched: [...decision.u] }),
  }
}

/** A return that waits for its order. */
export function parkedTold(parked: Parked, release: number): ActivityRecord {
  const { input } = parked
  return {
    activity: publicId('act', parked.activityId),
    member: null,
    type: input.type,
    source: input.source,
    sourceId: input.sourceId,
    occurredAt: input.occurredAt,
    postedAt: instantText(parked.parkedAt),
    release,
    status: 'parked',
    input,
    effects: [],
  }
}
