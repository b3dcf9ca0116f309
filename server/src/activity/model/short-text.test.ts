import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../kernel/canonical.ts'
import type { KeptDecision } from './kept.ts'
import { packDecision } from './packed.ts'
import { bodyOf, decisionOf, shorten } from './short-text.ts'

const order = {
  channel: 'web',
  member: { externalId: 'm1' },
  occurredAt: '2026-03-01T10:00:00.000Z',
  order: {
    currency: 'GBP',
    lines: ['1', '2', '3'].map((lineId) => ({
      category: 'coffee',
      lineId,
      name: 'Espresso beans',
      quantity: '1',
      sku: `SKU-${lineId}`,
      unitPrice: '12.50',
    })),
  },
  source: 'till',
  sourceId: '17',
  type: 'order.placed',
}
const decision = {
  s: { earning: [['base', 5, 5, null, null, null]], tiers: [['spend', 500]] },
  e: [{ kind: 'points', currency: 'points', amount: 5, rule: 'base' }],
  f: { member: { tier: 'entry' }, balances: { points: 0 } },
  b: [[1, 5, 0, 0, 0, 5, 0]],
} as unknown as KeptDecision

test('an order and its decision take half the room', () => {
  const [body, kept] = [canonicalJson(order), packDecision(decision)]
  expect(shorten(body, kept).length).toBeLessThan((body.length + kept.length) / 2)
})

// Any text, controls among it: in keys, in values, and where a piece might begin.
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('"},{"', '\u0001', '\u001f', '","sku":"', '\ud800'),
)
const free = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.array(text)))

test('reads back to the letter, whatever it says', () => {
  fc.assert(
    fc.property(free, text, free, (data, name, more) => {
      const body = canonicalJson({ ...order, data, order: { ...order.order, data: more }, store: name })
      const kept = packDecision({ ...decision, n: name } as KeptDecision)
      const row = { body: null, decision: null, short: shorten(body, kept) }
      expect(canonicalJson(bodyOf(row))).toBe(body)
      expect(JSON.stringify(bodyOf(row))).toBe(JSON.stringify(JSON.parse(body)))
      expect(packDecision(decisionOf(row))).toBe(kept)
    }),
  )
})

test('what is stored is read by the same list for ever', () => {
  const stored =
    '\u0001web\u0003\u0004m1\u000526-03-01T10:00:00.000Z\u0006GBP\u0007\u000bcoffee\f1\u000fEspresso beans\u00101\u0011SKU-1\u001212.50\u0013till\u001417\u0015\u001f\u0017entry\u00180\u00195\u001a5,0\u001espend","entry",500]],\u001bbase",5,5\u001cspend",500\u001d'
  const row = { body: null, decision: null, short: stored }
  const [line] = order.order.lines
  expect(bodyOf(row)).toEqual({ ...order, order: { ...order.order, lines: [line] } })
  expect(decisionOf(row)).toEqual({ ...decision, t: [['spend', 'entry', 500]] })
})

test('what an older version wrote is read as it is', () => {
  const row = { body: order, decision, short: null }
  expect(bodyOf(row)).toEqual(order)
  expect(decisionOf(row)).toEqual(decision)
})
