import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { carryTiers } from '../../src/tiers/index.ts'
import { deliverTransfers } from '../../src/wallet/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { activity, balanceOf, enrolWith, idOf, order, referenceTo } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program

beforeAll(async () => {
  house = await openApiHouse()
  const points = { transfer: { maximum: 1000, monthly: 1000, coolDownHours: 0 } }
  const ladder = {
    name: 'Status',
    metric: 'spend',
    window: 'rolling-12-months',
    tiers: [
      { key: 'base', name: 'Base', threshold: 0 },
      { key: 'silver', name: 'Silver', threshold: 1_000 },
      { key: 'gold', name: 'Gold', threshold: 5_000 },
    ],
  }
  const starRule = {
    kind: 'earning-rule',
    key: 'stars',
    spec: { name: 'Stars', currency: 'stars', award: { kind: 'per-order', points: 40 } },
  } as const
  program = await house.createProgram('wallet', {
    definitions: [
      ...walletDefinitions({ points, stars: { debt: 'within-balance' } }),
      starRule,
      { kind: 'tier-ladder', key: 'status', spec: ladder },
    ],
  })
})

afterAll(async () => {
  await deliverTransfers(house, program)
  const replay = await replayProgram(house, { programId: program.programId })
  expect(replay.differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

function merge(member: string, into: string, key?: string) {
  const body = { into: referenceTo(into), reason: 'same person' }
  return command(house, `members/${member}/merge`, {
    body,
    ...(key === undefined ? {} : { idempotencyKey: key }),
  })
}

function unmerge(member: string, key?: string) {
  const more = key === undefined ? {} : { idempotencyKey: key }
  return command(house, `members/${member}/unmerge`, { body: { reason: 'not the same' }, ...more })
}

function spend(member: string, amount: number, key?: string) {
  const body = { parts: [{ currency: 'points', amount }] }
  return command(house, `members/${member}/spends`, {
    body,
    ...(key === undefined ? {} : { idempotencyKey: key }),
  })
}

async function tierOf(member: string) {
  const { body } = await house.ask({ path: `/v1/programs/wallet/members/${member}` })
  const [first] = body.tiers as unknown as { tier: string; total: number }[]
  return first === undefined ? undefined : [first.tier, first.total]
}

async function listed(query = ''): Promise<string[]> {
  const { body } = await house.ask({ path: `/v1/programs/wallet/members?limit=200${query}` })
  return (body.members as unknown as { id: string }[]).map((each) => each.id)
}

describe('what merging refuses', () => {
  test('oneself, nobody, the closed, those with open holds, who was merged, and who may not', async () => {
    const [ann, bob, cat] = [
      await enrolWith(house, 100),
      await enrolWith(house, 100),
      await enrolWith(house, 100),
    ]
    await command(house, `members/${cat}/close`, { body: { reason: 'test' } })
    const held = await enrolWith(house, 100)
    await command(house, `members/${held}/holds`, { body: { parts: [{ currency: 'points', amount: 10 }] } })
    const rows = [
      [() => merge(ann, ann), 409, 'transfer_refused'],
      [() => merge(ann, 'externalId:nobody'), 409, 'transfer_refused'],
      [() => merge('externalId:nobody', ann), 404, 'not_found'],
      [() => merge(ann, cat), 409, 'transfer_refused'],
      [() => merge(cat, ann), 409, 'transfer_refused'],
      [() => merge(held, ann), 409, 'transfer_refused'],
      [() => unmerge(ann), 409, 'transfer_refused'],
      [() => merge(bob, ann), 200, undefined],
      [() => merge(bob, held), 409, 'transfer_refused'],
      [() => merge(ann, bob), 409, 'transfer_refused'],
    ] as const
    for (const [asked, status, code] of rows) {
      const reply = await asked()
      expect([reply.status, reply.body.code]).toEqual([status, code])
    }
    const till = await house.newKey({ scopes: ['read', 'write'] })
    const path = `members/${held}/merge`
    const body = { into: referenceTo(ann), reason: 'same person' }
    expect((await command(house, path, { body, key: till })).status).toBe(403)
  })
})

describe('merging', () => {
  test('brings value, pending and tiers over; the old id and identifiers find the other, and lists show one', async () => {
    const [ann, bob] = [await enrolWith(house, 3_000), await enrolWith(house, 2_500)]
    const [annId, bobId] = [await idOf(house, ann), await idOf(house, bob)]
    expect(await tierOf(ann)).toEqual(['silver', 3_000])
    const key = randomUUID()
    const first = await merge(ann, bob, key)
    expect(first.status).toBe(200)
    const again = await merge(ann, bob, key)
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true'])
    expect(await balanceOf(house, bob)).toMatchObject({ available: 5_500 })
    expect(await tierOf(bob)).toEqual(['gold', 5_500])
    for (const address of [ann, annId]) {
      const { body } = await house.ask({ path: `/v1/programs/wallet/members/${address}` })
      expect(body).toMatchObject({ id: bobId, redirectedFrom: annId })
    }
    const everybody = await listed()
    expect([everybody.includes(annId), everybody.includes(bobId)]).toEqual([false, true])
    expect(await listed(`&query=${ann.split(':')[1]}`)).toEqual([bobId])
    const later = await order(house, ann, { points: 200 })
    expect(later.body.member).toBe(bobId)
    expect(await balanceOf(house, bob)).toMatchObject({ available: 5_700 })
    expect((await spend(ann, 700)).body).toMatchObject({ member: bobId })
    expect(await balanceOf(house, bob)).toMatchObject({ available: 5_000 })
  })

  test('what still arrives follows: a return of an old order takes it back from the other, tiers too', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 1_000)]
    const sourceId = randomUUID()
    await order(house, ann, { points: 800, sourceId: sourceId })
    await merge(ann, bob)
    expect(await tierOf(bob)).toEqual(['silver', 1_800])
    const back = await activity(house, {
      type: 'order.returned',
      member: referenceTo(ann),
      return: { order: sourceId },
    })
    expect(back.status).toBe(201)
    await deliverTransfers(house, program)
    await carryTiers(house, { program })
    expect(await balanceOf(house, bob)).toMatchObject({ available: 1_000, debt: 0 })
    expect(await balanceOf(house, bob, 'stars'), 'of a currency that leaves no debts').toMatchObject({
      available: 40,
      debt: 0,
    })
    expect(await tierOf(bob)).toEqual(['silver', 1_000])
    expect(await carryTiers(house, { program }), 'nothing is carried twice').toBe(0)
  })

  test('what was asked and spent before is answered as before, and given back once', async () => {
    const [ann, bob] = [await enrolWith(house, 500), await enrolWith(house, 0)]
    const key = randomUUID()
    const first = await spend(ann, 100, key)
    await merge(ann, bob)
    const again = await spend(ann, 100, key)
    expect([again.status, again.text]).toEqual([200, first.text])
    const returns = `members/${ann}/spends/${first.body.activity}/returns`
    const returnKey = randomUUID()
    const returned = await command(house, returns, { body: { reason: 'refund' }, idempotencyKey: returnKey })
    expect(returned.status).toBe(200)
    expect(await balanceOf(house, bob)).toMatchObject({ available: 500 })
    const replay = await command(house, returns, { body: { reason: 'refund' }, idempotencyKey: returnKey })
    expect([replay.status, replay.text]).toEqual([200, returned.text])
    const twice = await command(house, returns, { body: { reason: 'refund' } })
    expect([twice.status, twice.body.code]).toEqual([422, 'spend_exceeded'])
    expect(await balanceOf(house, bob)).toMatchObject({ available: 500 })
  })

  test('of members who were merged into leads everybody on, step by step back too', async () => {
    const all = [
      await enrolWith(house, 100),
      await enrolWith(house, 200),
      await enrolWith(house, 300),
    ] as const
    const [ann, bob, cat] = all
    const ids = await Promise.all(all.map((each) => idOf(house, each)))
    await merge(ann, bob)
    await merge(bob, cat)
    expect(await idOf(house, ann)).toBe(ids[2])
    expect(await balanceOf(house, ann)).toMatchObject({ available: 600 })
    await carryTiers(house, { program })
    expect(await tierOf(cat)).toEqual(['base', 600])
    const early = await unmerge(ann)
    expect([early.status, early.body.code]).toEqual([409, 'transfer_refused'])
    expect((await unmerge(bob)).status).toBe(200)
    expect(await idOf(house, ann)).toBe(ids[1])
    expect(await balanceOf(house, cat)).toMatchObject({ available: 300 })
    expect(await balanceOf(house, bob)).toMatchObject({ available: 300 })
    expect((await unmerge(ann)).status).toBe(200)
    expect(await idOf(house, ann)).toBe(ids[0])
  })
})

