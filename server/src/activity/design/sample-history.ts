import type { Instant } from '../../kernel/instants.ts'
import type { Release } from '../../programs/index.ts'
import { type LoadedHistory, loadHistory } from '../back-test/load-history.ts'
import type { MembersNow } from '../back-test/model/member-facts.ts'
import { type HistorySource, readMembersNow, releasesOf } from '../back-test/read-known.ts'

/** What some members of a programme did. */
export interface Sample extends LoadedHistory {
  releases: ReadonlyMap<number, Release>
}

/** A resource: remembers samples for some minutes, so that numbers follow an edit at once. */
export interface Samples {
  of(program: { programId: number; moneyExponent: number; now: Instant }): Promise<Sample>
  membersNow(sample: Sample, by: { programId: number; release: Release; now: Instant }): Promise<MembersNow>
}

const freshForMs = 5 * 60_000
const activitiesMax = 6_000
const programsMax = 20

export function createSamples(parts: HistorySource): Samples {
  const known = new Map<number, { sample: Promise<Sample>; readAt: number }>()
  async function read(program: Parameters<Samples['of']>[0]): Promise<Sample> {
    const { programId, moneyExponent, now } = program
    const terms = { programId, moneyExponent, until: now, wholeOrders: true, activitiesMax, isCut: true }
    const loaded = await loadHistory(parts.database, terms)
    return { ...loaded, releases: await releasesOf(parts, programId, loaded.history) }
  }
  return {
    of(program) {
      const { programId } = program
      const found = known.get(programId)
      if (found !== undefined && performance.now() - found.readAt < freshForMs) return found.sample
      if (known.size >= programsMax) known.clear()
      const sample = read(program)
      // What failed is asked again.
      sample.catch(() => known.delete(programId))
      known.set(programId, { sample, readAt: performance.now() })
      return sample
    },
    membersNow: ({ history, releases }, { programId, release, now }) =>
      readMembersNow(parts, { programId, now, releases: [release, ...releases.values()], history }),
  }
}
