import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { perPound, sampleDefinitions } from '../../src/activity/sample.ts'
import type { Program } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

const loaded = 30_000

let house: Harness
let program: Program

beforeAll(async () => {
  house = await openHarness()
  program = await house.createProgram('bulk', { definitions: sampleDefinitions({ money: perPound }) })
  const [order] = (await house.pipeline.submit(program, [orderOf('b-1', [['A', '1', '5.00']])])).map(answerOf)
  expect(order).toMatchObject({ status: 'recorded' })
})
afterAll(() => house.close())

// Joined row by row, which statistics from before the load make look cheap, this takes minutes.
test('a verification right after a load takes about as long as there are rows', async () => {
  const admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
  await admin.query('vacuum analyze')
  await admin.query(
    `create temp table loaded as select n, gen_random_uuid() as owner_id from generate_series(1, ${loaded}) n`,
  )
  for (const table of ['balance', 'journal']) {
    const own = (await admin.query(`select * from ${table} limit 1`)).fields.map(({ name }) => name)
    const columns = own.map((name) => (name === 'owner_id' ? 'l.owner_id' : `r."${name}"`)).join(', ')
    const inserted = await admin.query(
      `insert into ${table} select ${columns} from loaded l, (select * from ${table} limit 1) r`,
    )
    expect(inserted.rowCount).toBe(loaded)
  }
  await admin.end()
  const breaks = await house.verify(program)
  expect(breaks.map((each) => each.split(':')[0])).toContain('daily flows equal the journal')
}, 30_000)
