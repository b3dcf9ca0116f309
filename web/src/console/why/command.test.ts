import type { ActivityRecord } from '@perennial/contract'
import { expect, test } from 'vitest'
import { commandOf, isCommand } from './command.ts'

function recordOf(type: string, command?: Record<string, unknown>): ActivityRecord {
  return { type, input: command === undefined ? {} : { command } } as ActivityRecord
}

test('an order is no command, and has none to tell', () => {
  expect(isCommand(recordOf('order.placed'))).toBe(false)
  expect(commandOf(recordOf('order.placed'))).toBeUndefined()
})

test('what has another form than expected is left out', () => {
  const odd = { verb: 'spend', parts: [{ currency: 7, amount: 'x' }], money: 'GBP', reason: '', actor: 3 }
  expect(commandOf(recordOf('wallet.spend', odd))).toEqual({ parts: [] })
})

test.each([
  [
    'adjust',
    {
      verb: 'adjust',
      currency: 'points',
      amount: -20,
      reason: 'Counted twice',
      actor: 'staff:Mina',
      approvedBy: 'key:ab',
    },
    {
      actor: 'staff:Mina',
      approvedBy: 'key:ab',
      reason: 'Counted twice',
      parts: [{ currency: 'points', amount: -20 }],
    },
  ],
  [
    'hold',
    { verb: 'hold', parts: [{ currency: 'points', amount: 5 }], ttlSeconds: 900, reference: 'basket-1' },
    { parts: [{ currency: 'points', amount: 5 }], ttlSeconds: 900, reference: 'basket-1' },
  ],
  [
    'exchange',
    { verb: 'exchange', from: 'points', to: 'miles', amount: 50 },
    { parts: [{ currency: 'points', amount: 50 }] },
  ],
])('%s is told in its parts', (verb, command, told) => {
  const record = recordOf(`wallet.${verb}`, command)
  expect(isCommand(record)).toBe(true)
  expect(commandOf(record)).toEqual(told)
})
