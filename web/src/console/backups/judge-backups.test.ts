import type { BackupsView } from '@perennial/contract'
import { expect, test } from 'vitest'
import { judgeBackups } from './judge-backups.ts'

const now = Date.parse('2026-11-23T10:00:00Z')

function at(hoursAgo: number): string {
  return new Date(now - hoursAgo * 3_600_000).toISOString()
}

function copy(hoursAgo: number) {
  return { file: 'a', takenAt: at(hoursAgo), bytes: 1 }
}

function run(ok: boolean) {
  return { at: at(1), ok, file: 'a', problem: ok ? null : 'the disk is full', bytes: null, seconds: null }
}

function drill(ok: boolean, hoursAgo: number) {
  return { at: at(1), ok, file: 'a', takenAt: at(hoursAgo), problem: null, rows: null, seconds: null }
}

const good: BackupsView = {
  schedule: { everyHours: 24, keep: 7, drillDays: 7 },
  copies: [copy(3), copy(27)],
  lastRun: run(true),
  lastDrill: drill(true, 27),
  lastVerified: drill(true, 27),
}

test.each<[string, Partial<BackupsView>, string]>([
  ['the last run failed, whatever else there is', { lastRun: run(false) }, 'failed'],
  ['nothing by schedule and no copy', { schedule: null, copies: [], lastRun: null }, 'off'],
  ['a schedule that has not come to its first copy', { copies: [], lastRun: null }, 'none'],
  ['two copies missed', { copies: [copy(50)] }, 'old'],
  ['no schedule and a copy of last week', { schedule: null, copies: [copy(24 * 7)] }, 'old'],
  ['a drill that found a fault', { lastDrill: drill(false, 3) }, 'drillFailed'],
  ['never restored', { lastDrill: null, lastVerified: null }, 'unverified'],
  ['restored long ago', { lastVerified: drill(true, 24 * 15) }, 'unverified'],
  [
    'no drill by schedule, one by hand within a month',
    { schedule: { everyHours: 24, keep: 7, drillDays: 0 }, lastVerified: drill(true, 24 * 30) },
    'good',
  ],
  ['all of it', {}, 'good'],
])('%s', (_, changed, verdict) => {
  expect(judgeBackups({ ...good, ...changed }, now)).toBe(verdict)
})
