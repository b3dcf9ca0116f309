import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Product } from './server/product.ts'
import { openSession, type Programme, type Session, uniformMembers } from './session.ts'

/**
 * `node bench/cost.ts [rounds] [members] [loads]`: what one activity costs, in microseconds of processor time of
 * the product and of the database, and in bytes of the write-ahead log. Unlike a rate, this hardly depends on what else the
 * machine does.
 */
interface Cost {
  node: number
  postgres: number
  walRecords: number
  walImages: number
  done: number
}

/** Nanoseconds of processor time of a process, all its threads together. */
function timeOf(pid: number): number {
  let total = 0
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    try {
      total += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0])
    } catch {
      // A thread that ended meanwhile.
    }
  }
  return total
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number)
}

/** The postmaster names itself in the first line of its file. */
function postmasterOf(folder: string): number {
  for (const each of readdirSync(folder, { recursive: true }) as string[]) {
    if (path.basename(each) === 'postmaster.pid')
      return Number(readFileSync(path.join(folder, each), 'utf8').split('\n')[0])
  }
  throw new Error('The server left no postmaster.pid')
}

async function costOf(session: Session, product: Product, work: () => Promise<number>): Promise<Cost> {
  const cluster = await session.cluster()
  const postmaster = postmasterOf(cluster.folder)
  const times = (pids: readonly number[]) => new Map(pids.map((pid) => [pid, timeOf(pid)]))
  const database = () => times(childrenOf(postmaster))
  const serving = () => times([product.pid, ...childrenOf(product.pid)])
  const position = async () =>
    (await cluster.sql<{ at: string }>('select pg_current_wal_insert_lsn()::text as at'))[0]?.at
  const [from, cpuBefore, databaseBefore] = [await position(), serving(), database()]
  const done = await work()
  const [databaseAfter, cpuAfter, to] = [database(), serving(), await position()]
  const [wal] = await cluster.sql<{ records: string; images: string }>(
    'select sum(record_size) as records, sum(fpi_size) as images from pg_get_wal_stats($1::pg_lsn, $2::pg_lsn)',
    [from, to],
  )
  return {
    node: spent(cpuBefore, cpuAfter) / 1000 / done,
    postgres: spent(databaseBefore, databaseAfter) / 1000 / done,
    walRecords: Number(wal?.records ?? 0) / done,
    walImages: Number(wal?.images ?? 0) / done,
    done,
  }
}

function spent(before: ReadonlyMap<number, number>, after: ReadonlyMap<number, number>): number {
  let total = 0
  for (const [pid, now] of after) total += now - (before.get(pid) ?? 0)
  return total
}

async function imported(session: Session, programme: Programme, seconds: number): Promise<number> {
  const report = await (await session.product()).post({
    programId: programme.programId,
    shape: programme.shape,
    seconds,
    first: programme.next,
    batch: 500,
    callers: 2,
  })
  programme.next += report.sent
  if (report.refused > 0) throw new Error(`${report.refused} orders were refused`)
  return report.posted
}

const rounds = Number(process.argv[2] ?? 3)
const members = Number(process.argv[3] ?? uniformMembers)
const session = openSession({ rounds, seconds: 4 }, (line) => process.stderr.write(`${line}\n`))
try {
  const cluster = await session.cluster()
  await cluster.sql('create extension if not exists pg_walinspect')
  const programme = await session.programme({ key: 'load', members })
  const one = () => session.product()
  const all = () => session.everyCore()
  const http =
    (open: () => Promise<Product>, connections: number) =>
    async (seconds: number): Promise<number> =>
      (await session.http({ programme, connections, seconds, product: await open() })).sent
  const loads: Record<string, { by: () => Promise<Product>; run: (seconds: number) => Promise<number> }> = {
    import: { by: one, run: (seconds) => imported(session, programme, seconds) },
    'http 256': { by: one, run: http(one, 256) },
    'http 16': { by: one, run: http(one, 16) },
    'every core 256': { by: all, run: http(all, 256) },
    'every core 16': { by: all, run: http(all, 16) },
  }
  const only = process.argv[4]?.split(',')
  for (const [name, { by, run }] of Object.entries(loads)) {
    if (only !== undefined && !only.includes(name)) continue
    const product = await by()
    await run(4)
    const costs: Cost[] = []
    for (let round = 0; round < rounds; round += 1) costs.push(await costOf(session, product, () => run(4)))
    const median = (of: (cost: Cost) => number) =>
      costs
        .map(of)
        .sort((a, b) => a - b)
        [Math.floor(costs.length / 2)]?.toFixed(0)
    process.stdout.write(
      `${name}: node ${median((c) => c.node)} us, postgres ${median((c) => c.postgres)} us, wal ${median((c) => c.walRecords)} + ${median((c) => c.walImages)} bytes; ${costs.map((c) => `${c.node.toFixed(0)}/${c.postgres.toFixed(0)}`).join(' ')} (${costs.map((c) => c.done).join(' ')}) rate ${median((c) => c.done / 4)}\n`,
    )
  }
} finally {
  await session.close()
}
