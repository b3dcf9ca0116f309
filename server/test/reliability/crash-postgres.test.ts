import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/postgres/index.ts'
import { type AppProcess, dataFolder, endEverything, freePort, runPerennial, until } from './app-process.ts'
import { call, faultsOf, historyOf, openShop, type Shop, seeded, seedOfRun, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const backendKills = long ? 60 : 12
const serverKills = long ? 25 : 8
const reconnectLimitMs = 5_000
const patienceMs = long ? 1_800_000 : 240_000

let env: Record<string, string>
let app: AppProcess
let url: string
let key: string
/** The test is attached as well, for the superuser's address; the product alone brings the server back. */
let server: EmbeddedPostgres

beforeAll(async () => {
  env = { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) }
  app = runPerennial(['start', '--no-demo', '--json'], env)
  const report = await app.report()
  url = report.url
  key = report.apiKey ?? ''
  server = await startEmbeddedPostgres({
    dataDir: path.join(env.PERENNIAL_DATA ?? '', 'postgres'),
    log: () => {},
  })
}, 180_000)

afterAll(async () => {
  app.kill('SIGTERM')
  const { code } = await app.ended
  await server.detach()
  await endEverything()
  expect(code, app.printed()).toBe(0)
})

async function openBusyShop(program: string): Promise<Shop> {
  const created = await call(`${url}/v1/programs`, { key, body: { key: program, template: 'cdnow' } })
  expect(created?.status, JSON.stringify(created?.body)).toBe(201)
  return openShop({ url: () => url, key, program, seed: seedOfRun })
}

/** Under load again: some more orders are acknowledged. Returns how long the first took, ms. */
async function busyAgain(shop: Shop, limitMs: number): Promise<number> {
  const from = performance.now()
  const before = shop.acknowledged()
  await until('the next acknowledged order', limitMs, () => {
    // Customers who were refused order no more: waiting for them would hide why.
    const trouble = shop.trouble()
    if (trouble !== undefined) throw trouble
    return shop.acknowledged() > before
  }).catch((error: Error) => {
    throw new Error(`${error.message}\n${whatHappened(shop)}`)
  })
  const tookMs = performance.now() - from
  await until('load', 60_000, () => shop.acknowledged() > before + 10)
  return tookMs
}

/** The last of both logs and of an order that waits, which together tell where the time went. */
function whatHappened(shop: Shop): string {
  const log = readFileSync(path.join(env.PERENNIAL_DATA ?? '', 'postgres', 'postgres.log'), 'utf8')
  const waiting = shop.orders.find((order) => order.acknowledged === undefined)
  const told = [
    ...log.split('\n').slice(-60),
    ...app
      .log()
      .slice(-10)
      .map((line) => JSON.stringify(line)),
  ]
  return `PERENNIAL_SEED=${seedOfRun}\n${told.join('\n')}\n${waiting === undefined ? '' : historyOf(waiting)}`
}

async function expectSound(shop: Shop, program: string, told: string): Promise<void> {
  // The process answered every request, if only with 503 and when to come again.
  expect([...shop.answers.keys()].filter((kind) => !/^(20[01]|503 retry-after \d+)$/.test(kind))).toEqual([])
  // Without events: the job that trims what nobody reads is at work here.
  expect(await faultsOf(server.adminUrl, { program, shop, withEvents: false }), told).toEqual([])
  const [verify, replay] = await Promise.all(
    ['verify', 'replay'].map((command) => runPerennial([command, '--program', program, '--json'], env).ended),
  )
  expect(verify?.code, `${told} ${verify?.stdout}${verify?.stderr}`).toBe(0)
  expect(replay?.code, `${told} ${replay?.stdout}${replay?.stderr}`).toBe(0)
}

