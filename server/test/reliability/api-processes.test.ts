import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ActivityReply } from '@perennial/contract'
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
import { call, faultsOf, openShop, seedOfRun, withAdmin } from './shop.ts'

const patienceMs = 120_000
const program = 'shop'
/** As the metrics name it. */
const counted = 'perennial_http_request_duration_seconds_count'

interface Answer {
  status: number
  body: unknown
}

/** One connection that stays open, and so goes to one process. */
interface Line {
  ask(path: string, more?: { body?: unknown; method?: string; key?: string }): Promise<Answer>
  close(): void
}

let database: TestDatabase
let env: Record<string, string>
let app: AppProcess
let url: string
let key: string
const lines: Line[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  env = { ...onTestDatabase(database), PORT: String(await freePort()), PERENNIAL_LOG: 'error' }
  await start()
  for (const each of [program, 'loaded']) {
    const created = await call(`${url}/v1/programs`, { key, body: { key: each, template: 'cdnow' } })
    expect(created?.status, app.printed()).toBe(201)
  }
}, patienceMs)

afterAll(async () => {
  for (const line of lines) line.close()
  await endEverything()
  await database.drop()
})

async function start(more: Record<string, string> = {}): Promise<void> {
  const own = { ...env, ...more }
  app = runPerennial(['start', '--no-demo', '--json', '--role', 'api', '--processes', '2'], own)
  const report = await app.report()
  url = report.url
  key = report.apiKey ?? key
}

function openLine(): Line {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const line: Line = {
    ask: (path, { body, method = body === undefined ? 'GET' : 'POST', key: own = key } = {}) =>
      new Promise((resolve, reject) => {
        const headers = { authorization: `Bearer ${own}`, 'content-type': 'application/json' }
        const asked = request(`${url}${path}`, { agent, method, headers }, (reply) => {
          let text = ''
          reply.setEncoding('utf8').on('data', (part: string) => (text += part))
          reply.once('error', reject).once('end', () => {
            const isJson = text !== '' && /json/.test(reply.headers['content-type'] ?? '')
            resolve({ status: reply.statusCode ?? 0, body: isJson ? JSON.parse(text) : text })
          })
        })
        asked.once('error', reject)
        asked.end(body === undefined ? undefined : JSON.stringify(body))
      }),
    close: () => agent.destroy(),
  }
  lines.push(line)
  return line
}

/** Connections that are shared in turn, so that one and the next go to different processes. */
async function openLines(count: number): Promise<Line[]> {
  const opened: Line[] = []
  for (let each = 0; each < count; each += 1) {
    const line = openLine()
    expect((await line.ask('/readyz')).status).toBe(200)
    opened.push(line)
  }
  return opened
}

async function numbersOf(line: Line): Promise<Map<string, number>> {
  const { body } = await line.ask('/metrics')
  const rows = String(body).matchAll(/^(\w+(?:\{.*\})?) (\S+)$/gm)
  return new Map([...rows].map(([, name = '', value]) => [name, Number(value)]))
}

async function connectionsOf(line: Line): Promise<number[]> {
  const numbers = await numbersOf(line)
  return [1, 2].map((process) => numbers.get(`perennial_process_connections{process="${process}"}`) ?? 0)
}

function anOrder(sourceId: string) {
  return {
    type: 'order.placed',
    source: 'till',
    sourceId,
    occurredAt: '2026-03-02T10:00:00Z',
    member: { externalId: `m${sourceId}` },
    order: { currency: 'USD', lines: [{ lineId: '1', sku: 'A', quantity: '1', unitPrice: '20.00' }] },
  }
}

function childrenOf(pid: number): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return text.split(' ').filter(Boolean).map(Number)
}

function isThere(pid: number): boolean {
  return readdirSync('/proc').includes(String(pid))
}

const activities = `/v1/programs/${program}/activities`

test(
  'connections go to both, and whoever is asked tells the numbers of both, which never go back',
  async () => {
    const [one, two] = (await openLines(2)) as [Line, Line]
    await openLines(4)
    const shared = await connectionsOf(one)
    expect(Math.min(...shared)).toBeGreaterThanOrEqual(3)
    const name = `${counted}{method="GET",route="/readyz",status="2xx"}`
    let told = (await numbersOf(one)).get(name) ?? 0
    for (const [asking, telling] of [
      [one, one],
      [one, two],
      [two, one],
      [two, two],
    ] as const) {
      await asking.ask('/readyz')
      const now = (await numbersOf(telling)).get(name)
      expect(now).toBe(told + 1)
      told += 1
    }
  },
  patienceMs,
)

test(
  'one natural key that comes to both at once is recorded once',
  async () => {
    const [one, two] = (await openLines(2)) as [Line, Line]
    for (let each = 0; each < 10; each += 1) {
      const body = anOrder(String(each))
      const answers = await Promise.all([one.ask(activities, { body }), two.ask(activities, { body })])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 201])
      const [first, second] = answers.map((answer) => (answer.body as ActivityReply).activity)
      expect(first).toMatch(/^act_/)
      expect(first).toBe(second)
    }
  },
  patienceMs,
)

