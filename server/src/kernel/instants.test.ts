import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import {
  addMonths,
  calendarOf,
  dayOf,
  dayOfDate,
  dayStart,
  dayStarts,
  dayText,
  instantOfLocal,
  instantText,
  isTimeZone,
  parseDay,
  parseInstant,
  weekdayAndHour,
} from './instants.ts'

const zones = [
  'UTC',
  'Asia/Tehran',
  'Asia/Bangkok',
  'America/New_York',
  'Africa/Casablanca',
  'Pacific/Apia',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
]

describe('I-20 times', () => {
  const refused = [
    '0000-01-01T00:00:00Z',
    '9999-12-31T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-02-30T10:00:00Z',
    '2026-02-29T10:00:00Z',
    '2026-04-31T10:00:00Z',
    '2026-01-01T24:00:00Z',
    '2016-12-31T23:59:60Z',
    '2026-01-01T10:60:00Z',
    '1404-01-01T00:00:00Z',
    '2569-01-01T00:00:00Z',
    '2026-01-01T10:00:00',
    '2026-01-01',
    '2026-01-01T10:00Z',
    '2026-1-1T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-00-10T10:00:00Z',
    '2026-01-00T10:00:00Z',
    '1404/01/01',
    '2026-01-01 10:00:00Z',
    '2026-01-01T10:00:00+3:30',
    '2026-01-01T10:00:00+0330',
    '2026-01-01T10:00:00+15:00',
    '2026-01-01T10:00:00+03:60',
    '2026-01-01T10:00:00Z\n',
    ' 2026-01-01T10:00:00Z',
    '+002026-01-01T10:00:00Z',
    '-2026-01-01T10:00:00Z',
    '2026-01-01T10:00:00.Z',
    '2026-01-01T10:00:00.0123456789Z',
    '۲۰۲۶-01-01T10:00:00Z',
    '2026-W01-1T10:00:00Z',
    '2026-001T10:00:00Z',
    '1735725600',
    '',
    'now',
    'NaN',
  ]
  test.each(refused.map((text) => [text]))('%j is no instant', (text) => {
    expect(parseInstant(text)).toBeUndefined()
  })

  const accepted: [string, string][] = [
    ['2026-11-23T10:15:00Z', '2026-11-23T10:15:00.000Z'],
    ['2024-02-29T00:00:00+03:30', '2024-02-28T20:30:00.000Z'],
    ['2026-01-01T00:00:00.123456789Z', '2026-01-01T00:00:00.123Z'],
    ['1900-01-01T00:00:00Z', '1900-01-01T00:00:00.000Z'],
    ['2399-12-31T23:59:59Z', '2399-12-31T23:59:59.000Z'],
    ['2026-03-29T01:30:00-14:00', '2026-03-29T15:30:00.000Z'],
  ]
  test.each(accepted)('%s is %s', (text, expected) => {
    expect(instantText(parseInstant(text) ?? 0)).toBe(expected)
  })

  test('what is accepted is exactly what Temporal reads: never shifted', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-02'), max: new Date('2399-12-30'), noInvalidDate: true }),
        fc.integer({ min: -840, max: 840 }),
        (date, minutes) => {
          const zone = Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(
            offsetText(minutes),
          )
          const text = zone.toString({ timeZoneName: 'never' })
          expect(parseInstant(text)).toBe(Temporal.Instant.from(text).epochMilliseconds)
        },
      ),
    )
  })

  function offsetText(minutes: number): string {
    const size = Math.abs(minutes)
    return `${minutes < 0 ? '-' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
  }

  test.each([
    ['2026-02-30'],
    ['0000-01-01'],
    ['1404-01-01'],
    ['2569-01-01'],
    ['9999-12-31'],
    ['2026-1-1'],
    ['2026-01-01T00:00:00Z'],
    ['+2026-01-01'],
  ])('%s is no day', (text) => {
    expect(parseDay(text)).toBeUndefined()
  })
})

describe('days', () => {
  const instant = fc.integer({ min: Date.UTC(1974, 0, 1), max: Date.UTC(2090, 0, 1) })

  test.each(zones)('an instant lies in its day, and days follow without a gap: %s', (zone) => {
    fc.assert(
      fc.property(instant, (at) => {
        const day = dayOf(at, zone)
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
        expect(dayText(day)).toBe(local.toPlainDate().toString())
        expect(dayStart(day, zone)).toBeLessThanOrEqual(at)
        expect(dayStart(day + 1, zone)).toBeGreaterThan(at)
        expect(dayOf(dayStart(day, zone), zone)).toBe(day)
        expect(dayOf(dayStart(day, zone) - 1, zone)).toBeLessThan(day)
        expect(weekdayAndHour(at, zone)).toEqual({ weekday: local.dayOfWeek, hour: local.hour })
      }),
      { numRuns: 150 },
    )
  })

  test('a day that a zone skipped begins where the next does, and holds nothing', () => {
    const skipped = dayOfDate(2011, 12, 30)
    expect(dayStart(skipped, 'Pacific/Apia')).toBe(dayStart(skipped + 1, 'Pacific/Apia'))
    expect(dayOf(dayStart(skipped, 'Pacific/Apia'), 'Pacific/Apia')).toBe(skipped + 1)
    expect(dayOf(dayStart(skipped, 'Pacific/Apia') - 1, 'Pacific/Apia')).toBe(skipped - 1)
    const starts = dayStarts(skipped - 1, skipped + 1, 'Pacific/Apia')
    expect(starts).toHaveLength(4)
    expect([...starts].sort((a, b) => a - b)).toEqual(starts)
  })

  test('a day whose midnight was skipped begins at one o’clock', () => {
    expect(instantText(dayStart(dayOfDate(2018, 11, 4), 'America/Sao_Paulo'))).toBe(
      '2018-11-04T03:00:00.000Z',
    )
  })

  test('clocks that change within a quarter of an hour are read to the minute', () => {
    const odd: [string, string][] = [
      ['America/St_Johns', '2010-11-07T02:31:00Z'],
      ['America/Moncton', '2006-10-29T03:01:00Z'],
      ['Antarctica/Casey', '2021-10-02T16:01:00Z'],
    ]
    for (const [zone, text] of odd) {
      for (let seconds = -900; seconds <= 900; seconds += 30) {
        const at = Date.parse(text) + seconds * 1000
        const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone)
        expect(dayText(dayOf(at, zone)), `${zone} ${local}`).toBe(local.toPlainDate().toString())
        expect(weekdayAndHour(at, zone).hour).toBe(local.hour)
      }
    }
  })

  test('months are added by the calendar, and the month’s last day stands in for a day that it lacks', () => {
    const rows: [string, number, string][] = [
      ['2024-01-31', 1, '2024-02-29'],
      ['2023-01-31', 1, '2023-02-28'],
      ['2024-02-29', 12, '2025-02-28'],
      ['2024-03-31', -1, '2024-02-29'],
      ['2024-12-15', 1, '2025-01-15'],
    ]
    for (const [from, months, expected] of rows)
      expect(dayText(addMonths(parseDay(from) ?? 0, months))).toBe(expected)
  })

  test('a day, its calendar and its text are one', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: parseDay('1900-01-01') ?? 0, max: parseDay('2399-12-31') ?? 0 }),
        (day) => {
          const { year, month, dayOfMonth } = calendarOf(day)
          expect(dayOfDate(year, month, dayOfMonth)).toBe(day)
          expect(parseDay(dayText(day))).toBe(day)
        },
      ),
    )
  })
})

test('local times: in a gap the instant after it, twice a year the earlier of two', () => {
  expect(instantText(instantOfLocal('2010-12-01 08:26:00', 'Europe/London') ?? 0)).toBe(
    '2010-12-01T08:26:00.000Z',
  )
  expect(instantText(instantOfLocal('2011-03-27 01:30:00', 'Europe/London') ?? 0)).toBe(
    '2011-03-27T01:30:00.000Z',
  )
  expect(instantText(instantOfLocal('2011-10-30 01:30:00', 'Europe/London') ?? 0)).toBe(
    '2011-10-30T00:30:00.000Z',
  )
  for (const text of ['2010-02-30 08:26:00', '2010-12-01 25:00:00', 'yesterday', ''])
    expect(instantOfLocal(text, 'Europe/London')).toBeUndefined()
})

test('zones are names that this runtime knows, and no offsets', () => {
  for (const zone of zones) expect(isTimeZone(zone)).toBe(true)
  for (const zone of ['Mars/Olympus', '+03:30', '', 'Europe/London ', '../etc', 'Z1'])
    expect(isTimeZone(zone)).toBe(false)
})
