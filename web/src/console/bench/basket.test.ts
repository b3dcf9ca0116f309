import type { ActivityReply, Effect } from '@perennial/contract'
import { describe, expect, test } from 'vitest'
import { activitiesOf, firstBasket, givenBy, isWhole, lineOf, movesOf, trialOf } from './basket.ts'

const moment = { currency: 'GBP', scale: 2, now: '2026-11-20T10:00:00Z', name: 'bench-1' }

describe('a line', () => {
  test.each([
    ['as it starts', {}, true],
    ['without a name', { sku: ' ' }, false],
    ['of half a kilo', { quantity: '0.5' }, true],
    ['of a negative quantity', { quantity: '-1' }, false],
    ['without a price', { priceMinor: undefined }, false],
    ['with a price that is no number', { priceMinor: Number.NaN }, false],
    ['for nothing', { priceMinor: 0 }, true],
  ])('%s', (_, part, wanted) => {
    expect(isWhole({ ...lineOf(0), ...part })).toBe(wanted)
  })
})

describe('what happens', () => {
  test('a newcomer joins before the order', () => {
    const inputs = activitiesOf(firstBasket(), moment)
    expect(inputs.map((input) => [input.type, input.member, input.occurredAt])).toEqual([
      ['member.enrolled', { externalId: 'bench-1' }, moment.now],
      ['order.placed', { externalId: 'bench-1' }, moment.now],
    ])
    expect(inputs[1]?.order?.lines).toEqual([
      { lineId: '1', sku: 'ITEM-1', quantity: '1', unitPrice: '20.00' },
    ])
  })

  test('a member buys at a place and a time', () => {
    const basket = {
      ...firstBasket(),
      member: 'mem_1',
      store: 'soho',
      channel: 'web ',
      at: '2026-12-24T08:00:00Z',
    }
    expect(activitiesOf(basket, { ...moment, currency: 'JPY', scale: 0 })).toMatchObject([
      {
        type: 'order.placed',
        member: { id: 'mem_1' },
        store: 'soho',
        channel: 'web',
        occurredAt: '2026-12-24T08:00:00Z',
        order: { currency: 'JPY', lines: [{ unitPrice: '2000' }] },
      },
    ])
  })
})

describe('what came of it', () => {
  const reply = (...effects: Effect[]) => ({ effects }) as unknown as ActivityReply
  const inputs = activitiesOf(firstBasket(), moment)

  test('sums by currency and names moves', () => {
    const trial = trialOf(inputs, [
      { index: 0, status: 200, reply: reply({ kind: 'points', currency: 'points', amount: 50 }) },
      {
        index: 1,
        status: 200,
        reply: reply(
          { kind: 'points', currency: 'points', amount: 20 },
          { kind: 'points', currency: 'stars', amount: 1 },
          { kind: 'tier', ladder: 'status', from: null, to: 'gold' },
        ),
      },
    ])
    expect(givenBy(trial)).toEqual([
      { currency: 'points', amount: 70 },
      { currency: 'stars', amount: 1 },
    ])
    expect(movesOf(trial)).toEqual([{ ladder: 'status', to: 'gold' }])
  })

  test('names what was refused', () => {
    const problem = { code: 'clock_refused', title: 'Too early', detail: '' }
    expect(trialOf(inputs, [{ index: 0, status: 422, problem }]).problem).toEqual(problem)
  })
})
