import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { partialEnding } from './form.ts'

/** A copy in the folder of backups; only whole ones have such a name. */
export interface BackupCopy {
  /** Its name in the folder. */
  file: string
  /** When it was begun. */
  takenAt: Date
  bytes: number
}

/** How the last try to make a backup ended. */
export interface BackupRun {
  at: string
  ok: boolean
  file: string
  /** Why it failed; a plain sentence. */
  problem: string | null
  bytes: number | null
  seconds: number | null
}

/** How a try to restore a copy elsewhere ended. */
export interface DrillRun {
  at: string
  ok: boolean
  file: string
  /** The instant of the backup that was restored. */
  takenAt: string | null
  problem: string | null
  rows: number | null
  seconds: number | null
}

/**
 * What is known about backups. It stands beside them and not in the database, because it must outlive the database,
 * and because a restore must not bring back an older account of itself.
 */
export interface BackupState {
  lastRun: BackupRun | null
  lastDrill: DrillRun | null
  /** The last drill that found everything right. */
  lastVerified: DrillRun | null
}

const copyName = /^perennial-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z\.backup\.gz$/
const stateName = 'state.json'

/** The name of a copy that is begun at this instant. */
export function copyFile(at: Date): string {
  return `perennial-${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z.backup.gz`
}

/** Makes the folder for its owner alone. */
export async function makeBackupFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
}

/** The copies of the folder, newest first; none where there is no folder. */
export function listCopies(folder: string): BackupCopy[] {
  return namesIn(folder)
    .flatMap((file): BackupCopy[] => {
      const parts = copyName.exec(file)
      const found = statSync(path.join(folder, file), { throwIfNoEntry: false })
      if (parts === null || found === undefined) return []
      const [year, month, day, hour, minute, second] = parts.slice(1)
      const takenAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
      return [{ file, takenAt, bytes: found.size }]
    })
    .sort((one, other) => other.takenAt.getTime() - one.takenAt.getTime())
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

/** What a run that was killed left behind is not touched while it may still be at work. */
const partialAgeMs = 24 * 3_600_000

/** Removes all but the newest copies; the names of those removed. Call it after a new one was checked. */
export function pruneCopies(folder: string, keep: number): string[] {
  for (const name of namesIn(folder).filter((each) => each.endsWith(partialEnding))) {
    const file = path.join(folder, name)
    const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - changedMs > partialAgeMs) rmSync(file, { force: true })
  }
  const old = listCopies(folder).slice(Math.max(1, keep))
  for (const { file } of old) rmSync(path.join(folder, file), { force: true })
  return old.map(({ file }) => file)
}

const nothingYet: BackupState = { lastRun: null, lastDrill: null, lastVerified: null }

/** What is known about the backups of the folder; nothing where nothing was noted or the note cannot be read. */
export function readBackupState(folder: string): BackupState {
  try {
    return { ...nothingYet, ...(JSON.parse(readFileSync(path.join(folder, stateName), 'utf8')) as object) }
  } catch {
    return nothingYet
  }
}

/** Notes a run or a drill beside what is known. Throws when the folder cannot be written. */
export function noteBackupState(folder: string, news: Partial<BackupState>): void {
  const file = path.join(folder, stateName)
  const draft = `${file}.${process.pid}${partialEnding}`
  writeFileSync(draft, `${JSON.stringify({ ...readBackupState(folder), ...news }, null, 2)}\n`, {
    mode: 0o600,
  })
  renameSync(draft, file)
}
