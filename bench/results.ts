import { cpus, release, totalmem, type } from 'node:os'
import { notesText, type Row, tableText } from './measure/table.ts'
import { type Session, uniformMembers } from './session.ts'

const shown = [
  'fsync',
  'synchronous_commit',
  'full_page_writes',
  'wal_compression',
  'shared_buffers',
  'effective_cache_size',
  'work_mem',
  'max_wal_size',
  'checkpoint_timeout',
  'max_connections',
  'autovacuum',
  'default_transaction_isolation',
]

/** What was measured, on what, and what a reader must know to believe it. */
export async function resultsText(session: Session, rows: readonly Row[]): Promise<string> {
  const cluster = await session.cluster()
  const tpcb = await session.tpcb()
  const settings = await cluster.sql<{ name: string; value: string }>(
    `select name, current_setting(name) as value from pg_settings where name = any($1::text[]) order by name`,
    [shown],
  )
  const [server] = await cluster.sql<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  const { rounds, seconds } = session.extent
  const [processor] = cpus()
  const memoryGb = Math.round(totalmem() / 1024 ** 3)
  return `# Results

Written by \`npm run bench\`; a ratio is the median of ${rounds} rounds in which both sides took turns of ${seconds} s on the same
database server. The spread is the lowest and the highest round.

${tableText(rows)}

## Behind the numbers

${notesText(rows)}

## Machine and settings

- ${cpus().length} x ${processor?.model ?? 'unknown processor'}, ${memoryGb} GiB, ${type()} ${release()}, Node ${process.version}.
- Database, product and load share these cores: the load and the database take processor time from the product.
- PostgreSQL ${server?.version}, the embedded server with the product's own settings: ${settings.map((each) => `${each.name}=${each.value}`).join(', ')}.
- TPC-B: scale 50, prepared statements, driven by ${tpcb.driver}; the better of 8 and 32 connections.
- Product: \`--role api\`, its own defaults for lanes and batches, read committed, row-level security on, node-postgres.
  P1, P2, P5, P6 and P7 with \`PERENNIAL_API_PROCESSES=auto\`, P1/one and all others with one process.
- Load: a process of its own, keep-alive connections that each wait for their reply; orders of three lines, each with a
  new key, by ${uniformMembers.toLocaleString('en')} enrolled members in no order; ten earning rules (one capped, several with conditions), a ladder of
  four tiers, an API key.
- After the loads the ledger was recomputed from its journal and agreed.
`
}
