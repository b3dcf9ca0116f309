import { expect, test } from 'vitest'
import { alternate } from './alternate.ts'
import { goalOf } from './goals.ts'
import { judge, tableText } from './table.ts'

function measured(id: string, value: number) {
  return { goal: goalOf(id), measured: { median: value, low: value, high: value }, note: '' }
}

test('an unknown goal is an error', () => {
  expect(() => goalOf('P99')).toThrow()
})

test.each([
  ['P1', 1.99, 'missed'],
  ['P1', 2, 'floor'],
  ['P1', 4, 'target'],
  ['P14/wal', 2.6, 'missed'],
  ['P14/wal', 2.5, 'floor'],
  ['P14/wal', 1.5, 'target'],
  ['P5/deadlocks', 1, 'missed'],
  ['P5/deadlocks', 0, 'target'],
] as const)('%s at %d is judged %s', (id, value, verdict) => {
  expect(judge(measured(id, value))).toBe(verdict)
})

test('what was not measured says so', () => {
  const row = { goal: goalOf('P8/initial'), measured: undefined, note: 'no file' }
  expect(judge(row)).toBe('not measured')
  expect(tableText([row])).toContain('| not measured |')
})

test('every line of the table has the same width', () => {
  const widths = tableText([measured('P1', 2.345), measured('P17/first', 123.4)])
    .split('\n')
    .map((line) => line.length)
  expect(new Set(widths).size).toBe(1)
})

test('sides take turns, and every other round goes backwards', async () => {
  const order: string[] = []
  const side = (name: string) => async (round: number) => {
    order.push(name)
    return round
  }
  const result = await alternate(3, { product: side('product'), baseline: side('baseline') })
  expect(order).toEqual(['product', 'baseline', 'baseline', 'product', 'product', 'baseline'])
  expect(result).toEqual({ product: [0, 1, 2], baseline: [0, 1, 2] })
})
