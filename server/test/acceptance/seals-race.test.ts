import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { perPound, sampleDefinitions } from '../../src/activity/sample.ts'
import { readHead, sealJournal, verifyLedger } from '../../src/ledger/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness, orderOf } from '../harness.ts'

let house: Harness
let admin: pg.Client

beforeAll(async () => {
  house = await openHarness({ lanes: 2 })
  admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await house.close()
})

function createProgram(key: string): Promise<Program> {
  const points = { pending: { kind: 'delay', days: 2 }, expiry: { kind: 'rolling', months: 12 } }
  return house.createProgram(key, { definitions: sampleDefinitions({ money: perPound }, { points }) })
}

function breaksOf({ programId }: Program): Promise<string[]> {
  return house.database.read({ programId }, async (tx) => {
    const { breaks } = await verifyLedger(tx, { programId, zone: 'Europe/London' })
    return breaks.map((each) => each.check)
  })
}

/** Journal rows that are in no page or in more than one. */
async function notSealedOnce(of: Program): Promise<unknown[]> {
  const { rows } = await admin.query(
    `select j.owner_id, j.currency, j.seq, count(k.seq) from journal j
     left join (select k.* from journal_page p cross join lateral unnest(p.owners, p.currencies, p.seqs) as k (owner_id, currency, seq)
       where p.program_id = $1) k on k.owner_id = j.owner_id and k.currency = j.currency and k.seq = j.seq
     where j.program_id = $1 group by 1, 2, 3 having count(k.seq) <> 1`,
    [of.programId],
  )
  return rows
}

describe('every row is sealed exactly once', () => {
  test('while four write and two seal, on clocks that go back and forth', async () => {
    const busy = await createProgram('busy')
    let writing = true
    const rounds = 12
    const write = async (writer: number) => {
      for (let round = 0; round < rounds; round += 1) {
        // Each second round the programme's clock stands on another day, back or ahead.
        const clockOffsetSeconds = ((round % 3) - 1) * 86_400 * 30
        const now = Date.now() + clockOffsetSeconds * 1000
        const inputs = Array.from({ length: 25 }, (_, index) =>
          orderOf(`w${writer}-${round}-${index}`, [['A', '1', '1.00']], {
            member: { externalId: `m${(index * 7 + writer) % 40}` },
            occurredAt: new Date(now - 1000).toISOString(),
          }),
        )
        const verdicts = await house.pipeline.submit({ ...busy, clockOffsetSeconds }, inputs)
        expect(verdicts.filter((each) => !each.ok)).toEqual([])
      }
    }
    let seals = 0
    const sealing = async () => {
      while (writing) {
        const { rows } = await sealJournal(house.database, { programId: busy.programId })
        if (rows > 0) seals += 1
        await setImmediate()
      }
    }
    const sealers = [sealing(), sealing()]
    await Promise.all([0, 1, 2, 3].map(write))
    writing = false
    await Promise.all(sealers)
    await sealJournal(house.database, busy)
    expect(seals).toBeGreaterThan(2)
    expect(await notSealedOnce(busy)).toEqual([])
    expect(await breaksOf(busy)).toEqual([])
    const { rows } = await sealJournal(house.database, { programId: busy.programId })
    expect(rows).toBe(0)
  })

  test('also when its transaction commits after a seal that came later', async () => {
    const late = await createProgram('late')
    const first = orderOf('first', [['A', '1', '1.00']], { member: { externalId: 'slow' } })
    const second = orderOf('second', [['A', '1', '1.00']], { member: { externalId: 'quick' } })
    expect((await house.pipeline.submit(late, [first])).map((each) => each.ok)).toEqual([true])
    await sealJournal(house.database, late)
    const { programId } = late
    await admin.query('begin')
    await admin.query(`update balance set seq = seq + 1 where program_id = ${programId}`)
    await admin.query(
      `insert into journal (owner_id, seq, amount, effective_at, posted_at, activity_id, program_id, release, currency, debit, credit, bucket, reason)
       select owner_id, seq, 1, now(), now() - interval '1 year', gen_random_uuid(), program_id, 1, currency, 6, 7, bucket, 'adjustment'
       from balance where program_id = ${programId}`,
    )
    expect((await house.pipeline.submit(late, [second])).map((each) => each.ok)).toEqual([true])
    const before = await sealJournal(house.database, { programId })
    expect(before).toMatchObject({ head: { seal: 2 } })
    await admin.query('commit')
    expect(await notSealedOnce(late)).toHaveLength(1)
    expect(await sealJournal(house.database, { programId })).toMatchObject({ rows: 1, head: { seal: 3 } })
    expect(await notSealedOnce(late)).toEqual([])
  })

  test('in pages of a thousand, whatever the order of owners', async () => {
    const big = await createProgram('big')
    await admin.query(
      `with owners as (select gen_random_uuid() as owner_id from generate_series(1, 300)),
         balances as (insert into balance (program_id, owner_id, currency, bucket, seq)
           select $1, owner_id, 1, 0, 9 from owners returning owner_id)
       insert into journal (owner_id, seq, amount, effective_at, posted_at, activity_id, program_id, release, currency, debit, credit, bucket, reason)
       select owner_id, seq, seq, now(), now(), gen_random_uuid(), $1, 1, 1, 6, 7, 0, 'adjustment'
       from balances cross join generate_series(1, 9) as seq`,
      [big.programId],
    )
    await sealJournal(house.database, big)
    const pages = await admin.query<{ rows: number }>(
      'select rows from journal_page where program_id = $1 order by seal, page',
      [big.programId],
    )
    expect(pages.rows.map((page) => page.rows)).toEqual([1000, 1000, 700])
    expect(await notSealedOnce(big)).toEqual([])
    // What the rows say is made up; how they are sealed is not.
    expect((await breaksOf(big)).filter((check) => check.includes('seal'))).toEqual([])
    const head = await house.database.read({ programId: big.programId }, (tx) => readHead(tx, big.programId))
    expect(head?.hash).toMatch(/^[0-9a-f]{64}$/)
  })
})
