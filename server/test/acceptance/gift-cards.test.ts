import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { replayProgram } from '../../src/activity/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { allBalances, balanceOf, enrolWith, idOf, referenceTo } from './wallet-members.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program

const free = { maximum: 1_000_000, monthly: 1_000_000, coolDownHours: 0 }

beforeAll(async () => {
  house = await openApiHouse()
  const purse = {
    kind: 'stored-value',
    money: 'GBP',
    valuePerPointE4: 10_000,
    expiry: { kind: 'rolling', months: 24 },
    transfer: free,
    // 100 points are 50 pence and back; 10 pence are 2 stars, which are 18 points: a round without gain.
    exchange: [
      { to: 'points', give: 50, get: 100 },
      { to: 'stars', give: 10, get: 2 },
    ],
  }
  const points = { transfer: free, exchange: [{ to: 'purse', give: 100, get: 50 }] }
  const stars = { exchange: [{ to: 'points', give: 2, get: 18 }] }
  program = await house.createProgram('wallet', { definitions: walletDefinitions({ purse, points, stars }) })
})

afterAll(async () => {
  const replay = await replayProgram(house, { programId: program.programId })
  expect(replay.differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

function cards(verb: string, body: unknown, more: { key?: string; idempotencyKey?: string | null } = {}) {
  return command(house, `gift-cards${verb}`, { body, ...more })
}

async function issue(amount: number) {
  const reply = await cards('', { currency: 'purse', amount })
  expect(reply.status).toBe(200)
  return { card: reply.body.card as unknown as string, code: reply.body.code as unknown as string }
}

async function available(code: string): Promise<number | string> {
  const reply = await cards('/lookup', { code }, { idempotencyKey: null })
  return reply.status === 200
    ? (reply.body.available as unknown as number)
    : (reply.body.code as unknown as string)
}

describe('issuing', () => {
  test('refuses what is no stored value, a weak key and no key, and leaves nothing', async () => {
    const rows = [
      [{ currency: 'points', amount: 10 }, randomUUID(), 422, 'currency_not_offered'],
      [{ currency: 'purse', amount: 0 }, randomUUID(), 422, 'body_invalid'],
      [{ currency: 'purse', amount: 10 }, 'short', 400, 'idempotency_key_invalid'],
      [{ currency: 'purse', amount: 10 }, null, 400, 'idempotency_key_missing'],
    ] as const
    for (const [body, idempotencyKey, status, code] of rows) {
      const reply = await cards('', body, { idempotencyKey })
      expect([reply.status, reply.body.code]).toEqual([status, code])
    }
    const dry = await cards('?dryRun=true', { currency: 'purse', amount: 10 })
    expect([dry.body.status, dry.body.code]).toEqual(['dry-run', undefined])
    const rows2 = await house.database.read({ programId: program.programId }, (tx) =>
      tx.query<{ cards: number }>('select count(*)::integer as cards from gift_card'),
    )
    expect(rows2).toEqual([{ cards: 0 }])
  })

  test('tells the code once for a key, again to its repeat, and nowhere else', async () => {
    const key = randomUUID()
    const body = { currency: 'purse', amount: 5_000 }
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => cards('', body, { idempotencyKey: key })),
    )
    expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
    const code = replies[0]?.body.code as unknown as string
    expect(code).toMatch(/^([0-9A-Z]{5}-){4}[0-9A-Z]{5}$/)
    expect(await available(code)).toBe(5_000)
    const other = await cards('', body, { idempotencyKey: key, key: await house.newKey() })
    expect(other.body.code).not.toBe(code)
    const changed = await cards('', { ...body, amount: 5_001 }, { idempotencyKey: key })
    expect([changed.status, changed.body.code]).toEqual([422, 'idempotency_key_reused'])
    const plain = code.replaceAll('-', '')
    const leaks = await house.database.read({ programId: program.programId }, async (tx) => {
      const stored = await tx.query<{ text: string }>(
        `select g::text as text from gift_card g union all select body::text || decision::text from activity
         union all select source_id from activity_key`,
      )
      return stored.filter(({ text }) => text.includes(plain) || text.includes(code) || text.includes(key))
    })
    expect(leaks).toEqual([])
    expect(replies[0]?.body.card).toMatch(/^gft_[0-9a-f]{32}$/)
  })
})

describe('looking up', () => {
  test('F-08 asks for a credential first, and answers unknown, mistyped and blocked codes alike', async () => {
    const { card, code } = await issue(100)
    const bare = await house.ask({
      method: 'POST',
      path: '/v1/programs/wallet/gift-cards/lookup',
      body: { code },
      key: null,
    })
    expect(bare.status).toBe(401)
    await cards('/block', { card, reason: 'lost' })
    const last = code.at(-1) === '0' ? '1' : '0'
    const wrong = [code, code.slice(0, -1) + last, '00000-00000-00000-00000-00000', 'x']
    const answers = await Promise.all(
      wrong.map((each) => cards('/lookup', { code: each }, { idempotencyKey: null })),
    )
    const told = answers.map(({ status, body: { code: problem, title, detail } }) =>
      JSON.stringify([status, problem, title, detail]),
    )
    expect(new Set(told).size).toBe(1)
    expect(answers[0]?.body.code).toBe('gift_card_unknown')
  })

  test('tells what is there and when it ends, in any spelling of the code', async () => {
    const { card, code } = await issue(700)
    const { body } = await cards(
      '/lookup',
      { code: code.toLowerCase().replaceAll('-', ' ') },
      { idempotencyKey: null },
    )
    expect(body).toMatchObject({ card, currency: 'purse', available: 700 })
    const months = (Date.parse(body.expiresAt as unknown as string) - Date.now()) / (30 * 86_400_000)
    expect(Math.round(months)).toBe(24)
  })
})

describe('redeeming', () => {
  test('L-01 L-02 never pays more than there is, a double click is one, and returns go to the same card', async () => {
    const { card, code } = await issue(1_000)
    const parallel = await Promise.all(
      Array.from({ length: 15 }, () => cards('/redeem', { code, amount: 100, reference: 'basket' })),
    )
    const statuses = parallel.map((each) => each.status)
    expect([
      statuses.filter((each) => each === 200).length,
      statuses.filter((each) => each === 409).length,
    ]).toEqual([10, 5])
    expect(await available(code)).toBe(0)
    const paid = parallel.find((each) => each.status === 200)
    expect(paid?.body).toMatchObject({ member: null, card })
    const key = randomUUID()
    const back = { card, spend: paid?.body.activity, reason: 'refund' }
    const returned = await Promise.all([1, 2].map(() => cards('/returns', back, { idempotencyKey: key })))
    expect(returned.map((each) => each.status)).toEqual([200, 200])
    expect(await available(code)).toBe(100)
    const twice = await cards('/returns', back)
    expect([twice.status, twice.body.code], 'F-24 F-25').toEqual([422, 'spend_exceeded'])
    const foreign = await issue(10)
    const elsewhere = await cards('/returns', { ...back, card: foreign.card })
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'spend_unknown'])
  })

  test('a blocked card pays nothing, and a repeat of what it paid is answered as before', async () => {
    const { card, code } = await issue(1_000)
    const key = randomUUID()
    const paid = await cards('/redeem', { code, amount: 100 }, { idempotencyKey: key })
    const till = await house.newKey({ scopes: ['read', 'write'] })
    expect((await cards('/block', { card, reason: 'lost' }, { key: till })).status).toBe(403)
    expect((await cards('/block', { card, reason: 'lost' })).status).toBe(200)
    expect((await cards('/redeem', { code, amount: 100 })).body.code).toBe('gift_card_unknown')
    expect((await cards('/redeem', { code, amount: 100 }, { idempotencyKey: key })).text).toBe(paid.text)
  })
})

