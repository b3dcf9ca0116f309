import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/postgres/index.ts'
import { type AppProcess, dataFolder, endEverything, freePort, runPerennial, until } from './app-process.ts'
import { call, programIdOf, seeded, seedOfRun, withAdmin } from './shop.ts'

const long = process.env.PERENNIAL_LONG === '1'
const cuts = long ? 20 : 2
const orders = long ? 40_000 : 6_000
const patienceMs = long ? 1_800_000 : 240_000

let env: Record<string, string>
let app: AppProcess
let url: string
let key: string
/** The test is attached as well, for the superuser's address; the product alone brings the server back. */
let server: EmbeddedPostgres
let file: string

beforeAll(async () => {
  env = { PERENNIAL_DATA: dataFolder(), PORT: String(await freePort()) }
  app = runPerennial(['start', '--no-demo', '--json', '--role', 'api'], env)
  const report = await app.report()
  url = report.url
  key = report.apiKey ?? ''
  server = await startEmbeddedPostgres({
    dataDir: path.join(env.PERENNIAL_DATA ?? '', 'postgres'),
    log: () => {},
  })
  file = path.join(env.PERENNIAL_DATA ?? '', 'orders.txt')
  const random = seeded(seedOfRun)
  const rows = Array.from({ length: orders }, () => {
    const day = 19970101 + random(28)
    return ` ${String(random(900)).padStart(5, '0')} 0001 ${day} 1 ${(random(9000) / 100 + 1).toFixed(2)}\n`
  })
  writeFileSync(file, rows.join(''))
}, 180_000)

afterAll(async () => {
  app.kill('SIGTERM')
  const { code } = await app.ended
  await server.detach()
  await endEverything()
  expect(code, app.printed()).toBe(0)
})

async function newProgram(program: string): Promise<void> {
  const made = await call(`${url}/v1/programs`, { key, body: { key: program, template: 'cdnow' } })
  expect(made?.status, JSON.stringify(made?.body)).toBe(201)
}

function startImport(program: string): AppProcess {
  const args = ['import', 'orders', file, '--program', program, '--mapping', 'cdnow', '--json']
  return runPerennial(args, env)
}

interface Behind {
  /** Orders whose batch the import has noted as done. */
  noted: number
  /** Orders that are recorded. */
  posted: number
}

/** How far an import is, by its own note and by the books; undefined while the server is away. */
async function behind(program: string): Promise<Behind | undefined> {
  try {
    const programId = await programIdOf(server.adminUrl, program)
    return await withAdmin(server.adminUrl, async (admin) => {
      const found = await admin.query<Behind>(
        `select coalesce((select (progress ->> 'done')::int from import_run where program_id = $1), 0) as noted,
           (select count(*)::int from activity_key where program_id = $1 and source = 'cdnow') as posted`,
        [programId],
      )
      return found.rows[0]
    })
  } catch {
    return undefined
  }
}

interface Member {
  value: string
  available: number
  journal: number
}

async function books(program: string): Promise<Member[]> {
  const programId = await programIdOf(server.adminUrl, program)
  return withAdmin(server.adminUrl, async (admin) => {
    const found = await admin.query<Member>(
      `select i.value, b.available::int, (select count(*)::int from journal j
         where j.program_id = b.program_id and j.owner_id = b.owner_id) as journal
       from balance b join member_identifier i on i.program_id = b.program_id and i.member_id = b.owner_id
       where b.program_id = $1 order by i.value`,
      [programId],
    )
    return found.rows
  })
}

/** The immediate shutdown: no backend finishes what it does, and the next start recovers. */
function cutServer(): void {
  const note = path.join(env.PERENNIAL_DATA ?? '', 'postgres', 'cluster', 'postmaster.pid')
  process.kill(Number(readFileSync(note, 'utf8').split('\n')[0]), 'SIGQUIT')
}

test(
  'D-21: the server stops at once during an import: the next run goes on from the last whole batch, to the same end',
  async () => {
    await newProgram('alone')
    await newProgram('cut')
    const whole = await startImport('alone').ended
    expect(whole.code, whole.stdout + whole.stderr).toBe(0)
    const random = seeded(seedOfRun)
    let before: Behind = { noted: 0, posted: 0 }
    for (let cut = 0; cut < cuts; cut += 1) {
      const importing = startImport('cut')
      // Somewhere in this part of the file, so that each run has something to go on from.
      const part = orders / (cuts + 1)
      const place = before.noted + 1 + random(Math.floor(part / 2))
      await until(
        'the import to be under way',
        patienceMs,
        async () => ((await behind('cut'))?.noted ?? 0) >= place,
      )
      cutServer()
      const ended = await importing.ended
      expect(ended.code, `PERENNIAL_SEED=${seedOfRun} ${ended.stdout}${ended.stderr}`).not.toBe(0)
      const now = await until('the server to be back', 60_000, () => behind('cut'))
      // Nothing that was noted as done is lost, and no note is ahead of the books.
      expect(now.noted).toBeGreaterThanOrEqual(place)
      expect(now.posted).toBeGreaterThanOrEqual(now.noted)
      expect(now.posted).toBeGreaterThanOrEqual(before.posted)
      expect(now.noted).toBeLessThan(orders)
      before = now
    }
    const last = await startImport('cut').ended
    expect(last.code, last.stdout + last.stderr).toBe(0)
    expect(JSON.parse(last.stdout)).toMatchObject({
      outcome: 'applied',
      // What was recorded before is known, and exactly the rest was recorded now.
      orders: { recorded: orders - before.posted, known: before.posted, refused: 0 },
    })
    expect(await books('cut')).toEqual(await books('alone'))
    for (const command of ['verify', 'replay']) {
      const checked = await runPerennial([command, '--program', 'cut', '--json'], env).ended
      expect(checked.code, checked.stdout + checked.stderr).toBe(0)
    }
    expect((await call(`${url}/healthz`))?.status).toBe(200)
  },
  patienceMs,
)
