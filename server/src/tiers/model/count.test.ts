import { expect, it } from 'vitest'
import type { Activity } from '../../activity/index.ts'
import { buildSample } from '../sample.ts'
import { countedBy } from './count.ts'
import type { Ladder } from './ladder.ts'

function ladderIn(currency: string): Ladder {
  const built = buildSample({ status: { lines: 'line.amount >= 50' } }, 'Europe/London', currency)
  const [ladder] = built.ok ? built.release.of<Ladder>('tier-ladder') : []
  if (ladder === undefined) throw new Error('No ladder')
  return ladder
}

it('what is remembered of an order counts on no ladder in money of other digits', () => {
  const line = {
    ...{
      lineId: '1',
      sku: 'A',
      name: '',
      category: '',
      amountMinor: 60,
      taxMinor: 0,
      data: {},
      present: true,
    },
    ...{ quantity: { units: 1n, scale: 0 }, unitPrice: { units: 60n, scale: 0 } },
  }
  const basket = { currency: 'JPY', taxIncluded: true, lines: [line], shippingMinor: 0, netMinor: 60 }
  const answers = new Map<string, Float64Array>()
  const answersTo = (question: string) => {
    const known = answers.get(question) ?? new Float64Array([Number.NaN])
    answers.set(question, known)
    return known
  }
  const shared = { index: 0, memo: { answersTo } }
  const activity = { type: 'order.placed', basket: { ...basket, shared } } as unknown as Activity
  // 60 yen are more than 50, 60 pence are less.
  expect(countedBy(ladderIn('JPY'), activity, [])).toBe(60)
  expect(countedBy(ladderIn('GBP'), activity, [])).toBe(0)
  expect(countedBy(ladderIn('JPY'), activity, [])).toBe(60)
})
