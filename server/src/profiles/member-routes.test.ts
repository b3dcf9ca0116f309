import type { JournalRow, MemberSummary, MemberView } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Harness, openHarness, orderOf } from '../../test/harness.ts'
import { ok } from '../kernel/verdict.ts'
import { type TestClock, testClock } from '../platform/clock.ts'
import { buildHttp, type Caller } from '../platform/http/index.ts'
import { silentLog } from '../platform/log.ts'
import { openMetrics } from '../platform/metrics.ts'
import { openProgram, type Program, type RawDefinition } from '../programs/index.ts'
import { memberRoutes } from './member-routes.ts'

let harness: Harness
let app: FastifyInstance
let clock: TestClock
let shop: Program

const caller: Caller = {
  organizationId: 0,
  actor: 'key:test',
  credentialId: 'key:test',
  programKey: null,
  scopes: ['read', 'write'],
}

/** A point a pound; pending ten days; gone after a year; two tiers by the spend of twelve months. */
const definitions: RawDefinition[] = [
  {
    kind: 'settings',
    key: 'program',
    spec: { name: 'Shop', timeZone: 'Europe/London', currency: 'GBP' },
  },
  {
    kind: 'currency',
    key: 'points',
    spec: {
      name: 'Points',
      unit: { one: 'point', other: 'points' },
      pending: { kind: 'delay', days: 10 },
      expiry: { kind: 'rolling', months: 12 },
      valuePerPointE4: 5000,
    },
  },
  {
    kind: 'earning-rule',
    key: 'base',
    spec: { name: 'Base', currency: 'points', award: { kind: 'per-money', points: 1, perMinor: 100 } },
  },
  {
    kind: 'tier-ladder',
    key: 'spend',
    spec: {
      name: 'Spend',
      metric: 'spend',
      window: 'rolling-12-months',
      tiers: [
        { key: 'entry', name: 'Entry', threshold: 0 },
        { key: 'gold', name: 'Gold', threshold: 10_000 },
      ],
    },
  },
]

beforeAll(async () => {
  harness = await openHarness()
  clock = testClock(Date.now())
  app = await buildHttp({
    log: silentLog,
    metrics: openMetrics(),
    authorize: () => ok({ ...caller, organizationId: harness.organizationId }),
    ready: async () => ({ ready: true, checks: {} }),
  })
  memberRoutes(app, {
    ...harness,
    clock,
    findProgram: (who, key) => openProgram(harness.programs, who, key),
  })
  shop = await harness.createProgram('shop', { definitions })
  await harness.createProgram('other', { definitions })
})

afterAll(async () => {
  await app.close()
  await harness.close()
})