describe('claiming', () => {
  test('moves what is left to the member, once, and what comes back later follows', async () => {
    const [ann, bob] = [await enrolWith(house, 0), await enrolWith(house, 0)]
    const { card, code } = await issue(1_000)
    const paid = await cards('/redeem', { code, amount: 400 })
    const nobody = await cards('/claim', { code, member: { externalId: 'nobody' } })
    expect([nobody.status, nobody.body.code]).toEqual([409, 'transfer_refused'])
    const claims = await Promise.all(
      [ann, bob].map((each) => cards('/claim', { code, member: referenceTo(each) })),
    )
    const codes = claims.map((each) => each.body.code ?? each.status)
    expect(codes.toSorted()).toEqual([200, 'gift_card_unknown'])
    const owner = claims[0]?.status === 200 ? ann : bob
    expect(await balanceOf(house, owner, 'purse')).toMatchObject({ available: 600 })
    expect(await available(code)).toBe('gift_card_unknown')
    expect((await cards('/redeem', { code, amount: 1 })).body.code).toBe('gift_card_unknown')
    const back = await cards('/returns', { card, spend: paid.body.activity, amount: 150, reason: 'refund' })
    expect(back.status).toBe(200)
    expect(await balanceOf(house, owner, 'purse')).toMatchObject({ available: 750 })
    const { body } = await house.ask({ path: `/v1/programs/wallet/members/${owner}/transfers` })
    expect(body.transfers).toMatchObject([
      { kind: 'gift-card', party: card, amount: 150, state: 'delivered' },
      { kind: 'gift-card', party: card, amount: 600, state: 'delivered' },
    ])
    expect(await idOf(house, owner)).toMatch(/^mem_/)
  })
})

