import type { FactType } from './fact-type.ts'

const int: FactType = { kind: 'int' }
const string: FactType = { kind: 'string' }
const money: FactType = { kind: 'money' }

/** The facts that the tests of this folder write rules about. */
export const variables: Readonly<Record<string, FactType>> = {
  order: {
    kind: 'object',
    name: 'order',
    fields: { net: money, discount: money, at: { kind: 'timestamp' }, constructor: string },
  },
  member: {
    kind: 'object',
    name: 'member',
    fields: {
      tier: string,
      points: int,
      score: { kind: 'decimal' },
      attributes: { kind: 'map', of: string },
    },
  },
  items: {
    kind: 'list',
    of: { kind: 'object', name: 'item', fields: { category: string, net: money, qty: int } },
  },
  codes: { kind: 'list', of: string },
  n: int,
}

/** An order of 42.50 by a silver member; `order.discount` is not known. */
export const facts: Readonly<Record<string, unknown>> = {
  order: { net: 4250, at: Date.parse('2026-11-23T23:30:00Z') },
  member: { tier: 'silver', points: 10, score: 2.5, attributes: { city: 'Ulm' } },
  items: [
    { category: 'tea', net: 100, qty: 1 },
    { category: 'coffee', net: 4150, qty: 0 },
  ],
  codes: ['a', 'b'],
  n: 3,
}
