import type { BackupsView } from '@perennial/contract'

/** What there is to say about backups, the worst first. */
export type BackupVerdict = 'failed' | 'off' | 'none' | 'old' | 'drillFailed' | 'unverified' | 'good'

const hourMs = 3_600_000
/** Without a schedule somebody else's habit decides; a copy older than this is told of. */
const agedHours = 48
const agedDrillDays = 31

/** Whether one could sleep on these backups, `nowMs` being epoch milliseconds. */
export function judgeBackups(view: BackupsView, nowMs: number): BackupVerdict {
  const { schedule, lastRun, lastDrill, lastVerified } = view
  const [newest] = view.copies
  if (lastRun?.ok === false) return 'failed'
  if (newest === undefined) return schedule === null ? 'off' : 'none'
  const hoursMax = schedule === null ? agedHours : 2 * schedule.everyHours
  if (ageHours(newest.takenAt, nowMs) > hoursMax) return 'old'
  if (lastDrill?.ok === false) return 'drillFailed'
  if (lastVerified?.takenAt == null) return 'unverified'
  const drillDaysMax = 2 * (schedule?.drillDays ?? 0) || agedDrillDays
  return ageHours(lastVerified.takenAt, nowMs) > 24 * drillDaysMax ? 'unverified' : 'good'
}

/** Whole hours since an RFC 3339 instant. */
export function ageHours(instant: string, nowMs: number): number {
  return Math.max(0, Math.floor((nowMs - Date.parse(instant)) / hourMs))
}
