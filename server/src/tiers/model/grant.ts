import type { TierGrant, TierMemory } from '../../activity/index.ts'
import type { Day } from '../../kernel/instants.ts'
import type { Ladder } from './ladder.ts'

export const nothingKnown: TierMemory = {}

/** The last day on which a grant holds; before its first one where it was taken back on that. */
function lastDay({ until, revoked }: TierGrant): Day {
  return revoked === undefined ? until : Math.min(until, revoked - 1)
}

/** Index of a tier by its key; -1 for one that the ladder does not have, or no longer. */
export function levelNamed(ladder: Ladder, tier: string): number {
  return ladder.spec.tiers.findIndex((each) => each.key === tier)
}

/** Index of the best tier that is granted on a day; -1 for none. */
export function grantedLevel(ladder: Ladder, { grants }: TierMemory, day: Day): number {
  let best = -1
  for (const grant of grants ?? []) {
    if (day >= grant.from && day <= lastDay(grant)) best = Math.max(best, levelNamed(ladder, grant.tier))
  }
  return best
}

/** The days for which a level or a higher one is granted. */
export function grantSpans(
  ladder: Ladder,
  { grants }: TierMemory,
  level: number,
): { from: Day; until: Day }[] {
  return (grants ?? [])
    .filter((grant) => levelNamed(ladder, grant.tier) >= level)
    .map((grant) => ({ from: grant.from, until: lastDay(grant) }))
}
