import type { OrderLine } from '@perennial/contract'
import { expect, test } from 'vitest'
import { changeOf, lineAmountMinor } from './order-lines.ts'

function line(quantity: string, unitPrice: string, amountMinor?: number): OrderLine {
  return { lineId: '1', sku: 'A', quantity, unitPrice, ...(amountMinor === undefined ? {} : { amountMinor }) }
}

test.each([
  [line('6', '2.55'), 'GBP', 1_530],
  [line('1', '0.005'), 'GBP', 1],
  [line('1', '0.0049'), 'GBP', 0],
  [line('3', '1.115'), 'GBP', 335],
  [line('1', '-0.005'), 'GBP', 0],
  [line('1', '-0.006'), 'GBP', -1],
  [line('2', '100'), 'JPY', 200],
  [line('1', '1.2345'), 'KWD', 1_235],
  [line('2', '9.99', 1_500), 'GBP', 1_500],
])('the amount of %j in %s is %i', (item, currency, amount) => {
  expect(lineAmountMinor(item, currency)).toBe(amount)
})

test('only points count towards the change', () => {
  expect(
    changeOf([
      { kind: 'points', amount: 10 },
      { kind: 'tier', to: 'gold' },
      { kind: 'points', amount: -4 },
    ]),
  ).toBe(6)
})
