import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { balanceOf, enrolWith, idOf, referenceTo } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program

beforeAll(async () => {
  house = await openApiHouse()
  const points = { transfer: { maximum: 1000, monthly: 1000, coolDownHours: 0, pool: true } }
  const cause = { kind: 'cause', key: 'trees', spec: { name: 'Trees' } }
  program = await house.createProgram('wallet', {
    definitions: [...walletDefinitions({ points }), cause],
  })
})

afterAll(async () => {
  const replay = await replayProgram(house, { programId: program.programId })
  expect(replay.differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

interface Household {
  path: string
  head: string
  adult: string
  child: string
}

async function household(): Promise<Household> {
  const [head, adult, child] = [
    await enrolWith(house, 1_000),
    await enrolWith(house, 1_000),
    await enrolWith(house, 1_000),
  ]
  const made = await command(house, 'pools', { body: { name: 'Home', head: referenceTo(head) } })
  expect(made.status).toBe(200)
  const path = `pools/${made.body.pool}`
  for (const [member, role] of [
    [adult, 'adult'],
    [child, 'child'],
  ] as const) {
    const body = { by: referenceTo(head), member: referenceTo(member), role }
    expect((await command(house, `${path}/members`, { body })).status).toBe(200)
  }
  return { path, head, adult, child }
}

function contribute(home: Household, by: string, given: { amount: number; key?: string; currency?: string }) {
  const { amount, key = randomUUID(), currency = 'points' } = given
  const body = { by: referenceTo(by), currency, amount }
  return command(house, `${home.path}/contributions`, { body, idempotencyKey: key })
}

function spend(home: Household, by: string, amount: number) {
  const parts = [{ currency: 'points', amount }]
  return command(house, `${home.path}/spends`, { body: { by: referenceTo(by), parts } })
}

async function inPool(home: Household) {
  const { body } = await house.ask({ path: `/v1/programs/wallet/${home.path}` })
  const balances = body.balances as unknown as { currency: string; available: number; held: number }[]
  return balances.find((each) => each.currency === 'points')
}

describe('what pools refuse', () => {
  test('a second pool, strangers, children who spend, others who withdraw, currencies that are not pooled', async () => {
    const home = await household()
    const stranger = await enrolWith(house, 1_000)
    const [head, adult] = [referenceTo(home.head), referenceTo(home.adult)]
    const withdrawal = { to: head, currency: 'points', amount: 1 }
    await contribute(home, home.child, { amount: 100 })
    const rows = [
      [() => command(house, 'pools', { body: { name: 'Again', head: adult } }), 409, 'pool_refused'],
      [() => contribute(home, stranger, { amount: 10 }), 409, 'pool_refused'],
      [() => contribute(home, home.head, { amount: 1_001 }), 409, 'transfer_limit'],
      [() => contribute(home, home.head, { amount: 1, currency: 'stars' }), 409, 'transfer_refused'],
      [() => contribute(home, 'externalId:nobody', { amount: 1 }), 422, 'member_unknown'],
      [() => spend(home, home.child, 10), 409, 'pool_refused'],
      [() => spend(home, stranger, 10), 409, 'pool_refused'],
      [() => spend(home, home.adult, 101), 409, 'insufficient_points'],
      [
        () => command(house, `${home.path}/withdrawals`, { body: { by: adult, ...withdrawal } }),
        409,
        'pool_refused',
      ],
      [
        () =>
          command(house, `${home.path}/withdrawals`, {
            body: { by: head, ...withdrawal, to: referenceTo(stranger) },
          }),
        409,
        'pool_refused',
      ],
      [
        () => command(house, `${home.path}/members/remove`, { body: { by: head, member: head } }),
        409,
        'pool_refused',
      ],
      [
        () =>
          command(house, `${home.path}/members`, {
            body: { by: adult, member: referenceTo(stranger), role: 'child' },
          }),
        409,
        'pool_refused',
      ],
      [
        () => command(house, `members/${home.child}/merge`, { body: { into: head, reason: 'x' } }),
        409,
        'transfer_refused',
      ],
      [
        () => command(house, `${home.path}/dissolve`, { body: { by: adult, among: [head] } }),
        409,
        'pool_refused',
      ],
      [
        () =>
          command(house, `${home.path}/dissolve`, { body: { by: head, among: [referenceTo(home.child)] } }),
        409,
        'pool_refused',
      ],
    ] as const
    for (const [asked, status, code] of rows) {
      const reply = await asked()
      expect([reply.status, reply.body.code]).toEqual([status, code])
    }
    expect(await inPool(home)).toMatchObject({ available: 100 })
    expect((await spend(home, home.head, 1)).status, 'a refusal leaves the pool open').toBe(200)
  })
})

describe('a pool', () => {
  test('is filled by all, spent by head and adults, and says in the record who spent; a double click is one', async () => {
    const home = await household()
    const key = randomUUID()
    const clicks = await Promise.all([1, 2, 3].map(() => contribute(home, home.child, { amount: 300, key })))
    expect(new Set(clicks.map((each) => each.text)).size).toBe(1)
    await contribute(home, home.adult, { amount: 200 })
    expect(await inPool(home)).toMatchObject({ available: 500 })
    const paid = await spend(home, home.adult, 100)
    expect(paid.body).toMatchObject({ member: null, pool: home.path.slice('pools/'.length) })
    const record = await house.ask({ path: `/v1/programs/wallet/activities/${paid.body.activity}` })
    expect(record.body.input).toMatchObject({ command: { actor: await idOf(house, home.adult) } })
    const held = await command(house, `${home.path}/holds`, {
      body: {
        by: referenceTo(home.head),
        parts: [{ currency: 'points', amount: 50 }],
      },
    })
    const early = await command(house, `${home.path}/dissolve`, {
      body: {
        by: referenceTo(home.head),
        among: [referenceTo(home.head)],
      },
    })
    expect(early.body.code).toBe('pool_refused')
    const captured = await command(house, `${home.path}/holds/${held.body.hold}/capture`, {
      body: {
        by: referenceTo(home.head),
      },
    })
    expect(captured.status).toBe(200)
    const back = await command(house, `${home.path}/spends/${captured.body.activity}/returns`, {
      body: {
        reason: 'refund',
      },
    })
    expect(back.status).toBe(200)
    expect(await inPool(home)).toMatchObject({ available: 400, held: 0 })
    const withdrawn = await command(house, `${home.path}/withdrawals`, {
      body: {
        by: referenceTo(home.head),
        to: referenceTo(home.child),
        currency: 'points',
        amount: 150,
      },
    })
    expect(withdrawn.status).toBe(200)
    expect(await balanceOf(house, home.child)).toMatchObject({ available: 850 })
  })

  test('lets children spend when the head says so, changes its head, and lets members leave for another', async () => {
    const home = await household()
    await contribute(home, home.child, { amount: 300 })
    const path = `/v1/programs/wallet/${home.path}`
    const patch = (by: string) =>
      house.ask({ method: 'PATCH', path, body: { by: referenceTo(by), childrenSpend: true } })
    expect((await patch(home.adult)).body.code).toBe('pool_refused')
    expect((await patch(home.head)).status).toBe(200)
    expect((await spend(home, home.child, 10)).status).toBe(200)
    const handed = await command(house, `${home.path}/members`, {
      body: {
        by: referenceTo(home.head),
        member: referenceTo(home.adult),
        role: 'head',
      },
    })
    expect(handed.body.members).toMatchObject([{ role: 'head' }, { role: 'adult' }, { role: 'child' }])
    const left = await command(house, `${home.path}/members/remove`, {
      body: {
        by: referenceTo(home.head),
        member: referenceTo(home.head),
      },
    })
    expect(left.status).toBe(200)
    expect(
      (await command(house, 'pools', { body: { name: 'New', head: referenceTo(home.head) } })).status,
    ).toBe(200)
  })

  test('is divided when it is dissolved, and what comes back later goes to the first', async () => {
    const home = await household()
    await contribute(home, home.child, { amount: 401 })
    const paid = await spend(home, home.head, 100)
    const body = { by: referenceTo(home.head), among: [referenceTo(home.head), referenceTo(home.adult)] }
    const ended = await Promise.all([1, 2].map(() => command(house, `${home.path}/dissolve`, { body })))
    expect(ended.some((each) => each.status === 200)).toBe(true)
    const again = await command(house, `${home.path}/dissolve`, { body })
    expect(again.body).toMatchObject({ state: 'dissolved', members: [] })
    expect(await balanceOf(house, home.head)).toMatchObject({ available: 1_151 })
    expect(await balanceOf(house, home.adult)).toMatchObject({ available: 1_150 })
    expect((await contribute(home, home.child, { amount: 1 })).body.code).toBe('pool_refused')
    await command(house, `${home.path}/spends/${paid.body.activity}/returns`, { body: { reason: 'refund' } })
    expect(await balanceOf(house, home.head)).toMatchObject({ available: 1_251 })
  })
})

describe('a cause', () => {
  test('that nobody knows is refused; donations are counted exactly, a double click once', async () => {
    const ann = await enrolWith(house, 1_000)
    const donations = `members/${ann}/donations`
    const unknown = await command(house, donations, {
      body: { currency: 'points', amount: 1, cause: 'whales' },
    })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'not_found'])
    const status = await command(house, donations, {
      body: { currency: 'status', amount: 1, cause: 'trees' },
    })
    expect([status.status, status.body.code]).toEqual([422, 'currency_not_offered'])
    const before = await house.ask({ path: '/v1/programs/wallet/causes/trees' })
    expect(before.body).toEqual({ cause: 'trees', name: 'Trees', donations: 0, totals: [] })
    const body = { currency: 'points', amount: 30, cause: 'trees' }
    const idempotencyKey = randomUUID()
    await Promise.all([1, 2, 3].map(() => command(house, donations, { body, idempotencyKey })))
    await Promise.all([1, 2, 3].map(() => command(house, donations, { body })))
    const { body: told } = await house.ask({ path: '/v1/programs/wallet/causes/trees' })
    expect(told).toMatchObject({ donations: 4, totals: [{ currency: 'points', received: 120, holds: 120 }] })
    expect(await balanceOf(house, ann)).toMatchObject({ available: 880 })
    const { body: list } = await house.ask({ path: `/v1/programs/wallet/members/${ann}/transfers` })
    expect(list.transfers).toHaveLength(4)
    expect(list.transfers).toMatchObject([{ kind: 'donation', party: 'trees' }, {}, {}, {}])
  })
})
