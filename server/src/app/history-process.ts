import { createHistoryPart, type HistoryPart, type ReadPart, type TryPart } from '../activity/index.ts'
import { orThrow } from '../kernel/verdict.ts'
import { serveAsChild } from '../platform/children/serve-as-child.ts'
import { openDatabase } from '../platform/database.ts'
import { createPrograms, type RawDefinition, type Release } from '../programs/index.ts'
import { allKinds, allStages } from './compose.ts'

/** A release as it can be told to a process: one that was published, or what a draft is compiled from. */
export type ReleaseNamed = { number: number } | { definitions: readonly RawDefinition[] }

type Tell = (done: number) => void

/** What a process that keeps a part of a history can be asked. */
export interface HistoryVerbs {
  read(
    what: Omit<ReadPart, 'tested' | 'compared'> & {
      tested: ReleaseNamed
      compared: ReleaseNamed | undefined
    },
    tell: Tell,
  ): ReturnType<HistoryPart['read']>
  try(
    what: Omit<TryPart, 'release'> & { programId: number; release: ReleaseNamed },
    tell: Tell,
  ): ReturnType<HistoryPart['try']>
}

/** One reads while members are looked up for what was read. */
const connectionsMax = 2
/** Nobody else works here: it only has to hear that it shall stop, and to say how far it is. */
const breathMs = 100

/** The work of a process that `historyProcesses` opens: the domains wired once more, over connections of its own. */
serveAsChild<{ databaseUrl: string }>(({ databaseUrl }) => {
  const database = openDatabase({ url: databaseUrl, connectionsMax })
  const programs = createPrograms({ database, kinds: allKinds })
  const part = createHistoryPart({ database, programs, stages: allStages(programs) }, breathMs)
  const releaseOf = async (programId: number, named: ReleaseNamed): Promise<Release> =>
    orThrow(
      await ('number' in named
        ? programs.release(programId, named.number)
        : programs.draftRelease(programId, named.definitions)),
    )
  const verbs: HistoryVerbs = {
    async read({ tested, compared, ...what }, tell) {
      const { programId } = what
      const found = {
        tested: await releaseOf(programId, tested),
        compared: compared === undefined ? undefined : await releaseOf(programId, compared),
      }
      return part.read({ ...what, ...found }, tell)
    },
    async try({ programId, release, ...what }, tell) {
      return part.try({ ...what, release: await releaseOf(programId, release) }, tell)
    },
  }
  return {
    verbs: { ...verbs },
    async close() {
      await part.close()
      await database.close()
    },
  }
})
