import { randomUUID } from 'node:crypto'
import { ensureOrganization } from '../../server/src/access/index.ts'
import { composeProduct } from '../../server/src/app/compose.ts'
import { orThrow } from '../../server/src/kernel/verdict.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { startLoad } from '../load/load.ts'
import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import { spreadOf } from '../measure/statistics.ts'
import type { Row } from '../measure/table.ts'
import { type Cluster, startCluster } from '../server/cluster.ts'
import { enrolMembers } from '../server/members.ts'
import { postOrders } from '../server/post-orders.ts'
import { postingProgram } from '../server/program.ts'
import { ratioRow, requireSoundBooks, type Session, uniformMembers } from '../session.ts'

const eachHas = 1_000_000

/** Gives every member of a programme points set-wise, by a row and a lot each: what they have is not what is measured. */
async function fillPurses(cluster: Cluster, programId: number): Promise<void> {
  await cluster.sql(
    `insert into journal (program_id, owner_id, currency, seq, bucket, debit, credit, amount, activity_id, release, rule,
        reason, effective_at, posted_at, remaining)
      select program_id, owner_id, currency, 1, bucket, 1, 2, $2, owner_id, 1, 'base', 'earn', now(), now(), $2
      from balance where program_id = $1`,
    [programId, eachHas],
  )
  await cluster.sql(
    'update balance set available = $2, lifetime_earned = $2, seq = 1 where program_id = $1',
    [programId, eachHas],
  )
  await cluster.sql(
    `insert into ledger_day (program_id, day, currency, debit, credit, slice, amount)
      select $1, floor(extract(epoch from effective_at at time zone 'Europe/London') / 86400)::int, 1, 1, 2, uuidv7(), sum(amount)
      from journal where program_id = $1 group by 2`,
    [programId],
  )
  for (const table of ['journal', 'balance']) await cluster.sql(`vacuum analyze ${table}`)
}

/** P6: durable spends over HTTP, each under a key of its own, against TPC-B. */
export async function spendsAgainstTpcb(session: Session): Promise<Row[]> {
  const { rounds, seconds } = session.extent
  const tpcb = await session.tpcb()
  const product = await session.everyCore()
  const programme = await session.programme({ key: 'purses', members: uniformMembers })
  await fillPurses(await session.cluster(), programme.programId)
  const load = startLoad()
  const spends = { program: programme.key, members: uniformMembers, run: randomUUID() }
  let first = 0
  const spend = async (forSeconds: number) => {
    const target = { port: product.port, path: `/${programme.key}`, key: product.key }
    const ask = { target, shape: programme.shape, spends, connections: 256, seconds: forSeconds, first }
    const report = await load.run(ask)
    first += report.sent
    const others = Object.keys(report.statuses).filter((status) => status !== '200')
    if (others.length > 0) throw new Error(`Spends met other replies: ${JSON.stringify(report.statuses)}`)
    return report.answered / report.seconds
  }
  try {
    await spend(Math.max(5, seconds))
    const rates = await alternate(rounds, {
      spends: () => spend(seconds),
      tpcb: async () => (await tpcb.run(seconds)).perSecond,
    })
    await requireSoundBooks(session, programme)
    const note = `256 connections, ${uniformMembers.toLocaleString('en')} members with one lot each.`
    return [ratioRow('P6', { above: rates.spends, below: rates.tpcb }, note)]
  } finally {
    load.close()
  }
}

const ledgerTables = ['balance', 'journal', 'lot_use', 'lot_due', 'ledger_day', 'hold', 'transfer']
const activityTables = ['activity', 'activity_key', 'outbox', 'counter', 'tier_day', 'tier_state']
/** Bytes of one transfer in the ledger that others are measured by. */
const yardstick = 743

async function bytesOf(cluster: Cluster, tables: readonly string[]): Promise<number> {
  const [row] = await cluster.sql<{ bytes: string }>(
    `select sum(pg_total_relation_size(c.oid)) as bytes from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname = any($1)`,
    [tables],
  )
  return Number(row?.bytes ?? 0)
}

