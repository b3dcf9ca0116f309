import { decimalNumber } from '../../kernel/decimal.ts'
import { asTexts } from '../../kernel/free-data.ts'
import type { FactSchema } from '../../programs/index.ts'
import type { FactType } from '../../rules/index.ts'
import type { BasketLine } from './basket.ts'

const text: FactType = { kind: 'string' }
const number: FactType = { kind: 'decimal' }
const money: FactType = { kind: 'money' }

/** A line of the order, as every condition reads it. Its `data` is text: numbers and booleans as they are written in JSON. */
export const lineType: FactType = {
  kind: 'object',
  name: 'line',
  fields: {
    sku: text,
    name: text,
    category: text,
    quantity: number,
    unitPrice: number,
    amount: money,
    tax: money,
    data: { kind: 'map', of: text },
  },
}

/** The variables of a condition that picks lines. */
export const lineFacts: FactSchema = { line: lineType }

/** A line as conditions read it: the values of {@link lineType}. */
export function lineFactsOf(line: BasketLine): Readonly<Record<string, unknown>> {
  return {
    sku: line.sku,
    name: line.name,
    category: line.category,
    quantity: decimalNumber(line.quantity),
    unitPrice: decimalNumber(line.unitPrice),
    amount: line.amountMinor,
    tax: line.taxMinor,
    data: asTexts(line.data),
  }
}
