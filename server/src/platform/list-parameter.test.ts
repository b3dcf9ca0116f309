import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { type Database, openDatabase } from './database.ts'

let testDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 1 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

/** What the database understood of a list, item by item, as text. */
async function understood(type: string, items: readonly unknown[]): Promise<(string | null)[]> {
  const sql = `select item::text as item from unnest($1::${type}[]) with ordinality as list (item, place) order by place`
  const rows = await database.read('none', (tx) => tx.query<{ item: string | null }>(sql, [items]))
  return rows.map((row) => row.item)
}

const odd = ['', 'NULL', 'a"b', 'back\\slash', '{1,2}', "comma, quote'", 'سلام', '\u{1F600}', 'line\nend']

describe('a list as a parameter', () => {
  test.each([
    ['smallint', [-32_768, 0, null, 32_767], ['-32768', '0', null, '32767']],
    ['integer', [-2_147_483_648, undefined, 7], ['-2147483648', null, '7']],
    [
      'bigint',
      [-Number.MAX_SAFE_INTEGER, -1, 2 ** 32, Number.MAX_SAFE_INTEGER],
      ['-9007199254740991', '-1', '4294967296', '9007199254740991'],
    ],
    ['float8', [1.5, null, -0.1, 1764000000123], ['1.5', null, '-0.1', '1764000000123']],
    [
      'uuid',
      ['01933f6e-2b7a-7c3e-8d1f-0000000000ff', null, 'ABCDEF00-2B7A-7C3E-8D1F-000000000001'],
      ['01933f6e-2b7a-7c3e-8d1f-0000000000ff', null, 'abcdef00-2b7a-7c3e-8d1f-000000000001'],
    ],
    ['text', [...odd, null], [...odd, null]],
    ['bytea', [Buffer.from('00ff', 'hex'), null, Buffer.alloc(0)], ['\\x00ff', null, '\\x']],
    // Of no type that has a form of its own here: written as text.
    ['varchar', [...odd, null], [...odd, null]],
    ['integer', [], []],
    ['text', [], []],
  ])('of %s %j is understood', async (type, items, expected) => {
    expect(await understood(type, items)).toEqual(expected)
  })

  test.each([
    ['smallint', 32_768],
    ['integer', 2_147_483_648],
    ['bigint', 2 ** 53],
    ['bigint', 0.5],
    ['uuid', 'nobody'],
    ['uuid', '01933f6e-2b7a-7c3e-8d1f-0000000000ff00'],
  ])('of %s refuses %j as a broken invariant', async (type, item) => {
    await expect(understood(type, [item])).rejects.toThrow(/^Broken invariant/)
  })
})

describe('statements that travel together', () => {
  test('answer each for itself, and the first failure ends them all', async () => {
    const together = database.read('none', (tx) =>
      Promise.allSettled([
        tx.query<{ n: number }>('select 1 as n'),
        tx.query('select 1 / 0'),
        tx.query<{ n: number }>('select 3 as n'),
      ]).then((all) => all.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))),
    )
    await expect(together).resolves.toMatchObject(
      [[{ n: 1 }], /division/, /division/].map((each) =>
        each instanceof RegExp ? expect.stringMatching(each) : each,
      ),
    )
  })

  test('are known by name afterwards, whether they were parsed before the failure or not', async () => {
    for (let round = 0; round < 3; round += 1) {
      await database
        .read('none', (tx) =>
          Promise.all([tx.query('select 2 as n'), tx.query('select 1 / 0'), tx.query('select 4 as n')]),
        )
        .catch(() => {})
      const rows = await database.read('none', (tx) =>
        Promise.all([tx.query<{ n: number }>('select 4 as n'), tx.query<{ n: number }>('select 2 as n')]),
      )
      expect(rows.flat()).toEqual([{ n: 4 }, { n: 2 }])
    }
  })
})
