import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { type AppProcess, endEverything, freePort, onTestDatabase, runPerennial } from './app-process.ts'
import { programIdOf, seeded, seedOfRun, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const points = ['before-begin', 'after-keys', 'after-entries', 'before-commit', 'after-commit'] as const
const killsPerPoint = long ? 20 : 2
const members = 5
const eachEarns = 1_000_000

let database: TestDatabase
let env: Record<string, string>
let key: string

beforeAll(async () => {
  database = await createTestDatabase()
  env = { ...onTestDatabase(database), PORT: String(await freePort()), PERENNIAL_LOG: 'warn' }
  const app = start()
  key = (await app.report()).apiKey ?? ''
  expect((await ask('/v1/programs', { key: 'till', template: 'cdnow' }))?.status).toBe(201)
  for (let index = 0; index < members; index += 1)
    expect((await ask('/v1/programs/till/activities', orderOf(index)))?.status).toBe(201)
  app.kill('SIGTERM')
  expect((await app.ended).code).toBe(0)
}, 180_000)

afterAll(async () => {
  await endEverything()
  await database.drop()
})

function start(more: Record<string, string> = {}): AppProcess {
  return runPerennial(['start', '--no-demo', '--json', '--role', 'api'], { ...env, ...more })
}

function orderOf(index: number): unknown {
  const line = { lineId: '1', sku: 'A', quantity: '1', unitPrice: `${eachEarns}.00` }
  return {
    type: 'order.placed',
    source: 'till',
    sourceId: `stock-${index}`,
    occurredAt: '2026-03-02T10:00:00Z',
    member: { externalId: `member-${index}` },
    order: { currency: 'USD', lines: [line] },
  }
}

interface Told {
  status: number
  text: string
  body: Record<string, unknown>
}

/** One request under a key; undefined when no answer came. */
async function ask(
  path: string,
  body: unknown,
  idempotencyKey: string = randomUUID(),
): Promise<Told | undefined> {
  try {
    const reply = await fetch(`http://localhost:${env.PORT}${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        'idempotency-key': idempotencyKey,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    })
    const text = await reply.text()
    return { status: reply.status, text, body: JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** What a till did: one spend, or a hold and its capture, each under one key until it was acknowledged. */
interface Paid {
  activity: string
  amount: number
}

function openTill(seed: number) {
  const random = seeded(seed)
  const paid: Paid[] = []
  const faults: string[] = []
  let isOpen = true

  async function patiently(path: string, body: unknown): Promise<Told> {
    const idempotencyKey = randomUUID()
    for (;;) {
      const told = await ask(path, body, idempotencyKey)
      if (told !== undefined && told.status !== 503) {
        // What was acknowledged is told again in the same bytes, whoever asks however late.
        if (random(4) === 0) {
          const again = await ask(path, body, idempotencyKey)
          if (again !== undefined && again.status !== 503 && again.text !== told.text)
            faults.push(`${told.text} became ${again.text}`)
        }
        return told
      }
      await pause(25)
    }
  }

  async function serve(): Promise<void> {
    while (isOpen) {
      const member = `/v1/programs/till/members/externalId:member-${random(members)}`
      const amount = 1 + random(90)
      const parts = [{ currency: 'points', amount }]
      const isHeld = random(2) === 0
      const first = await patiently(`${member}/${isHeld ? 'holds' : 'spends'}`, { parts })
      if (first.status !== 200) faults.push(first.text)
      const done = isHeld ? await patiently(`${member}/holds/${String(first.body.hold)}/capture`, {}) : first
      if (done.status !== 200) faults.push(done.text)
      else paid.push({ activity: String(done.body.activity).slice('act_'.length), amount })
    }
  }

  const served = Promise.all(Array.from({ length: 6 }, serve))
  return {
    paid,
    faults,
    finish: async () => {
      isOpen = false
      await served
    },
  }
}

test(
  'D-01: killed at every failpoint among spends, holds and captures, each has its effect exactly once',
  async () => {
    const random = seeded(seedOfRun)
    const till = openTill(seedOfRun)
    const lives = points.flatMap((point) => Array.from({ length: killsPerPoint }, () => point))
    while (lives.length > 0) {
      const [point] = lives.splice(random(lives.length), 1)
      const app = start({ PERENNIAL_FAILPOINT: `${point}:${1 + random(12)}` })
      const { signal } = await app.ended
      if (signal !== 'SIGKILL') throw new Error(`It ended in another way at ${point}.\n${app.printed()}`)
    }
    const last = start()
    await last.report()
    await till.finish()
    last.kill('SIGTERM')
    expect((await last.ended).code).toBe(0)
    const told = `PERENNIAL_SEED=${seedOfRun}`
    expect(till.faults, told).toEqual([])
    expect(till.paid.length, told).toBeGreaterThan(killsPerPoint * points.length)
    await expectOnce(till.paid, told)
    const judges = ['verify', 'replay'].map((command) =>
      runPerennial([command, '--program', 'till', '--json'], env),
    )
    for (const judge of judges) {
      const { code, stdout, stderr } = await judge.ended
      expect(code, `${told} ${stdout}${stderr}`).toBe(0)
    }
    console.log(`D-01: ${killsPerPoint * points.length} kills, ${till.paid.length} payments, ${told}`)
  },
  long ? 1_200_000 : 240_000,
)

/** Every payment that was acknowledged is in the journal once, and nothing else was ever spent or is still held. */
async function expectOnce(paid: readonly Paid[], told: string): Promise<void> {
  const id = await programIdOf(database.adminUrl, 'till')
  await withAdmin(database.adminUrl, async (admin) => {
    const rows = await admin.query<{ activity: string; amount: string }>(
      `select replace(activity_id::text, '-', '') as activity, amount from journal
        where program_id = $1 and reason in ('spend', 'capture')`,
      [id],
    )
    const kept = rows.rows.map((row) => `${row.activity} ${row.amount}`).sort()
    expect(kept, told).toEqual(paid.map(({ activity, amount }) => `${activity} ${amount}`).sort())
    const sum = paid.reduce((total, each) => total + each.amount, 0)
    const totals = await admin.query<{ available: string; held: string; spent: string }>(
      'select sum(available) as available, sum(held) as held, sum(lifetime_spent) as spent from balance where program_id = $1',
      [id],
    )
    expect(totals.rows[0], told).toEqual({
      available: String(members * eachEarns - sum),
      held: '0',
      spent: String(sum),
    })
  })
}
