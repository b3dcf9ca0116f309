import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import {
  type AppProcess,
  endEverything,
  freePort,
  onTestDatabase,
  runPerennial,
  until,
} from './app-process.ts'
import { openQueue, runJob } from './queue.ts'
import { type Answer, call, withAdmin } from './shop.ts'

const patienceMs = 120_000
const skewMs = 10 * 60_000
const toleranceMs = 5_000

/** A process of the installation whose machine's clock is wrong. */
interface Node {
  app: AppProcess
  url: string
}

let database: TestDatabase
let fast: Node
let slow: Node
let key: string

beforeAll(async () => {
  database = await createTestDatabase()
  const env = onTestDatabase(database)
  const first = await startNode(env, skewMs)
  key = (await first.app.report()).apiKey ?? ''
  fast = first
  slow = await startNode(env, -skewMs)
  const made = await call(`${fast.url}/v1/programs`, { key, body: { key: 'shop', template: 'cdnow' } })
  expect(made?.status, JSON.stringify(made?.body)).toBe(201)
}, patienceMs)

afterAll(async () => {
  for (const { app } of [fast, slow]) {
    app.kill('SIGTERM')
    expect((await app.ended).code, app.printed()).toBe(0)
  }
  await endEverything()
  await database.drop()
})

/** With jobs, so that what lapses does so by the word of a machine that is wrong. */
async function startNode(env: Record<string, string>, bySkewMs: number): Promise<Node> {
  const preload = pathToFileURL(path.join(import.meta.dirname, 'skewed-clock.ts')).href
  const own = {
    SKEW_MS: String(bySkewMs),
    NODE_OPTIONS: `--import=${preload}`,
    PORT: String(await freePort()),
  }
  const app = runPerennial(['start', '--no-demo', '--json'], { ...env, ...own })
  const { url } = await app.report()
  return { app, url }
}

async function databaseNow(): Promise<number> {
  return withAdmin(database.adminUrl, async (admin) => {
    const found = await admin.query<{ now: Date }>('select clock_timestamp() as now')
    return found.rows[0]?.now.getTime() ?? 0
  })
}

