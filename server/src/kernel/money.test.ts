import { expect, it } from 'vitest'
import { moneyText, scaledDigits } from './money.ts'

it.each([
  [8_272_231, 'GBP', '82,722.31 GBP'],
  [-5, 'EUR', '-0.05 EUR'],
  [-0.3, 'EUR', '0.00 EUR'],
  [1_250.5, 'USD', '12.51 USD'],
  // Intl says that it has no digits, ISO 4217 that it has two.
  [1_234_500, 'IRR', '12,345.00 IRR'],
  [1_234, 'JPY', '1,234 JPY'],
  [1_234, 'KWD', '1.234 KWD'],
  [Number.MAX_SAFE_INTEGER, 'GBP', '90,071,992,547,409.91 GBP'],
])('%d of %s is %s', (minor, currency, text) => {
  expect(moneyText(minor, currency)).toBe(text)
})

it.each([
  [0, 0, '0'],
  [7, 3, '0.007'],
  [-1_234, 2, '-12.34'],
])('%d with %d digits after the point is %s', (amount, scale, digits) => {
  expect(scaledDigits(amount, scale)).toBe(digits)
})
