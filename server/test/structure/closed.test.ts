import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { tablesOfNoTenant } from './catalogue.ts'
import {
  attempt,
  enterTenant,
  insertEverywhere,
  insertRow,
  listTables,
  quoted,
  type Table,
} from './sample-rows.ts'

const denied = '42501'

let database: TestDatabase
let owner: pg.Client
let app: pg.Client
let tables: Table[]

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  app = new pg.Client({ connectionString: database.appUrl })
  await Promise.all([owner.connect(), app.connect()])
  tables = (await listTables(owner)).filter((table) => !Object.hasOwn(tablesOfNoTenant, table.name))
  // Without rows to hide, a check that nothing is shown would prove nothing.
  for (const tenant of [1, 2] as const) {
    await owner.query('begin')
    await enterTenant(owner, tenant)
    const refusals = await insertEverywhere(owner, {
      tables: tables.map((table) => distinct(table, tenant)),
      tenant,
    })
    expect(refusals, 'a sample row for every table').toEqual([])
    await owner.query('commit')
  }
})

afterAll(async () => {
  await Promise.all([owner.end(), app.end()])
  await database.drop()
})

// The key of an organisation is the one text that is unique in the installation.
function distinct(table: Table, tenant: 1 | 2): Table {
  if (table.name !== 'organization') return table
  const columns = table.columns.map((column) =>
    column.name === 'key' ? { ...column, allowed: `key-${tenant}` } : column,
  )
  return { ...table, columns }
}

/** Runs `work` as the application in a transaction that is undone. */
async function asApp<T>(work: (client: pg.Client) => Promise<T>, tenant?: 1 | 2): Promise<T> {
  await app.query('begin')
  try {
    if (tenant) await enterTenant(app, tenant)
    return await work(app)
  } finally {
    await app.query('rollback')
  }
}

/** Rows that a statement shows or touches; 0 when the application may not run it. */
async function rowsOf(client: pg.Client, sql: string): Promise<number> {
  await client.query('savepoint rows')
  try {
    return (await client.query(sql)).rowCount ?? 0
  } catch (cause) {
    if ((cause as { code?: string }).code !== denied) throw cause
    await client.query('rollback to savepoint rows')
    return 0
  }
}

/** Every statement of a table that must show or touch nothing, given rows that are not the transaction's own. */
function statements(table: Table): string[] {
  const name = quoted(table.name)
  return [
    `select 1 from ${name}`,
    `select 1 from ${name} for update`,
    `delete from ${name}`,
    ...table.columns
      .filter((column) => !column.identity)
      .map((column) => `update ${name} set ${quoted(column.name)} = ${quoted(column.name)}`),
  ]
}

async function leaksOf(client: pg.Client): Promise<string[]> {
  const leaks: string[] = []
  for (const table of tables) {
    for (const sql of statements(table)) {
      const rows = await rowsOf(client, sql)
      if (rows > 0) leaks.push(`${rows} rows: ${sql}`)
    }
    const refusal = await attempt(client, insertRow(table, 2))
    if (refusal?.code !== denied) leaks.push(`${insertRow(table, 2)}: ${refusal?.message ?? 'inserted'}`)
    const emptied = await attempt(client, `truncate ${quoted(table.name)} cascade`)
    if (emptied?.code !== denied) leaks.push(`truncate ${table.name}: ${emptied?.message ?? 'done'}`)
  }
  return leaks
}

