import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import type { Cluster } from './cluster.ts'
import { runTpcb } from './tpcb-driver.ts'

const execute = promisify(execFile)

/** What the yardstick is driven by, and how many transactions a second it reached at 8 and at 32 connections. */
export interface TpcbResult {
  perSecond: number
  connections: number
}

/** A resource in a cluster: the tables of TPC-B, and the driver of this machine. */
export interface Tpcb {
  driver: 'pgbench' | 'JavaScript'
  /** The better of 8 and 32 connections, each for so many seconds. */
  run(seconds: number): Promise<TpcbResult>
  /** One number of connections for so many seconds. */
  runWith(connections: number, seconds: number): Promise<number>
}

const scale = 50
const database = 'tpcb'

/** Where pgbench is, if this machine has one. */
export function pgbenchProgram(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':')
  return folders.map((folder) => `${folder}/pgbench`).find((file) => existsSync(file))
}

/** Makes the tables with five million accounts. */
export async function prepareTpcb(cluster: Cluster): Promise<Tpcb> {
  const url = cluster.urlOf(database)
  const pgbench = pgbenchProgram()
  await cluster.sql(`create database ${database}`)
  await fill(cluster, url)
  const runWith = (connections: number, seconds: number) =>
    pgbench === undefined
      ? runTpcb({ url, connections, seconds, scale })
      : runPgbench(pgbench, ['-b', 'tpcb-like', '-s', String(scale)], { url, connections, seconds })
  return {
    driver: pgbench === undefined ? 'JavaScript' : 'pgbench',
    runWith,
    run: async (seconds) => {
      const few = { connections: 8, perSecond: await runWith(8, seconds) }
      const many = { connections: 32, perSecond: await runWith(32, seconds) }
      return few.perSecond > many.perSecond ? few : many
    },
  }
}

/** Runs pgbench with prepared statements; transactions a second, connecting not counted. */
export async function runPgbench(
  program: string,
  script: readonly string[],
  run: { url: string; connections: number; seconds: number },
): Promise<number> {
  const { connections, seconds } = run
  const threads = Math.min(2, connections)
  const { stdout } = await execute(program, [
    ...['-n', '-M', 'prepared', '-c', String(connections), '-j', String(threads), '-T', String(seconds)],
    ...script,
    run.url,
  ])
  const found = /tps = ([\d.]+) \(without initial/.exec(stdout) ?? /tps = ([\d.]+)/.exec(stdout)
  if (found === null) throw new Error(`pgbench told no rate:\n${stdout}`)
  return Number(found[1])
}

/** The tables of `pgbench -i`, made by statements so that both drivers have the same ones. */
async function fill(cluster: Cluster, url: string): Promise<void> {
  await cluster.sqlOn(url, [
    'create table pgbench_accounts (aid int not null, bid int, abalance int, filler char(84)) with (fillfactor = 100)',
    'create table pgbench_branches (bid int not null, bbalance int, filler char(88)) with (fillfactor = 100)',
    'create table pgbench_tellers (tid int not null, bid int, tbalance int, filler char(84)) with (fillfactor = 100)',
    'create table pgbench_history (tid int, bid int, aid int, delta int, mtime timestamp, filler char(22))',
    `insert into pgbench_branches (bid, bbalance) select b, 0 from generate_series(1, ${scale}) b`,
    `insert into pgbench_tellers (tid, bid, tbalance) select t, (t - 1) / 10 + 1, 0 from generate_series(1, ${scale * 10}) t`,
    `insert into pgbench_accounts (aid, bid, abalance, filler) select a, (a - 1) / 100000 + 1, 0, '' from generate_series(1, ${scale * 100_000}) a`,
    'alter table pgbench_branches add primary key (bid)',
    'alter table pgbench_tellers add primary key (tid)',
    'alter table pgbench_accounts add primary key (aid)',
    'vacuum analyze',
    'checkpoint',
  ])
}
