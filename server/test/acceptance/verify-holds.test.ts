import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { perPound, sampleDefinitions } from '../../src/activity/sample.ts'
import type { Program } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let admin: pg.Client
let program: Program

beforeAll(async () => {
  house = await openHarness()
  admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
  program = await house.createProgram('held', { definitions: sampleDefinitions({ money: perPound }) })
  const [order] = (await house.pipeline.submit(program, [orderOf('h-1', [['A', '1', '5.00']])])).map(answerOf)
  expect(order).toMatchObject({ status: 'recorded' })
  expect(await house.verify(program)).toEqual([])
})
afterAll(async () => {
  await admin.end()
  await house.close()
})

function hold(parts: string, state = 'open'): string {
  return `insert into hold (program_id, owner_id, hold_id, currency, bucket, amount, state, opened_at, expires_at, closed_at, parts)
   select program_id, owner_id, gen_random_uuid(), currency, bucket, 5, '${state}', now(), now(), ${state === 'open' ? 'null' : 'now()'}, '${parts}'
   from journal where remaining > 0 limit 1`
}

const sent = `insert into transfer (program_id, transfer_id, currency, kind, from_owner, to_owner, amount, debt, state, lots, sent_at)
   select program_id, gen_random_uuid(), currency, 'gift', owner_id, gen_random_uuid(), 5, 0, 'sent', '[]', now()
   from journal where remaining > 0 limit 1`

const inBalance = 'what a balance holds back is what its open holds ask for'
const inJournal = 'a hold is what the journal says it is'
const inLots = 'open holds speak for no more of a lot than is left of it'
const isListed = 'who has something due is listed for it in time'
const onItsWay = 'what is on its way is what was sent and has not arrived'

test.each([
  ['an open hold that nothing was posted for', hold('[[900, 5]]'), [inBalance, inJournal, inLots, isListed]],
  ['a closed hold that nothing was posted for', hold('[[1, 5]]', 'cancelled'), [inJournal]],
  ['a hold that speaks for less than it holds', hold('[[900, 4]]', 'lapsed'), [inJournal, inLots]],
  ['a transfer that nothing was posted for', sent, [onItsWay]],
])('INV-2 verify names %s', async (_, sql, checks) => {
  expect((await admin.query(sql)).rowCount).toBe(1)
  const broken = await house.verify(program)
  expect([...new Set(broken.map((each) => each.split(':')[0]))]).toEqual(checks)
  await admin.query('truncate hold, transfer')
})
