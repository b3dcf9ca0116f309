import type { BackupsView } from '@perennial/contract'
import { today } from './fixture-shop.ts'

const days = ['20', '19', '18', '17', '16', '15', '14']

const lastVerified = {
  at: `${today}T03:18:09Z`,
  ok: true,
  file: 'perennial-20261119T031702Z.backup.gz',
  takenAt: '2026-11-19T03:17:02Z',
  problem: null,
  rows: 4_103_221,
  seconds: 48.2,
}

/** Copies of a week, the newest of this morning, one of them restored and proved. */
export const goodBackups: BackupsView = {
  schedule: { everyHours: 24, keep: 7, drillDays: 7 },
  copies: days.map((day, index) => ({
    file: `perennial-202611${day}T031702Z.backup.gz`,
    takenAt: `2026-11-${day}T03:17:02Z`,
    bytes: 118_400_112 - index * 1_203_009,
  })),
  lastRun: {
    at: `${today}T03:17:02Z`,
    ok: true,
    file: 'perennial-20261120T031702Z.backup.gz',
    problem: null,
    bytes: 118_400_112,
    seconds: 21.4,
  },
  lastDrill: lastVerified,
  lastVerified,
}

/** The disk is full. */
export const failedBackups: BackupsView = {
  ...goodBackups,
  copies: goodBackups.copies.slice(1),
  lastRun: {
    at: `${today}T03:17:02Z`,
    ok: false,
    file: 'perennial-20261120T031702Z.backup.gz',
    problem:
      'The backup data/backups/perennial-20261120T031702Z.backup.gz could not be written: the disk is full. Older backups were left as they are.',
    bytes: null,
    seconds: null,
  },
}

/** An installation on a database that somebody else keeps. */
export const noBackups: BackupsView = {
  schedule: null,
  copies: [],
  lastRun: null,
  lastDrill: null,
  lastVerified: null,
}
