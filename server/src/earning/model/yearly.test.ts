import { describe, expect, it } from 'vitest'
import { dayText } from '../../kernel/instants.ts'
import { anniversaryWithin, birthdayOf, birthdayWithin, monthDaysAround, zoneOf } from './yearly.ts'

describe('a birthday', () => {
  it.each([
    ['1990-02-28', { month: 2, dayOfMonth: 28 }],
    ['02-29', { month: 2, dayOfMonth: 29 }],
    ['1990-02-29', { month: 2, dayOfMonth: 29 }],
    ['1990-02-30', undefined],
    ['13-01', undefined],
    ['00-10', undefined],
    ['1990/02/28', undefined],
    ['', undefined],
    [19900228, undefined],
  ])('%s is %j', (birthday, expected) => {
    expect(birthdayOf({ birthday })).toEqual(expected)
  })

  // I-21: the same instant is another day in each zone.
  it.each([
    ['2026-03-20T20:29:59.999Z', 'Asia/Tehran', undefined],
    ['2026-03-20T20:30:00Z', 'Asia/Tehran', '2026-03-21'],
    ['2026-03-20T16:59:59.999Z', 'Asia/Bangkok', undefined],
    ['2026-03-20T17:00:00Z', 'Asia/Bangkok', '2026-03-21'],
    ['2026-03-21T03:59:59.999Z', 'America/New_York', undefined],
    ['2026-03-21T04:00:00Z', 'America/New_York', '2026-03-21'],
    ['2026-03-20T10:00:00Z', 'Pacific/Kiritimati', '2026-03-21'],
    ['2026-03-21T10:00:00Z', 'no such zone', '2026-03-21'],
  ])('at %s in %s: %s', (now, timeZone, expected) => {
    const found = birthdayWithin(
      { attributes: { birthday: '03-21', timeZone } },
      { now: Date.parse(now), programZone: 'Europe/London', daysBack: 0 },
    )
    expect(found && dayText(found.day)).toBe(expected)
  })

  it.each([
    ['2027-02-28T12:00:00Z', '2027-02-28'],
    ['2027-03-01T12:00:00Z', undefined],
    ['2028-02-28T12:00:00Z', undefined],
    ['2028-02-29T12:00:00Z', '2028-02-29'],
  ])('of a 29 February at %s: %s', (now, expected) => {
    const found = birthdayWithin(
      { attributes: { birthday: '2000-02-29' } },
      { now: Date.parse(now), programZone: 'UTC', daysBack: 0 },
    )
    expect(found && dayText(found.day)).toBe(expected)
  })

  it('is made up for across the turn of the year, and belongs to its own year', () => {
    const at = { now: Date.parse('2027-01-02T12:00:00Z'), programZone: 'UTC', daysBack: 3 }
    expect(birthdayWithin({ attributes: { birthday: '12-31' } }, at)).toMatchObject({ number: 2026 })
    expect(birthdayWithin({ attributes: { birthday: '12-29' } }, at)).toBeUndefined()
  })
})

it('looks for 29 February on the 28th of a year without one', () => {
  const of = (text: string) => monthDaysAround([Date.parse(text) / 86_400_000])
  expect(of('2027-02-28')).toEqual(['02-28', '02-29'])
  expect(of('2028-02-28')).toEqual(['02-28'])
})

describe('an anniversary', () => {
  it.each([
    ['2024-02-29T10:00:00Z', '2025-02-28T12:00:00Z', 1],
    ['2024-02-29T10:00:00Z', '2028-02-29T12:00:00Z', 4],
    ['2024-02-29T10:00:00Z', '2028-02-28T12:00:00Z', undefined],
    ['2025-12-31T23:30:00Z', '2026-12-31T12:00:00Z', 1],
    ['2026-05-01T10:00:00Z', '2026-05-01T12:00:00Z', undefined],
    ['2020-05-01T10:00:00Z', '2026-05-02T12:00:00Z', undefined],
  ])('of %s at %s: %s', (enrolled, now, years) => {
    const found = anniversaryWithin(
      { attributes: {}, enrolledAt: Date.parse(enrolled) },
      { now: Date.parse(now), programZone: 'UTC', daysBack: 0 },
    )
    expect(found?.number).toBe(years)
  })

  it('is counted from the day on which the member enrolled where the member lives', () => {
    const enrolledAt = Date.parse('2025-05-01T21:00:00Z')
    const at = { now: Date.parse('2026-05-01T20:30:00Z'), programZone: 'UTC', daysBack: 0 }
    expect(anniversaryWithin({ attributes: { timeZone: 'Asia/Tehran' }, enrolledAt }, at)).toMatchObject({
      number: 1,
      zone: 'Asia/Tehran',
    })
  })
})

it('takes the zone of the programme where the member has none that there is', () => {
  expect(zoneOf({}, 'UTC')).toBe('UTC')
  expect(zoneOf({ timeZone: 7 }, 'UTC')).toBe('UTC')
  expect(zoneOf({ timeZone: 'Mars/Olympus' }, 'UTC')).toBe('UTC')
  expect(zoneOf({ timeZone: 'Asia/Tehran' }, 'UTC')).toBe('Asia/Tehran')
})