describe('A-04: the application sees nothing unless it says whose rows it wants', () => {
  it('has every table of the catalogue to try', () => {
    expect(tables.map((table) => table.name)).toEqual(
      expect.arrayContaining(['balance', 'journal', 'member', 'api_key']),
    )
  })

  it('without a context: SELECT, INSERT, UPDATE, DELETE and TRUNCATE on every table', async () => {
    expect(await asApp(leaksOf)).toEqual([])
  })

  it('without a context: every view', async () => {
    const { rows } = await owner.query<{ name: string }>(
      "select viewname as name from pg_views where schemaname not in ('pg_catalog', 'information_schema', 'pgboss')",
    )
    expect(rows).toContainEqual({ name: 'entries' })
    const counts = await asApp(async (client) => {
      const found: number[] = []
      for (const { name } of rows) found.push(await rowsOf(client, `select 1 from ${quoted(name)}`))
      return found
    })
    expect(counts).toEqual(rows.map(() => 0))
  })

  it('with an empty context, as a pooled connection keeps it', async () => {
    const leaks = await asApp(async (client) => {
      await client.query(
        "select set_config('perennial.program', '', true), set_config('perennial.organization', '', true), set_config('perennial.credential', '', true)",
      )
      return leaksOf(client)
    })
    expect(leaks).toEqual([])
  })

  it('with the hash of a credential that nobody has', async () => {
    const leaks = await asApp(async (client) => {
      await client.query("select set_config('perennial.credential', repeat('ff', 32), true)")
      return leaksOf(client)
    })
    expect(leaks).toEqual([])
  })

  it('with its context it sees its own row of every table that it may read, and only that', async () => {
    const counts = await asApp(async (client) => {
      const found: Record<string, number> = {}
      for (const table of tables)
        found[table.name] = await rowsOf(client, `select 1 from ${quoted(table.name)}`)
      return found
    }, 1)
    expect(counts).toEqual(Object.fromEntries(tables.map((table) => [table.name, 1])))
  })

  it('with its context it cannot write a row of another tenant', async () => {
    const leaks = await asApp(async (client) => {
      const found: string[] = []
      for (const table of tables) {
        const refusal = await attempt(client, insertRow(table, 2))
        if (refusal?.code !== denied) found.push(`${table.name}: ${refusal?.message ?? 'inserted'}`)
      }
      return found
    }, 1)
    expect(leaks).toEqual([])
  })

  it('cannot become another role, switch security off, or call what is not its own', async () => {
    const codes = await asApp(async (client) => {
      const found: (string | undefined)[] = []
      for (const sql of [
        'set role perennial_owner',
        'set session authorization perennial_owner',
        'alter table journal disable row level security',
        'alter table journal no force row level security',
        'drop policy program_rows on journal',
        'create table mine (id int)',
        'insert into perennial_migration select * from perennial_migration',
        'update perennial_migration set name = name',
        'delete from perennial_migration',
        'truncate perennial_migration',
      ]) {
        found.push((await attempt(client, sql))?.code)
      }
      return found
    }, 1)
    expect(codes).toEqual(codes.map(() => denied))
  })
})

describe('A-11: a unique key is no window into another tenant', () => {
  it('holds the same identifiers, keys and ids in two tenants', async () => {
    for (const tenant of [1, 2] as const) {
      await owner.query('begin')
      await enterTenant(owner, tenant)
      for (const table of tables.filter((each) => each.name !== 'organization')) {
        const { rowCount } = await owner.query(
          `select 1 from ${quoted(table.name)} where ${tenantOf(table)} = ${tenant}`,
        )
        expect(rowCount, table.name).toBe(1)
      }
      await owner.query('rollback')
    }
  })

  function tenantOf(table: Table): string {
    return table.columns.some((column) => column.name === 'program_id') ? 'program_id' : 'organization_id'
  }
})

describe('L-18, INV-4: what was posted stays posted', () => {
  it.each(['journal', 'lot_use', 'activity', 'release', 'audit_entry'])(
    '%s cannot be changed or removed',
    async (name) => {
      const table = tables.find((each) => each.name === name)
      const open = await asApp(async (client) => {
        const found: string[] = []
        for (const sql of [
          ...statements(table ?? { name, columns: [] }).filter((each) => !each.startsWith('select')),
          `truncate ${name}`,
        ]) {
          if ((await attempt(client, sql))?.code !== denied) found.push(sql)
        }
        return found
      }, 1)
      // What is left of a lot is a cache of what spending took; `verify` recomputes it.
      expect(open).toEqual(name === 'journal' ? ['update "journal" set "remaining" = "remaining"'] : [])
    },
  )
})
