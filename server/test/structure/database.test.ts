import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { catalogueProblems, keysAcrossTenants, tablesOfNoTenant } from './catalogue.ts'

let database: TestDatabase
let owner: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  owner = new pg.Client({ connectionString: database.ownerUrl })
  await owner.connect()
})

afterAll(async () => {
  await owner.end()
  await database.drop()
})

/** What the catalogue check says beyond the schema of the migrations, after `sql`; everything is undone. */
async function problemsAfter(sql: string): Promise<string[]> {
  await owner.query('begin')
  try {
    await owner.query(sql)
    return await catalogueProblems(owner)
  } finally {
    await owner.query('rollback')
  }
}

describe('A-05: every table keeps its tenant', () => {
  it('holds for the schema of the migrations', async () => {
    expect(await catalogueProblems(owner)).toEqual([])
  })

  const table = (columns: string): string => `create table stray (${columns});`
  const secured = 'alter table stray enable row level security; alter table stray force row level security;'
  const expression = 'program_id = (select perennial_program())'
  const policy = `create policy rows on stray using (${expression}) with check (${expression});`
  const good = table('program_id int not null, a int, primary key (program_id)') + secured + policy

  it.each([
    [
      'no tenant column',
      `${table('a int primary key')}${secured}`,
      /stray: a table without program_id or organization_id NOT NULL/,
    ],
    [
      'a tenant that may be null',
      `${table('program_id int, a int primary key')}${secured}`,
      /NOT NULL is refused/,
    ],
    [
      'no row-level security',
      table('program_id int primary key'),
      /stray: row-level security that is not enabled and forced/,
    ],
    [
      'security that is not forced',
      good.replace('alter table stray force row level security;', ''),
      /not enabled and forced/,
    ],
    ['no policy', good.replace(policy, ''), /stray: a table without a policy/],
    [
      'a policy without WITH CHECK',
      good.replace(policy, `create policy rows on stray using (${expression});`),
      /with USING and WITH CHECK is refused/,
    ],
    [
      'a policy that lets everything through',
      `${good}create policy open on stray using (true) with check (true);`,
      /stray.open: a policy that does not compare the tenant/,
    ],
    [
      'an index that begins elsewhere',
      `${good}create index stray_a on stray (a);`,
      /stray_a: an index of stray that does not begin/,
    ],
    [
      'a unique key across tenants',
      `${good}alter table stray add constraint stray_once unique (a);`,
      /stray_once: an index of stray/,
    ],
    [
      'no primary key',
      good.replace(', primary key (program_id)', ''),
      /stray: a table without a primary key/,
    ],
    [
      'a foreign key without the tenant',
      `${good}alter table stray add constraint stray_to foreign key (a) references program (program_id);`,
      /stray_to: a foreign key that does not begin/,
    ],
    [
      "a view with its owner's rights",
      'create view peek as select 1 from journal;',
      /peek: a view without security_invoker/,
    ],
    [
      'a materialised view',
      'create materialized view peek as select 1 as a;',
      /peek: a materialised view is refused/,
    ],
    [
      'a definer without search_path',
      "create function peek() returns int language sql security definer as 'select 1'; revoke execute on function peek() from public;",
      /peek: SECURITY DEFINER without a pinned search_path/,
    ],
    [
      'a definer that everybody may call',
      "create function peek() returns int language sql security definer set search_path = pg_catalog as 'select 1';",
      /peek: SECURITY DEFINER that PUBLIC may call/,
    ],
  ])('refuses %s', async (_, sql, expected) => {
    expect(await problemsAfter(sql)).toContainEqual(expect.stringMatching(expected))
  })

  it('accepts a table that keeps the rules', async () => {
    expect(await problemsAfter(good)).toEqual([])
  })

  it('lists no exception that does not exist', async () => {
    const { rows } = await owner.query<{ relname: string }>('select relname from pg_class')
    const names = new Set(rows.map((row) => row.relname))
    const listed = [...Object.keys(tablesOfNoTenant), ...Object.keys(keysAcrossTenants)]
    expect(listed.filter((name) => !names.has(name))).toEqual([])
  })
})