describe('ending a merge', () => {
  test('gives back what is left of it, with identifiers and tiers', async () => {
    const [ann, bob] = [await enrolWith(house, 3_000), await enrolWith(house, 2_500)]
    const annId = await idOf(house, ann)
    await merge(ann, bob)
    await order(house, annId, { points: 10 })
    // Lots without an end are taken oldest first: bob's own.
    await spend(bob, 3_000)
    const key = randomUUID()
    const first = await unmerge(ann, key)
    expect(first.status).toBe(200)
    expect(await balanceOf(house, ann)).toMatchObject({ available: 2_500 })
    expect(await balanceOf(house, bob)).toMatchObject({ available: 10 })
    expect([await tierOf(ann), await tierOf(bob)]).toEqual([
      ['silver', 3_000],
      ['silver', 2_510],
    ])
    expect(await idOf(house, ann)).toBe(annId)
    const again = await unmerge(ann, key)
    expect([again.status, again.text]).toEqual([200, first.text])
    expect((await spend(ann, 500)).body).toMatchObject({ member: annId })
    const onceMore = await merge(ann, bob)
    expect(onceMore.status).toBe(200)
    expect(await balanceOf(house, bob)).toMatchObject({ available: 2_010 })
    expect(await tierOf(bob)).toEqual(['gold', 5_510])
  })
})

