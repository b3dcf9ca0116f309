import { setImmediate } from 'node:timers/promises'
import type { ProofView, VerifyReport } from '@perennial/contract'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { composeProduct } from '../../src/app/compose.ts'
import { sealJournal } from '../../src/ledger/index.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { openLog } from '../../src/platform/log.ts'
import { proveProgram } from '../../src/profiles/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let admin: pg.Client
let program: Program
let orders = 0

const place = '/v1/programs/shop'

beforeAll(async () => {
  house = await openApiHouse()
  admin = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await admin.connect()
  program = await giftware(house, 'shop')
  for (const name of ['ann', 'bob']) expect((await order(name)).status).toBe(201)
  await sealJournal(house.database, { programId: program.programId })
})

afterAll(async () => {
  await admin.end()
  await house.close()
  expect(house.violations).toEqual([])
})

function order(member: string, query = ''): Promise<Answer> {
  orders += 1
  const body = orderOf(`p-${orders}`, [['A', '1', '10.00']], { member: { externalId: member } })
  return house.ask({ method: 'POST', path: `${place}/activities${query}`, body })
}

async function member(): Promise<unknown> {
  const { body } = await house.ask({ path: `${place}/members/externalId:ann` })
  return { ...body, at: undefined }
}

async function verify(query = ''): Promise<VerifyReport> {
  const answer = await house.ask({ method: 'POST', path: `${place}/verify${query}` })
  expect(answer.status).toBe(200)
  return answer.body as unknown as VerifyReport
}

async function proof(): Promise<ProofView> {
  return (await house.ask({ path: `${place}/verify` })).body as unknown as ProofView
}

function lock(reason: string, headers: Record<string, string> = {}): Promise<Answer> {
  return house.ask({ method: 'POST', path: `${place}/read-only`, body: { reason }, headers })
}

function unlock(): Promise<Answer> {
  return house.ask({ method: 'DELETE', path: `${place}/read-only` })
}

async function whileTampered(sql: string, undo: string, work: () => Promise<void>): Promise<void> {
  expect((await admin.query(sql)).rowCount).toBe(1)
  try {
    await work()
  } finally {
    await admin.query(undo)
  }
}

async function metric(name: string): Promise<number> {
  const { text } = await house.ask({ path: '/metrics', key: null })
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1])
}

