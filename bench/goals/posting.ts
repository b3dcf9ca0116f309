import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { orderText } from '../load/orders.ts'
import { alternate } from '../measure/alternate.ts'
import { goalOf } from '../measure/goals.ts'
import type { Row } from '../measure/table.ts'
import type { Cluster } from '../server/cluster.ts'
import { postingProgram } from '../server/program.ts'
import { pgbenchProgram, runPgbench } from '../server/tpcb.ts'
import { prepareTransfers, transferScript } from '../server/transfers.ts'
import { type Programme, ratioRow, requireSoundBooks, type Session, uniformMembers } from '../session.ts'

/** Posts batches of 500 without HTTP; orders a second. */
async function postBatches(session: Session, programme: Programme, seconds: number): Promise<number> {
  const product = await session.product()
  const { programId, shape, next: first } = programme
  const report = await product.post({ programId, shape, seconds, first, batch: 500, callers: 4 })
  programme.next += report.sent
  if (report.refused > 0) throw new Error(`${report.refused} orders were refused`)
  return report.posted / report.seconds
}

const ledgerBatch = 500
const ledgerLanes = 4

/** Posts batches of 500 to the ledger alone; postings a second. */
async function postLedger(session: Session, programme: Programme, seconds: number): Promise<number> {
  const product = await session.product()
  const { programId } = programme
  const report = await product.postLedger({ programId, seconds, batch: ledgerBatch, lanes: ledgerLanes })
  return report.posted / report.seconds
}

/**
 * P4: posting in large batches against TPC-B, and against a ledger with one call a transfer. Both know accounts and
 * amounts only, so ours is the ledger's own path; what a whole activity costs stands beside it.
 */
export async function postingAlone(session: Session): Promise<Row[]> {
  const { rounds, seconds } = session.extent
  const cluster = await session.cluster()
  const tpcb = await session.tpcb()
  const ask = { members: uniformMembers, definitions: postingProgram() }
  const ledger = await session.programme({ key: 'posting', ...ask })
  const whole = await session.programme({ key: 'activities', ...ask })
  await postLedger(session, ledger, Math.max(5, seconds))
  await postBatches(session, whole, Math.max(5, seconds))
  const transfers = await transferSide(cluster, seconds)
  const rates = await alternate(rounds, {
    posting: () => postLedger(session, ledger, seconds),
    tpcb: async () => (await tpcb.run(seconds)).perSecond,
    transfers: transfers ?? (async () => 1),
    pipeline: () => postBatches(session, whole, seconds),
  })
  for (const each of [ledger, whole]) await requireSoundBooks(session, each)
  const how = `Lock, settle, post and write 500 owners a transaction, ${ledgerLanes} transactions at once; no expiry.`
  const note = 'An equivalent of pgledger: one function call a transfer, two entries, indexes and keys.'
  const told = 'One rule, no ladder; checked, stored, claimed and told like any order. No goal names it.'
  return [
    ratioRow('P4/tpcb', { above: rates.posting, below: rates.tpcb }, how),
    transfers === undefined
      ? { goal: goalOf('P4/pgledger'), measured: undefined, note: 'There is no pgbench to drive it.' }
      : ratioRow('P4/pgledger', { above: rates.posting, below: rates.transfers }, note),
    ratioRow('P4/pipeline', { above: rates.pipeline, below: rates.tpcb }, told),
  ]
}

/** The better of 8 and 32 connections, like TPC-B. */
async function transferSide(cluster: Cluster, seconds: number): Promise<(() => Promise<number>) | undefined> {
  const pgbench = pgbenchProgram()
  if (pgbench === undefined) return undefined
  const url = await prepareTransfers(cluster, uniformMembers)
  const script = path.join(cluster.folder, 'transfer.sql')
  writeFileSync(script, transferScript(uniformMembers))
  const run = (connections: number) => runPgbench(pgbench, ['-f', script], { url, connections, seconds })
  return async () => Math.max(await run(8), await run(32))
}

const copyRows = 50_000

/** Fills a file with orders as COPY reads them: the natural key and the body. */
function writeCopyFile(cluster: Cluster, programme: Programme, round: number): string {
  const file = path.join(cluster.folder, 'orders.copy')
  const first = round * copyRows
  const lines = Array.from({ length: copyRows }, (_, index) => {
    const body = orderText(programme.shape, first + index)
    return `1\tbench\t${first + index}\torder.placed\t${body.replaceAll('\\', '\\\\')}`
  })
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o644 })
  return file
}

/** Rows a second of COPY into a table with the natural key. */
async function copyOrders(cluster: Cluster, file: string, emptyFirst: boolean): Promise<number> {
  if (emptyFirst) await cluster.sql('truncate copied_order')
  const startedAt = performance.now()
  await cluster.sql(`copy copied_order from '${file.replaceAll("'", "''")}'`)
  return copyRows / ((performance.now() - startedAt) / 1000)
}

/** P8: what an import posts against bare COPY of the same bodies. */
export async function importAgainstCopy(session: Session): Promise<Row[]> {
  const { rounds, seconds } = session.extent
  const cluster = await session.cluster()
  await cluster.sql(
    `create table copied_order (program_id int, source text, source_id text, type text, body json,
       primary key (program_id, source, source_id, type))`,
  )
  const filled = await session.programme({ key: 'load', members: uniformMembers })
  await postBatches(session, filled, Math.max(5, seconds))
  const again = await alternate(rounds, {
    posting: () => postBatches(session, filled, seconds),
    copy: (round) => copyOrders(cluster, writeCopyFile(cluster, filled, round), false),
  })
  const fresh = await alternate(rounds, {
    posting: async (round) => {
      const empty = await session.programme({ key: `fresh-${round}`, members: uniformMembers })
      return postBatches(session, empty, seconds)
    },
    copy: (round) => copyOrders(cluster, writeCopyFile(cluster, filled, rounds + round), true),
  })
  const note = 'Both sides keep the same bodies under the same key; ours also decides ten rules and posts.'
  return [
    ratioRow('P8/incremental', { above: again.posting, below: again.copy }, note),
    ratioRow('P8/initial', { above: fresh.posting, below: fresh.copy }, 'A new programme in each round.'),
  ]
}
