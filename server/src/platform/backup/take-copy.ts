import { rm } from 'node:fs/promises'
import path from 'node:path'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { checkBackup } from './check-backup.ts'
import { fileTrouble } from './file-trouble.ts'
import { copyFile, makeBackupFolder, noteBackupState, pruneCopies } from './folder.ts'
import { type BackupSummary, type WriteBackup, writeBackup } from './write-backup.ts'

export interface TakeCopy extends Omit<WriteBackup, 'file'> {
  folder: string
  /** How many copies stay, this one included. */
  keep: number
  now: Date
}

/**
 * Adds a copy to the folder of backups, reads it back, and only then removes the oldest ones. How it ended is noted
 * beside them, also when it failed. Refuses `backup_failed` and `backup_invalid`; older copies are then untouched.
 */
export async function takeCopy(options: TakeCopy): Promise<Verdict<BackupSummary & { removed: string[] }>> {
  const { folder, keep, now, signal } = options
  const name = copyFile(now)
  const failed = { at: now.toISOString(), ok: false, file: name, bytes: null, seconds: null }
  try {
    const taken = await take({ ...options, file: path.join(folder, name) })
    if (!taken.ok) {
      noteIfPossible(folder, { lastRun: { ...failed, problem: taken.refusal.detail } })
      return taken
    }
    const { bytes, seconds } = taken.value
    noteBackupState(folder, { lastRun: { ...failed, ok: true, problem: null, bytes, seconds } })
    return ok({ ...taken.value, removed: pruneCopies(folder, keep) })
  } catch (error) {
    if (signal?.aborted === true) throw error
    const reason = fileTrouble(error)
    const problem = reason ?? (error instanceof Error ? error.message : String(error))
    noteIfPossible(folder, { lastRun: { ...failed, problem } })
    if (reason === undefined) throw error
    return refuse('backup_failed', `The folder of backups ${folder} cannot be kept in order: ${reason}.`)
  }
}

/** What hinders a backup often hinders its note, too; the caller is told in any case. */
function noteIfPossible(folder: string, news: Parameters<typeof noteBackupState>[1]): void {
  try {
    noteBackupState(folder, news)
  } catch (error) {
    if (fileTrouble(error) === undefined) throw error
  }
}

async function take(options: TakeCopy & { file: string }): Promise<Verdict<BackupSummary>> {
  const { folder, file, signal } = options
  try {
    await makeBackupFolder(folder)
  } catch (error) {
    const reason = fileTrouble(error)
    if (reason === undefined) throw error
    return refuse(
      'backup_failed',
      `The folder of backups ${folder} could not be made: ${reason}. Nothing was changed.`,
    )
  }
  const written = await writeBackup(options)
  if (!written.ok) return written
  // What cannot be read back is no backup and must not count as the newest one.
  const checked = await checkBackup({ file, ...(signal === undefined ? {} : { signal }) })
  if (checked.ok) return written
  await rm(file, { force: true })
  return checked
}
