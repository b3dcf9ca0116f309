import { expect, it } from 'vitest'
import { clockOf } from './clock.ts'

const readAt = Date.parse('2026-12-01T09:00:00.000Z')

function later(): number {
  return readAt + 5_000
}

it.each([
  ['the time of day before anything is known', undefined, '2026-12-01T09:00:05.000Z'],
  ['the time of day', { test: false, now: '2026-12-01T08:59:00.000Z' }, '2026-12-01T09:00:05.000Z'],
  [
    'a clock that was moved back',
    { test: true, now: '2024-02-28T23:59:58.000Z' },
    '2024-02-29T00:00:03.000Z',
  ],
  [
    'a clock that was moved forward',
    { test: true, now: '2028-01-01T00:00:00.000Z' },
    '2028-01-01T00:00:05.000Z',
  ],
])('a programme goes by %s', (_name, view, expected) => {
  expect(clockOf(view, readAt, later)()).toBe(expected)
})
