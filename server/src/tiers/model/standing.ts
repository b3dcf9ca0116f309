import type { TierProjection, TierStanding } from '@perennial/contract'
import { type Day, dayStart, instantText } from '../../kernel/instants.ts'
import { type Ladder, tierKey } from './ladder.ts'
import { type History, levelAt, totalAt, windowOf, windowStart } from './window.ts'

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

/**
 * What is known ahead of a tier that will be lost: when, which one is left then, and what keeps it. Null where it never
 * falls.
 */
export function projectionOf(
  ladder: Ladder,
  history: History,
  at: { place: Place; day: Day; zone: string },
): TierProjection | null {
  const { place, day, zone } = at
  const { falls, level } = place
  if (falls === undefined) return null
  const known = { ...history, days: history.days.filter((each) => each.day <= day) }
  const left = levelAt(ladder, known, falls)
  const window = windowOf(ladder, history.memory.anchor)
  const missing = (ladder.thresholds[level] ?? 0) - Math.max(0, totalAt(window, known.days, falls))
  return {
    at: instantText(dayStart(falls, zone)),
    tier: tierKey(ladder, left),
    name: ladder.spec.tiers[left]?.name ?? null,
    keep: {
      missing: Math.max(0, missing),
      from: instantText(dayStart(Math.max(day, windowStart(window, falls)), zone)),
      until: instantText(dayStart(falls + 1, zone)),
    },
  }
}
