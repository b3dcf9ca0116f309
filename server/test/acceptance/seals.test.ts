import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perPound, returnOf, sampleDefinitions } from '../../src/activity/sample.ts'
import { type Break, type SealHead, sealJournal, verifyLedger } from '../../src/ledger/index.ts'
import { pageDigest, rowHash, sealHash, shortOf, usesText } from '../../src/ledger/seal-form.ts'
import type { Program } from '../../src/programs/index.ts'
import { answerOf, type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let admin: pg.Client
let program: Program
/** A sealed row with every kind of fact: a lot that waits, ends, and came from a rule. */
let victim: { owner_id: string; currency: number; seq: string }
/** A sealed row that took from a lot. */
let taker: { owner_id: string; currency: number; seq: string }

const tables = ['journal', 'lot_use', 'journal_seal', 'journal_page', 'seal_reach']
const rowCheck = 'sealed rows are as they were sealed'
const slippedCheck = 'no row was slipped in behind a seal'
const pageCheck = 'sealed pages are as they were sealed'
const chainCheck = 'each seal follows from the one before it'
const reachCheck = 'how far rows are sealed follows from the pages'
const headCheck = 'the chain has the head that was written down'

function definitions() {
  return sampleDefinitions(
    { money: perPound },
    { points: { pending: { kind: 'delay', days: 2 }, expiry: { kind: 'rolling', months: 12 } } },
  )
}

async function order(id: string, member: string): Promise<void> {
  const occurredAt = new Date(Date.now() - 60_000).toISOString()
  const input = orderOf(id, [['A', '2', '5.00']], { member: { externalId: member }, occurredAt })
  const [answer] = (await house.pipeline.submit(program, [input])).map(answerOf)
  expect(answer).toMatchObject({ status: 'recorded' })
}

async function seal(of: Program = program): Promise<SealHead> {
  const { head } = await sealJournal(house.database, { programId: of.programId })
  if (head === null) throw new Error('nothing was sealed')
  return head
}

function verify(heads: readonly SealHead[] = [], of: Program = program): Promise<Break[]> {
  const { programId } = of
  return house.database.read({ programId }, async (tx) => {
    const { breaks } = await verifyLedger(tx, { programId, zone: 'Europe/London', heads })
    return breaks
  })
}

/** Changes something as the superuser, looks, and puts everything back. */
async function tampered<T>(statements: readonly string[], look: () => Promise<T>): Promise<T> {
  for (const table of tables) {
    await admin.query(`drop table if exists kept_${table}`)
    await admin.query(`create table kept_${table} as select * from ${table}`)
  }
  try {
    for (const sql of statements) {
      const { rowCount } = await admin.query(sql)
      expect(rowCount, sql).toBeGreaterThan(0)
    }
    return await look()
  } finally {
    for (const table of tables) {
      await admin.query(`truncate ${table}`)
      await admin.query(`insert into ${table} select * from kept_${table}`)
    }
  }
}

function at(row: { owner_id: string; currency: number; seq: string }): string {
  return `owner_id = '${row.owner_id}' and currency = ${row.currency} and seq = ${row.seq}`
}

beforeAll(async () => {
  house = await openHarness({ lanes: 1 })
  admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
  program = await house.createProgram('sealed', { definitions: definitions() })
  await house.createProgram('other', { definitions: definitions() })
  for (const name of ['ann', 'bob', 'cat']) await order(`${name}-1`, name)
  const back = returnOf('ann-1-back', 'ann-1', [{ lineId: '1', quantity: '1' }])
  back.occurredAt = new Date().toISOString()
  const [returned] = (await house.pipeline.submit(program, [back])).map(answerOf)
  expect(returned).toMatchObject({ status: 'recorded' })
  expect((await seal()).seal).toBe(1)
  await order('bob-2', 'bob')
  expect((await seal()).seal).toBe(2)
  const lots = await admin.query(
    'select owner_id, currency, seq::text from journal where remaining = amount and expires_at is not null and available_at is not null and rule is not null order by posted_at limit 1',
  )
  victim = lots.rows[0]
  const takers = await admin.query('select owner_id, currency, spend_seq::text as seq from lot_use limit 1')
  taker = takers.rows[0]
})

afterAll(async () => {
  await admin.end()
  await house.close()
})

describe('L-28 a row that was changed after its seal is found and named', () => {
  /** A new value for every column of the journal that a row keeps for ever. */
  const columns: Record<string, string> = {
    owner_id: "'018f0000-0000-7000-8000-000000000001'",
    seq: 'seq + 900',
    amount: 'amount + 1',
    effective_at: "effective_at + interval '1 microsecond'",
    posted_at: "posted_at - interval '1 microsecond'",
    available_at: "available_at - interval '1 day'",
    expires_at: "expires_at + interval '1 day'",
    activity_id: 'gen_random_uuid()',
    program_id: "(select program_id from program where key = 'other')",
    release: 'release + 1',
    currency: 'currency + 1',
    debit: '8',
    credit: '8',
    bucket: '(bucket + 1) % 64',
    reverses: '1',
    rule: "rule || ' '",
    reason: "'adjustment'",
  }

  test('of every column but the cache', async () => {
    const { rows } = await admin.query<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = 'journal'::regclass and attnum > 0 and not attisdropped",
    )
    const names = rows.map((row) => row.name).filter((name) => name !== 'remaining')
    expect(Object.keys(columns).sort()).toEqual(names.sort())
    const uses = await admin.query<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = 'lot_use'::regclass and attnum > 0 and not attisdropped order by 1",
    )
    expect(uses.rows.map((row) => row.name)).toEqual(
      ['amount', 'bucket', 'currency', 'lot_seq', 'owner_id', 'program_id', 'spend_seq'].sort(),
    )
  })

  test.each(Object.entries(columns))('%s', async (column, value) => {
    const sql = `update journal set ${column} = ${value} where ${at(victim)}`
    const breaks = await tampered([sql], () => verify())
    expect(breaks[0]).toMatchObject({
      check: rowCheck,
      ownerId: victim.owner_id,
      currency: victim.currency,
      seq: Number(victim.seq),
    })
  })

  const ofTaker = () => `owner_id = '${taker.owner_id}' and spend_seq = ${taker.seq}`
  const others: [string, () => string][] = [
    ['a row is gone', () => `delete from journal where ${at(taker)}`],
    ['a use of a lot was changed', () => `update lot_use set amount = amount + 1 where ${ofTaker()}`],
    [
      'a use of a lot is of another lot',
      () => `update lot_use set lot_seq = lot_seq + 70 where ${ofTaker()}`,
    ],
    ['a use of a lot is gone', () => `delete from lot_use where ${ofTaker()}`],
    [
      'a use of a lot was added',
      () =>
        `insert into lot_use select program_id, owner_id, currency, spend_seq, lot_seq + 70, 1, bucket from lot_use where ${ofTaker()}`,
    ],
  ]
  test.each(others)('%s', async (_, sql) => {
    const breaks = await tampered([sql()], () => verify())
    expect(breaks[0]).toMatchObject({
      check: rowCheck,
      ownerId: taker.owner_id,
      currency: taker.currency,
      seq: Number(taker.seq),
    })
  })

  test('nothing was changed: nothing is named', async () => {
    expect(await verify([await headOf(1), await headOf(2)])).toEqual([])
  })
})

