import { describe, expect, test } from 'vitest'
import { addDays, endOfDay, longDay, monthOf, todayIn, weekdayNames } from './calendar.ts'

describe('months of the reader', () => {
  test('Farvardin 1405 begins on a Saturday, the first day of the week', () => {
    const month = monthOf('2026-04-05', 'fa')
    expect(month).toMatchObject({ first: '2026-03-21', leading: 0, title: 'فروردین ۱۴۰۵' })
    expect(month.days).toHaveLength(31)
    expect(weekdayNames('fa')[0]?.long).toBe('شنبه')
  })

  test('Esfand has 30 days in the leap year 1403 and 29 in 1404', () => {
    expect(monthOf('2025-03-10', 'fa').days).toHaveLength(30)
    expect(monthOf('2026-03-10', 'fa').days).toHaveLength(29)
  })

  test('March 2026 begins on a Sunday: six empty cells after Monday', () => {
    expect(monthOf('2026-03-21', 'en')).toMatchObject({
      first: '2026-03-01',
      leading: 6,
      title: 'March 2026',
    })
    expect(monthOf('2024-02-29', 'en').days).toHaveLength(29)
  })

  test('a day has a full name for who cannot see it', () => {
    expect(longDay('2026-03-21', 'en')).toMatch(/^Saturday,? 21 March 2026$/)
    expect(longDay('2026-03-21', 'fa')).toContain('فروردین')
  })
})

describe('the end of a day', () => {
  test.each([
    ['2026-01-15', 'Europe/London', '2026-01-15T23:59:59.999Z'],
    ['2026-07-15', 'Europe/London', '2026-07-15T22:59:59.999Z'],
    // The clocks go forward at 01:00 on this day and back at 02:00 on that one.
    ['2026-03-29', 'Europe/London', '2026-03-29T22:59:59.999Z'],
    ['2026-10-25', 'Europe/London', '2026-10-25T23:59:59.999Z'],
    ['2026-03-28', 'Europe/London', '2026-03-28T23:59:59.999Z'],
    ['2026-03-20', 'Asia/Tehran', '2026-03-20T20:29:59.999Z'],
    ['2026-03-20', 'America/New_York', '2026-03-21T03:59:59.999Z'],
  ])('%s in %s', (day, zone, instant) => {
    expect(endOfDay(day, zone)).toBe(instant)
  })
})

test('today depends on where one is', () => {
  const now = new Date('2026-03-20T21:00:00Z')
  expect(todayIn('Asia/Tehran', now)).toBe('2026-03-21')
  expect(todayIn('Europe/London', now)).toBe('2026-03-20')
  expect(addDays('2026-02-28', 1)).toBe('2026-03-01')
})
