import { describe, expect, test } from 'vitest'
import { dayOf, instantText, parseInstant } from '../../kernel/instants.ts'
import { idleEnd, lotTimes } from './lot-times.ts'

function when(text: string, zone: string) {
  const at = parseInstant(text) ?? 0
  return { at, day: dayOf(at, zone), zone }
}

function told(at: number | null): string | null {
  return at === null ? null : instantText(at)
}

describe('when a lot ends', () => {
  test.each([
    // policy, earned, zone, end
    [{ kind: 'rolling', months: 12 }, '2026-03-02T10:00:00Z', 'Europe/London', '2027-03-03T00:00:00.000Z'],
    [{ kind: 'rolling', days: 1 }, '2026-03-28T10:00:00Z', 'Europe/London', '2026-03-29T23:00:00.000Z'],
    [{ kind: 'rolling', months: 1 }, '2026-01-31T10:00:00Z', 'Asia/Tehran', '2026-02-28T20:30:00.000Z'],
    [{ kind: 'month-end', months: 0 }, '2026-02-01T00:00:00Z', 'Etc/UTC', '2026-03-01T00:00:00.000Z'],
    [{ kind: 'month-end', months: 1 }, '2026-12-31T23:30:00Z', 'Etc/UTC', '2027-02-01T00:00:00.000Z'],
    [{ kind: 'year-end', years: 0 }, '2026-12-31T23:30:00Z', 'Asia/Bangkok', '2027-12-31T17:00:00.000Z'],
    [{ kind: 'year-end', years: 1 }, '2026-05-01T00:00:00Z', 'Etc/UTC', '2028-01-01T00:00:00.000Z'],
    [
      { kind: 'calendar-day', month: 3, day: 31, minimumMonths: 0 },
      '2026-03-31T12:00:00Z',
      'Etc/UTC',
      '2026-04-01T00:00:00.000Z',
    ],
    [
      { kind: 'calendar-day', month: 3, day: 31, minimumMonths: 0 },
      '2026-04-01T12:00:00Z',
      'Etc/UTC',
      '2027-04-01T00:00:00.000Z',
    ],
    [
      { kind: 'calendar-day', month: 3, day: 31, minimumMonths: 6 },
      '2026-01-01T12:00:00Z',
      'Etc/UTC',
      '2027-04-01T00:00:00.000Z',
    ],
    [
      { kind: 'calendar-day', month: 2, day: 29, minimumMonths: 0 },
      '2026-01-01T12:00:00Z',
      'Etc/UTC',
      '2026-03-01T00:00:00.000Z',
    ],
    [{ kind: 'inactivity', days: 90 }, '2026-01-01T12:00:00Z', 'Etc/UTC', null],
  ] as const)('%j earned %s in %s ends %s', (expiry, earned, zone, end) => {
    expect(told(lotTimes({ expiry }, when(earned, zone)).expiresAt)).toBe(end)
  })

  test('inactivity is counted from the day of the last activity', () => {
    const policy = { expiry: { kind: 'inactivity', months: 6 } } as const
    const { day, zone } = when('2026-01-15T23:59:00Z', 'Etc/UTC')
    expect(told(idleEnd(policy, day, zone))).toBe('2026-07-16T00:00:00.000Z')
    expect(idleEnd({ expiry: { kind: 'month-end', months: 1 } }, day, zone)).toBeNull()
  })
})

describe('from when a lot can be spent', () => {
  test.each([
    [undefined, '2026-03-02T10:00:00Z', null],
    [{ kind: 'delay', days: 14 }, '2026-03-20T10:00:00Z', '2026-04-03T10:00:00.000Z'],
    [{ kind: 'date', date: '2026-06-01' }, '2026-05-20T10:00:00Z', '2026-05-31T23:00:00.000Z'],
    [{ kind: 'date', date: '2026-06-01' }, '2026-06-01T00:00:00Z', null],
    [{ kind: 'fulfilment' }, '2026-06-01T00:00:00Z', '9999-01-01T00:00:00.000Z'],
    [{ kind: 'fulfilment', atLatestDays: 30 }, '2026-06-01T00:00:00Z', '2026-07-01T00:00:00.000Z'],
  ] as const)('%j earned %s opens %s', (pending, earned, opens) => {
    expect(told(lotTimes({ pending }, when(earned, 'Europe/London')).availableAt)).toBe(opens)
  })
})
