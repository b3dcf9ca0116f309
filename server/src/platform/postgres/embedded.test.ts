import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { completeLinks, locateBinaries } from './binaries.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres, stopAbandonedServer } from './embedded.ts'
import { isAlive } from './processes.ts'
import { withClient } from './roles.ts'

let prepared: string
let folder: string
let said: string[]
let children: ChildProcess[]

beforeAll(async () => {
  prepared = mkdtempSync(path.join(tmpdir(), 'perennial-prepared-'))
  await (await start(prepared)).detach()
})

afterAll(() => {
  rmSync(prepared, { recursive: true, force: true })
})

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'perennial-embedded-'))
  chmodSync(folder, 0o755)
  said = []
  children = []
})

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await Promise.all(
    children.map((child) => child.exitCode === null && child.signalCode === null && once(child, 'exit')),
  )
  await stopAbandonedServer(home()).catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

function home(): string {
  return path.join(folder, 'db')
}

function start(dataDir = home()): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({
    dataDir,
    log: (sentence) => said.push(sentence),
    settings: { sharedBuffersMb: 32 },
  })
}

/** Puts a database there that was made, used and stopped: quicker than making one. */
function restore(): void {
  rmSync(home(), { recursive: true, force: true })
  cpSync(prepared, home(), { recursive: true })
}

async function ask<Row extends object>(url: string, sql: string): Promise<Row[]> {
  return withClient(url, async (client) => (await client.query<Row>(sql)).rows)
}

