import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import { ratios, spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import type { Cluster } from '../server/cluster.ts'
import { type Programme, type Session, uniformMembers, warmUp } from '../session.ts'

interface Balances {
  updates: number
  hot: number
}

async function balanceUpdates(cluster: Cluster): Promise<Balances> {
  const [row] = await cluster.sql<{ updates: string; hot: string }>(
    `select n_tup_upd as updates, n_tup_hot_upd as hot from pg_stat_user_tables where relname = 'balance'`,
  )
  return { updates: Number(row?.updates ?? 0), hot: Number(row?.hot ?? 0) }
}

interface Wal {
  /** Bytes of records, without images of pages. */
  records: number
  /** Bytes of images of whole pages, as compressed. */
  images: number
}

/** What work wrote, a unit of it, by what the log itself holds. */
async function walPer(cluster: Cluster, work: () => Promise<number>): Promise<Wal> {
  const position = async () => {
    const [row] = await cluster.sql<{ at: string }>('select pg_current_wal_insert_lsn()::text as at')
    return row?.at ?? '0/0'
  }
  const before = await position()
  const done = await work()
  const after = await position()
  const [sum] = await cluster.sql<{ records: string; images: string }>(
    'select sum(record_size) as records, sum(fpi_size) as images from pg_get_wal_stats($1::pg_lsn, $2::pg_lsn)',
    [before, after],
  )
  return { records: Number(sum?.records ?? 0) / done, images: Number(sum?.images ?? 0) / done }
}

const dayMs = 86_400_000
const regulars = 10_000

/** Members who order about once a day and did so before: what most earns of a shop are, and what TPC-B's accounts are. */
async function regularCustomers(session: Session): Promise<Programme> {
  const stepMs = Math.round(dayMs / regulars)
  const times = { startMs: Date.now() - 60 * dayMs, stepMs }
  const programme = await session.programme({ key: 'regulars', members: regulars, times })
  const product = await session.product()
  const before = 2 * regulars
  session.say(`Posting ${before.toLocaleString('en')} earlier orders of regular customers`)
  while (programme.next < before) {
    const { programId, shape, next } = programme
    const report = await product.post({ programId, shape, seconds: 5, first: next, batch: 500, callers: 2 })
    programme.next += report.sent
    if (report.refused > 0) throw new Error(`${report.refused} orders were refused`)
  }
  return programme
}

/**
 * P14: what is written: records and images of whole pages, as the log holds them. Images become fewer the longer ago
 * the last checkpoint is, and TPC-B touches more pages than we do, so both sides run unmeasured after a checkpoint
 * first, and the note tells the two kinds apart. Measured for regular customers, and beside it for members who are new.
 */
export async function writeVolume(session: Session): Promise<Row[]> {
  const { rounds, seconds } = session.extent
  const cluster = await session.cluster()
  const tpcb = await session.tpcb()
  const programme = await regularCustomers(session)
  const fresh = await session.programme({ key: 'load', members: uniformMembers })
  const sent = async (to: Programme) =>
    (await session.http({ programme: to, connections: 256, seconds })).sent
  const earn = () => sent(programme)
  const transact = async () => (await tpcb.runWith(32, seconds)) * seconds
  await warmUp(session, programme)
  await cluster.sql('create extension if not exists pg_walinspect')
  await cluster.sql('checkpoint')
  for (let turn = 0; turn < 2; turn += 1) {
    await earn()
    await sent(fresh)
    await transact()
  }
  const before = await balanceUpdates(cluster)
  const images = { earn: [] as number[], fresh: [] as number[], tpcb: [] as number[] }
  const totalOf = async (side: keyof typeof images, work: () => Promise<number>) => {
    const wal = await walPer(cluster, work)
    images[side].push(wal.images)
    return wal.records + wal.images
  }
  const bytes = await alternate(rounds, {
    earn: () => totalOf('earn', earn),
    fresh: () => totalOf('fresh', () => sent(fresh)),
    tpcb: () => totalOf('tpcb', transact),
  })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const after = await balanceUpdates(cluster)
  const share = (100 * (after.hot - before.hot)) / Math.max(1, after.updates - before.updates)
  const rate = (values: readonly number[]) => Math.round(spreadOf(values).median)
  const noteOf = (side: 'earn' | 'fresh') =>
    `${rate(bytes[side])} / ${rate(bytes.tpcb)} bytes, of them images of pages ${rate(images[side])} / ${rate(images.tpcb)}; a record with an image holds less else.`
  return [
    {
      goal: goalOf('P14/hot'),
      measured: spreadOf([share]),
      note: `Of ${(after.updates - before.updates).toLocaleString('en')} updates.`,
    },
    {
      goal: goalOf('P14/wal'),
      measured: spreadOf(ratios(bytes.earn, bytes.tpcb)),
      note: `${noteOf('earn')} Members who ordered before and order about once a day.`,
    },
    {
      goal: goalOf('P14/new'),
      measured: spreadOf(ratios(bytes.fresh, bytes.tpcb)),
      note: `${noteOf('fresh')} Nearly every order is its member's first. No goal names it.`,
    },
  ]
}
