import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/platform/postgres/index.ts'
import { type AppProcess, dataFolder, endEverything, freePort, runPerennial, until } from './app-process.ts'
import { call, openShop, seedOfRun, withAdmin } from './shop.ts'

const patienceMs = 240_000

let env: Record<string, string>
let app: AppProcess
let url: string
let key: string

beforeAll(async () => {
  env = { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) }
  app = start()
  const report = await app.report()
  url = report.url
  key = report.apiKey ?? ''
}, patienceMs)

afterAll(() => endEverything())

function start(): AppProcess {
  return runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
}

async function stop(): Promise<void> {
  app.kill('SIGTERM')
  expect((await app.ended).code, app.printed()).toBe(0)
}

/** Works as the superuser of the embedded server, which is running or is started for it. */
async function asAdmin<T>(work: (adminUrl: string) => Promise<T>): Promise<T> {
  const dataDir = path.join(env.PERENNIAL_DATA ?? '', 'postgres')
  const server = await startEmbeddedPostgres({ dataDir, log: () => {} })
  try {
    return await work(server.adminUrl)
  } finally {
    await server.detach()
  }
}

/** The file of a table, and its pages that are used. */
async function fileOf(table: string): Promise<string> {
  const relative = await asAdmin((adminUrl) =>
    withAdmin(adminUrl, async (admin) => {
      await admin.query('checkpoint')
      const found = await admin.query<{ at: string }>('select pg_relation_filepath($1) as at', [table])
      return found.rows[0]?.at ?? ''
    }),
  )
  return path.join(env.PERENNIAL_DATA ?? '', 'postgres', 'cluster', relative)
}

/** Turns one bit over in the last bytes of the first page, where the newest of its rows is, or its oldest. */
function damage(file: string): void {
  const handle = openSync(file, 'r+')
  const place = 8192 - 16
  const byte = Buffer.alloc(1)
  expect(readSync(handle, byte, 0, 1, place)).toBe(1)
  writeSync(handle, Buffer.from([(byte[0] ?? 0) ^ 1]), 0, 1, place)
  closeSync(handle)
}

test(
  'D-22: one bit of a page is wrong: reads fail loudly with 503, no number is told from it, and doctor and verify say so',
  async () => {
    const made = await call(`${url}/v1/programs`, { key, body: { key: 'shop', template: 'cdnow' } })
    expect(made?.status, JSON.stringify(made?.body)).toBe(201)
    const shop = openShop({ url: () => url, key, program: 'shop', seed: seedOfRun })
    await until('some orders', patienceMs, () => shop.acknowledged() > 40)
    await shop.finish()
    const member = `${url}/v1/programs/shop/members/externalId:customer-0`
    expect((await call(member, { key }))?.status).toBe(200)
    const clean = await runPerennial(['doctor', '--json'], env).ended
    expect(rowOf(clean.stdout, 'damaged_pages')).toMatchObject({ ok: true })
    const file = await fileOf('balance')
    await stop()
    damage(file)
    app = start()
    await app.report()

    const read = await call(member, { key })
    expect(read?.status, JSON.stringify(read?.body)).toBe(503)
    expect(Number(read?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(read?.body).toMatchObject({ code: 'overloaded', detail: expect.stringMatching(/its own files/) })
    expect(JSON.stringify(read?.body)).not.toMatch(/available/)
    const [order] = shop.orders
    const body = { ...(order?.body as object), sourceId: 'after' }
    const written = await call(`${url}/v1/programs/shop/activities`, { key, body })
    expect(written?.status, JSON.stringify(written?.body)).toBe(503)
    // Loudly: an error in the log, with the words of the database.
    const errors = app.log().filter((line) => line.level === 'error')
    expect(JSON.stringify(errors)).toMatch(/invalid page in block 0/)
    expect((await call(`${url}/healthz`))?.status).toBe(200)

    const doctor = await runPerennial(['doctor', '--json'], env).ended
    expect(rowOf(doctor.stdout, 'damaged_pages')).toMatchObject({ ok: false, level: 'warn' })
    const verify = await runPerennial(['verify', '--program', 'shop', '--json'], env).ended
    expect(verify.code).not.toBe(0)
    expect(verify.stdout + verify.stderr).toMatch(/invalid page in block 0/)
    // PostgreSQL's own check names the table and the page.
    const found = await asAdmin((adminUrl) =>
      withAdmin(adminUrl, async (admin) => {
        await admin.query('create extension if not exists amcheck')
        return admin.query(`select * from verify_heapam('balance')`).then(
          () => 'nothing',
          (error: Error) => error.message,
        )
      }),
    )
    expect(found).toMatch(/invalid page in block 0 of relation/)
    await stop()
  },
  patienceMs,
)

/** One line of the doctor's report. */
function rowOf(stdout: string, check: string): unknown {
  const { findings } = JSON.parse(stdout) as { findings: { check: string }[] }
  return findings.find((each) => each.check === check)
}
