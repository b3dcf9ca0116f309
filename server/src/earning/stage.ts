import type { Stage } from '../activity/index.ts'
import { countedThen } from './model/counted-then.ts'
import { earn } from './model/earn.ts'
import { needsOf, planFor } from './model/plan.ts'

/** Earning remembers nothing of its own: caps and budgets are counters of the pipeline, points are postings. */
export type EarningState = null

/** Points for activities. Decides before tiers, which count what it posts. */
export function earningStage(): Stage<EarningState> {
  return {
    name: 'earning',
    needs: (release, activity) => needsOf(planFor(release, activity.type), activity.day),
    load: (_tx, batch) => Promise.resolve(new Map(batch.owners.map((owner) => [owner, null]))),
    initial: () => null,
    counted: countedThen,
    decide: earn,
    evolve: (state) => state,
    write: () => Promise.resolve(),
  }
}