describe('F-30 value out of nothing', () => {
  test('a programme whose exchanges gain in a round cannot be published', async () => {
    const points = { exchange: [{ to: 'stars', give: 100, get: 51 }] }
    const stars = { exchange: [{ to: 'points', give: 1, get: 2 }] }
    const made = house.createProgram('gain', { definitions: walletDefinitions({ points, stars }) })
    await expect(made).rejects.toThrow('becomes more than it was')
  })

  test('property: cards, exchanges, gifts and returns in any order add nothing to what was paid in', async () => {
    const pair = fc.constantFrom([0, 1] as const, [1, 0] as const)
    const step = fc.oneof(
      fc.record({ do: fc.constant('issue' as const), amount: fc.integer({ min: 1, max: 500 }) }),
      fc.record({ do: fc.constantFrom('redeem' as const, 'claim' as const, 'return' as const), pair }),
      fc.record({ do: fc.constant('gift' as const), pair, amount: fc.integer({ min: 1, max: 300 }) }),
      fc.record({
        do: fc.constant('exchange' as const),
        pair,
        route: fc.constantFrom('points purse 100', 'purse points 50', 'purse stars 10', 'stars points 2'),
        times: fc.integer({ min: 1, max: 20 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        const members = [await enrolWith(house, 1_000), await enrolWith(house, 1_000)]
        const issued: { card: string; code: string }[] = []
        const paid: { card: string; spend: string; amount: number }[] = []
        let limit = 2_000
        for (const each of steps) {
          if (each.do === 'issue') {
            issued.push(await issue(each.amount))
            limit += 2 * each.amount
            continue
          }
          const [one, other] = each.pair.map((place) => members[place] ?? '') as [string, string]
          const last = issued.at(-1)
          if (each.do === 'exchange') {
            const [from, to, give] = each.route.split(' ')
            const body = { from, to, amount: Number(give) * each.times }
            const reply = await command(house, `members/${one}/exchanges`, { body })
            expect([200, 409]).toContain(reply.status)
          } else if (each.do === 'gift') {
            const body = { currency: 'purse', amount: each.amount, to: referenceTo(other) }
            expect([200, 409]).toContain((await command(house, `members/${one}/transfers`, { body })).status)
          } else if (each.do === 'claim' && last !== undefined) {
            expect((await cards('/claim', { code: last.code, member: referenceTo(one) })).status).toBe(200)
            issued.pop()
          } else if (each.do === 'redeem' && last !== undefined) {
            const reply = await cards('/redeem', { code: last.code, amount: 7 })
            if (reply.status !== 200) continue
            limit -= 14
            paid.push({ card: last.card, spend: String(reply.body.activity), amount: 7 })
          } else if (each.do === 'return') {
            const spent = paid.pop()
            if (spent === undefined) continue
            const { card, spend, amount } = spent
            expect((await cards('/returns', { card, spend, reason: 'refund' })).status).toBe(200)
            limit += 2 * amount
          }
        }
        let value = 0
        for (const member of members) {
          const told = await allBalances(house, member)
          const of = (currency: string) => told.find((each) => each.currency === currency)?.available ?? 0
          value += of('points') + 2 * of('purse') + 10 * of('stars')
        }
        for (const { code } of issued) value += 2 * Number(await available(code))
        expect(value).toBeLessThanOrEqual(limit)
      }),
      { numRuns: process.env.PERENNIAL_LONG === '1' ? 100 : 5 },
    )
  })
})
