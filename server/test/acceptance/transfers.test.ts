import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { deliverTransfers } from '../../src/wallet/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { allBalances, balanceOf, enrolWith } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program

const gifts = { transfer: { maximum: 500, monthly: 800, coolDownHours: 72 } }

beforeAll(async () => {
  house = await openApiHouse()
  const currencies = {
    points: gifts,
    free: { transfer: { maximum: 1_000_000, monthly: 1_000_000, coolDownHours: 0 } },
  }
  program = await house.createProgram('wallet', { definitions: walletDefinitions(currencies) })
})

afterAll(async () => {
  const replay = await replayProgram(house, { programId: program.programId })
  expect(replay.differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

function giveTo(
  [from, to]: [string, string],
  amount: number,
  more: { currency?: string; key?: string } = {},
) {
  const { currency = 'points', key } = more
  const [kind, value] = to.split(':')
  const body = { currency, amount, to: kind === undefined ? {} : { [kind]: value } }
  return command(house, `members/${from}/transfers`, {
    body,
    ...(key === undefined ? {} : { idempotencyKey: key }),
  })
}

async function transfersOf(member: string) {
  const { body } = await house.ask({ path: `/v1/programs/wallet/members/${member}/transfers` })
  return body.transfers as unknown as {
    direction: string
    state: string
    amount: number
    kind: string
    party: string
  }[]
}

describe('what giving refuses', () => {
  test('F-29 a currency that does not allow it, oneself, nobody, a closed or a frozen account, and too much', async () => {
    const [ann, bob, cat] = [
      await enrolWith(house, 2_000),
      await enrolWith(house, 0),
      await enrolWith(house, 0),
    ]
    await command(house, `members/${ann}/adjustments`, {
      body: { currency: 'stars', amount: 50, reason: 'test' },
    })
    await command(house, `members/${cat}/close`, { body: { reason: 'test' } })
    const rows = [
      [giveTo([ann, bob], 1, { currency: 'stars' }), 409, 'transfer_refused'],
      [giveTo([ann, bob], 1, { currency: 'status' }), 422, 'currency_not_offered'],
      [giveTo([ann, ann], 1), 409, 'transfer_refused'],
      [giveTo([ann, 'externalId:nobody'], 1), 409, 'transfer_refused'],
      [giveTo([ann, cat], 1), 409, 'transfer_refused'],
      [giveTo([ann, bob], 501), 409, 'transfer_limit'],
      [giveTo([bob, ann], 1), 409, 'insufficient_points'],
    ] as const
    for (const [asked, status, code] of rows) {
      const reply = await asked
      expect([reply.status, reply.body.code]).toEqual([status, code])
    }
    await command(house, `members/${ann}/freeze`, { body: { reason: 'test' } })
    const frozen = await giveTo([ann, bob], 1)
    expect([frozen.status, frozen.body.code]).toEqual([409, 'value_frozen'])
    expect(await balanceOf(house, ann)).toMatchObject({ available: 2_000 })
    expect(await transfersOf(ann)).toEqual([])
  })

  test('F-29 more than the month allows, and giving on within the cool-down', async () => {
    const [ann, bob, cat] = [
      await enrolWith(house, 2_000),
      await enrolWith(house, 100),
      await enrolWith(house, 0),
    ]
    expect((await giveTo([ann, bob], 500)).status).toBe(200)
    expect((await giveTo([ann, bob], 301)).body.code).toBe('transfer_limit')
    expect((await giveTo([ann, bob], 300)).status).toBe(200)
    const onward = await giveTo([bob, cat], 10)
    expect([onward.status, onward.body.code]).toEqual([409, 'transfer_limit'])
    expect(await balanceOf(house, bob)).toMatchObject({ available: 900 })
  })
})

describe('a gift', () => {
  test('arrives, is told to both, and a double click or a repeat after the receiver closed is one', async () => {
    const [ann, bob] = [await enrolWith(house, 1_000), await enrolWith(house, 0)]
    const key = randomUUID()
    const replies = await Promise.all(Array.from({ length: 10 }, () => giveTo([ann, bob], 100, { key })))
    expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
    expect(await balanceOf(house, bob)).toMatchObject({ available: 100 })
    const [sent] = await transfersOf(ann)
    const [received] = await transfersOf(bob)
    expect(sent).toMatchObject({ direction: 'sent', state: 'delivered', amount: 100, kind: 'gift' })
    expect(received).toMatchObject({ direction: 'received', state: 'delivered', amount: 100 })
    await command(house, `members/${bob}/close`, { body: { reason: 'test' } })
    const again = await giveTo([ann, bob], 100, { key })
    expect([again.status, again.text]).toEqual([200, replies[0]?.text])
    expect((await giveTo([ann, bob], 100)).body.code).toBe('transfer_refused')
    const other = await giveTo([ann, bob], 101, { key })
    expect([other.status, other.body.code]).toEqual([409, 'transfer_refused'])
    expect(await balanceOf(house, ann)).toMatchObject({ available: 900 })
  })

  test('of which a dry run says what would happen, and nothing does', async () => {
    const [ann, bob] = [await enrolWith(house, 1_000), await enrolWith(house, 0)]
    const [kind, value] = bob.split(':') as [string, string]
    const body = { currency: 'points', amount: 10, to: { [kind]: value } }
    const dry = await command(house, `members/${ann}/transfers?dryRun=true`, { body })
    expect(dry.body).toMatchObject({ status: 'dry-run', effects: [{ verb: 'transfer-out', amount: -10 }] })
    expect(await transfersOf(ann)).toEqual([])
  })
})

test('F-29 the report names who received from many, and who gave on what they received', async () => {
  const from = new Date(Date.now() - 1000).toISOString()
  const [hub, end] = [await enrolWith(house, 0), await enrolWith(house, 0)]
  for (let index = 0; index < 4; index += 1) {
    const sender = await enrolWith(house, 0)
    await command(house, `members/${sender}/adjustments`, {
      body: { currency: 'free', amount: 10, reason: 'test' },
    })
    expect((await giveTo([sender, hub], 10, { currency: 'free' })).status).toBe(200)
  }
  expect((await giveTo([hub, end], 40, { currency: 'free' })).status).toBe(200)
  const report = await house.ask({ path: `/v1/programs/wallet/reports/transfers?from=${from}` })
  const { id } = (await house.ask({ path: `/v1/programs/wallet/members/${hub}` })).body
  expect(report.body.members).toEqual([{ member: id, senders: 4, gifts: 4, chains: 1 }])
  const wrong = await house.ask({ path: '/v1/programs/wallet/reports/transfers?from=yesterday' })
  expect(wrong.body.code).toBe('query_invalid')
})

test('L-05 gifts to and fro at once: nobody sees a deadlock, the total stays, everything arrives', async () => {
  const rounds = process.env.PERENNIAL_LONG === '1' ? 1_000 : 100
  const pair = [await enrolWith(house, 0), await enrolWith(house, 0)] as const
  for (const member of pair)
    await command(house, `members/${member}/adjustments`, {
      body: {
        currency: 'free',
        amount: 10_000,
        reason: 'test',
      },
    })
  const statuses = new Map<number, number>()
  let next = 0
  const worker = async () => {
    for (;;) {
      const round = next
      next += 1
      if (round >= rounds) return
      const both = await Promise.all([
        giveTo([pair[0], pair[1]], 3, { currency: 'free' }),
        giveTo([pair[1], pair[0]], 2, { currency: 'free' }),
      ])
      for (const { status } of both) statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  await deliverTransfers(house, program)
  expect([...statuses]).toEqual([[200, 2 * rounds]])
  const balances = await Promise.all(pair.map((member) => balanceOf(house, member, 'free')))
  expect(balances.map((each) => each?.available)).toEqual([10_000 - rounds, 10_000 + rounds])
  const { body } = await house.ask({ path: `/v1/programs/wallet/members/${pair[0]}/transfers` })
  expect((body.transfers as unknown as { state: string }[]).every((each) => each.state === 'delivered')).toBe(
    true,
  )
  expect((await allBalances(house, pair[0])).length).toBeGreaterThan(0)
})
