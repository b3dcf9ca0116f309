import { expect, it } from 'vitest'
import { compileTimeFormat, timeReader } from './local-time.ts'

const london = timeReader({ format: 'yyyy-MM-dd HH:mm:ss', zone: 'Europe/London' })

it.each([
  ['a day that does not exist', '2011-02-29 10:00:00'],
  ['an hour that does not exist', '2011-02-28 24:00:00'],
  ['another form', '28/02/2011 10:00'],
  ['a year of another calendar', '1404-02-28 10:00:00'],
  ['nothing', ''],
])('refuses %s', (_, text) => {
  expect(london(text)).toBeNaN()
})

it.each([
  ['winter', '2010-12-01 08:26:00', '2010-12-01T08:26:00Z'],
  ['summer', '2011-07-01 08:26:00', '2011-07-01T07:26:00Z'],
  ['the last minute before the clocks go on', '2011-03-27 00:59:00', '2011-03-27T00:59:00Z'],
  ['a time that the clocks skip', '2011-03-27 01:30:00', '2011-03-27T01:30:00Z'],
  ['the first of two equal times', '2011-10-30 01:30:00', '2011-10-30T00:30:00Z'],
  ['the day after', '2011-10-31 01:30:00', '2011-10-31T01:30:00Z'],
])('%s', (_, text, instant) => {
  expect(london(text)).toBe(Date.parse(instant))
})

it('reads other forms, and times that bring their zone', () => {
  const at = timeReader({ format: 'dd.MM.yyyy HH:mm', zone: 'Asia/Tehran' })
  expect(at('1.3.2026 9:05')).toBe(Date.parse('2026-03-01T05:35:00Z'))
  expect(timeReader({ format: 'yyyyMMdd', zone: 'America/New_York' })('19970101')).toBe(
    Date.parse('1997-01-01T05:00:00Z'),
  )
  expect(timeReader({ format: 'rfc3339' })('2026-03-01T10:00:00+03:30')).toBe(
    Date.parse('2026-03-01T06:30:00Z'),
  )
  expect(compileTimeFormat('yyyy-MM')).toBeUndefined()
})
