import type { ActivityInput, ActivityReply } from '@perennial/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerOf, type Harness, openHarness, orderOf } from '../../test/harness.ts'
import type { Program } from '../programs/index.ts'
import { applyParked } from './apply-parked.ts'
import { replayProgram } from './replay.ts'
import { perPound, returnOf, sampleDefinitions } from './sample.ts'

let house: Harness
let program: Program
let orders = 0

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
  const definitions = sampleDefinitions({
    money: { ...perPound, cap: { points: 100_000, per: 'month' } },
    bonus: {
      award: { kind: 'fixed', points: 500 },
      when: 'order.net >= 50.0',
      budget: { points: 1_000_000 },
    },
    twice: { award: { kind: 'multiplier', factor: '1.33', of: ['money'] }, rounding: 'half-up' },
    pieces: { award: { kind: 'per-item', points: 3 } },
  })
  program = await house.createProgram('returns', { definitions })
})
afterAll(() => house.close())

async function submit(...inputs: ActivityInput[]): Promise<ActivityReply[]> {
  const answers = (await house.pipeline.submit(program, inputs)).map(answerOf)
  return answers.map((answer) => {
    if (typeof answer === 'string') throw new Error(`refused: ${answer}`)
    return answer
  })
}

type Lines = Parameters<typeof orderOf>[1]

/** The end of an order whose lines come back in an order, each in the parts given. */
async function endAfter(lines: Lines, returns: readonly { lineId: string; quantity: string }[]) {
  orders += 1
  const sourceId = `r${orders}`
  const member = { externalId: `m${orders}` }
  const replies = await submit(
    orderOf(sourceId, lines, { member }),
    ...returns.map((line, index) => returnOf(`${sourceId}-${index}`, sourceId, [line])),
  )
  const [last] = replies.slice(-1)
  if (last === undefined) throw new Error('no reply')
  return { balances: last.balances, tier: last.tiers[0]?.tier, total: last.tiers[0]?.total }
}

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, index) =>
    permutations([...items.slice(0, index), ...items.slice(index + 1)]).map((rest) => [item, ...rest]),
  )
}

const three: Lines = [
  ['A', '3', '19.99'],
  ['B', '2', '7.15'],
  ['C', '1', '0.49'],
]

describe('L-12 partial returns of three lines', () => {
  test('INV-8 in every permutation, whole or line by line, end at the same place', async () => {
    const parts = [
      { lineId: '1', quantity: '2' },
      { lineId: '2', quantity: '2' },
      { lineId: '3', quantity: '1' },
    ]
    const ends = []
    for (const order of permutations(parts)) ends.push(await endAfter(three, order))
    for (const end of ends) expect(end).toEqual(ends[0])
    // What is left, 19.99, earns 199 and 66 more, and 3 for the piece.
    expect(ends[0]).toMatchObject({
      balances: [{ available: 199 + 66 + 3, lifetimeEarned: 268, debt: 0 }],
      tier: 'entry',
      total: 1_999,
    })
  })

  test('INV-8 a full return in every permutation nets to nothing', async () => {
    const parts = [
      { lineId: '1', quantity: '3' },
      { lineId: '2', quantity: '2' },
      { lineId: '3', quantity: '1' },
    ]
    for (const order of permutations(parts))
      expect(await endAfter(three, order)).toMatchObject({
        balances: [{ available: 0, lifetimeEarned: 0, debt: 0 }],
        tier: 'entry',
        total: 0,
      })
  })

  test('L-16 in every permutation of six single pieces of fractional quantity', async () => {
    const lines: Lines = [
      ['A', '1.5', '3.33'],
      ['B', '0.75', '9.99'],
      ['C', '2', '0.005'],
    ]
    const parts = [
      { lineId: '1', quantity: '0.5' },
      { lineId: '1', quantity: '0.25' },
      { lineId: '2', quantity: '0.7' },
      { lineId: '3', quantity: '1' },
    ]
    const ends = []
    for (const order of permutations(parts)) ends.push(await endAfter(lines, order))
    expect(new Set(ends.map((end) => JSON.stringify(end))).size).toBe(1)
  })
})

