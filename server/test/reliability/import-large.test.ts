import { createWriteStream, existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AppProcess, dataFolder, endEverything, freePort, runPerennial } from './app-process.ts'
import { call, seeded, seedOfRun } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
/** Rows of the file; about 200 bytes each. */
const rows = long ? 1_000_000 : 40_000
const rowsOfSmall = 2_000
const rowsOfOrder = 20
const members = 5_000
const growthMaxMb = 150
const minutesMax = 10
const patienceMs = long ? 1_800_000 : 240_000

let env: Record<string, string>
let app: AppProcess
let url: string
let key: string

beforeAll(async () => {
  env = { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) }
  app = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
  const report = await app.report()
  url = report.url
  key = report.apiKey ?? ''
}, 180_000)

afterAll(async () => {
  app.kill('SIGTERM')
  const { code } = await app.ended
  await endEverything()
  expect(code, app.printed()).toBe(0)
})

/** A shop's year: orders of twenty rows, one after the other in time, with long descriptions. */
async function writeFile(name: string, count: number): Promise<string> {
  const file = path.join(env.PERENNIAL_DATA ?? '', name)
  const random = seeded(seedOfRun)
  const out = createWriteStream(file)
  out.write('InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n')
  const about = 'A thing with a long description, as exports of tills have them: '.padEnd(130, 'x')
  const orders = Math.ceil(count / rowsOfOrder)
  for (let order = 0; order < orders; order += 1) {
    const at = new Date(Date.UTC(2011, 0, 1) + Math.floor((order / orders) * 330 * 86_400_000))
    const time = at.toISOString().slice(0, 19).replace('T', ' ')
    const member = 10_000 + random(members)
    const lines = Array.from({ length: Math.min(rowsOfOrder, count - order * rowsOfOrder) }, () => {
      const price = (random(900) / 100 + 0.5).toFixed(2)
      return `${500_000 + order},SKU${random(4000)},"${about}",${1 + random(6)},${time},${price},${member},France\n`
    })
    if (!out.write(lines.join(''))) await new Promise<void>((resolve) => out.once('drain', resolve))
  }
  await new Promise<void>((resolve) => out.end(resolve))
  return file
}

async function newProgram(program: string): Promise<void> {
  const made = await call(`${url}/v1/programs`, { key, body: { key: program, template: 'giftware' } })
  expect(made?.status, JSON.stringify(made?.body)).toBe(201)
}

/** The process that imports: the launcher hands over to another Node. */
function importerOf(launcher: number): number {
  const children = `/proc/${launcher}/task/${launcher}/children`
  return Number(readFileSync(children, 'utf8').trim().split(' ')[0] || launcher)
}

/** Runs an import; how it ended, and the most memory that its process had, in megabytes. */
async function importFile(file: string, program: string) {
  const args = ['import', 'orders', file, '--program', program, '--mapping', 'online-retail', '--json']
  const run = runPerennial(args, env)
  let peakMb = 0
  const watch = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${importerOf(run.pid)}/status`, 'utf8')
      peakMb = Math.max(peakMb, Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // It has just ended.
    }
  }, 50)
  const startedAt = performance.now()
  const ended = await run.ended.finally(() => clearInterval(watch))
  return { ended, peakMb, seconds: (performance.now() - startedAt) / 1000 }
}

/** The 95th percentile of how long a till waits for a member's page and a quote, in milliseconds. */
async function slowestOf(program: string, until: () => boolean): Promise<number> {
  const took: number[] = []
  const body = {
    ...{ type: 'order.placed', source: 'till', sourceId: 'quote', occurredAt: '2011-06-01T10:00:00Z' },
    member: { externalId: '10001' },
    order: { currency: 'GBP', lines: [{ lineId: '1', sku: 'A', quantity: '1', unitPrice: '9.00' }] },
  }
  while (!until()) {
    const startedAt = performance.now()
    const quoted = await call(`${url}/v1/programs/${program}/activities?dryRun=true`, { key, body })
    expect(quoted?.status, JSON.stringify(quoted?.body)).toBe(200)
    took.push(performance.now() - startedAt)
  }
  took.sort((a, b) => a - b)
  return took[Math.floor(took.length * 0.95)] ?? 0
}

test(
  `M-03 a file of ${rows.toLocaleString('en')} rows streams: progress is told, and memory does not grow with the file`,
  async () => {
    for (const program of ['small', 'large', 'till']) await newProgram(program)
    const joined = await call(`${url}/v1/programs/till/members`, { key, body: { externalId: '10001' } })
    expect(joined?.status).toBe(201)
    const small = await importFile(await writeFile('small.csv', rowsOfSmall), 'small')
    expect(small.ended.code, small.ended.stderr).toBe(0)
    const file = await writeFile('large.csv', rows)
    const enough = performance.now() + 10_000
    const quietMs = long ? await slowestOf('till', () => performance.now() > enough) : 0
    let isOver = false
    const importing = importFile(file, 'large').finally(() => {
      isOver = true
    })
    const busyMs = long ? await slowestOf('till', () => isOver) : 0
    const large = await importing
    expect(large.ended.code, large.ended.stderr).toBe(0)
    expect(JSON.parse(large.ended.stdout.trim().split('\n').at(-1) ?? '{}')).toMatchObject({
      outcome: 'applied',
      orders: { recorded: Math.ceil(rows / rowsOfOrder) },
    })
    // Told every few seconds: a quick machine is through with the short file before there is much to tell.
    expect(large.ended.stderr).toMatch(long ? /reading.*%[\s\S]*posting.*%/ : /(?:reading|posting).*%/)
    console.log(
      `${rows} rows, ${Math.round(statSync(file).size / 1e6)} MB, in ${large.seconds.toFixed(0)} s; memory ` +
        `${small.peakMb.toFixed(0)} MB for ${rowsOfSmall} rows, ${large.peakMb.toFixed(0)} MB for all; ` +
        `p95 of quotes ${quietMs.toFixed(1)} ms before, ${busyMs.toFixed(1)} ms meanwhile`,
    )
    // Only Linux tells the memory of another process in this way.
    if (existsSync('/proc/self/status')) {
      expect(small.peakMb).toBeGreaterThan(0)
      expect(large.peakMb - small.peakMb).toBeLessThan(growthMaxMb)
    }
    if (long) expect(large.seconds).toBeLessThan(60 * minutesMax)
  },
  patienceMs,
)
