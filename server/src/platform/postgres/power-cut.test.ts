import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { onDatabase } from '../../../test/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded.ts'
import { isAlive } from './processes.ts'
import { withClient } from './roles.ts'

const cycles = process.env.PERENNIAL_LONG === '1' ? 50 : 3
const writers = 4

let folder: string
let server: EmbeddedPostgres

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'perennial-cut-'))
  chmodSync(folder, 0o755)
  server = await start()
  await withClient(server.ownerUrl, (owner) =>
    owner.query('create table written (n bigint primary key, m text)'),
  )
  await withClient(server.adminUrl, (admin) => admin.query('create extension amcheck'))
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

function start(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: folder, log: () => {}, settings: { sharedBuffersMb: 32 } })
}

/** The postmaster and all its children, as the system lists them. */
function postgresTree(): { parent: number; children: number[] } {
  const parent = Number.parseInt(readFileSync(path.join(folder, 'cluster', 'postmaster.pid'), 'utf8'), 10)
  const children = readdirSync(`/proc/${parent}/task`).flatMap((task) =>
    readFileSync(`/proc/${parent}/task/${task}/children`, 'utf8')
      .trim()
      .split(' ')
      .filter(Boolean)
      .map(Number),
  )
  return { parent, children }
}

/** Inserts until the connection breaks; notes a number only once the server has confirmed it. */
async function insertUntilCut(first: number, confirmed: number[]): Promise<void> {
  const client = new pg.Client(server.ownerUrl)
  client.on('error', () => {})
  await client.connect()
  try {
    for (let n = first; ; n += writers) {
      await client.query('insert into written values ($1, repeat($2, 50))', [n, String(n)])
      confirmed.push(n)
    }
  } catch {
    // The cut is what this waits for.
  }
}

async function cutUnderLoad(kill: () => void, first: number): Promise<number[]> {
  const confirmed: number[] = []
  const work = Array.from({ length: writers }, (_, index) => insertUntilCut(first + index, confirmed))
  while (confirmed.length < 300) await new Promise((resolve) => setImmediate(resolve))
  kill()
  await Promise.all(work)
  return confirmed
}

async function lost(confirmed: readonly number[]): Promise<number[]> {
  const rows = await withClient(server.ownerUrl, async (owner) => {
    const sql =
      'select n from unnest($1::bigint[]) n where not exists (select from written w where w.n = n.n)'
    return (await owner.query<{ n: string }>(sql, [confirmed])).rows
  })
  return rows.map((row) => Number(row.n))
}

test(`D-03 after kill -9 of the whole postgres tree nothing confirmed is lost, ${cycles} times`, async () => {
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const confirmed = await cutUnderLoad(() => {
      const { parent, children } = postgresTree()
      for (const pid of [parent, ...children]) process.kill(pid, 'SIGKILL')
    }, cycle * 1_000_000)
    server = await start()
    expect(server.adopted).toBe(false)
    expect(await lost(confirmed)).toEqual([])
    await withClient(onDatabase(server.adminUrl, 'perennial'), (admin) =>
      admin.query("select bt_index_parent_check('written_pkey', true, true)"),
    )
  }
})

test('D-03 after kill -9 of the postmaster alone its orphans are waited for and nothing confirmed is lost', async () => {
  const { parent } = postgresTree()
  const confirmed = await cutUnderLoad(() => process.kill(parent, 'SIGKILL'), 900_000_000)
  server = await start()
  expect(isAlive(parent)).toBe(false)
  expect(await lost(confirmed)).toEqual([])
})
