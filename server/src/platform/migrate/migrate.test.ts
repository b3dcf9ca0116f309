import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createEmptyDatabase, type TestDatabase } from '../../../test/database.ts'
import { migrate, pendingMigrations } from './migrate.ts'

let database: TestDatabase
let folder: string

beforeEach(async () => {
  database = await createEmptyDatabase()
  folder = mkdtempSync(path.join(tmpdir(), 'migrations-'))
})

afterEach(async () => {
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

const passes = `select 'it is there' as "check", true as passed`

function write(name: string, files: { up: string; check?: string; indexes?: string }): void {
  mkdirSync(path.join(folder, name), { recursive: true })
  writeFileSync(path.join(folder, name, 'up.sql'), files.up)
  writeFileSync(path.join(folder, name, 'check.sql'), files.check ?? passes)
  writeFileSync(path.join(folder, name, 'note.md'), 'Why.\n')
  if (files.indexes !== undefined) writeFileSync(path.join(folder, name, 'indexes.sql'), files.indexes)
}

function run(): ReturnType<typeof migrate> {
  return migrate({ ownerUrl: database.ownerUrl, folder })
}

async function query<Row extends object>(sql: string, url = database.adminUrl): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(sql)).rows
  } finally {
    await client.end()
  }
}

async function tables(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1",
  )
  return rows.map((row) => row.name)
}

const refusals: [what: string, arrange: () => void, message: RegExp][] = [
  [
    'a changed up.sql',
    () => write('0001-one', { up: 'create table changed (n int)' }),
    /0001-one was changed after it was applied/,
  ],
  [
    'a migration that is gone',
    () => rmSync(path.join(folder, '0001-one'), { recursive: true }),
    /0001-one, which this version of Perennial does not know/,
  ],
  [
    'a number before the last one',
    () => write('0000-late', { up: 'select 1' }),
    /0000-late comes before 0001-one/,
  ],
  ['a name without a number', () => write('later', { up: 'select 1' }), /must be named like/],
  [
    'a number given twice',
    () => write('0001-two', { up: 'select 1' }),
    /Two migrations have the number 0001/,
  ],
  ['a missing note', () => rmSync(path.join(folder, '0001-one', 'note.md')), /0001-one has no note\.md/],
  [
    'an error in up.sql, with its line',
    () => write('0002-two', { up: 'create table two (n int);\nselect\n  missing' }),
    /0002-two was rolled back: column "missing" does not exist near line 3/,
  ],
  [
    'a failed check, by its name',
    () =>
      write('0002-two', {
        up: 'create table two (n int)',
        check: `${passes}; select 'rows are safe' as "check", false as passed`,
      }),
    /its check "rows are safe" failed/,
  ],
  [
    'a check that knows no answer',
    () =>
      write('0002-two', {
        up: 'create table two (n int)',
        check: `select 'perhaps' as "check", null::bool as passed`,
      }),
    /its check "perhaps" failed/,
  ],
  [
    'a check without rows',
    () =>
      write('0002-two', {
        up: 'create table two (n int)',
        check: `${passes}; select 'x' as "check", true as passed where false`,
      }),
    /Statement 2 of check\.sql .* proves nothing/,
  ],
  [
    'a check with other columns',
    () => write('0002-two', { up: 'create table two (n int)', check: 'select 1 as one' }),
    /must return the columns/,
  ],
  [
    'another statement in indexes.sql',
    () => write('0002-two', { up: 'select 1', indexes: 'drop table one' }),
    /may only hold CREATE INDEX CONCURRENTLY name ON/,
  ],
  [
    'an empty check.sql',
    () => write('0002-two', { up: 'create table two (n int)', check: '-- nothing' }),
    /proves nothing/,
  ],
]

test.each(refusals)('refused, and nothing of it stays: %s', async (_what, arrange, message) => {
  write('0001-one', { up: 'create table one (n int)' })
  await run()
  arrange()
  await expect(run()).rejects.toThrow(message)
  expect(await tables()).toEqual(['one', 'perennial_migration'])
})

test('a migration that ends its own transaction is refused', async () => {
  write('0001-one', { up: 'create table one (n int); commit; begin' })
  await expect(run()).rejects.toThrow(/ends its own transaction/)
  expect(await query('select * from perennial_migration')).toEqual([])
})

