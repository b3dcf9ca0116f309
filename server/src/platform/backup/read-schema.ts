import type pg from 'pg'
import type { BackupTable } from './form.ts'

interface TableRow {
  name: string
  columns: string[]
  secured: boolean
  tenant: string | null
  counts_transactions: boolean
}

// The record of migrations describes the database that it stands in: a restore brings the schema, and with it the record.
const ownTables = `from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'perennial_migration'`

/** Tables whose transaction numbers a restore knows how to move to another cluster. */
const movable = new Set(['outbox', 'outbox_cursor'])

/**
 * Every table of the product, parents before children, from the catalogue: a new table cannot be forgotten. Throws
 * on one that could not be copied whole.
 */
export async function readTables(client: pg.Client): Promise<BackupTable[]> {
  const { rows } = await client.query<TableRow>(
    `select c.relname as name, c.relrowsecurity as secured,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       exists (select from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and a.atttypid in ('xid'::regtype, 'xid8'::regtype)) as counts_transactions,
       (select substring(pg_get_expr(p.polwithcheck, p.polrelid) from 'perennial_(program|organization)\\(\\)')
        from pg_policy p where p.polrelid = c.oid and p.polcmd = '*' order by p.polname limit 1) as tenant
     ${ownTables} order by c.relname collate "C"`,
  )
  const tables = rows.map(({ name, columns, secured, tenant, counts_transactions }): BackupTable => {
    if (counts_transactions && !movable.has(name))
      throw new Error(
        `Broken invariant: ${name} holds transaction numbers, which mean nothing in another cluster`,
      )
    if (!secured) return { name, columns, tenant: 'none' }
    if (tenant === 'program' || tenant === 'organization') return { name, columns, tenant }
    throw new Error(`Broken invariant: the policy of ${name} names no tenant, so its rows could not be read`)
  })
  return parentsFirst(tables, await readParents(client))
}

async function readParents(client: pg.Client): Promise<{ child: string; parent: string }[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(
    `select distinct k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where n.nspname = 'public' and k.contype = 'f' and k.conrelid <> k.confrelid`,
  )
  return rows
}

/** Rows are checked against their parents when they come back. */
function parentsFirst(
  tables: readonly BackupTable[],
  links: readonly { child: string; parent: string }[],
): BackupTable[] {
  const sorted: BackupTable[] = []
  let waiting = [...tables]
  while (waiting.length > 0) {
    const missing = new Set(waiting.map((table) => table.name))
    const next = waiting.filter(
      ({ name }) => !links.some((link) => link.child === name && missing.has(link.parent)),
    )
    if (next.length === 0)
      throw new Error(`Broken invariant: foreign keys go in a circle: ${[...missing].join(', ')}`)
    sorted.push(...next)
    waiting = waiting.filter((table) => !next.includes(table))
  }
  return sorted
}

/** The migrations that the database has, in order; none in an empty one. */
export async function readRecord(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('public.perennial_migration') is not null as there`,
  )
  if (found.rows[0]?.there !== true) return []
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from perennial_migration order by name',
  )
  return rows
}

/** About how many rows there are, for showing how far a backup is. */
export async function estimateRows(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ rows: number }>(
    `select coalesce(sum(greatest(c.reltuples, 0)), 0)::float8 as rows ${ownTables}`,
  )
  return rows[0]?.rows ?? 0
}

/** The next number of each sequence that has given one. They never go back, so reading them late is safe. */
export async function readSequences(client: pg.Client): Promise<{ name: string; next: string }[]> {
  const { rows } = await client.query<{ name: string; next: string }>(
    `select sequencename as name, (last_value + increment_by)::text as next from pg_sequences
     where schemaname = 'public' and last_value is not null order by sequencename`,
  )
  return rows
}