function ask(
  node: Node,
  at: string,
  more: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer | undefined> {
  return call(`${node.url}/v1/programs/shop/${at}`, { key, ...more })
}

/** A command under its own key. */
function send(node: Node, at: string, body: unknown): Promise<Answer | undefined> {
  return ask(node, at, { body, headers: { 'idempotency-key': randomUUID() } })
}

function order(sourceId: string): unknown {
  return {
    type: 'order.placed',
    source: 'till',
    sourceId,
    occurredAt: '2026-03-02T10:00:00Z',
    member: { externalId: 'ann' },
    order: { currency: 'USD', lines: [{ lineId: '1', sku: 'A', quantity: '1', unitPrice: '50.00' }] },
  }
}

test(
  'L-26: machines that are 20 minutes apart post in the order of the database, at its time',
  async () => {
    const from = await databaseNow()
    for (let at = 0; at < 20; at += 1) {
      const answer = await ask(at % 2 === 0 ? fast : slow, 'activities', { body: order(`o-${at}`) })
      expect(answer?.status, JSON.stringify(answer?.body)).toBe(201)
    }
    const to = await databaseNow()
    const rows = await withAdmin(database.adminUrl, async (admin) => {
      const found = await admin.query<{ source_id: string; posted: Date }>(
        `select k.source_id, j.posted_at as posted
       from journal j join activity_key k on k.program_id = j.program_id and k.activity_id = j.activity_id
       where k.source = 'till' order by j.seq`,
      )
      return found.rows
    })
    expect(rows.map((row) => row.source_id)).toEqual(Array.from({ length: 20 }, (_, at) => `o-${at}`))
    const posted = rows.map((row) => row.posted.getTime())
    expect(posted).toEqual([...posted].sort((one, other) => one - other))
    for (const at of posted) {
      expect(at).toBeGreaterThanOrEqual(from)
      expect(at).toBeLessThanOrEqual(to)
    }
  },
  patienceMs,
)

test(
  'L-26: a hold ends when the database says so, not earlier on one machine and later on another',
  async () => {
    const openedFrom = await databaseNow()
    const body = { parts: [{ currency: 'points', amount: 10 }], ttlSeconds: 300 }
    for (const node of [fast, slow]) {
      const held = await send(node, 'members/externalId:ann/holds', body)
      expect(held?.status, JSON.stringify(held?.body)).toBeLessThan(300)
    }
    const short = await send(slow, 'members/externalId:ann/holds', { ...body, ttlSeconds: 1 })
    expect(short?.status).toBeLessThan(300)
    interface Told {
      hold: string
      state: string
      openedAt: string
      expiresAt: string
      closedAt: string | null
    }
    const told = async (node: Node) =>
      ((await ask(node, 'members/externalId:ann/holds'))?.body as { holds: Told[] } | undefined)?.holds ?? []
    await until('the short hold to lapse everywhere', 30_000, async () => {
      const states = [await told(fast), await told(slow)].map(
        (holds) => holds.filter((each) => each.state === 'lapsed').length,
      )
      return states.every((count) => count === 1)
    })
    for (const node of [fast, slow]) {
      const holds = await told(node)
      expect(holds.map((each) => each.state).sort()).toEqual(['lapsed', 'open', 'open'])
      for (const { openedAt, expiresAt, closedAt } of holds) {
        expect(Math.abs(Date.parse(openedAt) - openedFrom)).toBeLessThan(30_000 + toleranceMs)
        expect(Date.parse(expiresAt)).toBeGreaterThan(Date.parse(openedAt))
        if (closedAt !== null) expect(Date.parse(closedAt)).toBeGreaterThanOrEqual(Date.parse(openedAt))
      }
    }
    // The job of the fast machine would set them all free now, if it went by its own clock.
    const queue = await openQueue(database)
    try {
      for (let times = 0; times < 4; times += 1) await runJob(queue, database, 'lapse-holds')
    } finally {
      await queue.stop({ graceful: false })
    }
    const open = await withAdmin(database.adminUrl, async (admin) => {
      const found = await admin.query(`select 1 from hold where state = 'open'`)
      return found.rows.length
    })
    expect(open).toBe(2)
  },
  patienceMs,
)

test(
  "L-26: a key made on one machine is young on the other, and what a page says of now is the database's",
  async () => {
    const made = await call(`${fast.url}/v1/keys`, { key, body: { name: 'Till', scopes: ['read'] } })
    expect(made?.status, JSON.stringify(made?.body)).toBe(201)
    const bea = await send(fast, 'members', { externalId: 'bea' })
    expect(bea?.status, JSON.stringify(bea?.body)).toBe(201)
    const { secret, createdAt } = (made?.body ?? {}) as { secret: string; createdAt: string }
    expect(Math.abs(Date.parse(createdAt) - (await databaseNow()))).toBeLessThan(toleranceMs)
    const enrolled = await withAdmin(database.adminUrl, async (admin) => {
      const found = await admin.query<{ behind: number }>(
        `select extract(epoch from clock_timestamp() - enrolled_at)::float8 * 1000 as behind from member m
         join member_identifier i using (program_id, member_id) where i.value = 'bea'`,
      )
      return found.rows.map((row) => row.behind)
    })
    expect(enrolled).toHaveLength(1)
    for (const behind of enrolled) {
      expect(behind).toBeGreaterThan(-toleranceMs)
      expect(behind).toBeLessThan(patienceMs)
    }
    for (const node of [fast, slow]) {
      const page = await call(`${node.url}/v1/programs/shop/members/externalId:ann`, { key: secret })
      expect(page?.status, JSON.stringify(page?.body)).toBe(200)
      const { at } = (page?.body ?? {}) as { at: string }
      expect(Math.abs(Date.parse(at) - (await databaseNow()))).toBeLessThan(toleranceMs)
    }
  },
  patienceMs,
)
