import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { openSession, type Programme, type Session, uniformMembers } from './session.ts'

/**
 * `node bench/cost.ts [rounds] [members]`: what one activity costs, in microseconds of processor time of the product and
 * of the database, and in bytes of the write-ahead log. Unlike a rate, this hardly depends on what else the machine does.
 */
interface Cost {
  node: number
  postgres: number
  walRecords: number
  walImages: number
  done: number
}

/** Nanoseconds of processor time of a process and all it started, threads included. */
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

async function costOf(session: Session, work: () => Promise<number>): Promise<Cost> {
  const cluster = await session.cluster()
  const product = await session.product()
  const postmaster = postmasterOf(cluster.folder)
  const database = () => new Map(childrenOf(postmaster).map((pid) => [pid, timeOf(pid)]))
  const position = async () =>
    (await cluster.sql<{ at: string }>('select pg_current_wal_insert_lsn()::text as at'))[0]?.at
  const [from, cpuBefore, databaseBefore] = [await position(), await product.cpu(), database()]
  const done = await work()
  const [databaseAfter, cpuAfter, to] = [database(), await product.cpu(), await position()]
  let postgres = 0
  for (const [pid, after] of databaseAfter) postgres += after - (databaseBefore.get(pid) ?? 0)
  const [wal] = await cluster.sql<{ records: string; images: string }>(
    'select sum(record_size) as records, sum(fpi_size) as images from pg_get_wal_stats($1::pg_lsn, $2::pg_lsn)',
    [from, to],
  )
  const node = cpuAfter.user + cpuAfter.system - cpuBefore.user - cpuBefore.system
  return {
    node: node / done,
    postgres: postgres / 1000 / done,
    walRecords: Number(wal?.records ?? 0) / done,
    walImages: Number(wal?.images ?? 0) / done,
    done,
  }
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
  const loads: Record<string, (seconds: number) => Promise<number>> = {
    import: (seconds) => imported(session, programme, seconds),
    'http 256': async (seconds) => (await session.http({ programme, connections: 256, seconds })).sent,
    'http 16': async (seconds) => (await session.http({ programme, connections: 16, seconds })).sent,
  }
  const only = process.argv[4]?.split(',')
  for (const [name, load] of Object.entries(loads)) {
    if (only !== undefined && !only.includes(name)) continue
    await load(4)
    const costs: Cost[] = []
    for (let round = 0; round < rounds; round += 1) costs.push(await costOf(session, () => load(4)))
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
