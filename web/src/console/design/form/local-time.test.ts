import { expect, test } from 'vitest'
import { instantAt, localParts } from './local-time.ts'

test.each([
  ['Europe/London', '2026-01-15', '09:30', '2026-01-15T09:30:00Z'],
  ['Europe/London', '2026-07-15', '09:30', '2026-07-15T08:30:00Z'],
  ['Asia/Tehran', '2026-03-21', '00:00', '2026-03-20T20:30:00Z'],
  ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z'],
  ['Pacific/Kiritimati', '2026-01-01', '00:00', '2025-12-31T10:00:00Z'],
])('a day and time in %s: %s %s', (timeZone, day, time, instant) => {
  expect(instantAt({ day, time, timeZone })).toBe(instant)
  expect(localParts(instant, timeZone)).toEqual({ day, time })
})

test('a time that is skipped in spring is the one an hour later', () => {
  const instant = instantAt({ day: '2026-03-29', time: '01:30', timeZone: 'Europe/London' })
  expect(localParts(instant, 'Europe/London')).toEqual({ day: '2026-03-29', time: '02:30' })
})