async function call<Body = Record<string, unknown>>(
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  more: { body?: object; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Body; headers: Record<string, unknown> }> {
  const reply = await app.inject({
    method,
    url: `/v1/programs/${url}`,
    headers: { ...(more.body === undefined ? {} : { 'content-type': 'application/json' }), ...more.headers },
    ...(more.body === undefined ? {} : { payload: JSON.stringify(more.body) }),
  })
  return { status: reply.statusCode, body: reply.json() as Body, headers: reply.headers }
}

async function enrol(externalId: string, more: object = {}): Promise<string> {
  const made = await call<MemberView>('POST', 'shop/members', { body: { externalId, ...more } })
  expect(made.status).toBe(201)
  return made.body.id
}

/** Buys for whole pounds at a time. */
async function buy(externalId: string, pounds: number, instant: number): Promise<void> {
  const order = orderOf(`${externalId}/${instant}`, [['tea', '1', `${pounds}.00`]], {
    member: { externalId },
    occurredAt: new Date(instant).toISOString(),
  })
  const [verdict] = await harness.pipeline.submit(shop, [order])
  expect(verdict?.ok).toBe(true)
}

const dayMs = 86_400_000

function ago(days: number): number {
  return Date.now() - days * dayMs
}

function at(instant: number): string {
  return `at=${encodeURIComponent(new Date(instant).toISOString())}`
}

async function view(externalId: string, instant?: number): Promise<MemberView> {
  const query = instant === undefined ? '' : `?${at(instant)}`
  return (await call<MemberView>('GET', `shop/members/externalId:${externalId}${query}`)).body
}

function balanceIn(member: { balances: MemberView['balances'] }) {
  const [{ available, pending, debt, lifetimeEarned } = {}] = member.balances
  return { available, pending, debt, lifetimeEarned }
}

describe('refusals', () => {
  test('a member of another programme is answered like one that never was, and like nonsense', async () => {
    const id = await enrol('hidden')
    const without = (reply: { status: number; body: object }) => ({
      ...reply.body,
      status: reply.status,
      request_id: '',
    })
    for (const part of ['', '/journal']) {
      const foreign = without(await call('GET', `other/members/${id}${part}`))
      const unknown = without(await call('GET', `other/members/mem_${'0'.repeat(32)}${part}`))
      expect(foreign).toMatchObject({ status: 404, code: 'not_found' })
      expect(foreign).toEqual(unknown)
      for (const address of ['externalId:hidden', 'nonsense', 'mem_x', 'email:nobody'])
        expect(without(await call('GET', `other/members/${address}${part}`))).toEqual(unknown)
    }
    const edit = { body: { name: 'X' }, headers: { 'if-match': '"1"' } }
    expect(await call('PATCH', `other/members/${id}`, edit)).toMatchObject({ status: 404 })
    expect(await call('GET', 'nowhere/members')).toMatchObject({ status: 404 })
    expect((await view('hidden')).name).toBeNull()
  })

  test('an instant that does not exist, and parameters that do not, are refused', async () => {
    await enrol('timeless')
    for (const query of ['at=2026-02-30T00:00:00Z', 'at=1404-01-01T00:00:00Z', 'at=now', 'moment=1'])
      expect(await call('GET', `shop/members/externalId:timeless?${query}`)).toMatchObject({
        status: 422,
        body: { code: 'query_invalid' },
      })
    for (const query of ['limit=0', 'limit=201', 'limit=x'])
      expect(await call('GET', `shop/members?${query}`)).toMatchObject({ status: 422 })
  })

  test('who is taken, has no identifier or lies in the future is not enrolled', async () => {
    await enrol('taken')
    for (const [body, code] of [
      [{ externalId: 'taken' }, 'identifier_taken'],
      [{ name: 'Nobody' }, 'body_invalid'],
      [{ externalId: 'x', email: 'not an address' }, 'identifier_invalid'],
      [{ externalId: 'x', enrolledAt: '2399-01-01T00:00:00Z' }, 'clock_refused'],
      [{ externalId: 'x', balance: 5 }, 'body_invalid'],
    ] as const)
      expect(await call('POST', 'shop/members', { body })).toMatchObject({ body: { code } })
    expect(await call('GET', 'shop/members/externalId:x')).toMatchObject({ status: 404 })
  })

  test('an edit needs the revision that it is based on', async () => {
    const id = await enrol('edited', { name: 'Before' })
    const url = `shop/members/${id}`
    const edit = (tag?: string) =>
      call('PATCH', url, {
        body: { name: 'After', email: 'after@example.com' },
        ...(tag === undefined ? {} : { headers: { 'if-match': tag } }),
      })
    expect(await edit()).toMatchObject({ status: 428 })
    expect(await edit('"7"')).toMatchObject({ status: 412 })
    const read = await call('GET', url)
    expect(read.headers.etag).toBe('"1"')
    expect(await edit('"1"')).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { name: 'After', email: 'after@example.com', revision: 2 },
    })
    expect(await edit('"1"')).toMatchObject({ status: 412 })
    expect(await call('GET', 'shop/members/email:After@Example.com')).toMatchObject({ body: { id } })
  })
})

test('an enrolment with an idempotency key is done once and answered alike', async () => {
  const ask = { body: { externalId: 'once' }, headers: { 'idempotency-key': 'enrol-1' } }
  const first = await call('POST', 'shop/members', ask)
  expect(first).toMatchObject({ status: 201, headers: { etag: '"1"' } })
  expect(first.headers.location).toBe(`/v1/programs/shop/members/${String(first.body.id)}`)
  const again = await call('POST', 'shop/members', ask)
  expect(again).toMatchObject({ status: 201, body: first.body, headers: { 'idempotency-replayed': 'true' } })
  const other = { ...ask, body: { externalId: 'twice' } }
  expect(await call('POST', 'shop/members', other)).toMatchObject({
    body: { code: 'idempotency_key_reused' },
  })
})

