import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { replayProgram, settleDue } from '../../src/activity/index.ts'
import { packDecision } from '../../src/activity/model/packed.ts'
import { bodyOf, decisionOf } from '../../src/activity/model/short-text.ts'
import { perPound, returnOf, sampleDefinitions } from '../../src/activity/sample.ts'
import { readActivities } from '../../src/activity/store.ts'
import { canonicalJson } from '../../src/kernel/canonical.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
})
afterAll(() => house.close())

/** Writes an order of the programme as versions did that knew no short form. */
async function asBefore(programId: number, sourceId: string): Promise<void> {
  const admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
  try {
    const { rows } = await admin.query(
      `select a.activity_id, a.body, a.decision, a.short from activity a join activity_key k using (program_id, activity_id)
        where program_id = $1 and k.source_id = $2`,
      [programId, sourceId],
    )
    const [row] = rows
    expect(row.short).not.toBeNull()
    await admin.query('update activity set body = $2, decision = $3, short = null where activity_id = $1', [
      row.activity_id,
      canonicalJson(bodyOf(row)),
      packDecision(decisionOf(row)),
    ])
  } finally {
    await admin.end()
  }
}

test('orders of both forms are read, repeated, returned and replayed alike', async () => {
  const program = await house.createProgram('forms', { definitions: sampleDefinitions({ money: perPound }) })
  const order = (sourceId: string) => orderOf(sourceId, [['A', '2', '5.00']])
  const first = (await house.pipeline.submit(program, [order('old'), order('new')])).map(answerOf)
  await asBefore(program.programId, 'old')
  const again = (await house.pipeline.submit(program, [order('old'), order('new')])).map(answerOf)
  expect(again).toEqual(first.map((each) => ({ ...(each as object), replayed: true })))
  const ids = await house.database.read(program, (tx) =>
    tx.query<{ id: string }>('select activity_id as id from activity order by seq'),
  )
  const stored = await house.database.read(program, (tx) =>
    readActivities(
      tx,
      program.programId,
      ids.map((each) => each.id),
    ),
  )
  expect(stored.map(({ input }) => input).filter(({ type }) => type === 'order.placed')).toEqual([
    order('old'),
    order('new'),
  ])
  const back = await house.pipeline.submit(program, [
    returnOf('back-old', 'old', [{ lineId: '1', quantity: '1' }]),
    returnOf('back-new', 'new', [{ lineId: '1', quantity: '1' }]),
  ])
  expect(back.map(answerOf)).toMatchObject([{ effects: [{ amount: -50 }] }, { effects: [{ amount: -50 }] }])
  expect((await replayProgram(house, { programId: program.programId })).differences).toEqual([])
  expect(await house.verify(program)).toEqual([])
})

test('an owner is listed for expiry once, and again once that is settled', async () => {
  const definitions = sampleDefinitions(
    { money: perPound },
    { points: { expiry: { kind: 'rolling', months: 1 } } },
  )
  const program = await house.createProgram('listed', { definitions })
  const later = (days: number) => ({ ...program, clockOffsetSeconds: days * 86_400 })
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  for (const day of [0, 1, 2, 20]) {
    const order = orderOf(`day-${day}`, [['A', '1', '1.00']], { occurredAt: at(day) })
    const [verdict] = await house.pipeline.submit(later(day), [order])
    expect(answerOf(verdict)).toBeTypeOf('object')
  }
  const listed = async () => {
    const [row] = await house.database.read(program, (tx) =>
      tx.query<{ rows: number; agree: boolean }>(
        `select count(*) as rows, bool_and(d.day = b.due_day) as agree from lot_due d join balance b using (owner_id)`,
      ),
    )
    return row
  }
  const open = async () => {
    const [row] = await house.database.read(program, (tx) =>
      tx.query<{ open: number }>('select count(*) as open from journal where remaining > 0'),
    )
    return row?.open
  }
  expect(await listed()).toMatchObject({ rows: 1, agree: true })
  const settled: unknown[] = []
  for (const day of [30, 33, 34, 35, 60]) {
    await settleDue(house, { program: later(day), now: Date.now() })
    settled.push([day, await open(), (await listed())?.rows])
  }
  expect(settled[0]).toEqual([30, 4, 1])
  expect(settled[3]).toEqual([35, 1, 1])
  expect(settled[4]).toEqual([60, 0, 0])
  expect(await house.verify(program)).toEqual([])
})
