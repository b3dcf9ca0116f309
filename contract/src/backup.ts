import { z } from 'zod'
import { instant } from './values.ts'

/** A whole copy in the folder of backups. */
const backupCopy = z.strictObject({
  file: z.string(),
  takenAt: instant,
  bytes: z.int(),
})

/** How the last try to take a backup ended. */
const backupRun = z.strictObject({
  at: instant,
  ok: z.boolean(),
  file: z.string(),
  /** Why it failed. */
  problem: z.string().nullable(),
  bytes: z.int().nullable(),
  seconds: z.number().nullable(),
})

/** How a try to restore a copy elsewhere ended. */
const backupDrill = z.strictObject({
  at: instant,
  ok: z.boolean(),
  file: z.string(),
  /** When the restored backup was taken. */
  takenAt: instant.nullable(),
  problem: z.string().nullable(),
  rows: z.int().nullable(),
  seconds: z.number().nullable(),
})

/** The backups of an installation. */
export const backupsView = z.strictObject({
  /** Null when none are taken by schedule. */
  schedule: z
    .strictObject({
      everyHours: z.int(),
      keep: z.int(),
      /** 0: restores are not tried by schedule. */
      drillDays: z.int(),
    })
    .nullable(),
  /** Newest first. */
  copies: z.array(backupCopy),
  lastRun: backupRun.nullable(),
  lastDrill: backupDrill.nullable(),
  /** The last drill that found everything right. */
  lastVerified: backupDrill.nullable(),
})
export type BackupsView = z.infer<typeof backupsView>
