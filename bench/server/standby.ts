import {
  appendFileSync,
  chownSync,
  cpSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { locateBinaries } from '../../server/src/platform/postgres/binaries.ts'
import { runProgram } from '../../server/src/platform/postgres/programs.ts'
import { chooseRunAs } from '../../server/src/platform/postgres/run-as.ts'
import type { Cluster } from './cluster.ts'
import { freePort } from './product.ts'

/** A resource: a server that follows another one by its log, on the same machine. */
export interface Standby {
  adminUrl: string
  appUrl: string
  /** Whether the primary waits for it before it confirms a commit. */
  waitFor(isSynchronous: boolean): Promise<void>
  /** Makes it a primary of its own, once it has applied what it received. */
  promote(): Promise<void>
  /** Rows of a statement by the superuser of the standby. */
  sql<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>
  stop(): Promise<void>
}

const name = 'bench_standby'

/** Copies the files of a running primary and lets the copy follow it. */
export async function startStandby(primary: Cluster): Promise<Standby> {
  const source = path.join(primary.folder, 'cluster')
  const home = path.join(primary.folder, 'standby')
  const port = await freePort()
  await copyCluster(primary, { source, home })
  const from = new URL(primary.adminUrl)
  const conninfo = `host=127.0.0.1 port=${from.port} user=${from.username} password=${decodeURIComponent(from.password)} application_name=${name}`
  appendFileSync(
    path.join(home, 'postgresql.auto.conf'),
    `primary_conninfo = '${conninfo}'\nhot_standby = on\n`,
  )
  writeOwned(home, 'standby.signal', '')
  const binaries = locateBinaries()
  const runAs = chooseRunAs({ program: binaries.postgres, home })
  const control = (...args: string[]) => {
    const done = runProgram(runAs, binaries.pgCtl, ['-D', home, '-w', '-t', '120', ...args])
    if (done.code !== 0) throw new Error(`pg_ctl ${args[0]}: ${done.output}`)
  }
  control('-l', path.join(home, 'standby.log'), '-o', `-p ${port} -k ${home}`, 'start')
  const urlOf = (text: string) => {
    const url = new URL(text)
    url.port = String(port)
    return url.href
  }
  const adminUrl = urlOf(primary.adminUrl)
  await untilFollowing(primary)
  return {
    adminUrl,
    appUrl: urlOf(primary.appUrl),
    waitFor: async (isSynchronous) => {
      await primary.sql(`alter system set synchronous_standby_names = '${isSynchronous ? name : ''}'`)
      await primary.sql('select pg_reload_conf()')
      await untilFollowing(primary, isSynchronous ? 'sync' : 'async')
    },
    promote: async () => control('promote'),
    sql: async <Row extends object>(text: string, params?: readonly unknown[]) => {
      const client = new pg.Client({ connectionString: adminUrl })
      await client.connect()
      try {
        return (await client.query(text, params as unknown[])).rows as Row[]
      } finally {
        await client.end()
      }
    },
    stop: async () => control('-m', 'immediate', 'stop'),
  }
}

/** Files for the server's user, as the folder itself is. */
function writeOwned(home: string, file: string, text: string): void {
  const { uid, gid } = statSync(home)
  writeFileSync(path.join(home, file), text, { mode: 0o600 })
  chownSync(path.join(home, file), uid, gid)
}

async function copyCluster(primary: Cluster, at: { source: string; home: string }): Promise<void> {
  await primary.sql(`alter system set wal_keep_size = '4GB'`)
  await primary.sql('select pg_reload_conf()')
  await primary.sql(`select pg_backup_start('standby', true)`)
  const { uid, gid } = statSync(at.source)
  const own = (file: string) => chownSync(file, uid, gid)
  cpSync(at.source, at.home, {
    recursive: true,
    preserveTimestamps: true,
    // Notes about the running server, and files that it removes meanwhile.
    filter: (file) => !/postmaster\.(pid|opts)$|pgsql_tmp/.test(file),
  })
  const [label] = await primary.sql<{ labelfile: string }>('select labelfile from pg_backup_stop(true)')
  eachFile(at.home, own)
  writeOwned(at.home, 'backup_label', label?.labelfile ?? '')
}

function eachFile(folder: string, visit: (file: string) => void): void {
  visit(folder)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) eachFile(file, visit)
    else visit(file)
  }
}

/** Waits until the primary sends to the standby, in that way where one is named. */
async function untilFollowing(primary: Cluster, way?: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const rows = await primary.sql<{ state: string; sync_state: string }>(
      'select state, sync_state from pg_stat_replication where application_name = $1',
      [name],
    )
    if (rows[0]?.state === 'streaming' && (way === undefined || rows[0].sync_state === way)) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('The standby does not follow')
}

/** Kills every process of a primary at once, as when its machine loses power. */
export async function killPrimary(primary: Cluster): Promise<void> {
  const note = readFileSync(path.join(primary.folder, 'cluster', 'postmaster.pid'), 'utf8')
  const rows = await primary.sql<{ pid: number }>('select pid from pg_stat_activity')
  for (const pid of [Number(note.split('\n')[0]), ...rows.map((row) => row.pid)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // It ended by itself in between.
    }
  }
}

/** What a killed primary leaves: its folder. */
export function removeFolder(primary: Cluster): void {
  rmSync(primary.folder, { recursive: true, force: true })
}
