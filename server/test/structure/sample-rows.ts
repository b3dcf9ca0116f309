import type pg from 'pg'

/** A tenant of the sample: program and organisation have the same number. */
export type TenantNumber = 1 | 2

/** One table of the catalogue with what is needed to make a row of it. */
export interface Table {
  name: string
  columns: Column[]
}

interface Column {
  name: string
  type: string
  position: number
  required: boolean
  identity: boolean
  /** The first text that a check constraint allows here, where it lists any. */
  allowed: string | null
}

/** All tables that may hold a tenant's rows, from the catalogue: a new table cannot be forgotten. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Column & { table: string }>(
    `select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type, a.attnum::int as position,
       a.attnotnull and not a.atthasdef as required, a.attidentity <> '' as identity,
       (select substring(pg_get_constraintdef(k.oid) from '''([^'']+)''::text') from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as allowed
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     -- What the database computes itself cannot be written by anybody.
     where a.attgenerated = '' and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss') and c.relkind in ('r', 'p')
     order by c.relname, a.attnum`,
  )
  const tables = new Map<string, Table>()
  for (const { table, ...column } of rows) {
    const known = tables.get(table) ?? { name: table, columns: [] }
    known.columns.push(column)
    tables.set(table, known)
  }
  return [...tables.values()]
}

/** The statement that inserts one valid row of a tenant. Texts and ids are the same for every tenant, on purpose. */
export function insertRow(table: Table, tenant: TenantNumber): string {
  const columns = table.columns.filter((column) => column.required || column.identity)
  const names = columns.map((column) => quoted(column.name)).join(', ')
  const values = columns.map((column) => valueFor(column, tenant)).join(', ')
  return `insert into ${quoted(table.name)} (${names}) overriding system value values (${values})`
}

/** Inserts a row of the tenant into every table, parents before children. Returns the refusals that remain. */
export async function insertEverywhere(
  client: pg.Client,
  input: { tables: readonly Table[]; tenant: TenantNumber },
): Promise<string[]> {
  let waiting = [...input.tables]
  let refusals: string[] = []
  do {
    const before = waiting.length
    refusals = []
    const again: Table[] = []
    for (const table of waiting) {
      const refusal = await attempt(client, insertRow(table, input.tenant))
      if (refusal === undefined) continue
      again.push(table)
      refusals.push(`${table.name}: ${refusal.message}`)
    }
    waiting = again
    if (waiting.length === before) break
  } while (waiting.length > 0)
  return refusals
}

/** Runs one statement and returns its error, if any; inside a transaction the statement alone is undone. */
export async function attempt(
  client: pg.Client,
  sql: string,
): Promise<{ code: string; message: string } | undefined> {
  await client.query('savepoint attempt')
  try {
    await client.query(sql)
    await client.query('release savepoint attempt')
    return undefined
  } catch (cause) {
    await client.query('rollback to savepoint attempt')
    const { code, message } = cause as { code?: string; message: string }
    return { code: code ?? 'unknown', message }
  }
}

/** Says for the rest of the transaction whose rows are wanted. */
export async function enterTenant(client: pg.Client, tenant: TenantNumber): Promise<void> {
  await client.query(
    "select set_config('perennial.program', $1, true), set_config('perennial.organization', $1, true)",
    [String(tenant)],
  )
}

/** A name as SQL writes it. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

// Small numbers differ by column, so that a row may name two different accounts.
function valueFor(column: Column, tenant: TenantNumber): string {
  if (column.name === 'program_id' || column.name === 'organization_id') return String(tenant)
  if (column.allowed !== null) return `'${column.allowed}'`
  // A transfer has two ends.
  if (column.name === 'to_owner') return `'018f0000-0000-7000-8000-000000000002'`
  const isCredential = column.type === 'bytea'
  if (isCredential) return `decode(repeat('0${tenant}', 32), 'hex')`
  return valueOfType[column.type]?.(column.position) ?? `'sample'`
}

const valueOfType: Record<string, (position: number) => string> = {
  integer: String,
  bigint: String,
  smallint: String,
  boolean: () => 'true',
  uuid: () => `'018f0000-0000-7000-8000-000000000001'`,
  json: () => `'{}'`,
  jsonb: () => `'{}'`,
  'timestamp with time zone': () => `'2026-01-01T00:00:00Z'`,
  'text[]': () => `'{}'`,
  'uuid[]': () => `'{}'`,
  'smallint[]': () => `'{}'`,
  'bigint[]': () => `'{}'`,
  xid8: () => `'1'`,
  date: () => `'2026-01-01'`,
}
