import { randomUUID } from 'node:crypto'
import type { ActivityReply, WalletCommand } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram, settleDue } from '../../src/activity/index.ts'
import { orThrow } from '../../src/kernel/verdict.ts'
import { readLots } from '../../src/ledger/index.ts'
import { getMember } from '../../src/members/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'
import { walletDefinitions } from './wallet-shop.ts'

const dayMs = 86_400_000
let house: Harness
let program: Program

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('wallet', {
    definitions: [
      ...walletDefinitions({
        points: {
          pending: { kind: 'fulfilment', atLatestDays: 30 },
          expiry: { kind: 'rolling', months: 12 },
        },
        stars: { expiry: { kind: 'inactivity', days: 90 } },
        miles: { expiry: { kind: 'month-end', months: 1 }, restoredDays: 10 },
      }),
      {
        kind: 'earning-rule',
        key: 'stars',
        spec: {
          name: 'Stars',
          currency: 'stars',
          award: { kind: 'per-order', points: 10 },
          // A rule may say otherwise than its currency.
          pending: { kind: 'delay', days: 1 },
        },
      },
    ],
  })
})

afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  const replayed = await replayProgram(house, { programId: program.programId })
  expect(replayed.differences).toEqual([])
  await house.close()
})

/** The programme so many days later. */
function later(days: number): Program {
  return { ...program, clockOffsetSeconds: days * 86_400 }
}

function at(days: number): string {
  return new Date(Date.now() + days * dayMs).toISOString()
}

async function order(who: string, day: number, sourceId: string = randomUUID()): Promise<ActivityReply> {
  const input = orderOf(sourceId, [['a', '1', '10.00']], { member: { externalId: who }, occurredAt: at(day) })
  const [verdict] = await house.pipeline.submit(later(day), [input])
  return orThrow(verdict ?? { ok: false, refusal: { code: 'internal', detail: 'nothing' } })
}

async function memberId(who: string): Promise<string> {
  const { programId } = program
  const found = await house.database.read({ programId }, (tx) =>
    getMember(tx, { programId, member: `externalId:${who}` }),
  )
  return orThrow(found).memberId
}

/** Carries out a command some days later; the reply, or the code of the refusal. */
async function carryOut(who: string, day: number, command: WalletCommand): Promise<ActivityReply | string> {
  const ownerId = await memberId(who)
  const asked = { ownerId, command, type: `wallet.${command.verb}`, sourceId: randomUUID() }
  const [verdict] = await house.pipeline.carryOut(later(day), [asked])
  return verdict?.ok === true ? verdict.value : (verdict?.refusal.code ?? 'nothing')
}

function balanceOf(reply: ActivityReply | string, currency: string) {
  expect(reply).toBeTypeOf('object')
  return (reply as ActivityReply).balances.find((each) => each.currency === currency)
}

/** The balances some days later, by a command that changes nothing. */
async function look(who: string, day: number, currency: string) {
  const nothing = { verb: 'unfreeze', reason: 'look', actor: 'test' } as const
  return balanceOf(await carryOut(who, day, nothing), currency)
}

describe('from when a lot can be spent', () => {
  test('waits for the order to be fulfilled, and at the latest for its date', async () => {
    const placed = await order('fulfilled', 0, 'f-1')
    expect(balanceOf(placed, 'points')).toMatchObject({ pending: 1_000, available: 0 })
    const spend = { verb: 'spend', parts: [{ currency: 'points', amount: 1 }] } as const
    expect(await carryOut('fulfilled', 1, { ...spend, parts: [...spend.parts] })).toBe('insufficient_points')
    const input = {
      type: 'order.fulfilled',
      source: 'test',
      sourceId: 'f-1-out',
      occurredAt: at(2),
      fulfilment: { order: 'f-1' },
    }
    const [out] = await house.pipeline.submit(later(2), [input])
    expect(balanceOf(orThrow(out as never), 'points')).toMatchObject({ pending: 0, available: 1_000 })
    const [again] = await house.pipeline.submit(later(2), [{ ...input, sourceId: 'f-1-out-again' }])
    expect(balanceOf(orThrow(again as never), 'points')).toMatchObject({ pending: 0, available: 1_000 })
    await order('waiting', 0)
    expect(await look('waiting', 29, 'points')).toMatchObject({ pending: 1_000, available: 0 })
    expect(await look('waiting', 31, 'points')).toMatchObject({ pending: 0, available: 1_000 })
  })

  test('a fulfilment that comes before its order waits for it', async () => {
    const fulfilment = { order: 'early-1' }
    const early = {
      type: 'order.fulfilled',
      source: 'test',
      sourceId: 'early-out',
      occurredAt: at(0),
      fulfilment,
    }
    const [parked] = await house.pipeline.submit(program, [early])
    expect(parked).toMatchObject({ ok: true, value: { status: 'parked' } })
    await order('early', 0, 'early-1')
    const { applyParked } = await import('../../src/activity/index.ts')
    expect(await applyParked(house, program)).toBe(1)
    expect(await look('early', 0, 'points')).toMatchObject({ pending: 0, available: 1_000 })
  })
})

