import path from 'node:path'
import { listCopies, readBackupState, takeCopy } from '../../platform/backup/index.ts'
import type { Context } from '../context.ts'
import { productVersion } from '../product-version.ts'
import { canary } from './canary.ts'
import { drillBackup } from './drill.ts'

const hourMs = 3_600_000
/** Jobs come at about the same minute; one that comes a little early must not wait for the next hour. */
const slackMs = 5 * 60_000

/**
 * Takes a copy when the newest one is old enough, then tries a restore when the last good one is. It goes by age and
 * not by the hour of the day, so that a machine that sleeps at night has backups, too. A failure is logged as an
 * error; the next hour tries again.
 */
export async function backUpWhenDue(
  context: Pick<Context, 'config' | 'log' | 'ownerUrl'>,
  signal: AbortSignal,
): Promise<void> {
  const { config, log, ownerUrl } = context
  const { everyHours, folder, keep, drillDays } = config.backups
  if (everyHours === 0) return
  const now = new Date()
  if (isOlder(listCopies(folder)[0]?.takenAt, now, everyHours * hourMs)) {
    const taken = await takeCopy({ ownerUrl, folder, keep, now, product: productVersion, canary, signal })
    if (!taken.ok) {
      log.error('The backup failed', { problem: taken.refusal.detail })
      return
    }
    log.info('Took a backup', { file: taken.value.file, bytes: taken.value.bytes })
  }
  const newest = listCopies(folder)[0]
  if (drillDays === 0 || newest === undefined) return
  const { lastDrill, lastVerified } = readBackupState(folder)
  const verifiedAt = lastVerified === null ? undefined : new Date(lastVerified.at)
  if (!isOlder(verifiedAt, now, drillDays * 24 * hourMs)) return
  // A copy that failed its test fails it again: the next try takes the next copy.
  if (lastDrill !== null && !lastDrill.ok && lastDrill.file === newest.file) return
  const drilled = await drillBackup({ file: path.join(folder, newest.file), config, log, signal })
  if (!drilled.ok || !drilled.value.ok)
    log.error('The newest backup did not stand its restore drill', {
      file: newest.file,
      problem: readBackupState(folder).lastDrill?.problem,
    })
}

function isOlder(at: Date | undefined, now: Date, ageMs: number): boolean {
  // One from the future was made by a clock that went wrong, and must not keep others away.
  return at === undefined || Math.abs(now.getTime() - at.getTime()) >= ageMs - slackMs
}
