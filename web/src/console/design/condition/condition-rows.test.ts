import type { ConditionModel, FactNode } from '@perennial/contract'
import { describe, expect, test } from 'vitest'
import { factsIn, modelOf, rowOf, waysOf } from './condition-rows.ts'

const compare = { kind: 'compare', fact: 'order.net' } as const

/** Each row: what it says, and the type of its fact. */
const models: [string, ConditionModel, FactNode['type']][] = [
  ['a sum', { ...compare, operator: '>=', value: { kind: 'number', value: '20.50' } }, 'money'],
  [
    'a text',
    { kind: 'compare', fact: 'member.tier', operator: '==', value: { kind: 'text', value: 'gold' } },
    'text',
  ],
  [
    'one of several',
    { kind: 'one-of', fact: 'member.tier', values: [{ kind: 'text', value: 'gold' }] },
    'text',
  ],
  ['a beginning', { kind: 'text', fact: 'line.sku', operator: 'startsWith', value: 'A' }, 'text'],
  ['a truth', { kind: 'true', fact: 'member.vip' }, 'truth'],
  ['its opposite', { kind: 'not', of: { kind: 'true', fact: 'member.vip' } }, 'truth'],
  ['being known', { kind: 'known', fact: 'order.tax' }, 'money'],
  ['an element', { kind: 'has', fact: 'member.segments', value: { kind: 'text', value: 'vip' } }, 'list'],
  [
    'a day',
    { kind: 'compare', fact: 'now', operator: '<', value: { kind: 'time', value: '2026-01-01T00:00:00Z' } },
    'time',
  ],
  [
    'the last 30 days',
    { kind: 'compare', fact: 'x', operator: '>=', value: { kind: 'ago', value: '720h' } },
    'time',
  ],
  [
    'longer ago',
    { kind: 'compare', fact: 'x', operator: '<', value: { kind: 'ago', value: '720h' } },
    'time',
  ],
]

describe('a row says what its model says', () => {
  test.each(models)('%s', (_, model, type) => {
    const row = rowOf(model)
    expect(row && waysOf(type).includes(row.way)).toBe(true)
    expect(row && modelOf(row, type)).toEqual(model)
  })
})

describe('no row can say', () => {
  test.each<[string, ConditionModel]>([
    ['a group', { kind: 'any', of: [] }],
    ['an expression', { kind: 'expression', text: 'order.net > order.tax' }],
    ['another fact', { ...compare, operator: '>', value: { kind: 'fact', value: 'order.tax' } }],
    ['half a day', { kind: 'compare', fact: 'x', operator: '<', value: { kind: 'ago', value: '12h' } }],
  ])('%s', (_, model) => {
    expect(rowOf(model)).toBeUndefined()
  })
})

describe('nothing is said yet', () => {
  test.each([
    ['without a fact', { fact: '', way: 'eq', values: ['x'] }, 'text'],
    ['without a value', { fact: 'a', way: 'eq', values: [''] }, 'text'],
    ['with a number that is none', { fact: 'a', way: 'ge', values: ['1,5'] }, 'money'],
    ['with nothing chosen', { fact: 'a', way: 'in', values: [] }, 'text'],
    ['with no number of days', { fact: 'a', way: 'within', values: ['soon'] }, 'time'],
  ] as const)('%s', (_, row, type) => {
    expect(modelOf(row, type)).toBeUndefined()
  })
})

test('facts are offered without their tree, a map by its known keys', () => {
  const nodes: FactNode[] = [
    {
      path: 'order',
      name: 'order',
      label: 'The order',
      type: 'object',
      fields: [{ path: 'order.net', name: 'net', label: 'Sum', type: 'money' }],
    },
    {
      path: 'balances',
      name: 'balances',
      label: 'Balances',
      type: 'map',
      of: 'whole',
      choices: [
        { value: 'points', label: 'Points' },
        { value: 'free-coffee', label: 'Free coffee' },
        { value: 'in', label: 'In' },
      ],
    },
    { path: 'items', name: 'items', label: 'Lines', type: 'list', of: 'object' },
  ]
  expect(factsIn(nodes).map(({ path, label, type, group }) => [path, label, type, group])).toEqual([
    ['order.net', 'Sum', 'money', 'The order'],
    ['balances.points', 'Balances: Points', 'whole', 'Balances'],
    ['balances["free-coffee"]', 'Balances: Free coffee', 'whole', 'Balances'],
    ['balances["in"]', 'Balances: In', 'whole', 'Balances'],
  ])
})
