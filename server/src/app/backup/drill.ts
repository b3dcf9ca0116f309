import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import {
  type CheckedBackup,
  checkBackup,
  noteBackupState,
  restoreBackup,
} from '../../platform/backup/index.ts'
import { openDatabase } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'
import { migrate } from '../../platform/migrate/index.ts'
import {
  isDatabaseFolderInUse,
  startEmbeddedPostgres,
  stopAbandonedServer,
} from '../../platform/postgres/index.ts'
import { composeProduct } from '../compose.ts'
import type { Config } from '../config.ts'
import { migrationsFolder } from '../context.ts'
import { judgeRestored, type RestoredProgram } from './judge-restored.ts'

export interface Drill {
  file: string
  config: Pick<Config, 'dataFolder' | 'backups'>
  log: Log
  onProgress?: (rows: number, total: number) => void
  signal?: AbortSignal
}

/** How a backup stood its test. */
export interface DrillReport {
  file: string
  takenAt: string
  /** Whether everything was right. */
  ok: boolean
  rows: number
  programs: RestoredProgram[]
  seconds: number
}

/**
 * Restores a backup into a server of its own, proves the books there, and removes it all. The live database is not
 * touched. The result is noted in the folder of backups. Refuses what {@link restoreBackup} refuses.
 */
export async function drillBackup(drill: Drill): Promise<Verdict<DrillReport>> {
  const startedMs = performance.now()
  const at = new Date().toISOString()
  const file = path.basename(drill.file)
  const nothing = { at, ok: false, file, takenAt: null, rows: null, seconds: null }
  let restored: Awaited<ReturnType<typeof restoreAside>>
  try {
    restored = await restoreAside(drill)
  } catch (error) {
    if (drill.signal?.aborted !== true)
      note(drill, { ...nothing, problem: error instanceof Error ? error.message : String(error) })
    throw error
  }
  const seconds = Math.round((performance.now() - startedMs) / 100) / 10
  if (!restored.ok) {
    note(drill, { ...nothing, problem: restored.refusal.detail, seconds })
    return restored
  }
  const { backup, programs } = restored.value
  const [fault] = programs.flatMap((each) => each.faults.map((text) => `${each.program}: ${text}`))
  const { rows } = backup
  const { takenAt } = backup.header
  const isGood = fault === undefined
  note(drill, { at, ok: isGood, file, takenAt, problem: fault ?? null, rows, seconds })
  return ok({ file: drill.file, takenAt, ok: isGood, rows, programs, seconds })
}

type Note = NonNullable<Parameters<typeof noteBackupState>[1]['lastDrill']>

/** A drill counts by what it found; that it could not be noted is said and no more. */
function note({ config, log }: Drill, lastDrill: Note): void {
  try {
    mkdirSync(config.backups.folder, { recursive: true, mode: 0o700 })
    noteBackupState(config.backups.folder, {
      lastDrill,
      ...(lastDrill.ok ? { lastVerified: lastDrill } : {}),
    })
  } catch (error) {
    log.warn('The result of the restore drill could not be noted', { err: error })
  }
}

/** What is thrown away needs no protection against a power cut, and no care for its future. */
const throwAway = {
  sharedBuffersMb: 128,
  connectionsMax: 20,
  extra: {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    autovacuum: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
  },
}

const folderPrefix = 'drill-'

async function restoreAside(
  drill: Drill,
): Promise<Verdict<{ backup: CheckedBackup; programs: RestoredProgram[] }>> {
  const { file, config, onProgress } = drill
  const stoppable = drill.signal === undefined ? {} : { signal: drill.signal }
  const checked = await checkBackup({ file, ...stoppable })
  if (!checked.ok) return checked
  const backup = checked.value
  mkdirSync(config.dataFolder, { recursive: true })
  await removeAbandoned(config.dataFolder)
  // Beside the data and not in the system's folder for such things, which is often small.
  const folder = mkdtempSync(path.join(config.dataFolder, folderPrefix))
  try {
    const server = await startEmbeddedPostgres({ dataDir: folder, log: () => {}, settings: throwAway })
    try {
      const { ownerUrl, appUrl } = server
      const progress = onProgress === undefined ? {} : { onProgress }
      const restored = await restoreBackup({ ownerUrl, backup, migrationsFolder, ...progress, ...stoppable })
      if (!restored.ok) return restored
      await migrate({ ownerUrl, folder: migrationsFolder })
      return ok({ backup, programs: await judge(appUrl, backup, drill.signal) })
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function judge(
  appUrl: string,
  backup: CheckedBackup,
  signal: AbortSignal | undefined,
): Promise<RestoredProgram[]> {
  const database = openDatabase({ url: appUrl, connectionsMax: 3 })
  const product = composeProduct({ database, hot: database, lanes: 1 })
  try {
    return await judgeRestored(product, backup, signal)
  } finally {
    await product.pipeline.close()
    await database.close()
  }
}

/** A drill that was killed leaves its server. Folders of the last minute may be starting. */
async function removeAbandoned(dataFolder: string): Promise<void> {
  for (const name of readdirSync(dataFolder).filter((each) => each.startsWith(folderPrefix))) {
    const folder = path.join(dataFolder, name)
    const ageMs = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (ageMs < 60_000 || isDatabaseFolderInUse(folder)) continue
    await stopAbandonedServer(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}
