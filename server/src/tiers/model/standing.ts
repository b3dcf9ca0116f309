import type { TierStanding } from '@perennial/contract'
import { type Day, dayStart, instantText } from '../../kernel/instants.ts'
import { type Ladder, tierKey } from './ladder.ts'

/** Where somebody stands on a ladder on a day. */
export interface Place {
  level: number
  total: number
  /** The first day on which the tier is lost; undefined for never. */
  falls: Day | undefined
}

/** A place in the words of the contract: until when the tier is held, and what the next one takes. */
export function standingOf(ladder: Ladder, place: Place, zone: string): TierStanding {
  const { level, total, falls } = place
  const next = ladder.spec.tiers[level + 1]
  return {
    ladder: ladder.key,
    tier: tierKey(ladder, level),
    name: ladder.spec.tiers[level]?.name ?? null,
    metric: ladder.spec.metric,
    total,
    heldUntil: falls === undefined ? null : instantText(dayStart(falls, zone)),
    next:
      next === undefined
        ? null
        : {
            tier: next.key,
            name: next.name,
            threshold: next.threshold,
            missing: Math.max(0, next.threshold - total),
          },
  }
}
