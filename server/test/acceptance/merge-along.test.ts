import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import { carryAlong } from '../../src/app/carry-along.ts'
import { uuidOf } from '../../src/kernel/ids.ts'
import type { Program } from '../../src/programs/index.ts'
import { deliverTransfers } from '../../src/wallet/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { activity, balanceOf, enrolWith, idOf, referenceTo } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program

const card = { stamps: { kind: 'per-item' }, size: 5, reward: { currency: 'stars', amount: 1 } }
function tier(key: string, threshold: number, points?: number) {
  const entry = points === undefined ? {} : { entry: { currency: 'bonus', points } }
  return { key, name: key, threshold, ...entry }
}

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('wallet', {
    definitions: [
      ...walletDefinitions({ bonus: {}, tokens: {} }),
      { kind: 'stamp-card', key: 'coffee', spec: { name: 'Coffee', ...card } },
      {
        kind: 'stamp-card',
        key: 'once',
        spec: { name: 'Once', ...card, size: 6, restarts: false, reward: { currency: 'tokens', amount: 1 } },
      },
      { kind: 'stamp-card', key: 'daily', spec: { name: 'Daily', ...card, size: 9, perDay: 2 } },
      {
        kind: 'tier-ladder',
        key: 'status',
        spec: {
          name: 'Status',
          metric: 'spend',
          window: 'lifetime',
          tiers: [tier('base', 0), tier('silver', 1_000, 10), tier('gold', 3_000, 50)],
        },
      },
      {
        kind: 'counter',
        key: 'cups',
        spec: { name: 'Cups', on: ['order.placed'], add: { kind: 'items' }, milestones: [5, 10] },
      },
      {
        kind: 'earning-rule',
        key: 'capped',
        spec: {
          name: 'Capped',
          currency: 'status',
          award: { kind: 'fixed', points: 4 },
          caps: [{ points: 6, per: 'lifetime', of: 'member' }],
        },
      },
    ],
  })
})

afterAll(async () => {
  await deliverTransfers(house, program)
  await carryAlong(house, { program })
  expect((await replayProgram(house, { programId: program.programId })).differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

/** Buys so many cups for 1.00 each; the name of the order. */
async function buy(member: string, cups: number, price = '1.00'): Promise<string> {
  const sourceId = randomUUID()
  const lines = [{ lineId: '1', sku: 'cup', quantity: String(cups), unitPrice: price }]
  const bought = await activity(house, {
    type: 'order.placed',
    sourceId,
    member: referenceTo(member),
    order: { currency: 'GBP', lines },
  })
  expect(bought.status).toBe(201)
  return sourceId
}

async function giveBack(order: string, cups?: number): Promise<void> {
  const lines = cups === undefined ? {} : { lines: [{ lineId: '1', quantity: String(cups) }] }
  const back = await activity(house, { type: 'order.returned', return: { order, ...lines } })
  expect(back.status).toBe(201)
  await deliverTransfers(house, program)
  await carryAlong(house, { program })
}

async function merge(member: string, into: string): Promise<void> {
  const body = { into: referenceTo(into), reason: 'same person' }
  expect((await command(house, `members/${member}/merge`, { body })).status).toBe(200)
}

async function unmerge(member: string): Promise<void> {
  const body = { reason: 'not the same' }
  expect((await command(house, `members/${member}/unmerge`, { body })).status).toBe(200)
}

async function cardOf(member: string, key = 'coffee'): Promise<[stamps: number, completed: number]> {
  const { body } = await house.ask({ path: `/v1/programs/wallet/members/${member}` })
  const found = (body.cards as unknown as { card: string; stamps: number; completed: number }[]).find(
    (each) => each.card === key,
  )
  return [found?.stamps ?? -1, found?.completed ?? -1]
}

async function tierOf(member: string): Promise<string | undefined> {
  const { body } = await house.ask({ path: `/v1/programs/wallet/members/${member}` })
  return (body.tiers as unknown as { tier: string }[])[0]?.tier
}

async function unitsOf(member: string, currency: string): Promise<number> {
  const balance = await balanceOf(house, member, currency)
  return (balance?.available ?? 0) - (balance?.debt ?? 0)
}

async function counterOf(member: string, key: string): Promise<number> {
  const ownerId = uuidOf('mem', await idOf(house, member))
  const { programId } = program
  const rows = await house.database.read({ programId }, (tx) =>
    tx.query<{ value: number }>(
      'select value from counter where program_id = $1 and owner_id = $2 and key = $3 and period = 0',
      [programId, ownerId, key],
    ),
  )
  return rows[0]?.value ?? 0
}

async function milestonesOf(member: string): Promise<number[]> {
  const ownerId = uuidOf('mem', await idOf(house, member))
  const { programId } = program
  const rows = await house.database.read({ programId }, (tx) =>
    tx.query<{ value: number }>(
      `select (body -> 'data' ->> 'value')::integer as value from activity
       where program_id = $1 and owner_id = $2 and type = 'milestone.reached' order by seq`,
      [programId, ownerId],
    ),
  )
  return rows.map((row) => row.value)
}

test('another organisation finds nobody to merge, and nothing of them follows', async () => {
  const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
  await buy(ann, 3)
  const body = { into: referenceTo(bob), reason: 'same person' }
  const foreign = await command(house, `members/${await idOf(house, ann)}/merge`, {
    body,
    key: house.rivalKey,
  })
  expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found'])
  expect(await cardOf(bob)).toEqual([0, 0])
})

describe('stamps', () => {
  test('of both fill the card once, and come back when the merge ends', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
    await buy(ann, 3)
    await buy(bob, 4)
    await merge(ann, bob)
    expect(await cardOf(bob)).toEqual([2, 1])
    expect(await unitsOf(bob, 'stars')).toBe(1)
    await buy(ann, 3)
    expect(await cardOf(bob)).toEqual([0, 2])
    expect(await unitsOf(bob, 'stars')).toBe(2)
    await unmerge(ann)
    expect([await cardOf(ann), await cardOf(bob)]).toEqual([
      [3, 0],
      [2, 1],
    ])
    expect([await unitsOf(ann, 'stars'), await unitsOf(bob, 'stars')]).toEqual([0, 1])
  })

  test('what was full before is not paid again, and a return takes from where they are now', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
    const [first, second] = [await buy(ann, 5), await buy(ann, 2)]
    await buy(bob, 3)
    await merge(ann, bob)
    expect(await cardOf(bob)).toEqual([0, 2])
    expect(await unitsOf(bob, 'stars')).toBe(2)
    await giveBack(second)
    expect([await cardOf(bob), await unitsOf(bob, 'stars')]).toEqual([[3, 1], 1])
    await giveBack(first, 1)
    expect([await cardOf(bob), await unitsOf(bob, 'stars')]).toEqual([[2, 1], 1])
    await giveBack(first)
    expect([await cardOf(bob), await unitsOf(bob, 'stars')]).toEqual([[3, 0], 0])
  })

  test('a card that is filled once only is full for both, and a day’s most does not lose stamps of the other', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
    await buy(ann, 6)
    await buy(bob, 4)
    await merge(ann, bob)
    expect(await cardOf(bob, 'once')).toEqual([6, 1])
    expect(await cardOf(bob, 'daily')).toEqual([4, 0])
    await buy(bob, 6)
    expect([await cardOf(bob, 'once'), await unitsOf(bob, 'tokens')]).toEqual([[6, 1], 1])
  })
})