describe('a programme that is read-only', () => {
  const item = orderOf('r-1', [['A', '1', '1.00']])
  const definition = { spec: { name: 'X', currency: 'points', award: { kind: 'fixed', points: 1 } } }
  const writes: [string, string, string, unknown][] = [
    ['an activity', 'POST', 'activities', item],
    ['a batch', 'POST', 'activities:batch', { items: [item] }],
    ['an enrolment', 'POST', 'members', { externalId: 'new' }],
    ['an edit of a member', 'PATCH', 'members/externalId:ann', { name: 'Ann' }],
    ['a definition', 'PUT', 'definitions/earning-rule/x', definition],
    ['a definition that goes', 'DELETE', 'definitions/earning-rule/base', undefined],
    ['a release', 'POST', 'releases', {}],
    ['a spend', 'POST', 'members/externalId:ann/spends', { parts: [{ currency: 'points', amount: 1 }] }],
  ]

  test('refuses every write with the reason, tells everything, and takes writes again', async () => {
    const before = await member()
    const locked = await lock('Under investigation')
    expect(locked.status).toBe(200)
    expect(locked.body).toMatchObject({ reason: 'Under investigation', by: expect.stringMatching(/^key:/) })
    for (const [name, method, path, body] of writes) {
      const answer = await house.ask({
        method,
        path: `${place}/${path}`,
        ...(body === undefined ? {} : { body }),
      })
      expect(answer, name).toMatchObject({ status: 409, body: { code: 'program_read_only' } })
      expect(answer.text, name).toContain('Under investigation')
    }
    const stream = await house.ask({
      method: 'POST',
      path: `${place}/activities:stream`,
      body: `${JSON.stringify(item)}\n`,
      headers: { 'content-type': 'application/x-ndjson' },
    })
    expect(stream).toMatchObject({ status: 409, body: { code: 'program_read_only' } })
    expect((await order('ann', '?dryRun=true')).status).toBe(200)
    expect(await member()).toEqual(before)
    expect((await proof()).readOnly).toMatchObject({ reason: 'Under investigation' })
    expect(await metric('perennial_read_only_programs')).toBe(1)

    expect((await unlock()).status).toBe(204)
    expect((await proof()).readOnly).toBeNull()
    expect((await order('ann')).status).toBe(201)
    expect((await unlock()).status).toBe(204)
  })

  test('keeps its first instant when the reason changes, and is audited', async () => {
    const first = await lock('One')
    const second = await lock('Two')
    expect(second.body).toMatchObject({ since: first.body.since, reason: 'Two' })
    await unlock()
    const { rows } = await admin.query(
      "select action, subject, program_key, detail from audit_entry where action like 'program.%' order by audit_id desc limit 3",
    )
    expect(rows.reverse()).toEqual([
      { action: 'program.locked', subject: 'shop', program_key: 'shop', detail: { reason: 'One' } },
      { action: 'program.locked', subject: 'shop', program_key: 'shop', detail: { reason: 'Two' } },
      { action: 'program.unlocked', subject: 'shop', program_key: 'shop', detail: {} },
    ])
  })

  test('is locked once for an idempotency key', async () => {
    const headers = { 'idempotency-key': 'lock-once' }
    const first = await lock('Once', headers)
    await unlock()
    const again = await lock('Once', headers)
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect((await proof()).readOnly).toBeNull()
  })

  test('is obeyed by another process within two seconds, also by a stream of activities under way', async () => {
    const database = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 2 })
    const hot = openDatabase({ url: house.testDatabase.appUrl, connectionsMax: 3, hot: true })
    const other = composeProduct({ database, hot })
    const submit = async (id: string) => {
      const [verdict] = await other.pipeline.submit(program, [
        orderOf(id, [['A', '1', '1.00']], { member: { externalId: 'bob' } }),
      ])
      return verdict?.ok === false ? verdict.refusal.code : 'recorded'
    }
    expect(await submit('o-first')).toBe('recorded')
    await lock('Elsewhere')
    const from = performance.now()
    let last = 'recorded'
    for (let index = 0; last === 'recorded' && performance.now() - from < 2_000; index += 1) {
      last = await submit(`o-${index}`)
      await setImmediate()
    }
    expect(last).toBe('program_read_only')
    await unlock()
    await other.pipeline.close()
    await Promise.all([database.close(), hot.close()])
  })

  test.each([
    ['a key that may only write', { scopes: ['read', 'write'] as const }, 403],
    ['another organisation', { rival: true }, 404],
  ])('is not locked by %s', async (_, of, status) => {
    const key = await house.newKey(of)
    for (const method of ['POST', 'DELETE']) {
      const body = method === 'POST' ? { body: { reason: 'No' } } : {}
      expect((await house.ask({ method, path: `${place}/read-only`, key, ...body })).status).toBe(status)
    }
    expect((await proof()).readOnly).toBeNull()
  })

  test('needs a reason', async () => {
    expect((await lock('')).body).toMatchObject({ code: 'body_invalid' })
  })
})

describe('O-14 a planted break', () => {
  const changed =
    "update journal set reason = 'adjustment' where program_id = $P and seq = (select min(seq) from journal where program_id = $P) and owner_id = (select min(owner_id::text)::uuid from journal where program_id = $P)"
  const restored = "update journal set reason = 'earn' where program_id = $P and reason = 'adjustment'"
  const of = (sql: string) => sql.replaceAll('$P', String(program.programId))

  test('is told with account and row by the API, the log, the outbox and the metrics', async () => {
    await verify()
    expect(await metric('perennial_verify_broken_programs')).toBe(0)
    await whileTampered(of(changed), of(restored), async () => {
      const { rows } = await admin.query(
        of("select owner_id, seq::int from journal where program_id = $P and reason = 'adjustment'"),
      )
      const named = {
        check: 'sealed rows are as they were sealed',
        owner: `mem_${String(rows[0].owner_id).replaceAll('-', '')}`,
        currency: 'points',
        row: rows[0].seq,
      }
      const report = await verify()
      expect(report).toMatchObject({ clean: false, breaks: [named] })
      expect((await proof()).runs[0]?.report).toEqual(report)
      expect(await metric('perennial_verify_broken_programs')).toBe(1)
      const pages = await admin.query(
        'select events from outbox order by position desc, page_id desc limit 1',
      )
      expect(pages.rows[0].events).toEqual([
        {
          type: 'ledger.broken',
          activity: '',
          owner: named.owner,
          subject: `${named.check}: points/${named.row}`,
        },
      ])
      const lines: string[] = []
      const log = openLog({ level: 'error', format: 'json', write: (line) => lines.push(line) })
      await proveProgram({ ...house, log }, program)
      expect(lines).toHaveLength(1)
      expect(JSON.parse(lines[0] ?? '')).toMatchObject({ ...named, program: program.programId })
      // The alert alone changes nothing for members.
      expect((await order('ann')).status).toBe(201)
    })
    expect((await verify()).clean).toBe(true)
    expect(await metric('perennial_verify_broken_programs')).toBe(0)
    expect(await metric('perennial_verify_age_seconds')).toBeLessThan(60)
  })

  test('locks the programme where that is asked for', async () => {
    const log = openLog({ level: 'silent' })
    await proveProgram({ ...house, log }, program, { lockOnBreak: true })
    expect((await order('ann')).status).toBe(201)
    await whileTampered(of(changed), of(restored), async () => {
      await proveProgram({ ...house, log }, program, { lockOnBreak: true })
    })
    expect(await order('ann')).toMatchObject({ status: 409, body: { code: 'program_read_only' } })
    expect((await proof()).readOnly).toMatchObject({ by: 'system' })
    expect((await unlock()).status).toBe(204)
  })
})