test('migrations apply once, in order, and the later see the earlier', async () => {
  write('0002-two', { up: 'alter table one add column m int' })
  write('0001-one', { up: 'create table one (n int)' })
  expect(await pendingMigrations({ url: database.ownerUrl, folder })).toEqual(['0001-one', '0002-two'])
  expect(await run()).toEqual({ applied: ['0001-one', '0002-two'], alreadyThere: [] })
  expect(await run()).toEqual({ applied: [], alreadyThere: ['0001-one', '0002-two'] })
  write('0003-three', { up: 'create table three (n int)' })
  expect(await pendingMigrations({ url: database.ownerUrl, folder })).toEqual(['0003-three'])
  expect((await run()).applied).toEqual(['0003-three'])
})

test('line ends of another system do not change a checksum', async () => {
  write('0001-one', { up: 'create table one (\n n int)\n' })
  await run()
  write('0001-one', { up: 'create table one (\r\n n int)\r\n' })
  expect((await run()).applied).toEqual([])
})

test('four processes that start at once apply each migration once', async () => {
  write('0001-one', { up: 'create table one (n int)' })
  write('0002-two', { up: 'create table two (n int)' })
  const reports = await Promise.all([run(), run(), run(), run()])
  expect(reports.flatMap((report) => report.applied).sort()).toEqual(['0001-one', '0002-two'])
})

test('D-19 a migration killed half-way rolls back, and a second run succeeds', async () => {
  write('0001-one', { up: 'create table one (n int)' })
  const slow = 'create table two (n int); insert into two values (1); select pg_sleep(60)'
  write('0002-two', { up: slow })
  const script = `
    import { migrate } from ${JSON.stringify(path.join(import.meta.dirname, 'migrate.ts'))}
    await migrate(${JSON.stringify({ ownerUrl: database.ownerUrl, folder })})`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  await untilRows(
    "select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'",
  )
  child.kill('SIGKILL')
  await ended
  write('0002-two', { up: slow.replace('60', '0') })
  expect(await run()).toEqual({ applied: ['0002-two'], alreadyThere: ['0001-one'] })
  expect(await query('select * from two')).toEqual([{ n: 1 }])
})

test('D-19 a migration whose connection is cut by the server rolls back, and a second run succeeds', async () => {
  write('0001-one', { up: 'create table one (n int); select pg_sleep(60)' })
  const outcome = run().catch((error: Error) => error.message)
  const sleeping = "from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
  await untilRows(`select 1 ${sleeping}`)
  await query(`select pg_terminate_backend(pid) ${sleeping}`)
  expect(await outcome).toMatch(/0001-one was rolled back: terminating connection/)
  expect(await tables()).toEqual(['perennial_migration'])
  write('0001-one', { up: 'create table one (n int)' })
  expect((await run()).applied).toEqual(['0001-one'])
})

test('D-19 an index build outside a transaction that was cut short is taken up again', async () => {
  write('0001-one', { up: 'create table one (n int, m int); insert into one values (1), (2)' })
  await run()
  const up = 'create table two (n int)'
  const indexes =
    '-- For look-ups.\ncreate index concurrently one_m on one (m);\ncreate unique index concurrently one_n on one (n);\n'
  write('0002-two', { up, indexes })
  // A transaction that has written holds every concurrent build up, so the cut finds the build under way.
  const holder = new pg.Client(database.ownerUrl)
  await holder.connect()
  await holder.query('begin; update one set n = 3 where n = 2')
  const outcome = run().catch((error: Error) => error.message)
  const building =
    "from pg_stat_activity where datname = current_database() and query ilike 'create index concurrently%' and wait_event_type = 'Lock'"
  await untilRows(`select 1 ${building}`)
  await query(`select pg_terminate_backend(pid) ${building}`)
  expect(await outcome).toMatch(
    /index one_m of the migration 0002-two was not built: terminating connection.*take it up/,
  )
  await holder.query('rollback')
  await holder.end()
  expect(await query("select indisvalid from pg_index where indexrelid = 'one_m'::regclass")).toEqual([
    { indisvalid: false },
  ])
  expect(await run()).toEqual({ applied: [], alreadyThere: ['0001-one', '0002-two'] })
  const valid =
    "select indexrelid::regclass::text as name, indisvalid from pg_index where indrelid = 'one'::regclass order by 1"
  expect(await query(valid)).toEqual([
    { name: 'one_m', indisvalid: true },
    { name: 'one_n', indisvalid: true },
  ])
})

async function untilRows(sql: string): Promise<void> {
  const client = new pg.Client(database.adminUrl)
  await client.connect()
  while ((await client.query(sql)).rowCount === 0) {
    // Asking is the waiting: each question is a round trip to the server.
  }
  await client.end()
}
