import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import {
  type AppProcess,
  endEverything,
  freePort,
  onTestDatabase,
  runPerennial,
  runScript,
} from './app-process.ts'
import { call, faultsOf, openShop, programIdOf, type Shop, seeded, seedOfRun, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const points = ['before-begin', 'after-keys', 'after-entries', 'before-commit', 'after-commit'] as const
/** Two installations at once, so that one starts while the other is under load. */
const installations = 2
const killsPerPoint = long ? 20 : 5
const killsMidOutbox = long ? 20 : 10

interface Installation {
  database: TestDatabase
  env: Record<string, string>
  key: string
}

const made: Installation[] = []

beforeAll(async () => {
  for (let index = 0; index < installations; index += 1) made.push(await install())
}, 180_000)

afterAll(async () => {
  await endEverything()
  await Promise.all(made.map(({ database }) => database.drop()))
})

async function install(): Promise<Installation> {
  const database = await createTestDatabase()
  const env = { ...onTestDatabase(database), PORT: String(await freePort()), PERENNIAL_LOG: 'warn' }
  const app = start(env)
  const { url, apiKey } = await app.report()
  const key = apiKey ?? ''
  const created = await call(`${url}/v1/programs`, { key, body: { key: 'shop', template: 'cdnow' } })
  expect(created?.status, app.printed()).toBe(201)
  app.kill('SIGTERM')
  expect((await app.ended).code).toBe(0)
  return { database, env, key }
}

function start(env: Record<string, string>): AppProcess {
  return runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
}

/** One life after another, each with another place to die at, under a client that repeats until it is acknowledged. */
async function dieAgainAndAgain(at: Installation, seed: number): Promise<{ shop: Shop; deaths: string[] }> {
  const random = seeded(seed)
  const shop = openShop({ url: () => `http://localhost:${at.env.PORT}`, key: at.key, program: 'shop', seed })
  const deaths: string[] = []
  const lives = points.flatMap((point) => Array.from({ length: killsPerPoint }, () => point))
  while (lives.length > 0) {
    const [point] = lives.splice(random(lives.length), 1)
    const failpoint = `${point}:${1 + random(12)}`
    const app = start({ ...at.env, PERENNIAL_FAILPOINT: failpoint })
    const { signal } = await app.ended
    deaths.push(`${failpoint} ${signal}`)
    if (signal !== 'SIGKILL') throw new Error(`It ended in another way at ${failpoint}.\n${app.printed()}`)
  }
  const last = start(at.env)
  await last.report()
  await shop.finish()
  last.kill('SIGTERM')
  expect((await last.ended).code).toBe(0)
  return { shop, deaths }
}

test(
  'D-01: killed at every failpoint, each acknowledged or repeated activity has its effect exactly once',
  async () => {
    const runs = await Promise.all(made.map((at, index) => dieAgainAndAgain(at, seedOfRun + index)))
    for (const [index, { shop, deaths }] of runs.entries()) {
      const { database, env } = made[index] as Installation
      const told = `PERENNIAL_SEED=${seedOfRun}; deaths: ${deaths.join(', ')}`
      expect(deaths.length).toBe(points.length * killsPerPoint)
      // A life that nobody ordered in would prove nothing.
      expect(shop.orders.length, told).toBeGreaterThan(deaths.length)
      expect(await faultsOf(database.adminUrl, { program: 'shop', shop }), told).toEqual([])
      const checks = await Promise.all(
        ['verify', 'replay'].map(
          (command) => runPerennial([command, '--program', 'shop', '--json'], env).ended,
        ),
      )
      for (const check of checks) expect(check.code, `${told}\n${check.stdout}${check.stderr}`).toBe(0)
    }
  },
  long ? 1_800_000 : 240_000,
)

test(
  'D-01: killed in the middle of a delivery, the outbox hands out every page again and loses none',
  async () => {
    const { database, env } = made[0] as Installation
    const random = seeded(seedOfRun)
    const programId = await programIdOf(database.adminUrl, 'shop')
    const args = [JSON.stringify({ url: database.appUrl, programId, consumer: 'listener' })]
    const seen = new Map<string, number>()
    const count = (stdout: string) => {
      for (const page of stdout.split('\n').filter((line) => line !== ''))
        seen.set(page, (seen.get(page) ?? 0) + 1)
    }
    for (let kill = 0; kill < killsMidOutbox; kill += 1) {
      const failpoint = { PERENNIAL_FAILPOINT: `mid-outbox:${1 + random(3)}` }
      const ended = await runScript('deliver-outbox.ts', args, { ...env, ...failpoint }).ended
      expect(ended.signal, ended.stderr).toBe('SIGKILL')
      count(ended.stdout)
    }
    const last = await runScript('deliver-outbox.ts', args, env).ended
    expect(last.code, last.stderr).toBe(0)
    count(last.stdout)
    const pages = await withAdmin(database.adminUrl, async (admin) => {
      const found = await admin.query<{ page_id: string }>('select page_id from outbox')
      return found.rows.map((row) => row.page_id)
    })
    expect([...seen.keys()].sort(), `PERENNIAL_SEED=${seedOfRun}`).toEqual(pages.sort())
    const again = [...seen.values()].reduce((sum, times) => sum + times - 1, 0)
    // Each death shows exactly the page again that it was at.
    expect(again).toBe(killsMidOutbox)
  },
  long ? 600_000 : 90_000,
)