describe('the head of the chain', () => {
  test('is told by every verification and proves itself later', async () => {
    const { head } = await verify()
    expect(head?.seal).toBeGreaterThan(0)
    await order('bob')
    await sealJournal(house.database, { programId: program.programId })
    const { rows } = await admin.query<{ rows: number }>(
      `select count(*)::int as rows from journal where program_id = ${program.programId}`,
    )
    expect((await proof()).sealed?.rows).toBe(rows[0]?.rows)
    const later = await verify(`?head=${head?.seal}:${head?.hash.toUpperCase()}`)
    expect(later.clean).toBe(true)
    expect(later.head?.seal).toBe((head?.seal ?? 0) + 1)
    const wrong = await verify(`?head=${head?.seal}:${'0'.repeat(64)}`)
    expect(wrong.breaks).toMatchObject([{ check: 'the chain has the head that was written down', row: null }])
    const unknown = await verify(`?head=99:${'0'.repeat(64)}`)
    expect(unknown.breaks[0]?.detail).toMatch(/seal 99 is gone/)
    // Whoever may read may give any head, so that is no alarm.
    expect((await proof()).runs[0]?.report.clean).toBe(true)
    expect(await metric('perennial_verify_broken_programs')).toBe(0)
  })

  test.each(['12', '12:abc', 'x', ':'])('is refused as %s', async (head) => {
    const answer = await house.ask({ method: 'POST', path: `${place}/verify?head=${head}` })
    expect(answer).toMatchObject({ status: 422, body: { code: 'query_invalid' } })
  })

  test('that an earlier verification saw is missed without anybody writing it down', async () => {
    const before = await verify()
    expect(before.clean).toBe(true)
    await admin.query('begin')
    for (const table of ['journal_seal', 'journal_page', 'seal_reach'])
      await admin.query(`delete from ${table}`)
    await admin.query('commit')
    await sealJournal(house.database, { programId: program.programId })
    const { breaks } = await verify()
    expect(breaks.length).toBeGreaterThan(0)
    expect(new Set(breaks.map((each) => each.check))).toEqual(
      new Set(['the chain has the head that was written down']),
    )
  })
})

test('a verification ends at once when it is cancelled, in the middle of a check', async () => {
  const stop = new AbortController()
  const steps: string[] = []
  await admin.query('begin; lock table journal_page in access exclusive mode')
  const running = proveProgram({ ...house, log: openLog({ level: 'silent' }) }, program, {
    signal: stop.signal,
    onStep: ({ step }) => steps.push(step),
  })
  const ended = expect(running).rejects.toThrow('stopped by its user')
  const waiting = () =>
    house.database.read('none', (tx) =>
      tx.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like 'with uses as%'",
      ),
    )
  while ((await waiting()).length === 0) await setImmediate()
  const from = performance.now()
  stop.abort(new Error('stopped by its user'))
  await ended
  expect(performance.now() - from).toBeLessThan(3_000)
  await admin.query('rollback')
  expect(steps).toHaveLength(1)
})
