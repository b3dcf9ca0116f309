import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import {
  type AppProcess,
  endEverything,
  freePort,
  onTestDatabase,
  runPerennial,
  until,
} from './app-process.ts'
import { type ChaosProxy, openChaosProxy } from './chaos-proxy.ts'
import { call, faultsOf, historyOf, openShop, seedOfRun, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const patienceMs = 120_000
const readyLimitMs = 5_000
const answerLimitMs = 2_000

let database: TestDatabase
let proxy: ChaosProxy
let env: Record<string, string>
let app: AppProcess
let url: string
let key: string

beforeAll(async () => {
  database = await createTestDatabase()
  proxy = await openChaosProxy(database.appUrl)
  const through = `${proxy.through(database.appUrl)}?query_timeout=${answerLimitMs}`
  env = { ...onTestDatabase(database), DATABASE_APP_URL: through, PORT: String(await freePort()) }
  app = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
  const report = await app.report()
  url = report.url
  key = report.apiKey ?? ''
  const created = await call(`${url}/v1/programs`, { key, body: { key: 'shop', template: 'cdnow' } })
  expect(created?.status).toBe(201)
}, patienceMs)

afterAll(async () => {
  proxy.heal()
  app.kill('SIGTERM')
  const { code } = await app.ended
  await endEverything()
  await proxy.close()
  await database.drop()
  expect(code, app.printed()).toBe(0)
})

async function readyWithin(limitMs: number, status: number): Promise<void> {
  await until(`/readyz to answer ${status}`, limitMs, async () => {
    const answer = await call(`${url}/readyz`, { timeoutMs: limitMs })
    return answer?.status === status
  })
}

async function expectAlive(): Promise<void> {
  expect(await call(`${url}/healthz`)).toMatchObject({ status: 200, body: { status: 'alive' } })
}

describe('D-04: the line between the product and its database', () => {
  test(
    'the answer to a commit is lost: the client repeats, and the effect is there once',
    async () => {
      const swallowed = long ? 200 : 20
      const shop = openShop({ url: () => url, key, program: 'shop', seed: seedOfRun })
      await until('the first orders', patienceMs, () => shop.acknowledged() > 10)
      proxy.swallowCommits(swallowed)
      await until('the commits', patienceMs, () => proxy.commitsToSwallow() === 0)
      await shop.finish()
      const told = `PERENNIAL_SEED=${seedOfRun}`
      // An order whose answer was lost was told that nobody knows, and is answered from what was recorded then.
      const lost = shop.orders.filter((order) => order.history.some((line) => line.includes(' 503 ')))
      expect(lost.length, told).toBeGreaterThan(0)
      for (const order of lost) {
        expect(order.history.join(), told).toContain('it is not known whether this was recorded')
        expect(order.acknowledged?.replayed, `${told} ${historyOf(order)}`).toBe(true)
      }
      expect(await faultsOf(database.adminUrl, { program: 'shop', shop }), told).toEqual([])
    },
    2 * patienceMs,
  )

  test(
    'nothing passes for a while: requests fail in time, and no late answer reaches another statement',
    async () => {
      const program = `${url}/v1/programs/shop`
      await call(`${url}/v1/programs`, { key, body: { key: 'hole', template: 'cdnow' } })
      const before = await call(`${program}/members?limit=5`, { key })
      expect(before?.status).toBe(200)
      proxy.blackHole()
      const shop = openShop({ url: () => url, key, program: 'hole', seed: seedOfRun, customers: 4 })
      for (let times = 0; times < 3; times += 1) {
        const startedMs = performance.now()
        const answers = await Promise.all(
          Array.from({ length: 8 }, () => call(`${program}/members?limit=5`, { key, timeoutMs: 30_000 })),
        )
        const tookMs = performance.now() - startedMs
        for (const answer of answers) {
          expect(answer?.status, JSON.stringify(answer?.body)).toBe(503)
          expect(Number(answer?.headers.get('retry-after'))).toBeGreaterThan(0)
        }
        // The wait for a connection, then for an answer on it.
        expect(tookMs).toBeLessThan(5_000 + answerLimitMs + 3_000)
        await readyWithin(readyLimitMs, 503)
        await expectAlive()
      }
      proxy.heal()
      await readyWithin(readyLimitMs, 200)
      for (let times = 0; times < 20; times += 1)
        expect((await call(`${program}/members?limit=5`, { key }))?.body).toEqual(before?.body)
      await shop.finish()
      expect(shop.orders.some((order) => order.history.some((line) => line.includes(' 503 ')))).toBe(true)
      expect(await faultsOf(database.adminUrl, { program: 'hole', shop })).toEqual([])
    },
    patienceMs,
  )
})

describe('O-09: alive is one thing, ready another', () => {
  test(
    'the database is away: not ready within 5 s, alive all the time, 503 meanwhile, ready again by itself',
    async () => {
      await readyWithin(readyLimitMs, 200)
      await proxy.down()
      await readyWithin(readyLimitMs, 503)
      await expectAlive()
      const refused = await call(`${url}/v1/programs/shop/members`, { key })
      expect(refused?.status).toBe(503)
      expect(refused?.body).toMatchObject({ code: 'overloaded' })
      expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0)
      await proxy.up()
      await readyWithin(readyLimitMs, 200)
    },
    patienceMs,
  )

  test(
    'a migration that is not applied: not ready, and alive',
    async () => {
      await withAdmin(database.adminUrl, async (admin) => {
        await admin.query('create temporary table kept as table perennial_migration')
        const forget =
          'delete from perennial_migration where name = (select max(name) from perennial_migration)'
        expect((await admin.query(forget)).rowCount).toBe(1)
        try {
          await readyWithin(readyLimitMs, 503)
          expect((await call(`${url}/readyz`))?.body).toMatchObject({ checks: { migrations: '1 pending' } })
          await expectAlive()
        } finally {
          await admin.query('insert into perennial_migration select * from kept on conflict do nothing')
        }
        await readyWithin(readyLimitMs, 200)
      })
    },
    patienceMs,
  )
})

