import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settleDue } from '../../src/activity/index.ts'
import { perPound, sampleDefinitions } from '../../src/activity/sample.ts'
import type { Program } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let program: Program
let ownerId: string

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
  const currencies = { points: { expiry: { kind: 'rolling' as const, months: 12 } } }
  const definitions = sampleDefinitions({ money: perPound }, currencies)
  program = await house.createProgram('ledger', { definitions })
  const [answer] = (await house.pipeline.submit(program, [orderOf('l-1', [['A', '1', '5.00']])])).map(
    answerOf,
  )
  if (typeof answer !== 'object') throw new Error(`refused: ${answer}`)
  const hex = answer.member?.slice(4) ?? ''
  ownerId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
})
afterAll(() => house.close())

async function asApp(sql: string): Promise<string> {
  return house.database
    .write({ programId: program.programId }, (tx) => tx.execute(sql))
    .then(
      (rows) => `${rows} rows`,
      (error: unknown) => String(error),
    )
}

const tamperedTables = ['balance', 'journal', 'lot_use', 'ledger_day', 'lot_due']

/** Changes something as the superuser, asks verify, and puts it back. */
async function tampered(sql: string): Promise<string[]> {
  const admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
  try {
    await admin.query('create table if not exists kept as select 1 as nothing')
    for (const table of tamperedTables) {
      await admin.query(`drop table if exists kept_${table}`)
      await admin.query(`create table kept_${table} as select * from ${table}`)
    }
    await admin.query(sql)
    const breaks = await house.verify(program)
    for (const table of tamperedTables) {
      await admin.query(`delete from ${table}`)
      await admin.query(`insert into ${table} select * from kept_${table}`)
    }
    return breaks.map((each) => each.split(':')[0] ?? '')
  } finally {
    await admin.end()
  }
}

function journalRow(more: Record<string, string>): string {
  const row: Record<string, string> = {
    program_id: String(program.programId),
    owner_id: `'${ownerId}'`,
    currency: '1',
    seq: '900',
    bucket: '0',
    debit: '1',
    credit: '2',
    amount: '1',
    activity_id: 'gen_random_uuid()',
    release: '1',
    reason: "'earn'",
    effective_at: 'now()',
    posted_at: 'now()',
    ...more,
  }
  return `insert into journal (${Object.keys(row).join(', ')}) values (${Object.values(row).join(', ')})`
}

describe('L-19 rows that are no double entry are refused, whoever writes them', () => {
  const rows: [string, Record<string, string>, RegExp][] = [
    ['without a debit', { debit: 'null' }, /null value in column "debit"/],
    ['without a credit', { credit: 'null' }, /null value in column "credit"/],
    ['with one account on both sides', { debit: '2' }, /check constraint/],
    ['of nothing', { amount: '0' }, /check constraint/],
    ['of less than nothing', { amount: '-5' }, /check constraint/],
    ['with more left than it was', { remaining: '2' }, /check constraint/],
    ['with less than nothing left', { remaining: '-1' }, /check constraint/],
    [
      'under a number that is taken',
      { seq: '(select min(seq) from journal)', bucket: '(select min(bucket) from journal)' },
      /duplicate key/,
    ],
    ['with a number of zero', { seq: '0' }, /check constraint/],
    ['of another programme', { program_id: '999' }, /row-level security/],
  ]
  test.each(rows)('%s', async (_, more, refusal) => {
    expect(await asApp(journalRow(more))).toMatch(refusal)
  })

  test('a balance below zero is refused', async () => {
    expect(await asApp('update balance set available = -1')).toMatch(/check constraint/)
    expect(await asApp('update balance set debt = -1')).toMatch(/check constraint/)
  })
})