function serverPid(cluster = path.join(home(), 'cluster')): number {
  return Number.parseInt(readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8'), 10)
}

/** Another process that attaches to the folder and stays; a line on its input lets it go. */
async function otherProcess(): Promise<{
  adopted: boolean
  letGo(): Promise<string>
  kill(): Promise<void>
}> {
  const script = `
    import { startEmbeddedPostgres } from ${JSON.stringify(path.join(import.meta.dirname, 'embedded.ts'))}
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(home())}, log: () => {}, settings: { sharedBuffersMb: 32 } })
    console.log(JSON.stringify({ adopted: server.adopted }))
    process.stdin.once('data', async () => { console.log(await server.detach()); process.exit() })`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const first = JSON.parse((await lines.next()).value as string) as { adopted: boolean }
  return {
    ...first,
    letGo: async () => {
      child.stdin.write('go\n')
      return (await lines.next()).value as string
    },
    kill: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

test('a first start gives two plain logins on a durable database that knows UTC and sorts the same everywhere', async () => {
  const server = await start()
  const settings = await ask<{ name: string; setting: string }>(
    server.appUrl,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums',
      'TimeZone', 'server_encoding', 'listen_addresses', 'max_connections', 'password_encryption')`,
  )
  expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    TimeZone: 'UTC',
    server_encoding: 'UTF8',
    listen_addresses: '127.0.0.1',
    max_connections: '100',
    password_encryption: 'scram-sha-256',
  })
  expect(
    await ask(
      server.appUrl,
      `select rolname, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as mighty
       from pg_roles where rolname in ('perennial_app', 'perennial_owner') order by 1`,
    ),
  ).toEqual([
    { rolname: 'perennial_app', mighty: false },
    { rolname: 'perennial_owner', mighty: false },
  ])
  expect(
    await ask(
      server.appUrl,
      'select datlocprovider, datlocale, pg_get_userbyid(datdba) as owner from pg_database where datname = current_database()',
    ),
  ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', owner: 'perennial_owner' }])
  await expect(ask(server.appUrl, 'create table mine (n int)')).rejects.toThrow('permission denied')
  await expect(ask(server.appUrl.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
  await server.stop()
})

test('passwords and data are readable by their owner only, and the server does not run as root', async () => {
  restore()
  const server = await start()
  const secrets = readdirSync(home()).filter((name) => name.endsWith('.password'))
  expect(secrets).toHaveLength(3)
  for (const name of [...secrets, 'cluster', 'postgres.log'])
    expect(statSync(path.join(home(), name)).mode & 0o077).toBe(0)
  if (process.getuid?.() === 0) expect(statSync(path.join(home(), 'cluster')).uid).toBe(65534)
  if (existsSync('/proc/self/status')) {
    expect(readFileSync(`/proc/${serverPid()}/status`, 'utf8')).not.toMatch(/^Uid:\t0\t/m)
  }
  await server.stop()
})

test('a folder below one that is closed to other users works as well, and can be opened later', async () => {
  chmodSync(folder, 0o700)
  const closed = await start()
  await ask(closed.ownerUrl, 'create table kept (n int)')
  await closed.stop()
  chmodSync(folder, 0o755)
  const open = await start()
  expect(await ask(open.ownerUrl, 'select * from kept')).toEqual([])
  await open.stop()
})

test('a second process joins, and the last one that lets go stops the server', async () => {
  restore()
  const server = await start()
  const other = await otherProcess()
  expect([server.adopted, other.adopted]).toEqual([false, true])
  const pid = serverPid()
  expect(await server.detach()).toBe('left running')
  expect(await server.detach()).toBe('left running')
  expect(isAlive(pid)).toBe(true)
  expect(await other.letGo()).toBe('stopped')
  expect(isAlive(pid)).toBe(false)
})

test('processes that start at once on an empty folder share one server', async () => {
  const [server, ...others] = await Promise.all([start(), otherProcess(), otherProcess()])
  expect([server, ...others].filter((one) => !one.adopted)).toHaveLength(1)
  for (const other of others) expect(await other.letGo()).toBe('left running')
  expect(await server.detach()).toBe('stopped')
})

test('a server that a killed process left is adopted, and the dead process is not waited for', async () => {
  restore()
  const other = await otherProcess()
  const pid = serverPid()
  await other.kill()
  expect(isAlive(pid)).toBe(true)
  const server = await start()
  expect(server.adopted).toBe(true)
  expect(serverPid()).toBe(pid)
  expect(await server.detach()).toBe('stopped')
  expect(isAlive(pid)).toBe(false)
})

test('a restart keeps data, passwords and port; another port is taken where that one is used', async () => {
  restore()
  const first = await start()
  await ask(first.ownerUrl, 'create table kept (n int)')
  await first.detach()
  const second = await start()
  expect(second.ownerUrl).toBe(first.ownerUrl)
  await second.detach()
  const squatter = createServer().listen(first.port, '127.0.0.1')
  await once(squatter, 'listening')
  const third = await start()
  expect(third.port).not.toBe(first.port)
  expect(await ask(third.ownerUrl, 'select * from kept')).toEqual([])
  await third.detach()
  squatter.close()
})

test('lost app passwords are made anew and set in the server', async () => {
  restore()
  rmSync(path.join(home(), 'perennial_app.password'))
  const server = await start()
  expect(await ask(server.appUrl, 'select current_user as me')).toEqual([{ me: 'perennial_app' }])
  await server.stop()
})

test('the note of a server whose process number now belongs to another program is cleared away', async () => {
  restore()
  const note = `${process.pid}\n${path.join(home(), 'cluster')}\n1\n1\n/nowhere\n127.0.0.1\n\nready   \n`
  writeFileSync(path.join(home(), 'cluster', 'postmaster.pid'), note)
  const server = await start()
  expect(server.adopted).toBe(false)
  await server.stop()
})

test('a database that was half made without data is moved aside', async () => {
  mkdirSync(path.join(home(), 'cluster', 'base', '1'), { recursive: true })
  writeFileSync(path.join(home(), 'cluster', 'PG_VERSION'), '18\n')
  mkdirSync(path.join(home(), 'cluster.new-123', 'data'), { recursive: true })
  const server = await start()
  expect(said.join()).toMatch(/unfinished database without data was moved to .*half-made/)
  expect(readdirSync(home()).filter((name) => /^cluster/.test(name))).toHaveLength(2)
  await server.stop()
})

const refusals: [what: string, arrange: (cluster: string) => void, message: RegExp][] = [
  [
    'data of another major version',
    (cluster) => writeFileSync(path.join(cluster, 'PG_VERSION'), '17\n'),
    /written by PostgreSQL 17 and this Perennial brings PostgreSQL 18.*pg_dump/,
  ],
  [
    'an incomplete database that holds data',
    (cluster) => rmSync(path.join(cluster, 'global', 'pg_control')),
    /incomplete .* holds the files of a database.*Restore/,
  ],
  [
    'a folder with a stranger’s file',
    (cluster) => {
      rmSync(cluster, { recursive: true })
      mkdirSync(cluster)
      writeFileSync(path.join(cluster, 'diary.txt'), 'dear')
    },
    /holds diary\.txt/,
  ],
  [
    'a missing password file',
    () => rmSync(path.join(home(), 'perennial_admin.password')),
    /perennial_admin\.password of this database is missing/,
  ],
  [
    'a folder that is itself a data directory',
    () => writeFileSync(path.join(home(), 'PG_VERSION'), '16\n'),
    /is itself a PostgreSQL data directory/,
  ],
  [
    'a setting that PostgreSQL does not take',
    (cluster) => writeFileSync(path.join(cluster, 'postgresql.conf'), 'fsync = perhaps\n'),
    /did not start: .*Its log is .*postgres\.log/,
  ],
]

test('refused with a plain sentence, and nothing is changed', async () => {
  for (const [what, arrange, message] of refusals) {
    restore()
    arrange(path.join(home(), 'cluster'))
    const before = readdirSync(path.join(home(), 'cluster'))
    await expect(start(), what).rejects.toThrow(message)
    expect(readdirSync(path.join(home(), 'cluster')).filter((name) => name !== 'perennial.conf')).toEqual(
      before.filter((name) => name !== 'perennial.conf'),
    )
  }
}, 60_000)

test('a folder that cannot be made is refused with what to do', async () => {
  writeFileSync(home(), 'a file')
  await expect(start()).rejects.toThrow(/cannot be made or written .*PERENNIAL_DATA/)
})

test('library links that were not made at installation are made at the start', () => {
  const copy = path.join(folder, 'package')
  mkdirSync(path.join(copy, 'native', 'lib'), { recursive: true })
  writeFileSync(path.join(copy, 'package.json'), '{"type":"module"}')
  writeFileSync(path.join(copy, 'native', 'lib', 'libpq.so.5.18'), '')
  writeFileSync(
    path.join(copy, 'native', 'pg-symlinks.json'),
    '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]',
  )
  expect(() => completeLinks(copy)).toThrow(/library links of .* incomplete.*npm rebuild/)
  cpSync(path.join(locateBinaries().root, 'scripts'), path.join(copy, 'scripts'), { recursive: true })
  completeLinks(copy)
  expect(existsSync(path.join(copy, 'native', 'lib', 'libpq.so.5'))).toBe(true)
})