test(
  'what one publishes is in force in the other, and a key that one revokes is refused by the other, at once',
  async () => {
    const [one, two] = (await openLines(2)) as [Line, Line]
    for (const [changing, asked, store] of [
      [one, two, 'london'],
      [two, one, 'paris'],
    ] as const) {
      const made = await changing.ask('/v1/keys', { body: { name: 'Till', scopes: ['read'] } })
      const { id, secret } = made.body as { id: string; secret: string }
      const releaseNow = async () => {
        const { programs } = (await asked.ask('/v1/programs', { key: secret })).body as {
          programs: { key: string; release: number }[]
        }
        return programs.find((each) => each.key === program)?.release ?? 0
      }
      const spec = { name: store }
      const base = `/v1/programs/${program}`
      await changing.ask(`${base}/definitions/store/${store}`, { method: 'PUT', body: { spec } })
      const before = await releaseNow()
      const published = await changing.ask(`${base}/releases`, { body: { note: store } })
      expect(published.status, JSON.stringify(published.body)).toBe(201)
      await until('the release', patienceMs, async () => (await releaseNow()) === before + 1)
      const since = performance.now()
      await changing.ask(`/v1/keys/${id}`, { method: 'DELETE' })
      const status = async () => (await asked.ask('/v1/programs', { key: secret })).status
      await until('the key to be refused', patienceMs, async () => (await status()) === 401)
      // Without being told it would serve for two seconds at least.
      expect(performance.now() - since).toBeLessThan(1_500)
    }
  },
  patienceMs,
)

test(
  'one that is killed under load loses nothing that was acknowledged, and comes back',
  async () => {
    const [own] = (await openLines(1)) as [Line]
    const [child = 0] = childrenOf(app.pid)
    const shop = openShop({ url: () => url, key, program: 'loaded', seed: seedOfRun })
    await until('orders', patienceMs, () => shop.acknowledged() > 50)
    const before = await numbersOf(own).catch(() => new Map<string, number>())
    process.kill(child, 'SIGKILL')
    const at = shop.acknowledged()
    await until('replies to go on', patienceMs, () => shop.acknowledged() > at + 50)
    const again = await until('another child', patienceMs, () => childrenOf(app.pid)[0])
    expect(again).not.toBe(child)
    await until('connections to be shared again', patienceMs, async () => {
      const line = openLine()
      return Math.min(...(await connectionsOf(line))) > 0
    })
    await shop.finish()
    expect(await faultsOf(database.adminUrl, { program: 'loaded', shop })).toEqual([])
    const after = await numbersOf(openLine())
    const wentBack = [...before].filter(
      ([name, value]) => name.startsWith(counted) && (after.get(name) ?? 0) < value,
    )
    expect(wentBack).toEqual([])
    expect(app.log().map((line) => line.message)).toEqual([
      'A process of the API has ended and is started again',
    ])
  },
  patienceMs,
)

test(
  'D-09: SIGTERM, also to the child, answers what was accepted by both, and ends with 0',
  async () => {
    const [one, two, ...many] = await openLines(22)
    await withAdmin(database.adminUrl, async (holder) => {
      await holder.query('begin; lock table journal in share row exclusive mode')
      const answers = Promise.all(
        many.map((line, index) => line.ask(activities, { body: anOrder(`drained-${index}`) })),
      )
      // What both answer after that came after the orders.
      await Promise.all([one?.ask('/healthz'), two?.ask('/healthz')])
      for (const pid of [...childrenOf(app.pid), app.pid]) process.kill(pid, 'SIGTERM')
      await until(
        'nothing more to be accepted',
        patienceMs,
        async () => (await call(`${url}/healthz`)) === undefined,
      )
      await holder.query('rollback')
      expect((await answers).map(({ status }) => status)).toEqual(many.map(() => 201))
    })
    expect(await app.ended, app.printed()).toMatchObject({ code: 0, stderr: '' })
  },
  patienceMs,
)

test(
  'an error that reaches nobody ends one and no other; all end with the one that started them',
  async () => {
    const preload = pathToFileURL(path.join(import.meta.dirname, 'stray-errors.ts')).href
    await start({ PORT: String(await freePort()), NODE_OPTIONS: `--import ${preload}` })
    const [child = 0] = childrenOf(app.pid)
    process.kill(child, 'SIGUSR2')
    const again = await until('another child', patienceMs, () => {
      const [now] = childrenOf(app.pid)
      return now === child ? undefined : now
    })
    expect((await call(`${url}/healthz`))?.status).toBe(200)
    expect(app.log().map((line) => line.message)).toEqual([
      'An error reached nobody; stopping',
      'A process of the API has ended and is started again',
    ])
    app.kill('SIGKILL')
    await app.ended
    await until('the other to end', patienceMs, () => !isThere(again))
  },
  patienceMs,
)
