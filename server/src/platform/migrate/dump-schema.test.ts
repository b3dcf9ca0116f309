import { readFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { dumpSchema } from './dump-schema.ts'

let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  one = await createEmptyDatabase()
  other = await createEmptyDatabase()
})

afterAll(async () => {
  await one.drop()
  await other.drop()
})

async function run(database: TestDatabase, ...statements: string[]): Promise<void> {
  const client = new pg.Client(database.ownerUrl)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

test('the committed server/schema.sql is the schema after all migrations', async () => {
  const migrated = await createTestDatabase()
  try {
    const committed = readFileSync(path.join(import.meta.dirname, '../../../schema.sql'), 'utf8')
    const found = await dumpSchema(migrated.ownerUrl)
    expect(
      found,
      'Run `npx node server/src/platform/migrate/write-schema.ts` and review the difference.',
    ).toBe(committed)
  } finally {
    await migrated.drop()
  }
})

const made = [
  "create table apple (n int primary key, m text not null default 'x', check (n > 0))",
  'create table pear (n int references apple, k int generated always as (n * 2) stored)',
  'create index pear_by_n on pear (n) where n > 1',
  'alter table pear set (fillfactor = 70)',
  'alter table pear enable row level security',
  'create policy own on pear using (n = 1)',
  'create policy other on pear for select to perennial_app using (n = 2)',
  'create view fruit as select n from apple',
  "create function two() returns int language sql immutable as 'select 2'",
  'grant select, insert on pear to perennial_app',
  'grant update (n) on pear to perennial_app',
]

test('the order in which a schema was made does not show', async () => {
  const [first, ...rest] = made
  const fruitFirst = [...rest].sort((a, b) => Number(b.includes('fruit')) - Number(a.includes('fruit')))
  await run(one, ...made)
  await run(other, first ?? '', ...fruitFirst)
  expect(await dumpSchema(one.ownerUrl)).toBe(await dumpSchema(other.ownerUrl))
})

const changes = [
  'alter table apple alter m drop default',
  'alter table apple alter m drop not null',
  'alter table apple alter m type varchar(9)',
  'alter table pear add l int',
  'alter table pear set (fillfactor = 80)',
  'alter table pear disable row level security',
  'alter table pear force row level security',
  'alter policy own on pear using (n = 3)',
  'alter policy other on pear to public',
  'drop index pear_by_n',
  'alter table apple drop constraint apple_n_check',
  'create or replace view fruit as select n + 0 as n from apple',
  "create or replace function two() returns int language sql immutable as 'select 3'",
  'revoke execute on function two() from public',
  'revoke insert on pear from perennial_app',
  'grant update (k) on pear to perennial_app',
  'create unlogged table plum (n int)',
  "create type size as enum ('s', 'm')",
  'create domain small as int check (value < 10)',
  'create sequence steps',
]

// The changes follow each other in one database: each must show against what the earlier ones left.
test.each(changes)('a change shows: %s', async (change) => {
  const before = await dumpSchema(one.ownerUrl)
  await run(one, change)
  expect(await dumpSchema(one.ownerUrl)).not.toBe(before)
})