async function headOf(number: number): Promise<SealHead> {
  const { rows } = await admin.query<SealHead>(
    `select seal, encode(hash, 'hex') as hash from journal_seal where seal = ${number} and program_id = ${program.programId}`,
  )
  return rows[0] as SealHead
}

describe('L-28 what was changed around the rows is found and named', () => {
  test('a row that was slipped in below what is sealed', async () => {
    // Numbers have gaps where an activity posted nothing; here one is made.
    const moved = `update journal set seq = seq + 5 where ${at(taker)}`
    const breaks = await tampered([moved, `update balance set seq = seq + 9`], async () => {
      await admin.query('truncate journal_seal, journal_page, seal_reach')
      await seal()
      await admin.query(
        `insert into journal select owner_id, ${taker.seq}, amount, effective_at, posted_at, available_at, expires_at, remaining, activity_id, program_id, release, currency, debit, credit, bucket, reverses, rule, reason
         from journal where owner_id = '${taker.owner_id}' and seq = ${taker.seq} + 5`,
      )
      return verify()
    })
    await admin.query('update balance set seq = seq - 9')
    expect(breaks.find((each) => each.check === slippedCheck)).toMatchObject({
      ownerId: taker.owner_id,
      currency: taker.currency,
      seq: Number(taker.seq),
    })
  })

  const changedRow = () => `update journal set reason = 'adjustment' where ${at(victim)}`
  const page1 = 'where seal = 1 and page = 1'
  const rows: [string, () => string[], string, RegExp][] = [
    [
      'a digest',
      () => [
        `update journal_page set digest = hash from journal_seal s where s.seal = 2 and journal_page.seal = 1`,
      ],
      pageCheck,
      /page 1 of seal 1 was rewritten/,
    ],
    [
      'short hashes',
      () => [`update journal_page set hashes[1] = hashes[1] + 1 ${page1}`],
      rowCheck,
      /seal 1, page 1/,
    ],
    [
      'a row with its page',
      () => [changedRow(), remadePages],
      chainCheck,
      /seal 1 or a page of it was rewritten/,
    ],
    [
      'a row with its page and its seal',
      () => [changedRow(), remadePages, remadeSeal(1)],
      chainCheck,
      /seal 2 was made after another seal 1/,
    ],
    ['a page that is gone', () => [`delete from journal_page ${page1}`], chainCheck, /seal 1 covers 1 pages/],
    ['a seal that is gone', () => ['delete from journal_seal where seal = 1'], chainCheck, /seal 1 is gone/],
    [
      'how far rows are sealed',
      () => [`update seal_reach set seq = seq + 1 where owner_id = '${victim.owner_id}'`],
      reachCheck,
      /noted is/,
    ],
    [
      'a row that is sealed twice',
      () => [
        'insert into journal_page select program_id, seal, 2, rows, owners, currencies, seqs, hashes, digest from journal_page where seal = 2',
      ],
      slippedCheck,
      /is sealed 2 times/,
    ],
  ]
  test.each(rows)('%s', async (_, statements, check, detail) => {
    const breaks = await tampered(statements(), () => verify())
    const found = breaks.find((each) => each.check === check)
    expect(found?.detail).toMatch(detail)
  })

  test('a chain that was made anew as a whole, by a head that was written down', async () => {
    const heads = [await headOf(2)]
    const anew = async () => {
      await admin.query('truncate journal_seal, journal_page, seal_reach')
      const short = await sealJournal(house.database, { programId: program.programId })
      return { seal: short.head?.seal, alone: await verify(), breaks: await verify(heads) }
    }
    const found = await tampered([changedRow()], anew)
    expect(found.alone).toEqual([])
    expect(found.seal).toBe(1)
    expect(found.breaks).toMatchObject([
      { check: headCheck, detail: expect.stringMatching(/seal 2 is gone/) },
    ])
    const sameLength = await tampered(
      [changedRow(), remadePages, remadeSeal(1), remadeSeal(2)],
      async () => ({
        alone: await verify(),
        breaks: await verify(heads),
      }),
    )
    expect(sameLength.alone).toEqual([])
    expect(sameLength.breaks).toMatchObject([
      { check: headCheck, detail: expect.stringMatching(/seal 2 was written down as .*made anew/) },
    ])
  })
})

