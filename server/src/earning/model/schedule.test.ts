import { describe, expect, it } from 'vitest'
import { orThrow } from '../../kernel/verdict.ts'
import { compileSchedule, missedBy } from './schedule.ts'

function holds(spec: NonNullable<Parameters<typeof compileSchedule>[0]>, zone: string) {
  const schedule = orThrow(compileSchedule(spec, zone))
  return (text: string) => schedule !== undefined && missedBy(schedule, Date.parse(text)) === undefined
}

describe('compileSchedule', () => {
  it.each([
    ['a date without a zone', { from: '2026-05-01T00:00:00' }, 'schedule.from'],
    ['a day that does not exist', { until: '2026-02-30T00:00:00Z' }, 'schedule.until'],
    [
      'an end before the start',
      { from: '2026-05-02T00:00:00Z', until: '2026-05-01T00:00:00Z' },
      'schedule.until',
    ],
  ])('refuses %s', (_name, spec, field) => {
    expect(compileSchedule(spec, 'UTC')).toMatchObject({
      ok: false,
      refusal: { code: 'definition_invalid', field },
    })
  })
})

// I-21: the edges of a local day, where UTC is another day.
describe('a schedule in the zone of the programme', () => {
  it.each([
    [
      'Asia/Tehran',
      '2026-05-13T20:29:59.999Z',
      '2026-05-13T20:30:00Z',
      '2026-05-14T20:29:59.999Z',
      '2026-05-14T20:30:00Z',
    ],
    [
      'Asia/Bangkok',
      '2026-05-13T16:59:59.999Z',
      '2026-05-13T17:00:00Z',
      '2026-05-14T16:59:59.999Z',
      '2026-05-14T17:00:00Z',
    ],
    [
      'America/New_York',
      '2026-05-14T03:59:59.999Z',
      '2026-05-14T04:00:00Z',
      '2026-05-15T03:59:59.999Z',
      '2026-05-15T04:00:00Z',
    ],
  ])('%s: Thursday begins and ends at local midnight', (zone, before, first, last, after) => {
    const on = holds({ weekdays: [4] }, zone)
    expect([before, first, last, after].map(on)).toEqual([false, true, true, false])
  })

  it('loses no hour and doubles none where New York springs forward', () => {
    const on = holds({ hours: { from: 1, until: 3 } }, 'America/New_York')
    // 01:00 to 02:00 local, then the clock shows 03:00.
    const hours = ['05:59', '06:00', '06:59', '07:00'].map((time) => on(`2026-03-08T${time}:00Z`))
    expect(hours).toEqual([false, true, true, false])
  })

  it('holds through both passes of the hour that New York repeats', () => {
    const on = holds({ hours: { from: 1, until: 2 } }, 'America/New_York')
    const hours = ['04:59', '05:00', '06:00', '06:59', '07:00'].map((time) => on(`2026-11-01T${time}:00Z`))
    expect(hours).toEqual([false, true, true, true, false])
  })

  it('counts hours that wrap midnight to the weekday on which they begin', () => {
    const on = holds({ weekdays: [5], hours: { from: 22, until: 2 } }, 'Asia/Tehran')
    // Friday 2026-05-15, +03:30.
    expect(on('2026-05-14T21:30:00Z')).toBe(false)
    expect(on('2026-05-15T18:29:59Z')).toBe(false)
    expect(on('2026-05-15T18:30:00Z')).toBe(true)
    expect(on('2026-05-15T22:29:59Z')).toBe(true)
    expect(on('2026-05-15T22:30:00Z')).toBe(false)
  })

  it('takes its first instant and not its last', () => {
    const on = holds({ from: '2026-05-01T00:00:00+03:30', until: '2026-05-02T00:00:00+03:30' }, 'Asia/Tehran')
    expect(on('2026-04-30T20:29:59.999Z')).toBe(false)
    expect(on('2026-04-30T20:30:00Z')).toBe(true)
    expect(on('2026-05-01T20:30:00Z')).toBe(false)
  })
})
