import type { ActivityReply } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let program: Program

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('giftware', { template: 'giftware' })
})
afterAll(() => house.close())

async function submit(...inputs: Parameters<Harness['pipeline']['submit']>[1]) {
  return (await house.pipeline.submit(program, inputs)).map(answerOf)
}

function earned(answer: ActivityReply | string | undefined): number {
  if (typeof answer !== 'object') throw new Error(`refused: ${answer}`)
  return answer.effects.reduce(
    (sum, effect) => sum + (effect.kind === 'points' ? (effect.amount ?? 0) : 0),
    0,
  )
}

describe('refusals change nothing', () => {
  const member = { externalId: 'refused' }
  const rows: [string, Parameters<typeof orderOf>[2] & object, string][] = [
    ['an undeclared type', { type: 'moon.landed' }, 'activity_type_unknown'],
    ['an order in another currency', { currency: 'EUR' }, 'currency_mismatch'],
    ['a day that does not exist', { occurredAt: '2026-02-30T10:00:00Z' }, 'activity_invalid'],
    ['a time far ahead', { occurredAt: '2099-01-01T00:00:00Z' }, 'clock_refused'],
    ['nobody', { member: undefined } as never, 'activity_invalid'],
    ['an unknown member by id', { member: { id: `mem_${'0'.repeat(32)}` } }, 'member_unknown'],
  ]
  test.each(rows)('%s', async (_, more, code) => {
    expect(await submit(orderOf('refused-1', [['A', '1', '10.00']], { member, ...more }))).toEqual([code])
  })
})

describe('an order', () => {
  test('earns 10 points per pound on eligible lines, and a repeat gets the same reply', async () => {
    const input = orderOf('o-1', [
      ['85123A', '6', '2.55'],
      ['POST', '1', '18.00'],
      ['71053', '1', '0.99'],
    ])
    const [first] = await submit(input)
    expect(earned(first)).toBe(162)
    expect(first).toMatchObject({
      status: 'recorded',
      replayed: false,
      balances: [{ available: 162, lifetimeEarned: 162 }],
    })
    const [again] = await submit(input)
    expect(again).toEqual({ ...(first as ActivityReply), replayed: true })
  })

  test('L-03 with the same key and another body is a conflict', async () => {
    expect(await submit(orderOf('o-1', [['85123A', '7', '2.55']]))).toEqual(['activity_conflict'])
  })

  test('L-02 sent 50 times at once is recorded once', async () => {
    const input = orderOf('o-parallel', [['A', '1', '10.00']], { member: { externalId: 'parallel' } })
    const answers = await submit(...Array.from({ length: 50 }, () => input))
    expect(answers.filter((answer) => typeof answer === 'object' && !answer.replayed)).toHaveLength(1)
    expect(new Set(answers.map((answer) => (answer as ActivityReply).activity)).size).toBe(1)
  })

  test('a dry run answers the same and writes nothing', async () => {
    const input = orderOf('o-dry', [['A', '1', '10.00']], { member: { externalId: 'dry' } })
    const [dry] = (await house.pipeline.dryRun(program, [input])).map(answerOf)
    expect(dry).toMatchObject({ activity: null, status: 'dry-run' })
    expect(earned(dry)).toBe(100)
    const [real] = await submit(input)
    expect(real).toMatchObject({ status: 'recorded', replayed: false })
  })
})

describe('a return', () => {
  const member = { externalId: 'returner' }
  test('takes back line-exactly, in parts, and a whole return nets to nothing', async () => {
    await submit(
      orderOf(
        'r-1',
        [
          ['A', '3', '1.99'],
          ['C1', '2', '5.05'],
        ],
        { member },
      ),
    )
    const part = {
      type: 'order.returned',
      source: 'test',
      sourceId: 'ret-1',
      occurredAt: '2026-03-03T10:00:00Z',
    }
    const [first] = await submit({
      ...part,
      return: { order: 'r-1', lines: [{ lineId: '1', quantity: '1' }] },
    })
    // 16.07 earned 160; 14.08 is left and earns 140.
    expect(earned(first)).toBe(-20)
    const exceeding = {
      ...part,
      sourceId: 'ret-2',
      return: { order: 'r-1', lines: [{ lineId: '1', quantity: '3' }] },
    }
    expect(await submit(exceeding)).toEqual(['return_exceeds_order'])
    const [rest] = await submit({
      ...part,
      sourceId: 'ret-3',
      type: 'order.cancelled',
      return: { order: 'r-1' },
    })
    expect(earned(rest)).toBe(-140)
    expect(rest).toMatchObject({
      balances: [{ available: 0, debt: 0, lifetimeEarned: 0 }],
      tiers: [{ total: 0 }],
    })
  })

  test('that comes before its order is parked and applied when the order comes', async () => {
    const early = {
      type: 'order.returned',
      source: 'test',
      sourceId: 'early-1',
      occurredAt: '2026-03-03T10:00:00Z',
      return: { order: 'late-1', lines: [{ sku: 'A', quantity: '1' }] },
    }
    expect(await submit(early)).toMatchObject([{ status: 'parked', activity: expect.any(String) }])
    await submit(orderOf('late-1', [['A', '2', '10.00']], { member: { externalId: 'late' } }))
    const { applyParked } = await import('../../src/activity/index.ts')
    expect(await applyParked(house, program)).toBe(1)
    expect(await submit(early)).toMatchObject([
      { status: 'recorded', replayed: true, balances: [{ available: 100 }] },
    ])
  })
})

test('L-15 an order past what a tier can count exactly is refused, and the member still works', async () => {
  const member = { externalId: 'huge' }
  const huge = (sourceId: string) =>
    orderOf(
      sourceId,
      [
        ['POST', '1', '1.00'],
        ['A', '999999999', '9999999.99'],
      ],
      { member },
    )
  expect(await submit(huge('huge-1'))).toEqual(['limit_exceeded'])
  expect(earned((await submit(orderOf('small-1', [['A', '1', '10.00']], { member })))[0])).toBe(100)
})

test('the books prove themselves and replay reproduces them', async () => {
  expect(await house.verify(program)).toEqual([])
  const replayed = await replayProgram(house, { programId: program.programId })
  expect(replayed.differences).toEqual([])
  expect(replayed.owners).toBeGreaterThan(3)
})
