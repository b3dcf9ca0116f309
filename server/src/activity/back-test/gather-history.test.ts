import type { ActivityInput } from '@perennial/contract'
import { describe, expect, it } from 'vitest'
import { gatherHistory } from './gather-history.ts'

type What = readonly [sourceId: string, member: string, day: number, quantity: string]

function order([sourceId, member, day, quantity]: What): ActivityInput {
  return {
    type: 'order.placed',
    source: 'file',
    sourceId,
    occurredAt: `2026-03-0${day}T10:00:00Z`,
    member: { externalId: member },
    order: { currency: 'GBP', lines: [{ lineId: '1', sku: 'tea', quantity, unitPrice: '2.50' }] },
  }
}

function giveBack(what: What): ActivityInput {
  const { order: _none, ...rest } = order(what)
  const [, , , quantity] = what
  return { ...rest, type: 'order.returned', return: { lines: [{ sku: 'tea', quantity }] } }
}

describe('a history of what was never recorded', () => {
  const history = gatherHistory(
    [
      order(['o1', 'ann', 1, '3']),
      order(['o2', 'ben', 1, '3']),
      order(['o3', 'ann', 2, '1']),
      giveBack(['r1', 'ann', 3, '2']),
      giveBack(['r2', 'eve', 3, '2']),
      giveBack(['r3', 'ann', 4, '9']),
    ],
    { moneyExponent: 2, wholeOrders: false },
  )

  it('has the members who bought, each enrolled first, and not those who only gave back', () => {
    expect(history.owners).toHaveLength(2)
    const types = Array.from({ length: history.size }, (_, at) => history.texts[history.type[at] as number])
    expect(types).toEqual([
      'member.enrolled',
      'order.placed',
      'order.placed',
      'order.returned',
      'order.returned',
      'member.enrolled',
      'order.placed',
    ])
  })

  it('matches returns to the latest lines first and says what is left', () => {
    const [first, second] = [history.special.get(3), history.special.get(4)]
    expect(first?.matched?.matches).toEqual([
      { orderId: '2', lineIndex: 0, quantity: '1' },
      { orderId: '1', lineIndex: 0, quantity: '1' },
    ])
    expect(first?.backMinor).toBe(500)
    // What no line has left is taken from nothing.
    expect(second?.matched?.matches).toEqual([{ orderId: '1', lineIndex: 0, quantity: '2' }])
    expect(second?.leftovers?.get('1')?.nothingLeft).toBe(true)
  })

  it('keeps a line that several orders have once', () => {
    const lines = history.baskets.flatMap((basket) => basket?.lines ?? [])
    expect(lines).toHaveLength(3)
    expect(new Set(lines).size).toBe(2)
  })

  it('remembers an order only where somebody comes back to it', () => {
    expect([...history.special].filter(([, each]) => each.order !== undefined).map(([at]) => at)).toEqual([
      1, 2,
    ])
  })
})