describe('when a lot ends', () => {
  test('sliding: every activity moves the end, and without one everything goes, once', async () => {
    await order('slider', 0)
    await order('slider', 80)
    expect(await look('slider', 160, 'stars')).toMatchObject({ available: 20 })
    // A day before the 90 are over: late in an evening of winter they end an hour earlier in summer.
    expect(await look('slider', 169, 'stars')).toMatchObject({ available: 20 })
    const due = { program: later(172), now: Date.now() }
    await settleDue(house, due)
    await settleDue(house, due)
    expect(await look('slider', 173, 'stars')).toMatchObject({ available: 0, pending: 0 })
    const { programId } = program
    const ownerId = await memberId('slider')
    const rows = await house.database.read({ programId }, (tx) =>
      tx.query<{ amount: number }>(
        "select amount from journal where program_id = $1 and owner_id = $2 and reason = 'expiry' and currency = (select currency from program_currency where program_id = $1 and key = 'stars')",
        [programId, ownerId],
      ),
    )
    expect(rows).toEqual([{ amount: 10 }, { amount: 10 }])
  })

  test('F-26 what comes back after its end lives on for the days that the currency says', async () => {
    await order('returner', 0)
    const give = { verb: 'adjust', currency: 'miles', amount: 50, reason: 'gift', actor: 'test' } as const
    expect(balanceOf(await carryOut('returner', 0, give), 'miles')).toMatchObject({ available: 50 })
    const spent = await carryOut('returner', 1, { verb: 'spend', parts: [{ currency: 'miles', amount: 30 }] })
    expect(balanceOf(spent, 'miles')).toMatchObject({ available: 20, lifetimeSpent: 30 })
    expect(await look('returner', 100, 'miles')).toMatchObject({ available: 0 })
    const spend = ((spent as ActivityReply).activity ?? '')
      .slice(4)
      .replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
    const back = await carryOut('returner', 100, { verb: 'spend-return', spend, reason: 'refund' })
    expect(balanceOf(back, 'miles')).toMatchObject({ available: 30, lifetimeSpent: 0 })
    expect(await look('returner', 110, 'miles')).toMatchObject({ available: 30 })
    expect(await look('returner', 112, 'miles')).toMatchObject({ available: 0 })
  })

  test('a hold protects what ends meanwhile; when it lapses, that ends too', async () => {
    await order('holder', 0)
    const give = { verb: 'adjust', currency: 'miles', amount: 40, reason: 'gift', actor: 'test' } as const
    await carryOut('holder', 0, give)
    const year = 365 * 86_400
    const held = await carryOut('holder', 1, {
      verb: 'hold',
      parts: [{ currency: 'miles', amount: 15 }],
      ttlSeconds: year,
    })
    expect(balanceOf(held, 'miles')).toMatchObject({ available: 25, held: 15 })
    expect(await look('holder', 120, 'miles')).toMatchObject({ available: 0, held: 15 })
    await settleDue(house, { program: later(367), now: Date.now(), holdsOnly: true })
    expect(await look('holder', 368, 'miles')).toMatchObject({ available: 0, held: 0 })
  })
})

/** What is left of each lot that can be spent. */
async function openLots(who: string): Promise<number[]> {
  const { programId } = program
  const ownerId = await memberId(who)
  const lots = await house.database.read({ programId }, (tx) =>
    readLots(tx, { programId, ownerId, asOf: null }),
  )
  return lots.filter((lot) => lot.remaining > 0 && lot.availableAt === null).map((lot) => lot.remaining)
}

describe('rearranging lots', () => {
  test('many lots that end alike become one; an extension moves the end', async () => {
    await order('many', 0)
    const give = { verb: 'adjust', currency: 'miles', amount: 7, reason: 'gift', actor: 'test' } as const
    for (let count = 0; count < 5; count += 1) await carryOut('many', 0, give)
    const before = await carryOut('many', 0, { verb: 'compact', currency: 'miles' })
    expect(balanceOf(before, 'miles')).toMatchObject({ available: 35, lifetimeEarned: 0 })
    expect(await openLots('many')).toEqual([35])
    const until = new Date(Date.now() + 400 * dayMs).toISOString()
    await carryOut('many', 1, {
      verb: 'extend',
      currency: 'miles',
      expiresAt: until,
      reason: 'sorry',
      actor: 'test',
    })
    expect(await look('many', 399, 'miles')).toMatchObject({ available: 35 })
    expect(await look('many', 401, 'miles')).toMatchObject({ available: 0 })
  })
})

describe('an account that is frozen or closed', () => {
  test('nothing leaves a frozen one; nothing happens on a closed one', async () => {
    await order('frozen', 0)
    const why = { reason: 'stolen card', actor: 'test' }
    await carryOut('frozen', 2, { verb: 'freeze', ...why })
    const spend: WalletCommand = { verb: 'spend', parts: [{ currency: 'stars', amount: 1 }] }
    expect(await carryOut('frozen', 3, spend)).toBe('value_frozen')
    expect(balanceOf(await order('frozen', 3), 'stars')).toMatchObject({ available: 10, pending: 10 })
    await carryOut('frozen', 4, { verb: 'unfreeze', ...why })
    expect(balanceOf(await carryOut('frozen', 5, spend), 'stars')).toMatchObject({ available: 19 })
    const closed = await carryOut('frozen', 6, { verb: 'close', ...why })
    expect(balanceOf(closed, 'stars')).toMatchObject({ available: 0, pending: 0, held: 0, debt: 0 })
    expect(await carryOut('frozen', 7, spend)).toBe('member_closed')
    const input = orderOf('after-close', [['a', '1', '1.00']], { member: { externalId: 'frozen' } })
    const [verdict] = await house.pipeline.submit(later(8), [{ ...input, occurredAt: at(8) }])
    expect(verdict?.ok).toBe(false)
  })
})