test(
  'D-02: a killed backend takes all connections with it; 5 s after the server the product is back, and nothing is lost',
  async () => {
    const shop = await openBusyShop('backends')
    const random = seeded(seedOfRun)
    const tookMs: number[] = []
    for (let kill = 0; kill < backendKills; kill += 1) {
      const pids = await until('backends of the product', 30_000, async () => {
        const found = await backendsOf('perennial').catch((): number[] => [])
        return found.length > 0 && found
      })
      // One that the product has let go of in between leaves nothing to wait for: another is taken.
      if (!killed(pids[random(pids.length)] as number)) {
        kill -= 1
        continue
      }
      // How long the server recovers is the disk's affair; how soon the product is back afterwards is its own.
      await until('the server to be back', 60_000, async () => {
        const living = await backendsOf(undefined).catch(() => pids)
        return !pids.some((pid) => living.includes(pid))
      })
      tookMs.push(await busyAgain(shop, reconnectLimitMs))
    }
    await shop.finish()
    const told = `PERENNIAL_SEED=${seedOfRun}; back after ${tookMs.map(Math.round).join(', ')} ms`
    expect(shop.answers.get('503 retry-after 2'), told).toBeGreaterThan(0)
    await expectSound(shop, 'backends', told)
  },
  patienceMs,
)

test(
  'D-03: the whole server is killed again and again; the product starts it again and loses nothing',
  async () => {
    const shop = await openBusyShop('servers')
    await busyAgain(shop, 30_000)
    const tookMs: number[] = []
    for (let kill = 0; kill < serverKills; kill += 1) {
      await killServer()
      tookMs.push(await busyAgain(shop, 30_000))
    }
    await shop.finish()
    const told = `PERENNIAL_SEED=${seedOfRun}; back after ${tookMs.map(Math.round).join(', ')} ms`
    await expectSound(shop, 'servers', told)
    expect(await amcheck(), told).toEqual([])
    const revivals = app.log().filter((line) => /was started again/.test(String(line.message)))
    expect(revivals, told).toHaveLength(serverKills)
  },
  patienceMs,
)

function killed(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}

function backendsOf(application: string | undefined): Promise<number[]> {
  return withAdmin(server.adminUrl, async (admin) => {
    const found = await admin.query<{ pid: number }>(
      'select pid from pg_stat_activity where pid <> pg_backend_pid() and ($1::text is null or application_name = $1)',
      [application],
    )
    return found.rows.map((row) => row.pid)
  })
}

/** Every process of the server at once, as when the machine loses its power. */
async function killServer(): Promise<void> {
  const pids = await until('the processes of the server', 30_000, () =>
    backendsOf(undefined).catch(() => undefined),
  )
  const file = path.join(env.PERENNIAL_DATA ?? '', 'postgres', 'cluster', 'postmaster.pid')
  const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0])
  for (const pid of [postmaster, ...pids]) killed(pid)
}

/** Every index against its table and every table against itself; what is broken, in PostgreSQL's words. */
function amcheck(): Promise<string[]> {
  return withAdmin(server.adminUrl, async (admin) => {
    await admin.query('create extension if not exists amcheck')
    const relations = await admin.query<{ name: string; kind: string }>(
      `select c.oid::regclass::text as name, c.relkind as kind from pg_class c left join pg_am a on a.oid = c.relam
       where (c.relkind = 'i' and a.amname = 'btree' or c.relkind in ('r', 't')) and c.relpersistence = 'p'`,
    )
    const broken: string[] = []
    for (const { name, kind } of relations.rows) {
      const sql =
        kind === 'i'
          ? 'select bt_index_parent_check($1::regclass, true, true)::text as msg'
          : 'select msg from verify_heapam($1::regclass)'
      try {
        const rows = (await admin.query<{ msg: string }>(sql, [name])).rows
        if (kind !== 'i') broken.push(...rows.map((row) => `${name}: ${row.msg}`))
      } catch (error) {
        broken.push(`${name}: ${(error as Error).message}`)
      }
    }
    expect(relations.rows.length).toBeGreaterThan(50)
    return broken
  })
}
