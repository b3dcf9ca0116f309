import type { Stage } from '../activity/index.ts'
import { count, counterFacts, countersOf, countNeeds } from './model/count.ts'

/** Counters that a programme defines. Decides before earning, whose rules read what was counted before. */
export function countersStage(): Stage<null> {
  return {
    name: 'counters',
    needs: (release, { day }) => countNeeds(release, day),
    reads: (release) => countersOf(release).flatMap((counter) => counter.reads),
    load: (_tx, batch) => Promise.resolve(new Map(batch.owners.map((owner) => [owner, null]))),
    initial: () => null,
    tells: ['counters', 'repeats'],
    facts: ({ release, activity, counted }) =>
      countersOf(release).length === 0 ? {} : counterFacts({ release, activity, at: { counted } }),
    decides: (release) => countersOf(release).length > 0,
    decide: count,
    evolve: (state) => state,
    write: () => Promise.resolve(),
  }
}
