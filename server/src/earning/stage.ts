import type { Stage } from '../activity/index.ts'
import { countedThen } from './model/counted-then.ts'
import { earn } from './model/earn.ts'
import { needsOf, planFor } from './model/plan.ts'
import type { EarningRule } from './model/rule.ts'
import { tierMultipliers } from './model/tier-multipliers.ts'

/** Earning remembers nothing of its own: caps and budgets are counters of the pipeline, points are postings. */
export type EarningState = null

/** Points for activities. Decides before tiers, which count what it posts. */
export function earningStage(): Stage<EarningState> {
  return {
    name: 'earning',
    needs: (release, { type, day, store }, who) => needsOf(release, type, { day, store, who }),
    reads: (release) => [
      ...release.of<EarningRule>('earning-rule').flatMap((rule) => rule.reads.flatMap(keptFor)),
      ...(tierMultipliers(release).length === 0 ? [] : ['member.tiers']),
    ],
    load: (_tx, batch) => Promise.resolve(new Map(batch.owners.map((owner) => [owner, null]))),
    initial: () => null,
    counted: countedThen,
    decides: (release, type) => planFor(release, type).rules.length > 0,
    decide: earn,
    evolve: (state) => state,
    write: () => Promise.resolve(),
  }
}

/** Counters with an activity in them follow from what was counted before it, and from whether its value was there. */
function keptFor(path: string): readonly string[] {
  const after = /^countersAfter(\..+)?$/.exec(path)
  return after === null ? [path] : [`counters${after[1] ?? ''}`, `repeats${after[1] ?? ''}`]
}
