import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Database, onceOnly, openDatabase } from '../../src/platform/database.ts'
import { compileRule, RuleError, type SqlPlace, translateRule } from '../../src/rules/index.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { conditions, type Facts, facts, kinds, max, type Name, variables } from './sql-conditions.ts'

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

function compiled(source: string) {
  const rule = compileRule<boolean>(source, { variables, moneyExponent: 2, result: 'bool' })
  if (!rule.ok) throw new Error(`${source}: ${rule.refusal.detail}`)
  return rule.value
}

const sqlTypes = {
  bool: 'boolean',
  int: 'bigint',
  money: 'bigint',
  timestamp: 'bigint',
  duration: 'bigint',
  string: 'text',
}

/** What PostgreSQL says of each member. */
async function answers(source: string, members: readonly Facts[]): Promise<boolean[]> {
  const params: unknown[] = [JSON.stringify(members)]
  const param: SqlPlace['param'] = (value, type) => `$${params.push(value)}::${type}`
  const fact: SqlPlace['fact'] = ([, name = '', key]) => {
    if (name === 'tags') return `array(select jsonb_array_elements_text(m.facts -> 'tags'))`
    if (name === 'map') return key === undefined ? undefined : `(m.facts -> 'map' ->> ${param(key, 'text')})`
    return `(m.facts ->> '${name}')::${sqlTypes[kinds[name as Name]]}`
  }
  const sql = translateRule(compiled(source), { fact, param })
  if (!sql.ok) throw new Error(sql.refusal.detail)
  const rows = await database.read('none', (tx) =>
    tx.query<{ fits: boolean | null }>(
      onceOnly(`select (${sql.value}) as fits from jsonb_array_elements($1::jsonb) with ordinality as m (facts, place)
        order by m.place`),
      params,
    ),
  )
  return rows.map((row) => row.fits === true)
}

function evaluated(source: string, facts: Facts): boolean {
  try {
    return compiled(source).evaluate({ f: facts })
  } catch (error) {
    if (error instanceof RuleError) return false
    throw error
  }
}

async function agree(source: string, members: readonly Facts[]): Promise<boolean[]> {
  const told = await answers(source, members)
  expect(told, source).toEqual(members.map((facts) => evaluated(source, facts)))
  return told
}

describe('what has no SQL form is refused with its place', () => {
  test.each<[source: string, message: string, offset: number]>([
    ['f.map == {"a": "b"}', 'cannot be compared', 0],
    ['true && f.tags == ["a"]', 'cannot be compared', 8],
    ['f.tags.filter(t, t == "a").size() > 0', 'filter() cannot stand', 0],
    ['f.map.exists(k, k == "a")', 'a list of texts', 0],
    ['f.tags[0] == "a"', 'by its number', 0],
    ['f.map[f.word] == "a"', 'written out', 6],
    ['f.word in f.map', 'written out', 0],
    ['double(f.word) > 1.5', 'double(string) cannot stand', 0],
    ['double(f.whole) * 2.0 > 1.5', 'not calculated with', 0],
    ['f.at.getHours(f.word) == 1', 'time zone must be written out', 0],
    ['f.word == "\\u0000"', 'no fact can have', 10],
    [`${'max(f.whole, '.repeat(20)}f.whole${')'.repeat(20)} > 1 && size(f.map) == 1`, 'size(map)', 0],
  ])('%s', (source, message, offset) => {
    const place: SqlPlace = { fact: ([, name]) => (name === 'map' ? undefined : 'x'), param: () => '$1' }
    const sql = translateRule(compiled(source), place)
    expect(sql).toMatchObject({ ok: false, refusal: { code: 'rule_invalid' } })
    if (sql.ok) return
    expect(sql.refusal.detail).toContain(message)
    if (offset > 0) expect(sql.refusal.extra?.position).toMatchObject({ offset })
  })
})

const runs = process.env.PERENNIAL_LONG === '1' ? 5000 : 300

test('PostgreSQL answers every condition for every member as the evaluator does', async () => {
  const seen = { true: 0, false: 0 }
  await fc.assert(
    fc.asyncProperty(
      conditions(3),
      fc.array(facts, { minLength: 4, maxLength: 12 }),
      async (source, members) => {
        for (const told of await agree(source, members)) seen[told ? 'true' : 'false']++
      },
    ),
    { numRuns: runs },
  )
  // The property says nothing unless both outcomes come up often.
  expect(Math.min(seen.true, seen.false)).toBeGreaterThan(runs / 2)
}, 600_000)

test('the edges agree, too', async () => {
  const member: Facts = {
    whole: max,
    other: 0,
    word: '\uffff',
    text: '\u{1f600}',
    at: Date.UTC(2399, 11, 31),
    span: 86_400_000 * 2,
    tags: [],
    map: {},
  }
  for (const source of [
    'f.whole + 1 > 0',
    'f.whole + 1 > 0 || true',
    'f.whole / f.other > 0',
    'f.whole % f.other == 0 || f.whole > 0',
    'f.word < f.text',
    'f.at + f.span > f.at',
    'f.price > 1.0 || f.whole > 1',
    '!(f.price > 1.0)',
    'f.price > 1.0 && false',
    '!(f.price > 1.0 && false)',
    'f.tags.all(t, false)',
    'int("x") > 1 || f.whole > 1',
    '1 / 0 == 1 || f.whole > 1',
    'f.whole == 9007199254740991',
    '!(f.map.city in f.tags)',
    '!(f.map.city in [])',
    'f.whole in [f.whole, 9007199254740991 * 2]',
    'f.other in [f.other, int("x")] || f.whole > 1',
  ])
    await agree(source, [member])
})
