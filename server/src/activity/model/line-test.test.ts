import { expect, test } from 'vitest'
import { decimalOf } from '../../kernel/decimal.ts'
import { orThrow } from '../../kernel/verdict.ts'
import { compileRule, type FactType } from '../../rules/index.ts'
import type { BasketLine } from './basket.ts'
import { createLineMemo, lineTest } from './line-test.ts'

const line: FactType = { kind: 'object', name: 'line', fields: { amount: { kind: 'money' } } }

function dear(moneyExponent: number) {
  const rule = compileRule<boolean>('line.amount >= 50', {
    variables: { line },
    moneyExponent,
    result: 'bool',
  })
  return lineTest(orThrow(rule), ({ amountMinor }) => ({ amount: amountMinor }))
}

test('what is remembered of a line is not taken for an answer in money of other digits', () => {
  const memo = createLineMemo(() => 1)
  const shared: BasketLine = {
    lineId: '1',
    sku: 'A',
    name: '',
    category: '',
    quantity: decimalOf('1'),
    unitPrice: decimalOf('60'),
    amountMinor: 60,
    taxMinor: 0,
    data: {},
    present: true,
    shared: { index: 0, memo },
  }
  // 60 yen are more than 50, 60 pence are less.
  expect(dear(0)(shared)).toBe(true)
  expect(dear(2)(shared)).toBe(false)
  expect(dear(0)(shared)).toBe(true)
})
