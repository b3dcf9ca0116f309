import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../../src/programs/index.ts'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('wallet', { definitions: walletDefinitions() })
})

afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

/** A member with points of one order; the address. */
async function enrol(points: number): Promise<string> {
  const externalId = randomUUID()
  const reply = await house.ask({
    method: 'POST',
    path: '/v1/programs/wallet/activities',
    body: {
      type: 'order.placed',
      source: 'test',
      sourceId: externalId,
      occurredAt: new Date(Date.now() - 60_000).toISOString(),
      member: { externalId },
      order: {
        currency: 'GBP',
        lines: [{ lineId: '1', sku: 'a', quantity: '1', unitPrice: (points / 100).toFixed(2) }],
      },
    },
  })
  expect(reply.status).toBe(201)
  return `externalId:${externalId}`
}

async function balance(member: string, currency = 'points') {
  const reply = await house.ask({ path: `/v1/programs/wallet/members/${member}` })
  const balances = reply.body.balances as unknown as {
    currency: string
    available: number
    held: number
    debt: number
  }[]
  return balances.find((each) => each.currency === currency)
}

describe('spending and holding', () => {
  test('refuses what is not there, without a key, and of a status', async () => {
    const ann = await enrol(100)
    const spends = `members/${ann}/spends`
    const rows = [
      [{ parts: [{ currency: 'points', amount: 101 }] }, 409, 'insufficient_points'],
      [{ parts: [{ currency: 'status', amount: 1 }] }, 422, 'currency_not_offered'],
      [{ parts: [{ currency: 'gold', amount: 1 }] }, 422, 'currency_not_offered'],
      [{ parts: [{ currency: 'points', amount: 0 }] }, 422, 'body_invalid'],
      [{ parts: [] }, 422, 'body_invalid'],
    ] as const
    for (const [body, status, code] of rows) {
      const reply = await command(house, spends, { body })
      expect([reply.status, reply.body.code]).toEqual([status, code])
    }
    const keyless = await command(house, spends, { body: rows[0][0], idempotencyKey: null })
    expect([keyless.status, keyless.body.code]).toEqual([400, 'idempotency_key_missing'])
    expect(await balance(ann)).toMatchObject({ available: 100 })
  })

  test('L-02 L-03 a key is one command for ever: the same bytes again, and nothing else under it', async () => {
    const ann = await enrol(1_000)
    const key = randomUUID()
    const body = { parts: [{ currency: 'points', amount: 100 }] }
    const replies = await Promise.all(
      Array.from({ length: 50 }, () =>
        command(house, `members/${ann}/spends`, { body, idempotencyKey: key }),
      ),
    )
    expect(new Set(replies.map((reply) => reply.text)).size).toBe(1)
    expect(replies.filter((reply) => reply.headers.get('idempotency-replayed') === null)).toHaveLength(1)
    expect(await balance(ann)).toMatchObject({ available: 900 })
    const other = await command(house, `members/${ann}/spends`, {
      body: { parts: [{ currency: 'points', amount: 101 }] },
      idempotencyKey: key,
    })
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused'])
    const secondKey = await house.newKey()
    const again = await command(house, `members/${ann}/spends`, { body, idempotencyKey: key, key: secondKey })
    expect(again.status, 'L-04 another credential has its own keys').toBe(200)
    expect(await balance(ann)).toMatchObject({ available: 800 })
  })

  test('L-07 L-09 what is held is not spent otherwise; captured once, and never more than was held', async () => {
    const ann = await enrol(1_000)
    const held = await command(house, `members/${ann}/holds`, {
      body: {
        parts: [{ currency: 'points', amount: 600 }],
      },
    })
    expect(await balance(ann)).toMatchObject({ available: 400, held: 600 })
    const spend = await command(house, `members/${ann}/spends`, {
      body: {
        parts: [{ currency: 'points', amount: 500 }],
      },
    })
    expect([spend.status, spend.body.code]).toEqual([409, 'insufficient_points'])
    const path = `members/${ann}/holds/${held.body.hold}`
    const more = await command(house, `${path}/capture`, {
      body: { parts: [{ currency: 'points', amount: 601 }] },
    })
    expect([more.status, more.body.code]).toEqual([422, 'hold_exceeded'])
    const captured = await command(house, `${path}/capture`, {
      body: { parts: [{ currency: 'points', amount: 500 }] },
    })
    expect(captured.body).toMatchObject({ effects: [{ verb: 'capture', amount: 100, held: -600 }] })
    expect(await balance(ann)).toMatchObject({ available: 500, held: 0 })
    const twice = await command(house, `${path}/capture`, { body: {} })
    expect([twice.status, twice.body.code]).toEqual([409, 'hold_closed'])
    const back = await command(house, `members/${ann}/spends/${captured.body.activity}/returns`, {
      body: {
        reason: 'refund',
      },
    })
    expect(back.status).toBe(200)
    expect(await balance(ann)).toMatchObject({ available: 1_000, held: 0 })
    const again = await command(house, `members/${ann}/spends/${captured.body.activity}/returns`, {
      body: {
        reason: 'refund',
      },
    })
    expect([again.status, again.body.code], 'F-25 given back once').toEqual([422, 'spend_exceeded'])
    const { body } = await house.ask({ path: `/v1/programs/wallet/${path.split('/').slice(0, 3).join('/')}` })
    expect(body.holds).toMatchObject([{ state: 'captured', parts: [{ amount: 600, captured: 500 }] }])
  })

  test('L-09 a currency that was not held or spent is refused, alone and beside one that was', async () => {
    const ann = await enrol(1_000)
    const points = { currency: 'points', amount: 400 }
    const stars = { currency: 'stars', amount: 1 }
    const held = await command(house, `members/${ann}/holds`, { body: { parts: [points] } })
    const hold = `members/${ann}/holds/${held.body.hold}`
    for (const parts of [[stars], [points, stars]]) {
      const captured = await command(house, `${hold}/capture`, { body: { parts } })
      expect([captured.status, captured.body.code]).toEqual([422, 'hold_exceeded'])
    }
    expect(await balance(ann), 'still held').toMatchObject({ available: 600, held: 400 })
    const spent = await command(house, `members/${ann}/spends`, { body: { parts: [points] } })
    for (const parts of [[stars], [points, stars]]) {
      const back = await command(house, `members/${ann}/spends/${spent.body.activity}/returns`, {
        body: { parts, reason: 'refund' },
      })
      expect([back.status, back.body.code]).toEqual([422, 'spend_exceeded'])
    }
    expect(await balance(ann)).toMatchObject({ available: 200, held: 400 })
  })

  test('L-08 capture and cancel at once: one wins', async () => {
    for (let round = 0; round < 20; round += 1) {
      const ann = await enrol(100)
      const held = await command(house, `members/${ann}/holds`, {
        body: {
          parts: [{ currency: 'points', amount: 100 }],
        },
      })
      const path = `members/${ann}/holds/${held.body.hold}`
      const [captured, cancelled] = await Promise.all([
        command(house, `${path}/capture`, { body: {} }),
        command(house, `${path}/cancel`, { body: {} }),
      ])
      expect([captured.status, cancelled.status].sort()).toEqual([200, 409])
      expect(await balance(ann)).toMatchObject({ held: 0, available: captured.status === 200 ? 0 : 100 })
    }
  })
})
