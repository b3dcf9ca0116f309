import path from 'node:path'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'

/** When backups are taken without being asked for, and where they are kept. */
export interface BackupSettings {
  /** `PERENNIAL_BACKUP_HOURS`: a copy at least so often; 0 takes none. Default 24; 0 with `DATABASE_URL`. */
  everyHours: number
  /** `PERENNIAL_BACKUP_FOLDER`. Default `backups` in the data folder. */
  folder: string
  /** `PERENNIAL_BACKUP_KEEP`: how many copies stay. Default 7. */
  keep: number
  /** `PERENNIAL_BACKUP_DRILL_DAYS`: a restore is tried at least so often; 0 tries none. Default 7. */
  drillDays: number
}

function wholeNumber(text: string | undefined, fallback: number, from: { least: number; most: number }) {
  if (text === undefined || text === '') return fallback
  const number = Number(text)
  return Number.isInteger(number) && number >= from.least && number <= from.most ? number : undefined
}

/** Reads the part of the environment that is about backups; refuses `settings_invalid`. */
export function readBackupSettings(env: NodeJS.ProcessEnv): Verdict<BackupSettings> {
  // Who runs a database has ways to back it up; the embedded one has nobody else.
  const hoursDefault = env.DATABASE_URL === undefined ? 24 : 0
  const everyHours = wholeNumber(env.PERENNIAL_BACKUP_HOURS, hoursDefault, { least: 0, most: 8760 })
  if (everyHours === undefined)
    return refuse(
      'settings_invalid',
      'PERENNIAL_BACKUP_HOURS must be a number from 0 to 8760. Nothing was started.',
    )
  const keep = wholeNumber(env.PERENNIAL_BACKUP_KEEP, 7, { least: 1, most: 1000 })
  if (keep === undefined)
    return refuse(
      'settings_invalid',
      'PERENNIAL_BACKUP_KEEP must be a number from 1 to 1000. Nothing was started.',
    )
  const drillDays = wholeNumber(env.PERENNIAL_BACKUP_DRILL_DAYS, 7, { least: 0, most: 365 })
  if (drillDays === undefined)
    return refuse(
      'settings_invalid',
      'PERENNIAL_BACKUP_DRILL_DAYS must be a number from 0 to 365. Nothing was started.',
    )
  const data = env.PERENNIAL_DATA ?? 'data'
  const folder = path.resolve(env.PERENNIAL_BACKUP_FOLDER ?? path.join(data, 'backups'))
  return ok({ everyHours, folder, keep, drillDays })
}