describe('O-11: errors that nobody expects', () => {
  async function startStray(kind: string): Promise<{ stray: AppProcess; at: string }> {
    const preload = pathToFileURL(path.join(import.meta.dirname, 'stray-errors.ts')).href
    const own = { ...env, PORT: String(await freePort()), STRAY: kind, NODE_OPTIONS: `--import=${preload}` }
    const stray = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], own)
    return { stray, at: (await stray.report()).url }
  }

  test(
    'thrown in a handler: a 500 that tells nothing, one line in the log with its id, and the process lives on',
    async () => {
      const { stray, at } = await startStray('handler')
      const members = `${at}/v1/programs/shop/members`
      expect((await call(members, { key }))?.status).toBe(200)
      stray.kill('SIGUSR2')
      const failed = await until('the planted error', patienceMs, async () => {
        const answer = await call(members, { key })
        return answer?.status === 200 ? undefined : answer
      })
      expect(failed.status).toBe(500)
      expect(failed.body).toMatchObject({ code: 'internal' })
      expect(JSON.stringify(failed.body)).not.toMatch(/planted|secret-of-the-house|TypeError/)
      expect((await call(members, { key }))?.status).toBe(200)
      const id = (failed.body as { request_id: string }).request_id
      expect(stray.log().filter((line) => line.request_id === id)).toHaveLength(1)
      stray.kill('SIGTERM')
      expect((await stray.ended).code).toBe(0)
    },
    patienceMs,
  )

  test.each(['timer', 'rejection'])(
    'reaching nobody (%s): logged once, and the process ends in order with 1',
    async (kind) => {
      const { stray } = await startStray(kind)
      stray.kill('SIGUSR2')
      expect((await stray.ended).code, stray.printed()).toBe(1)
      const errors = stray.log().filter((line) => line.level === 'error')
      expect(errors).toHaveLength(1)
      expect(JSON.stringify(errors[0])).toContain('planted in a ')
    },
    patienceMs,
  )
})
