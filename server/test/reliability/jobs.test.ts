import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
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
import { type Job, jobsOf, openQueue } from './queue.ts'
import { call, faultsOf, type Order, openShop, seedOfRun, withAdmin } from './shop.ts'

const patienceMs = 120_000
const duty = 'fold-days'
const foldSql = 'with crowded as%'
const batchSql = '%insert into ledger_day%'

let database: TestDatabase
let env: Record<string, string>
let key: string
let boss: PgBoss
let orders: Order[]

beforeAll(async () => {
  database = await createTestDatabase()
  env = { ...onTestDatabase(database), PORT: String(await freePort()) }
  const app = start('api')
  const { url, apiKey } = await app.report()
  key = apiKey ?? ''
  const created = await call(`${url}/v1/programs`, { key, body: { key: 'shop', template: 'cdnow' } })
  expect(created?.status).toBe(201)
  const shop = openShop({ url: () => url, key, program: 'shop', seed: seedOfRun })
  await until('some orders', patienceMs, () => shop.acknowledged() > 100)
  await shop.finish()
  orders = shop.orders
  await stop(app)
}, patienceMs)

afterAll(async () => {
  await boss.stop({ graceful: false })
  await endEverything()
  await database.drop()
})

function start(role: string, more: Record<string, string> = {}): AppProcess {
  return runPerennial(['start', '--no-demo', '--json', '--role', role], { ...env, ...more })
}

async function stop(app: AppProcess): Promise<void> {
  app.kill('SIGTERM')
  expect((await app.ended).code, app.printed()).toBe(0)
}

function jobs(where: string): Promise<Job[]> {
  return jobsOf(database, duty, where)
}

/** Sends the duty's job and waits until a worker is in the middle of it: at a table that `holder` has locked. */
async function catchInTheMiddle(holder: pg.Client): Promise<Job> {
  await holder.query('begin; lock table ledger_day in exclusive mode')
  await boss.send(duty, {})
  await until('the job to wait at the table', patienceMs, async () => (await waiters(foldSql)) > 0)
  const [job] = await jobs(`state = 'active'`)
  if (job === undefined) throw new Error('A duty is at work and no job is active')
  return job
}

/** How many sessions wait for a lock in a statement like this. Within one transaction the answer never changes. */
async function waiters(sql: string): Promise<number> {
  return withAdmin(database.adminUrl, async (admin) => {
    const found = await admin.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like $1`,
      [sql],
    )
    return found.rows.length
  })
}

async function flows(): Promise<{ total: string; slices: number }> {
  return withAdmin(database.adminUrl, async (admin) => {
    const found = await admin.query<{ total: string; slices: number }>(
      'select sum(amount)::text as total, count(*)::int as slices from ledger_day',
    )
    return found.rows[0] as { total: string; slices: number }
  })
}

async function holding<T>(work: (holder: pg.Client) => Promise<T>): Promise<T> {
  return withAdmin(database.adminUrl, work)
}

test(
  'D-16: a worker is killed in the middle of a job: another does it within the lease, once, and none is stuck',
  async () => {
    const before = await flows()
    expect(before.slices).toBeGreaterThan(8)
    const doomed = start('worker')
    await doomed.report()
    boss = await openQueue(database)
    const job = await holding(async (holder) => {
      const caught = await catchInTheMiddle(holder)
      doomed.kill('SIGKILL')
      await doomed.ended
      await holder.query('rollback')
      return caught
    })
    const other = start('worker')
    await other.report()
    const leaseMs = 20_000
    const lookMs = 5_000 + 5_000
    await until('the job to be done by the other worker', leaseMs + lookMs + 15_000, async () => {
      const [now] = await jobs(`id = '${job.id}'`)
      return now?.state === 'completed'
    })
    const [done] = await jobs(`id = '${job.id}'`)
    expect(done?.retry_count).toBe(1)
    const after = await flows()
    expect(after.total).toBe(before.total)
    expect(after.slices).toBeLessThan(before.slices)
    await until('no job to be at work', patienceMs, async () => (await jobs(`state = 'active'`)).length === 0)
    await stop(other)
    expect(await faultsOf(database.adminUrl, { program: 'shop', shop: { orders } })).toEqual([])
  },
  2 * patienceMs,
)

test(
  'D-09: SIGTERM with 100 requests and a job under way: all are answered, and nothing acknowledged is lost',
  async () => {
    // One activity a batch, so that those under way can be counted: those that wait for a lane, and one in each lane.
    const app = start('all', { PERENNIAL_BATCH_MAX: '1' })
    const { url } = await app.report()
    const address = `${url}/v1/programs/shop/activities`
    const inFlight = 100
    const { answers, signalledAt } = await holding(async (holder) => {
      await catchInTheMiddle(holder)
      const asked = Array.from({ length: inFlight }, (_, index) =>
        call(address, { key, body: lateOrder(index) }),
      )
      let answered = 0
      for (const each of asked) void each.then(() => (answered += 1))
      await until('all requests to be inside', patienceMs, async () => (await inside(url)) === inFlight)
      expect(answered).toBe(0)
      const from = performance.now()
      app.kill('SIGTERM')
      await until('the door to be closed', 10_000, async () => (await call(`${url}/healthz`)) === undefined)
      await holder.query('rollback')
      return { answers: await Promise.all(asked), signalledAt: from }
    })
    expect(answers.map((answer) => answer?.status)).toEqual(Array.from({ length: inFlight }, () => 201))
    expect((await app.ended).code, app.printed()).toBe(0)
    // Nobody keeps it from ending: not the clients' open connections, not the jobs.
    expect(performance.now() - signalledAt).toBeLessThan(15_000)
    const late: Order[] = answers.map((answer, index) => ({
      sourceId: `late-${index}`,
      points: 5,
      body: undefined,
      history: [],
      acknowledged: answer?.body as Order['acknowledged'],
    }))
    const shop = { orders: [...orders, ...late] }
    expect(await faultsOf(database.adminUrl, { program: 'shop', shop })).toEqual([])
    expect(await jobs(`state = 'active'`)).toEqual([])
  },
  2 * patienceMs,
)

function lateOrder(index: number): unknown {
  return {
    type: 'order.placed',
    source: 'till',
    sourceId: `late-${index}`,
    occurredAt: '2026-03-03T10:00:00Z',
    member: { externalId: `late-${index}` },
    order: { currency: 'USD', lines: [{ lineId: '1', sku: 'A', quantity: '1', unitPrice: '5.50' }] },
  }
}

/** How many activities the process has taken in and not answered. */
async function inside(url: string): Promise<number> {
  const metrics = String((await call(`${url}/metrics`))?.body)
  const waiting = Number(/^perennial_lane_waiting (\d+)/m.exec(metrics)?.[1] ?? 0)
  const atWork = (await waiters(batchSql)) - (await waiters(foldSql))
  return waiting + atWork
}