test('INV-7 INV-8 what stands after any returns is no more than a fresh order of what is left would earn', async () => {
  const line = fc.record({
    sku: fc.constantFrom('A', 'B'),
    quantity: fc.integer({ min: 1, max: 6 }),
    cents: fc.integer({ min: 0, max: 4_000 }),
  })
  const back = fc.record({ line: fc.nat(2), quantity: fc.integer({ min: 1, max: 4 }) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 3, maxLength: 3 }),
      fc.array(back, { maxLength: 5 }),
      async (drafts, backs) => {
        const text = (quantity: number) =>
          drafts.map(
            (each, index) =>
              [
                each.sku,
                String(index === quantity ? 0 : each.quantity),
                (each.cents / 100).toFixed(2),
              ] as const,
          )
        const left = drafts.map((each) => each.quantity)
        const returns: { lineId: string; quantity: string }[] = []
        for (const each of backs) {
          const quantity = Math.min(each.quantity, left[each.line] ?? 0)
          if (quantity === 0) continue
          left[each.line] = (left[each.line] ?? 0) - quantity
          returns.push({ lineId: String(each.line + 1), quantity: String(quantity) })
        }
        const forward = await endAfter(text(-1), returns)
        const backward = await endAfter(text(-1), [...returns].reverse())
        expect(backward).toEqual(forward)
        const rest = drafts.flatMap((each, index) =>
          left[index] === 0 ? [] : [[each.sku, String(left[index]), (each.cents / 100).toFixed(2)] as const],
        )
        const fresh = rest.length === 0 ? undefined : await endAfter(rest, [])
        expect(forward.balances[0]?.lifetimeEarned ?? 0).toBe(fresh?.balances[0]?.lifetimeEarned ?? 0)
        expect(forward.total).toBe(fresh?.total ?? 0)
      },
    ),
    { numRuns: 40 },
  )
})

test('shipping alone goes back to the order of its own source', async () => {
  const member = { externalId: 'shipped' }
  const order = (source: string): ActivityInput => {
    const input = orderOf('same-id', [['A', '1', '10.00']], { member, source })
    return {
      ...input,
      order: { ...(input.order as NonNullable<ActivityInput['order']>), shippingMinor: 500 },
    }
  }
  const [web, shop] = await submit(order('web'), order('shop'))
  const back = {
    ...returnOf('ship-back', 'same-id', [{ lineId: '1', quantity: '1' }]),
    source: 'web',
    return: { order: 'same-id' },
  }
  await submit(
    { ...returnOf('goods-back', 'same-id', [{ lineId: '1', quantity: '1' }]), source: 'web' },
    { ...back, type: 'order.cancelled', source: 'web' },
  )
  const standing = await house.database.read({ programId: program.programId }, (tx) =>
    tx.query<{ activity_id: string; state: { left: { shippingMinor: number } } }>(
      'select activity_id, state from order_state where activity_id = any($1::uuid[])',
      [[web, shop].map((reply) => (reply?.activity ?? '').slice(4))],
    ),
  )
  expect(standing.map((each) => each.state.left.shippingMinor)).toEqual([0])
})

test('a return that waited is not refused for the waiting', async () => {
  const definitions = sampleDefinitions({ money: perPound }, { settings: { acceptPastDays: 2 } })
  const strict = await house.createProgram('strict', { definitions })
  const now = new Date()
  const occurredAt = now.toISOString()
  const early = { ...returnOf('early', 'late', [{ lineId: '1', quantity: '1' }]), occurredAt }
  const later = { ...strict, clockOffsetSeconds: 5 * 86_400 }
  const [parked] = await house.pipeline.submit(strict, [early])
  expect(parked).toMatchObject({ value: { status: 'parked' } })
  const comesAt = new Date(now.getTime() + 5 * 86_400_000).toISOString()
  await house.pipeline.submit(later, [orderOf('late', [['A', '2', '1.00']], { occurredAt: comesAt })])
  expect(await applyParked(house, later)).toBe(1)
  expect(await house.verify(strict)).toEqual([])
})

test('L-27 replay reproduces all of it, and the books verify', async () => {
  expect(await house.verify(program)).toEqual([])
  expect((await replayProgram(house, { programId: program.programId })).differences).toEqual([])
})