// What somebody who knows the form of the seals would do to hide a change.
const remadePages = `update journal_page p set hashes = n.hashes,
    digest = ${pageDigest({ seal: 'p.seal', page: 'p.page', hashes: 'n.hashes', rowHashes: 'n.row_hashes' })}
  from (select k.program_id, k.seal, k.page, array_agg(${shortOf(rowHash)} order by k.place) as hashes,
      string_agg(${rowHash}, ''::bytea order by k.place) as row_hashes
    from (select p.program_id, p.seal, p.page, k.* from journal_page p cross join lateral unnest(p.owners, p.currencies, p.seqs)
      with ordinality as k (owner_id, currency, seq, place)) k
    join journal j on j.program_id = k.program_id and j.owner_id = k.owner_id and j.currency = k.currency and j.seq = k.seq
    cross join lateral (select ${usesText} as uses from lot_use u where u.program_id = k.program_id and u.owner_id = k.owner_id
      and u.currency = k.currency and u.spend_seq = k.seq) w
    group by k.program_id, k.seal, k.page) n
  where p.program_id = n.program_id and p.seal = n.seal and p.page = n.page`

function remadeSeal(number: number): string {
  return `update journal_seal o set previous = s.previous, hash = ${sealHash('s.digests')}
    from (select s.program_id, s.seal, s.form, s.pages, s.rows, s.sealed_at,
        coalesce((select b.hash from journal_seal b where b.program_id = s.program_id and b.seal = s.seal - 1), s.previous) as previous,
        (select string_agg(digest, ''::bytea order by page) from journal_page p where p.program_id = s.program_id and p.seal = s.seal) as digests
      from journal_seal s) s
    where o.program_id = s.program_id and o.seal = s.seal and o.seal = ${number}`
}

describe('L-18 what was sealed stays', () => {
  const attempts = [
    'update journal_seal set rows = rows',
    'delete from journal_seal',
    'truncate journal_seal',
    'update journal_page set digest = digest',
    'delete from journal_page',
    'truncate journal_page',
    'update verify_run set clean = true',
  ]
  test.each(attempts.map((sql) => [sql]))('%s', async (sql) => {
    const { programId } = program
    const attempt = house.database.write({ programId }, (tx) => tx.execute(sql))
    await expect(attempt).rejects.toThrow(/permission denied/)
  })
})
