import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './database.ts'

let one: TestDatabase
let other: TestDatabase

beforeAll(async () => {
  ;[one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
})

afterAll(async () => {
  await one.drop()
  await other.drop()
})

test('each test database is its own: a table in one is not in the other', async () => {
  await run(one.ownerUrl, 'CREATE TABLE only_here (n int)')
  await expect(run(other.ownerUrl, 'SELECT * FROM only_here')).rejects.toThrow('does not exist')
})

test('the app login of a test database may create nothing', async () => {
  await expect(run(one.appUrl, 'CREATE TABLE mine (n int)')).rejects.toThrow('permission denied')
  await expect(run(one.appUrl, 'CREATE SCHEMA mine')).rejects.toThrow('permission denied')
})

test('a dropped test database is gone although a connection to it was open', async () => {
  const third = await createTestDatabase()
  const client = new pg.Client(third.appUrl)
  client.on('error', () => {})
  await client.connect()
  await third.drop()
  await expect(run(third.appUrl, 'SELECT 1')).rejects.toThrow('does not exist')
})

async function run(url: string, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}
