import { listCopies, readBackupState } from '../../platform/backup/index.ts'
import type { Metrics } from '../../platform/metrics.ts'

/** Numbers on backups, for alerts; NaN while there is nothing to tell of. */
export function backupGauges(metrics: Metrics, folder: string): void {
  metrics.gauge({
    name: 'perennial_backup_age_seconds',
    help: 'Age of the newest whole backup in the folder of backups',
    read: () => ageOf(listCopies(folder)[0]?.takenAt),
  })
  metrics.gauge({
    name: 'perennial_backup_verified_age_seconds',
    help: 'Age of the newest backup that was restored elsewhere and found right',
    read: () => ageOf(readBackupState(folder).lastVerified?.takenAt),
  })
  metrics.gauge({
    name: 'perennial_backup_failed',
    help: '1 when the last backup or the last restore drill failed',
    read: () => {
      const { lastRun, lastDrill } = readBackupState(folder)
      return lastRun?.ok === false || lastDrill?.ok === false ? 1 : 0
    },
  })
}

function ageOf(at: Date | string | null | undefined): number {
  return at === undefined || at === null ? Number.NaN : (Date.now() - new Date(at).getTime()) / 1000
}