test('what cannot arrive because the other has closed comes back, stays, and can be had again', async () => {
  const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
  const annId = await idOf(house, ann)
  const sourceId = randomUUID()
  await order(house, ann, { points: 500, sourceId })
  await merge(ann, bob)
  await command(house, `members/${bob}/close`, { body: { reason: 'left' } })
  const back = await activity(house, { type: 'order.returned', return: { order: sourceId } })
  expect(back.status).toBe(201)
  expect(await deliverTransfers(house, program), 'points and stars').toBe(2)
  expect(await deliverTransfers(house, program), 'it does not go to and fro').toBe(0)
  expect((await unmerge(ann)).status).toBe(200)
  expect(await idOf(house, ann)).toBe(annId)
  expect(await balanceOf(house, ann)).toMatchObject({ available: 0, debt: 500 })
  const stars = await balanceOf(house, ann, 'stars')
  expect(stars, 'of a currency that leaves no debts').toMatchObject({ available: 0, debt: 0 })
})

describe('L-20 merging while both are earning and redeeming', () => {
  const rounds = process.env.PERENNIAL_LONG === '1' ? 100 : 8
  test.each(Array.from({ length: rounds }, (_, round) => round))('round %i', async (round) => {
    const [ann, bob] = [await enrolWith(house, 1_000), await enrolWith(house, 1_000)]
    const bobId = await idOf(house, bob)
    let spent = 0
    let earned = 2_000
    const both = [ann, bob]
    const work = Array.from({ length: 12 }, async (_, index) => {
      const member = both[index % 2] ?? ann
      const placed = await order(house, member, { points: 50 })
      expect(placed.status).toBe(201)
      earned += 50
      const paid = await spend(member, 30)
      expect([200, 409]).toContain(paid.status)
      if (paid.status === 200) spent += 30
      else expect(paid.body.code).toBe('insufficient_points')
    })
    const merging =
      round % 2 === 0
        ? [merge(ann, bob)]
        : [merge(ann, bob), merge(bob, ann), unmerge(ann), merge(ann, bob), unmerge(bob)]
    const merges = await Promise.all(merging)
    await Promise.all(work)
    for (const { status, body } of merges)
      if (status !== 200) expect(['overloaded', 'transfer_refused']).toContain(body.code)
    await deliverTransfers(house, program)
    const [annNow, bobNow] = [await idOf(house, ann), await idOf(house, bob)]
    const owners = new Set([annNow, bobNow])
    let available = 0
    for (const owner of owners) {
      const balance = await balanceOf(house, owner)
      available += (balance?.available ?? 0) - (balance?.debt ?? 0)
    }
    expect(available).toBe(earned - spent)
    if (round % 2 === 0) expect(annNow).toBe(bobId)
  })
})
