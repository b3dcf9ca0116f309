import { describe, expect, it } from 'vitest'
import { buildSample, openShop, orderOf, standingPoints } from './sample.ts'

const one = { kind: 'per-money', points: 1, perMinor: 100 }
const ten = orderOf([['a', '1', '10']])

// I-20: a date that is none, or is of another calendar, is refused where the rule is written, and never moved.
describe('a rule refuses', () => {
  const instants = [
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '2026-02-30T00:00:00Z',
    '2026-05-13T24:00:00Z',
    '2026-12-31T23:59:60Z',
    '1404/01/01',
    '1404-01-01T00:00:00+03:30',
    '2569-01-01T00:00:00+07:00',
    '2026-05-13T00:00:00',
    '2026-05-13',
    '13 May 2026',
  ]
  it.each(instants)('%s as the start and as the end of its schedule', (text) => {
    for (const field of ['from', 'until']) {
      const built = buildSample({ rules: { r: { award: one, schedule: { [field]: text } } } })
      expect(built).toMatchObject({
        ok: false,
        errors: [{ code: 'definition_invalid', field: `schedule.${field}` }],
      })
    }
  })

  const days = ['0000-01-01', '9999-12-31', '2026-02-30', '1404-01-01', '2569-01-01', '2026-13-01']
  it.each(days)('%s as the day with which its points end or begin', (date) => {
    for (const field of ['expiry', 'pending']) {
      const built = buildSample({ rules: { r: { award: one, [field]: { kind: 'date', date } } } })
      expect(built).toMatchObject({ ok: false, errors: [{ field: `${field}.date` }] })
    }
  })
})

// I-21: what is meant by a day is a day of the programme's zone.
describe.each([
  ['Asia/Tehran', '2026-05-13T20:30:00Z', '2026-05-14T20:30:00Z'],
  ['Asia/Bangkok', '2026-05-13T17:00:00Z', '2026-05-14T17:00:00Z'],
  ['America/New_York', '2026-05-14T04:00:00Z', '2026-05-15T04:00:00Z'],
])('14 May in %s', (timeZone, start, end) => {
  const edges = [Date.parse(start) - 1, Date.parse(start), Date.parse(end) - 1, Date.parse(end)]
  function earnedAt(rule: Record<string, unknown>): boolean[] {
    return edges.map((occurredAt) => {
      const shop = openShop({ timeZone, rules: { r: { award: one, ...rule } } })
      return standingPoints(shop.place(ten, { occurredAt })).r === 10
    })
  }

  it('is the only day of a campaign of today, by its instants and by its weekday', () => {
    expect(earnedAt({ schedule: { from: start, until: end } })).toEqual([false, true, true, false])
    expect(earnedAt({ schedule: { weekdays: [4] } })).toEqual([false, true, true, false])
  })

  it('is the last day of what ends with it', () => {
    const expiry = { kind: 'date', date: '2026-05-14' }
    expect(earnedAt({ expiry })).toEqual([true, true, true, false])
    const shop = openShop({ timeZone, rules: { r: { award: one, expiry } } })
    expect(shop.place(ten, { occurredAt: edges[0] as number }).decided.effects[0]).toMatchObject({
      posting: { expiresAt: Date.parse(end) },
    })
  })

  it('has a cap of its own', () => {
    const shop = openShop({ timeZone, rules: { r: { award: one, caps: [{ points: 10, per: 'day' }] } } })
    const given = edges.map((occurredAt) => standingPoints(shop.place(ten, { occurredAt })).r ?? 0)
    expect(given).toEqual([10, 10, 0, 10])
  })
})

// I-21: a day of 23 hours and one of 25.
describe('New York', () => {
  const timeZone = 'America/New_York'

  it.each([
    ['springs forward', '2026-03-08T05:00:00Z', 23],
    ['falls back', '2026-11-01T04:00:00Z', 25],
  ])('%s: a cap a day counts each hour of the day once', (_name, start, hours) => {
    const shop = openShop({ timeZone, rules: { r: { award: one, caps: [{ times: 100, per: 'day' }] } } })
    for (let hour = -1; hour <= hours; hour += 1)
      shop.place(ten, { occurredAt: Date.parse(start) + hour * 3_600_000 })
    expect([...shop.counters.values()]).toEqual([1, hours, 1])
  })

  it.each([
    ['springs forward', '2026-03-08T05:00:00Z', 23, [0, 1, 4]],
    ['falls back', '2026-11-01T04:00:00Z', 25, [0, 1, 2, 5]],
  ])('%s: several spans of hours lose no hour and double none', (_name, start, length, expected) => {
    // Midnight to two, and four to five.
    const hours = [
      { from: 0, until: 2 },
      { from: 4, until: 5 },
    ]
    const shop = openShop({ timeZone, rules: { r: { award: one, schedule: { hours } } } })
    const on = Array.from({ length }, (_, hour) => hour).filter((hour) => {
      const occurredAt = Date.parse(start) + hour * 3_600_000
      return standingPoints(shop.place(ten, { occurredAt })).r === 10
    })
    // The fourth hour of the day that lost one shows four o'clock after three hours; of the other one after five.
    expect(on).toEqual(expected.map((hour) => (hour >= 4 ? (length === 23 ? 3 : 5) : hour)))
  })
})
