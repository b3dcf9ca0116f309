import type { Instant } from '../../kernel/instants.ts'
import { orThrow } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import type { Programs, Release } from '../../programs/index.ts'
import { loadMembers } from '../batch-load.ts'
import { factsNamed, isNamed } from '../model/facts.ts'
import type { AnyStage } from '../stage.ts'
import type { History } from './model/history.ts'
import type { MembersNow } from './model/member-facts.ts'

/** What reading a history and trying releases on it needs. */
export interface HistorySource {
  database: Database
  programs: Pick<Programs, 'release'>
  stages: readonly AnyStage[]
}

/** The releases that decided what happened. */
export async function releasesOf(
  { programs }: Pick<HistorySource, 'programs'>,
  programId: number,
  { release, size }: History,
): Promise<ReadonlyMap<number, Release>> {
  const releases = new Map<number, Release>()
  for (const number of new Set(release.subarray(0, size)))
    releases.set(number, orThrow(await programs.release(programId, number)))
  return releases
}

const ownersPerPage = 1000

/** What rules may read of members, as it is today; nothing is asked where no rule reads any of it. */
export async function readMembersNow(
  { database, programs, stages }: HistorySource,
  of: {
    programId: number
    now: Instant
    releases: readonly Release[]
    history: History
    signal?: AbortSignal | undefined
  },
): Promise<MembersNow> {
  const { programId, now, releases, history, signal } = of
  const facts = new Map<string, Readonly<Record<string, unknown>>>()
  const states = new Map<string, Map<string, unknown>>()
  const readers = releases.filter((each) => factsNamed(each, stages).has('member'))
  for (let from = 0; from < history.owners.length && readers.length > 0; from += ownersPerPage) {
    const owners = history.owners.slice(from, from + ownersPerPage).sort()
    for (const release of readers) {
      signal?.throwIfAborted()
      const reads = (path: string) => isNamed(factsNamed(release, stages), path)
      const nothing = { days: new Map(), returning: new Set<string>() }
      const batch = { programId, release, owners, ...nothing, reads, now }
      await database.read({ programId }, async (tx) => {
        const { members } = await loadMembers(tx, { programId, programs, release, stages }, owners)
        for (const [owner, known] of members) facts.set(owner, { ...facts.get(owner), ...known })
        for (const stage of stages.filter((each) => each.outside !== undefined)) {
          const own = states.get(stage.name) ?? new Map<string, unknown>()
          states.set(stage.name, own)
          for (const [owner, state] of await stage.load(tx, batch)) own.set(owner, state)
        }
      })
    }
  }
  return { facts, states }
}
