import { expect, test } from 'vitest'
import { parseScaled, scaledText } from './scaled.ts'

test.each([
  ['', 0],
  ['0', 0],
  ['-5', 0],
  ['1.5', 0],
  ['1e3', 0],
  ['12.345', 2],
  ['9007199254740993', 0],
  ['ten', 0],
])('%j is no amount at scale %i', (typed, scale) => {
  expect(parseScaled(typed, scale)).toBeUndefined()
})

test.each([
  ['500', 0, 500],
  ['1,250', 0, 1250],
  ['۱٬۲۵۰', 0, 1250],
  ['٣٠٠', 0, 300],
  [' 12.5 ', 2, 1250],
  ['۱۲٫۵', 2, 1250],
  ['0.01', 2, 1],
])('%j at scale %i is %i', (typed, scale, amount) => {
  expect(parseScaled(typed, scale)).toBe(amount)
})

test('an amount is written with the digits of its scale, and read back', () => {
  expect(scaledText(1250, 2)).toBe('12.50')
  expect(scaledText(-5, 2)).toBe('-0.05')
  for (const amount of [1, 99, 100, 123_456]) expect(parseScaled(scaledText(amount, 2), 2)).toBe(amount)
})