describe('INV-4 L-18 what was written stays', () => {
  const attempts = [
    'update journal set amount = 1',
    'update journal set reason = reason',
    'delete from journal',
    'truncate journal',
    'update lot_use set amount = 1',
    'delete from lot_use',
    'update activity set body = body',
    'delete from activity',
    'delete from activity_key',
    'update activity_key set body_hash = body_hash',
    'delete from balance',
    'update release set note = note',
    'delete from release',
    'alter table journal disable row level security',
    'drop table journal',
    'update entries set change = 1',
    'set session_replication_role = replica',
  ]
  test.each(attempts.map((sql) => [sql]))('%s', async (sql) => {
    expect(await asApp(sql)).toMatch(/permission denied|must be owner|cannot update view/)
  })
})

describe('verify names what is broken', () => {
  const rows: [string, string, string][] = [
    ['a balance', 'update balance set available = available + 1', 'balance equals the sum of its entries'],
    [
      'what was earned',
      'update balance set lifetime_earned = lifetime_earned + 1',
      'balance equals the sum of its entries',
    ],
    ['an amount', 'update journal set amount = amount + 1', 'balance equals the sum of its entries'],
    ['a vanished row', 'delete from journal', 'balance equals the sum of its entries'],
    ['a vanished balance', 'delete from balance', 'journal numbers lie within the counter of the balance'],
    [
      'a counter that went back',
      'update balance set seq = 0',
      'journal numbers lie within the counter of the balance',
    ],
    [
      'what is left of a lot',
      'update journal set remaining = remaining - 1 where remaining > 0',
      'what is left of a lot is its amount less its uses',
    ],
    [
      'a use of nothing',
      'insert into lot_use select program_id, owner_id, currency, 77, seq, 1, bucket from journal where remaining > 0',
      'what is left of a lot is its amount less its uses',
    ],
    ['an account', 'update journal set debit = 8', 'balance equals the sum of its entries'],
    ['a day’s flow', 'update ledger_day set amount = amount + 1', 'daily flows equal the journal'],
    [
      'a row on another day',
      "update journal set effective_at = effective_at + interval '1 day'",
      'daily flows equal the journal',
    ],
    ['a member who is not listed', 'delete from lot_due', 'who has something due is listed for it in time'],
    [
      'a due day that is too late',
      'with later as (update lot_due set day = day + 2) update balance set due_day = due_day + 2',
      'who has something due is listed for it in time',
    ],
    [
      'a due day that is gone',
      'update balance set due_day = null',
      'who has something due is listed for it in time',
    ],
  ]
  test.each(rows)('%s', async (_, sql, check) => {
    expect(await tampered(sql)).toContain(check)
    expect(await house.verify(program)).toEqual([])
  })
})

describe('what time brings', () => {
  test('is settled once for everybody by jobs of two processes at once, for more members than a page holds', async () => {
    const definitions = sampleDefinitions(
      { money: perPound },
      { points: { pending: { kind: 'delay', days: 2 }, expiry: { kind: 'rolling', months: 1 } } },
    )
    const timed = await house.createProgram('timed', { definitions })
    const at = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000).toISOString()
    const inputs = Array.from({ length: 620 }, (_, index) =>
      orderOf(`t-${index}`, [['A', '1', '1.00']], { member: { externalId: `t-${index}` }, occurredAt: at }),
    )
    const verdicts = await house.pipeline.submit(timed, inputs)
    expect(verdicts.every((each) => each.ok && each.value.balances[0]?.pending === 10)).toBe(true)
    const later = { ...timed, clockOffsetSeconds: 86_400 * 70 }
    const settled = await Promise.all([1, 2].map(() => settleDue(house, { program: later, now: Date.now() })))
    expect(settled[0]).toBeGreaterThanOrEqual(0)
    const reasons = await house.database.read({ programId: timed.programId }, (tx) =>
      tx.query(
        'select reason, count(*) as rows, sum(amount) as points from journal group by reason order by reason',
      ),
    )
    expect(reasons).toEqual([
      { reason: 'activation', rows: 620, points: 6_200 },
      { reason: 'earn', rows: 620, points: 6_200 },
      { reason: 'expiry', rows: 620, points: 6_200 },
    ])
    expect(await settleDue(house, { program: later, now: Date.now() })).toBe(0)
    expect(await house.verify(timed)).toEqual([])
  })
})