describe('time', () => {
  test('a page tells what can be spent now, what waits and what expires, soonest first', async () => {
    await enrol('waits', { enrolledAt: new Date(ago(200)).toISOString() })
    await buy('waits', 60, ago(100))
    await buy('waits', 70, ago(5))
    const page = await view('waits')
    expect(balanceIn(page)).toEqual({ available: 60, pending: 70, debt: 0, lifetimeEarned: 130 })
    expect(page.lots.map(({ state, remaining }) => [state, remaining])).toEqual([
      ['pending', 70],
      ['active', 60],
    ])
    expect(page.expiring.map((each) => each.points)).toEqual([60, 70])
    expect(page.tiers).toMatchObject([{ tier: 'gold', total: 13_000, next: null }])
  })

  test('a past instant tells what was known to be true then, a future one what will be if nothing happens', async () => {
    const past = await view('waits', ago(95))
    expect(balanceIn(past)).toEqual({ available: 0, pending: 60, debt: 0, lifetimeEarned: 60 })
    expect(past.lots.map((lot) => lot.state)).toEqual(['pending'])
    expect(past.tiers).toMatchObject([{ tier: 'entry', next: { tier: 'gold', missing: 4000 } }])
    expect(past.expiring.map((each) => each.points)).toEqual([60])
    const before = await view('waits', ago(150))
    expect(balanceIn(before)).toEqual({ available: 0, pending: 0, debt: 0, lifetimeEarned: 0 })
    expect(before.lots).toEqual([])
    expect(balanceIn(await view('waits', ago(-10)))).toMatchObject({ available: 130, pending: 0 })
    const late = await view('waits', ago(-300))
    expect(balanceIn(late)).toEqual({ available: 70, pending: 0, debt: 0, lifetimeEarned: 130 })
    expect(late.lots.map((lot) => lot.state)).toEqual(['active', 'expired'])
    const end = await view('waits', ago(-400))
    expect(balanceIn(end)).toMatchObject({ available: 0, pending: 0 })
    expect(end).toMatchObject({ expiring: [], tiers: [{ tier: 'entry', total: 0 }] })
  })

  test('points past their day are gone from every view although no job has posted it', async () => {
    await enrol('expires', { enrolledAt: new Date(ago(700)).toISOString() })
    await buy('expires', 40, ago(500))
    await buy('expires', 30, ago(40))
    await buy('expires', 20, ago(20))
    clock.advance(350 * dayMs)
    try {
      const [, row] = await Promise.all([
        view('expires').then((page) => {
          expect(balanceIn(page)).toMatchObject({ available: 0, pending: 0, lifetimeEarned: 90 })
          expect(page.lots.map((lot) => lot.state)).toEqual(['expired', 'expired', 'expired'])
        }),
        call<{ members: MemberSummary[] }>('GET', 'shop/members?query=expires'),
      ])
      expect(row.body.members.map(balanceIn)).toMatchObject([{ available: 0, pending: 0 }])
      // Of an instant that is past by the programme's clock, but later than anything that was posted.
      expect(balanceIn(await view('expires', ago(-335)))).toMatchObject({ available: 20, pending: 0 })
    } finally {
      clock.advance(-350 * dayMs)
    }
    expect(balanceIn(await view('expires'))).toMatchObject({ available: 50 })
  })

  test('every day of a life equals the sum of the journal on that day', async () => {
    await enrol('daily', { enrolledAt: new Date(ago(600)).toISOString() })
    for (const [index, days] of [550, 500, 420, 380, 300, 40, 12, 3].entries())
      await buy('daily', 11 + index, ago(days))
    const { body } = await call<{ rows: JournalRow[] }>(
      'GET',
      'shop/members/externalId:daily/journal?limit=200',
    )
    for (let days = 600; days > 0; days -= 13) {
      const instant = ago(days)
      const spendable = body.rows
        .filter((row) => Date.parse(row.effectiveAt) <= instant)
        .reduce((sum, row) => sum + row.change, 0)
      const page = await view('daily', instant)
      expect(balanceIn(page).available).toBe(spendable)
      const left = page.lots.reduce((sum, lot) => sum + lot.remaining, 0)
      expect(left).toBe((balanceIn(page).available ?? 0) + (balanceIn(page).pending ?? 0))
      expect(page.expiring.reduce((sum, each) => sum + each.points, 0)).toBe(left)
    }
  })
})

