import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type BalanceSummary,
  type ImportBalances,
  importBalances,
  runBalancesCommand,
} from '../../src/integrations/balance-files/index.ts'
import { orThrow, type Verdict } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Harness, openHarness } from '../harness.ts'
import { available, journal, memberCount } from './balance-books.ts'
import { walletDefinitions } from './wallet-shop.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'perennial-balances-'))
let harness: Harness
let program: Program
let programs = 0
let files = 0

beforeAll(async () => {
  harness = await openHarness()
})

afterAll(async () => {
  await harness.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A programme of its own for each test: points end two years after they were earned. */
async function newProgram(): Promise<void> {
  programs += 1
  program = await harness.createProgram(`shop-${programs}`, {
    definitions: walletDefinitions({ miles: { expiry: { kind: 'rolling', months: 24 } } }),
  })
}

function fileOf(text: string | Buffer): string {
  files += 1
  const file = path.join(folder, `balances-${files}.csv`)
  writeFileSync(file, text)
  return file
}

function run(file: string, total: number | bigint, more: Partial<ImportBalances> = {}) {
  const { database, programs: all, pipeline } = harness
  return importBalances({
    database,
    programs: all,
    pipeline,
    program,
    currency: 'points',
    total: BigInt(total),
    file,
    enrol: true,
    ...more,
  })
}

function told(verdict: Verdict<BalanceSummary>): string {
  return verdict.ok ? verdict.value.outcome : `${verdict.refusal.code}: ${verdict.refusal.detail}`
}

describe('M-07 what is refused, with nothing imported', () => {
  beforeAll(newProgram)

  test.each([
    ['one too few', 99],
    ['one too many', 101],
    ['nothing', 0],
    ['ten times', 1000],
    ['another sum beyond 2^53', 2n ** 60n],
  ])('a control total that is %s', async (_, total) => {
    const answer = await run(fileOf('externalId,amount\nann,60\nbob,40\n'), total)
    expect(told(answer)).toBe(
      `control_total_mismatch: The 2 rows add up to 100 points, the control total is ${total}. Nothing was imported.`,
    )
    expect([await memberCount(harness, program), await journal(harness, program)]).toEqual([0, []])
  })

  test.each([
    ['', 'The file is empty.'],
    ['externalId,amount\n', 'The file has no rows below its header.'],
    ['externalId\nann\n', 'It has no column "amount".'],
    ['amount\n5\n', 'It has no column that names members.'],
    ['externalId,amount,expires\nann,5,\n', 'It has a column "expires".'],
    ['externalId,amount,amount\nann,5,5\n', 'It has the column "amount" twice.'],
    ['externalId,amount\n"ann,5\n', 'The row that begins on line 2 does not end'],
    [Buffer.from('\uFEFFexternalId,amount\n', 'utf16le'), 'The file is in UTF-16.'],
    [Buffer.from([0x65, 0xff, 0x0a]), 'The file is not in UTF-8.'],
  ])('the file %j', async (text, detail) => {
    const answer = await run(fileOf(text), 5)
    expect(told(answer)).toContain(`import_file_invalid: ${detail}`)
  })

  test.each([
    '0',
    '-1',
    '1.5',
    '1e3',
    '1,000',
    '9007199254740992',
    '9223372036854775808',
    '',
    'NaN',
    '٣',
    '+5',
  ])('L-14 the amount %j', async (amount) => {
    const answer = await run(fileOf(`externalId,amount\nann,"${amount}"\nbob,5\n`), 5)
    expect(told(answer)).toContain('line 2: The amount is no whole number from 1 to 9007199254740991')
  })

  test('each wrong row, with its line and why, and all of them in the report', async () => {
    const reportFile = path.join(folder, 'report.csv')
    const rows = [
      'externalId,email,amount,earnedAt,expiresAt',
      'ann,,10,,',
      ',,10,,',
      'ann,no address,10,,',
      'ann,,10,2090-01-01,',
      'ann,,10,yesterday,',
      'ann,,10,,2020-01-01',
      'ann,,10,,soon',
      'ann,,10',
      '',
      'ann,,10,2026-01-01,never',
    ]
    const answer = await run(fileOf(rows.join('\r\n')), 80, { reportFile })
    expect(told(answer)).toBe(
      [
        'import_file_invalid: 7 lines cannot be imported. Nothing was imported.',
        'line 3: The row names no member',
        'line 6: earnedAt is no day or time: "yesterday"',
        'line 8: expiresAt is no day, no time and not "never": "soon"',
        'line 9: The row has 3 cells, the header 5',
        'line 4: This is not an e-mail address such as sara@example.com.',
        'line 5: earnedAt is a time of the past.',
        'line 7: expiresAt is a time of the future.',
      ].join('\n'),
    )
    expect(readFileSync(reportFile, 'utf8').split('\r\n')).toHaveLength(9)
    expect([await memberCount(harness, program), await journal(harness, program)]).toEqual([0, []])
  })

  test('members who are not known, unless they are to be enrolled; and a currency that is not there', async () => {
    const file = fileOf('externalId,amount\nnobody,5\n')
    expect(told(await run(file, 5, { enrol: false }))).toContain('line 2: No member has this identifier.')
    expect(told(await run(file, 5, { currency: 'gold' }))).toContain('currency_not_offered')
    expect(told(await run('/nowhere/at/all.csv', 5))).toContain('import_file_invalid')
  })

  test('what by the policy of the currency has ended before it came', async () => {
    const file = fileOf('externalId,amount,earnedAt\nann,5,2020-01-01\n')
    expect(told(await run(file, 5, { currency: 'miles' }))).toContain('this has ended: give expiresAt')
  })
})

describe('importing', () => {
  beforeAll(newProgram)

  test('M-07 several lots of a member, from the account of migrations, with their ends', async () => {
    const text =
      'externalId,email,amount,earnedAt,expiresAt\r\nann,ann@example.com,10,,2090-01-31\r\n"ann",,20,2026-01-01T00:00:00Z,never\r\n\r\nbob,,5,,2090-06-30T12:00:00+02:00'
    const file = fileOf(gzipSync(text))
    const preview = orThrow(await run(file, 35, { preview: true }))
    expect(preview).toMatchObject({
      outcome: 'preview',
      rows: 3,
      posted: { rows: 3, amount: '35' },
      known: 0,
    })
    expect([await memberCount(harness, program), await journal(harness, program)]).toEqual([0, []])

    const first = orThrow(await run(file, 35))
    expect(first).toMatchObject({
      outcome: 'applied',
      rows: 3,
      total: '35',
      posted: { rows: 3, amount: '35' },
      known: 0,
      refused: 0,
      enrolled: 2,
    })
    expect(await available(harness, program)).toEqual({ ann: 30, bob: 5 })
    const rows = await journal(harness, program)
    expect(rows).toHaveLength(3)
    expect(new Set(rows.map((row) => row.reason))).toEqual(new Set(['migration']))
    expect(new Set(rows.map((row) => row.debit)).size).toBe(1)
    // The last day still counts: London is at its winter time then.
    expect(rows.map((row) => [row.amount, row.ends]).sort()).toEqual([
      [10, '2090-02-01T00:00'],
      [20, null],
      [5, '2090-06-30T10:00'],
    ])

    const second = orThrow(await run(file, 35))
    expect(second).toMatchObject({ outcome: 'already-applied', posted: { rows: 0, amount: '0' }, known: 3 })
    expect(await journal(harness, program)).toHaveLength(3)
    expect(await harness.verify(program)).toEqual([])
  })

  test('who did it is in the audit and in each activity', async () => {
    const client = new pg.Client({ connectionString: harness.testDatabase.adminUrl })
    await client.connect()
    const audit = await client.query(
      "select actor, subject, detail from audit_entry where action = 'balances.imported'",
    )
    await client.end()
    expect(audit.rows).toMatchObject([
      { actor: 'system', subject: 'points', detail: { total: '35', posted: { rows: 3, amount: '35' } } },
    ])
    const { programId } = program
    const rows = await harness.database.read({ programId }, (tx) =>
      tx.query<{ body: { command: object } }>(
        'select body from activity where program_id = $1 and type = $2',
        [programId, 'wallet.migrate'],
      ),
    )
    expect(rows.map((row) => row.body.command)).toMatchObject([
      { verb: 'migrate', actor: 'system' },
      { verb: 'migrate', actor: 'system' },
      { verb: 'migrate', actor: 'system' },
    ])
  })

  test('a row that names the members of two identifiers is nobody’s; the same file in another currency is another import', async () => {
    const both = fileOf('externalId,email,amount\nbob,ann@example.com,5\n')
    expect(told(await run(both, 5))).toContain(
      'line 2: The identifiers of the row belong to different members.',
    )
    const file = fileOf('email,amount\nann@example.com,7\n')
    expect(told(await run(file, 7, { enrol: false }))).toBe('applied')
    expect(told(await run(file, 7, { enrol: false, currency: 'miles' }))).toBe('applied')
    expect(await available(harness, program)).toEqual({ ann: 37, bob: 5 })
    expect(await available(harness, program, 'miles')).toEqual({ ann: 7 })
    expect(await harness.verify(program)).toEqual([])
  })
})

describe('stopped and killed', () => {
  beforeAll(newProgram)

  /** 1,000 rows of 100 members who are not known yet. */
  function largeFile(): { file: string; total: number } {
    const rows = Array.from({ length: 1000 }, (_, index) => `member-${index % 100},${index + 1}`)
    return { file: fileOf(`externalId,amount\n${rows.join('\n')}\n`), total: 500_500 }
  }

  test('goes on where it was, and posts every line once', async () => {
    const { file, total } = largeFile()
    const stop = new AbortController()
    const stopped = orThrow(
      await run(file, total, {
        batchRows: 100,
        signal: stop.signal,
        onProgress: ({ phase, rows }) => {
          if (phase === 'posting' && rows >= 299) stop.abort()
        },
      }),
    )
    expect(stopped).toMatchObject({ outcome: 'stopped', posted: { rows: 299 } })

    // The header is a row of the first batch. Now killed between the posting of a batch and whatever would come after it.
    let batches = 0
    const { pipeline } = harness
    const killed = run(file, total, {
      batchRows: 100,
      pipeline: {
        enrol: pipeline.enrol,
        async carryOut(...asked) {
          const done = await pipeline.carryOut(...asked)
          if (asked[2]?.dryRun !== true && ++batches === 6) throw new Error('killed')
          return done
        },
      },
    })
    await expect(killed).rejects.toThrow('killed')

    const preview = orThrow(await run(file, total, { preview: true }))
    expect(preview).toMatchObject({ outcome: 'preview', known: 599, posted: { rows: 401 } })
    const last = orThrow(await run(file, total))
    expect(last).toMatchObject({ outcome: 'applied', known: 599, posted: { rows: 401 }, refused: 0 })
    expect(BigInt(preview.posted.amount)).toBe(BigInt(last.posted.amount))
    expect(await memberCount(harness, program)).toBe(100)
    const all = Object.values(await available(harness, program))
    expect(all.reduce((sum, each) => sum + each, 0)).toBe(total)
    expect(told(await run(file, total))).toBe('already-applied')
    expect(await harness.verify(program)).toEqual([])
  })

  test('two imports of one file at once post it once', async () => {
    const file = fileOf('externalId,amount\ntwin-1,5\ntwin-2,6\ntwin-1,7\n')
    const both = await Promise.all([run(file, 18), run(file, 18)])
    const posted = both.reduce((sum, each) => sum + orThrow(each).posted.rows, 0)
    expect(posted).toBe(3)
    expect(await available(harness, program)).toMatchObject({ 'twin-1': 12, 'twin-2': 6 })
  })

  test('a file that changes while it is checked is refused', async () => {
    const file = fileOf('externalId,amount\nlate-1,5\n')
    const answer = await run(file, 5, {
      onProgress: () => writeFileSync(file, 'externalId,amount\nlate-1,500\n'),
    })
    expect(told(answer)).toContain('The file was changed while it was checked.')
    expect(await available(harness, program)).not.toHaveProperty('late-1')
  })

  test('what is refused after the check is told with its line', async () => {
    const file = fileOf('externalId,amount\nmember-1,5\nmember-2,6\n')
    const reportFile = path.join(folder, 'after.csv')
    const { programId } = program
    const [row] = await harness.database.read({ programId }, (tx) =>
      tx.query<{ id: string }>(
        "select member_id as id from member_identifier where program_id = $1 and value = 'member-1'",
        [programId],
      ),
    )
    const close = { verb: 'close', reason: 'asked', actor: 'test' } as const
    const { database, programs: all, pipeline } = harness
    const written: string[] = []
    const code = await runBalancesCommand({
      database,
      programs: {
        currentRelease: all.currentRelease,
        // After the check, before the posting.
        async writable(id) {
          await pipeline.carryOut(program, [
            { ownerId: row?.id ?? '', command: close, type: 'wallet.close', sourceId: 'close-1' },
          ])
          return all.writable(id)
        },
      },
      pipeline,
      program,
      currency: 'points',
      total: 11n,
      file,
      reportFile,
      json: false,
      output: { write: (text: string) => written.push(text) },
      progress: { write: () => true },
    })
    expect(code).toBe(3)
    expect(written.join('')).toContain('refused   1 rows')
    expect(readFileSync(reportFile, 'utf8')).toContain('2,"member_closed: ')
  })
})

describe('the command', () => {
  beforeAll(newProgram)

  test('says what it did, and what is wrong, in text and as JSON', async () => {
    const file = fileOf('externalId,amount\nann,60\n')
    const { database, programs: all, pipeline } = harness
    async function command(total: bigint, json: boolean) {
      const [out, err]: [string[], string[]] = [[], []]
      const code = await runBalancesCommand({
        database,
        programs: all,
        pipeline,
        program,
        currency: 'points',
        total,
        file,
        enrol: true,
        json,
        output: { write: (text: string) => out.push(text) },
        progress: { write: (text: string) => err.push(text) },
      })
      return { code, out: out.join(''), err: err.join('') }
    }
    expect(await command(61n, false)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('The 1 rows add up to 60 points, the control total is 61.'),
    })
    const refused = await command(61n, true)
    expect(JSON.parse(refused.out)).toMatchObject({
      problem: { code: 'control_total_mismatch', extra: { sum: '60', total: '61' } },
    })
    expect(await command(60n, false)).toMatchObject({
      code: 0,
      out: expect.stringContaining('posted    1 rows, 60 points'),
    })
    const again = await command(60n, true)
    expect(JSON.parse(again.out)).toMatchObject({ outcome: 'already-applied', known: 1 })
  })
})
