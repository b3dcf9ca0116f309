import path from 'node:path'
import { expect, test } from 'vitest'
import { readBackupSettings } from './settings.ts'

test.each([
  ['PERENNIAL_BACKUP_HOURS', '-1'],
  ['PERENNIAL_BACKUP_HOURS', 'daily'],
  ['PERENNIAL_BACKUP_KEEP', '0'],
  ['PERENNIAL_BACKUP_DRILL_DAYS', '1.5'],
])('%s=%s is refused by its name', (name, value) => {
  expect(readBackupSettings({ [name]: value })).toMatchObject({
    ok: false,
    refusal: { code: 'settings_invalid', detail: expect.stringContaining(name) },
  })
})

test('the embedded database is backed up every day, another one when somebody says so', () => {
  const folder = path.resolve('/srv/shop/backups')
  const embedded = readBackupSettings({ PERENNIAL_DATA: '/srv/shop' })
  expect(embedded).toEqual({ ok: true, value: { everyHours: 24, folder, keep: 7, drillDays: 7 } })
  const external = { DATABASE_URL: 'postgres://x', PERENNIAL_BACKUP_FOLDER: '/mnt/far' }
  expect(readBackupSettings(external)).toMatchObject({
    value: { everyHours: 0, folder: path.resolve('/mnt/far') },
  })
  expect(readBackupSettings({ ...external, PERENNIAL_BACKUP_HOURS: '6' })).toMatchObject({
    value: { everyHours: 6 },
  })
})
