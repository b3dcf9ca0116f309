import { orThrow } from '../kernel/verdict.ts'
import { countOwners, readOwnerPage, readWholeJournal } from '../ledger/index.ts'
import type { Database, Reader } from '../platform/database.ts'
import type { Programs, Release } from '../programs/index.ts'
import { replayOwner } from './model/replay.ts'
import type { AnyStage } from './stage.ts'
import { readDecisions } from './store.ts'

export interface ReplayParts {
  database: Database
  programs: Programs
  stages: readonly AnyStage[]
}

export interface ReplayReport {
  /** Whether every journal row and every decision came out again. */
  reproduced: boolean
  owners: number
  activities: number
  rows: number
  /** What differed, at most fifty. */
  differences: readonly { ownerId: string; detail: string }[]
}

export interface ReplayAsk {
  programId: number
  /** Only this owner. Default: everybody. */
  ownerId?: string
  onProgress?: (done: { owners: number; of: number }) => void
  signal?: AbortSignal
}

const ownersPerPage = 200
const differencesMax = 50

/**
 * Decides everything again from nothing, owner by owner, and compares what comes out with the journal and with what was
 * kept of each decision. Facts and budgets are taken as they were kept; all else is computed anew. Writes nothing.
 */
export async function replayProgram(parts: ReplayParts, ask: ReplayAsk): Promise<ReplayReport> {
  const latest = orThrow(await parts.programs.currentRelease(ask.programId))
  const report = {
    owners: 0,
    activities: 0,
    rows: 0,
    differences: [] as { ownerId: string; detail: string }[],
  }
  const of =
    ask.ownerId === undefined
      ? await parts.database.read({ programId: ask.programId }, (tx) => countOwners(tx, ask.programId))
      : 1
  let after: string | undefined
  for (;;) {
    ask.signal?.throwIfAborted()
    const place = { programId: ask.programId, after, limit: ownersPerPage }
    const owners =
      ask.ownerId === undefined
        ? await parts.database.read({ programId: ask.programId }, (tx) => readOwnerPage(tx, place))
        : [ask.ownerId]
    for (const ownerId of owners) {
      const replayed = await replayOne(parts, { programId: ask.programId, ownerId, latest })
      report.owners += 1
      report.activities += replayed.activities
      report.rows += replayed.rows
      for (const detail of replayed.differences.slice(0, differencesMax - report.differences.length)) {
        report.differences.push({ ownerId, detail })
      }
    }
    ask.onProgress?.({ owners: report.owners, of: Math.max(of, report.owners) })
    after = owners.at(-1)
    if (ask.ownerId !== undefined || owners.length < ownersPerPage) break
  }
  return { ...report, reproduced: report.differences.length === 0 }
}

async function replayOne(parts: ReplayParts, ask: { programId: number; ownerId: string; latest: Release }) {
  const { programId, ownerId, latest } = ask
  const read = await parts.database.read({ programId }, async (tx: Reader) => ({
    activities: await readDecisions(tx, programId, ownerId),
    journal: await readWholeJournal(tx, programId, ownerId),
  }))
  const releases = new Map<number, Release>()
  for (const { release } of read.activities) {
    if (!releases.has(release))
      releases.set(release, orThrow(await parts.programs.release(programId, release)))
  }
  // What time brought after the last activity was posted by a job: it is repeated up to the last such posting.
  const settledUntil = Math.max(0, ...read.journal.map((row) => row.postedAt))
  return replayOwner({ stages: parts.stages, releases, latest }, { ownerId, ...read, settledUntil })
}