describe('tiers', () => {
  test('what is given for reaching one is given once, also where only both together reach it', async () => {
    const [ann, bob, cat] = [await enrolWith(house, 0), await enrolWith(house, 0), await enrolWith(house, 0)]
    await buy(ann, 2, '9.00')
    expect(await unitsOf(ann, 'bonus')).toBe(10)
    await buy(bob, 1, '9.00')
    await merge(ann, bob)
    expect([await tierOf(bob), await unitsOf(bob, 'bonus')]).toEqual(['silver', 10])
    await buy(bob, 1, '2.00')
    expect(await unitsOf(bob, 'bonus')).toBe(10)
    await buy(cat, 1, '8.00')
    await merge(cat, bob)
    expect([await tierOf(bob), await unitsOf(bob, 'bonus')]).toEqual(['gold', 60])
    await unmerge(cat)
    expect([await tierOf(bob), await unitsOf(bob, 'bonus')]).toEqual(['silver', 10])
    await unmerge(ann)
    expect([await unitsOf(ann, 'bonus'), await unitsOf(bob, 'bonus')]).toEqual([10, 10])
  })

  test('given by hand hold for the other, too, and can be taken back there', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
    const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const body = { ladder: 'status', tier: 'gold', until, reason: 'kind' }
    const given = await command(house, `members/${ann}/tiers`, { body })
    expect(given.status).toBe(200)
    await merge(ann, bob)
    expect([await tierOf(bob), await unitsOf(bob, 'bonus')]).toEqual(['gold', 0])
    const path = `members/${bob}/tiers/${given.body.activity}/revoke`
    expect((await command(house, path, { body: { reason: 'mistake' } })).status).toBe(200)
    await carryAlong(house, { program })
    expect(await tierOf(bob)).toBe('base')
  })
})

describe('counters and limits', () => {
  test('add up; a milestone is told once, and one that both together reach with the next that counts', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
    const order = await buy(ann, 6)
    await buy(bob, 3)
    await merge(ann, bob)
    expect(await counterOf(bob, 'count:cups')).toBe(9)
    await buy(bob, 1)
    expect(await milestonesOf(bob)).toEqual([10])
    await giveBack(order, 2)
    expect(await counterOf(bob, 'count:cups')).toBe(8)
    await unmerge(ann)
    expect([await counterOf(ann, 'count:cups'), await counterOf(bob, 'count:cups')]).toEqual([4, 4])
  })

  test('the room of a limit that one has used is used for both', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
    await buy(ann, 1)
    await merge(ann, bob)
    await buy(bob, 1)
    expect(await unitsOf(bob, 'status')).toBe(6)
  })
})
