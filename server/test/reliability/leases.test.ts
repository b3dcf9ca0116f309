import type { PgBoss } from 'pg-boss'
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
import { type Job, jobsOf, openQueue } from './queue.ts'
import { call, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const patienceMs = long ? 300_000 : 120_000
const duty = 'lapse-holds'
const members = 25
const leaseMs = 20_000

let database: TestDatabase
let env: Record<string, string>
let url: string
let key: string
let api: AppProcess
let queue: PgBoss

beforeAll(async () => {
  database = await createTestDatabase()
  env = { ...onTestDatabase(database), PORT: String(await freePort()) }
  // The lease is longer than anybody waits for a lock by default: what stands still here must not be given up before.
  await order(`alter role perennial_app in database ${database.name} set lock_timeout = '120s'`)
  api = start('api')
  const report = await api.report()
  url = report.url
  key = report.apiKey ?? ''
  // A worker makes the queue.
  const first = start('worker')
  await first.report()
  await stop(first)
  queue = await openQueue(database)
}, patienceMs)

afterAll(async () => {
  await queue.stop({ graceful: false })
  await stop(api)
  await endEverything()
  await database.drop()
})

function start(role: string): AppProcess {
  return runPerennial(['start', '--no-demo', '--json', '--role', role], env)
}

async function stop(app: AppProcess): Promise<void> {
  app.kill('SIGTERM')
  expect((await app.ended).code, app.printed()).toBe(0)
}

async function count(sql: string, params: unknown[] = []): Promise<number> {
  return withAdmin(database.adminUrl, async (admin) => {
    const found = await admin.query<{ number: string }>(`select count(*) as number ${sql}`, params)
    return Number(found.rows[0]?.number)
  })
}

async function order(sql: string): Promise<void> {
  await withAdmin(database.adminUrl, async (admin) => {
    await admin.query(sql)
  })
}

/** A programme whose members all have 20 of their 50 points in a hold that has come to its end. */
async function programWithLapsedHolds(program: string): Promise<void> {
  const made = await call(`${url}/v1/programs`, { key, body: { key: program, template: 'cdnow' } })
  expect(made?.status, JSON.stringify(made?.body)).toBe(201)
  for (let member = 0; member < members; member += 1) {
    const at = `${url}/v1/programs/${program}`
    const earned = await call(`${at}/activities`, { key, body: anOrder(member) })
    expect(earned?.status, JSON.stringify(earned?.body)).toBe(201)
    const held = await call(`${at}/members/externalId:m${member}/holds`, {
      key,
      headers: { 'idempotency-key': `${program}-${member}` },
      body: { parts: [{ currency: 'points', amount: 20 }], ttlSeconds: 1 },
    })
    expect(held?.status, JSON.stringify(held?.body)).toBeLessThan(300)
  }
  await until('the holds to end', 10_000, async () => {
    return (await count('from hold where expires_at > clock_timestamp()')) === 0
  })
}

function anOrder(member: number): unknown {
  return {
    type: 'order.placed',
    source: 'till',
    sourceId: `m${member}`,
    occurredAt: '2026-03-02T10:00:00Z',
    member: { externalId: `m${member}` },
    order: { currency: 'USD', lines: [{ lineId: '1', sku: 'A', quantity: '1', unitPrice: '50.00' }] },
  }
}

/** How many sessions wait for a lock in a statement like this. */
function waiters(sql: string): Promise<number> {
  return count(
    `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike $1`,
    [sql],
  )
}

async function activeJob(): Promise<Job> {
  const [job] = await jobsOf(database, duty, `state = 'active'`)
  if (job === undefined) throw new Error('A duty is at work and no job is active')
  return job
}

/** Each hold has lapsed in the journal once, and the points are free again. */
async function expectOnce(program: string): Promise<void> {
  await withAdmin(database.adminUrl, async (admin) => {
    const holds = await admin.query(
      `select h.state, count(j.seq)::int as entries, b.available::int, b.held::int
       from hold h join program p on p.program_id = h.program_id and p.key = $1
         join balance b on b.program_id = h.program_id and b.owner_id = h.owner_id and b.currency = h.currency
         left join journal j on j.program_id = h.program_id and j.owner_id = h.owner_id and j.reason = $2
       group by h.owner_id, h.hold_id, h.state, b.available, b.held`,
      [program, 'lapse'],
    )
    expect(holds.rows).toEqual(
      Array.from({ length: members }, () => ({ state: 'lapsed', entries: 1, available: 50, held: 0 })),
    )
  })
  const verified = await runPerennial(['verify', '--program', program, '--json'], env).ended
  expect(verified.code, verified.stdout + verified.stderr).toBe(0)
}

describe('D-17: a worker stands still in the middle of a job for longer than its lease', () => {
  test.each([
    ['wakes up while another waits for what it holds', 'alive'],
    ['wakes up when the database has ended its transaction', 'cut'],
  ] as const)(
    'it %s: nothing is written twice',
    async (_, how) => {
      await programWithLapsedHolds(how)
      if (how === 'cut' && !long)
        await order(
          `alter role perennial_app in database ${database.name} set idle_in_transaction_session_timeout = '2s'`,
        )
      const late = start('worker')
      await late.report()
      const { job, other } = await withAdmin(database.adminUrl, async (holder) => {
        await holder.query('begin; lock table journal in share row exclusive mode')
        await queue.send(duty, {})
        await until(
          'the job to wait at the journal',
          patienceMs,
          async () => (await waiters('%insert into journal%')) > 0,
        )
        const caught = await activeJob()
        late.kill('SIGSTOP')
        // The lease, cut short where the test has no time for it.
        if (!long) await order(`update pgboss.job set heartbeat_seconds = 1 where id = '${caught.id}'`)
        const taker = start('worker')
        await taker.report()
        await until('the other to wait for the same books', patienceMs, async () => (await waiters('%')) > 1)
        await holder.query('rollback')
        return { job: caught, other: taker }
      })
      if (how === 'alive') late.kill('SIGCONT')
      await until('all holds to have lapsed', patienceMs, async () => {
        return (await count(`from hold where state = 'open'`)) === 0
      })
      if (how === 'cut') late.kill('SIGCONT')
      await until(
        'no job to be at work',
        patienceMs,
        async () => (await jobsOf(database, duty, `state = 'active'`)).length === 0,
      )
      const [done] = await jobsOf(database, duty, `id = '${job.id}'`)
      // Taken once, and given back to nobody by the one that came late.
      expect(done).toMatchObject({ state: 'completed', retry_count: 1 })
      await expectOnce(how)
      if (how === 'cut')
        await until('the late worker to say so', leaseMs, () =>
          late.log().some((line) => /lapse-holds failed/.test(String(line.message))),
        )
      await stop(late)
      await stop(other)
      await expectOnce(how)
    },
    2 * patienceMs,
  )
})

test('D-18: a duty that is called for from all sides at once waits or runs once', async () => {
  const second = await openQueue(database)
  try {
    const sent = await Promise.all(
      Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? queue : second).send('settle-due', {})),
    )
    expect(sent.filter((id) => id !== null).length).toBeLessThanOrEqual(1)
    expect(await jobsOf(database, 'settle-due', `state in ('created', 'retry', 'active')`)).toHaveLength(1)
  } finally {
    await second.stop({ graceful: false })
  }
})