/**
 * P15: what earns and a fifth as many spends leave on disk, tables and indexes as they are, without a vacuum that
 * rewrites. A server of its own, because the sizes are of whole tables.
 */
export async function ledgerOnDisk(session: Session): Promise<Row[]> {
  const isLong = session.extent.rounds >= 5
  const earns = isLong ? 1_000_000 : 20_000
  const members = earns / 20
  const cluster = await startCluster(session.say)
  const database = openDatabase({ url: cluster.appUrl, connectionsMax: 4 })
  const hot = openDatabase({ url: cluster.appUrl, connectionsMax: 6, hot: true })
  const product = composeProduct({ database, hot, lanes: 4 })
  try {
    const { organizationId } = await ensureOrganization(database, { key: 'bench', name: 'Bench' })
    const template = { name: 'disk', definitions: [...postingProgram()] }
    const created = await product.programs.createProgram({
      organizationId,
      key: 'disk',
      actor: 'bench',
      template,
    })
    const { programId } = orThrow(created).program
    await enrolMembers(cluster, programId, members)
    const empty = {
      ledger: await bytesOf(cluster, ledgerTables),
      rest: await bytesOf(cluster, activityTables),
    }
    session.say(`Posting ${earns.toLocaleString('en')} earns and ${(earns / 5).toLocaleString('en')} spends`)
    const shape = { members, source: 'bench', startMs: Date.now() - 86_400_000 }
    let posted = 0
    while (posted < earns) {
      const seconds = isLong ? 10 : 1
      const report = await postOrders(product.pipeline, {
        programId,
        shape,
        seconds,
        first: posted,
        batch: 500,
        callers: 4,
      })
      if (report.refused > 0) throw new Error(`${report.refused} orders were refused`)
      posted += report.posted
    }
    const spent = await spendSome(product.pipeline, { cluster, programId, count: Math.floor(posted / 5) })
    const ledger = (await bytesOf(cluster, ledgerTables)) - empty.ledger
    const rest = (await bytesOf(cluster, activityTables)) - empty.rest
    const perEarn = ledger / posted
    const text = (value: number) => Math.round(value).toLocaleString('en')
    return [
      {
        goal: goalOf('P15'),
        measured: spreadOf([perEarn / yardstick]),
        note: `${text(perEarn)} bytes an earn after ${text(posted)} earns and ${text(spent)} spends (the goal says 10 M); activities, keys and events apart: ${text(rest / posted)}.`,
      },
    ]
  } finally {
    await product.pipeline.close()
    await Promise.all([database.close(), hot.close()])
    await cluster.stop()
  }
}

/** Spends a few points of members one after the other, 500 at a time; how many were carried out. */
async function spendSome(
  pipeline: ReturnType<typeof composeProduct>['pipeline'],
  ask: { cluster: Cluster; programId: number; count: number },
): Promise<number> {
  const { cluster, programId, count } = ask
  const owners = await cluster.sql<{ owner_id: string }>(
    'select owner_id from balance where program_id = $1 and available >= 100 order by owner_id',
    [programId],
  )
  let done = 0
  while (done < count) {
    const commands = Array.from({ length: Math.min(500, count - done) }, (_, index) => ({
      ownerId: owners[(done + index) % owners.length]?.owner_id as string,
      command: { verb: 'spend' as const, parts: [{ currency: 'points', amount: 1 + ((done + index) % 20) }] },
      type: 'wallet.spend',
      sourceId: randomUUID(),
    }))
    const verdicts = await pipeline.carryOut({ programId, clockOffsetSeconds: 0 }, commands)
    const refused = verdicts.find((each) => !each.ok)
    if (refused?.ok === false) throw new Error(`A spend was refused: ${refused.refusal.detail}`)
    done += commands.length
  }
  return done
}