describe('pages', () => {
  test('of a journal hold every row once, newest first, and a cursor serves only its member', async () => {
    const url = 'shop/members/externalId:daily/journal'
    const whole = await call<{ rows: JournalRow[]; next: string | null }>('GET', `${url}?limit=200`)
    expect(whole.body.next).toBeNull()
    const rows: JournalRow[] = []
    let next: string | null = null
    let last = ''
    do {
      const query: string = next === null ? '' : `&cursor=${next}`
      const page = await call<{ rows: JournalRow[]; next: string | null }>('GET', `${url}?limit=4${query}`)
      rows.push(...page.body.rows)
      next = page.body.next
      last = next ?? last
    } while (next !== null)
    expect(rows).toEqual(whole.body.rows)
    expect(rows.map((row) => row.seq)).toEqual(rows.map((row) => row.seq).toSorted((a, b) => b - a))
    expect(rows.at(-1)).toMatchObject({
      reason: 'earn',
      activityType: 'order.placed',
      rule: 'base',
      change: 0,
    })
    for (const other of ['externalId:waits', 'externalId:expires'])
      expect(await call('GET', `shop/members/${other}/journal?cursor=${last}`)).toMatchObject({
        status: 422,
        body: { code: 'cursor_invalid' },
      })
    expect(await call('GET', `${url}?cursor=x`)).toMatchObject({ body: { code: 'cursor_invalid' } })
  })

  test('of members hold everybody once with the balances of their own page', async () => {
    const found: MemberSummary[] = []
    let next: string | null = null
    do {
      const query: string = next === null ? '' : `&cursor=${next}`
      const page = await call<{ members: MemberSummary[]; next: string | null }>(
        'GET',
        `shop/members?limit=3${query}`,
      )
      found.push(...page.body.members)
      next = page.body.next
    } while (next !== null)
    expect(new Set(found.map((member) => member.id)).size).toBe(found.length)
    expect(found.length).toBeGreaterThan(6)
    for (const member of found) {
      const {
        attributes,
        revision,
        at: _,
        expiring,
        lots,
        cards,
        grants,
        account,
        release,
        terms,
        ...summary
      } = (await call<MemberView>('GET', `shop/members/${member.id}`)).body
      expect(account).toEqual({ state: 'open', mergedInto: null })
      expect([release, terms]).toEqual([1, null])
      expect([cards, grants]).toEqual([[], []])
      expect(member).toEqual(summary)
    }
    expect((await call('GET', 'other/members')).body).toEqual({ members: [], next: null })
  })

  test('of members take a number of statements that does not grow with them', async () => {
    const statements = async (limit: number) => {
      let count = 0
      const counted = await buildHttp({
        log: silentLog,
        metrics: openMetrics(),
        authorize: () => ok({ ...caller, organizationId: harness.organizationId }),
        ready: async () => ({ ready: true, checks: {} }),
      })
      const { database, programs, pipeline } = harness
      memberRoutes(counted, {
        programs,
        pipeline,
        clock,
        database: {
          ...database,
          read: (scope, work) =>
            database.read(scope, (tx) =>
              work({
                query: (sql, params) => {
                  count += 1
                  return tx.query(sql, params)
                },
              }),
            ),
        },
        findProgram: (who, key) => openProgram(programs, who, key),
      })
      await counted.inject(`/v1/programs/shop/members?limit=${limit}`)
      await counted.close()
      return count
    }
    expect(await statements(50)).toBeLessThanOrEqual(6)
    expect(await statements(50)).toBeLessThanOrEqual((await statements(1)) + 2)
  })
})
