import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, openApiHouse } from '../api-house.ts'
import { command, walletDefinitions } from './wallet-shop.ts'

let house: ApiHouse
let program: Program
/** A second person's key. */
let second: string

const base = '/v1/programs/wallet'

beforeAll(async () => {
  house = await openApiHouse()
  second = await house.newKey()
  program = await house.createProgram('wallet', {
    definitions: walletDefinitions({ points: { adjustmentAlone: 1_000 }, stars: { adjustmentAlone: 1_000 } }),
  })
})

afterAll(async () => {
  expect(await house.verify(program)).toEqual([])
  expect(house.violations).toEqual([])
  await house.close()
})

/** A new member; the address by external id. */
async function enrol(): Promise<string> {
  const externalId = randomUUID()
  const made = await house.ask({ method: 'POST', path: `${base}/members`, body: { externalId } })
  expect(made.status).toBe(201)
  return `externalId:${externalId}`
}

function adjust(
  member: string,
  amount: unknown,
  more: { key?: string; idempotencyKey?: string | null; query?: string; currency?: string } = {},
): Promise<Answer> {
  const { query = '', currency = 'points', ...rest } = more
  const body = { currency, amount, reason: 'goodwill' }
  return command(house, `members/${member}/adjustments${query}`, { body, ...rest })
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

function decide(approval: unknown, verb: 'approve' | 'reject', key = second): Promise<Answer> {
  return house.ask({
    method: 'POST',
    path: `${base}/approvals/${approval}/${verb}`,
    key,
    body: verb === 'approve' ? {} : { reason: 'not agreed' },
  })
}

/** Runs a statement beside the product. */
async function beside(sql: string, params: unknown[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: house.testDatabase.adminUrl })
  await client.connect()
  try {
    return await client.query(sql, params)
  } finally {
    await client.end()
  }
}

async function auditOf(subject: string): Promise<Record<string, unknown>[]> {
  const { rows } = await beside(
    'select actor, action, detail from audit_entry where subject = $1 order by created_at',
    [subject],
  )
  return rows
}

/** The actor of a key, as books and audit name it. */
async function actorOf(key: string): Promise<string> {
  const done = await adjust(await enrol(), 1, { key })
  const { body } = await house.ask({ path: `${base}/activities/${done.body.activity}` })
  return (body as unknown as { input: { command: { actor: string } } }).input.command.actor
}

function link(actor: string, member: string | null, key = house.key): Promise<Answer> {
  const [, externalId] = member?.split(':') ?? []
  return house.ask({
    method: 'PUT',
    path: `${base}/staff-accounts/${encodeURIComponent(actor)}`,
    key,
    body: { member: member === null ? null : { externalId } },
  })
}

describe('one’s own account', () => {
  test('F-28 no power of staff reaches it by one’s own hand', async () => {
    const me = await house.newKey()
    const actor = await actorOf(me)
    const [mine, other] = [await enrol(), await enrol()]
    expect((await link(actor, mine)).body).toMatchObject({ actor, member: expect.stringMatching(/^mem_/) })
    const { body } = await house.ask({ path: `${base}/staff-accounts` })
    expect(body.accounts).toMatchObject([{ actor }])

    const acts: [string, unknown][] = [
      ['adjustments', { currency: 'points', amount: 1, reason: 'x' }],
      ['adjustments?dryRun=true', { currency: 'points', amount: 1, reason: 'x' }],
      ['extensions', { currency: 'points', expiresAt: '2090-01-01T00:00:00Z', reason: 'x' }],
      ['write-offs', { currency: 'points', reason: 'x' }],
      ['freeze', { reason: 'x' }],
      ['unfreeze', { reason: 'x' }],
      ['close', { reason: 'x' }],
      ['merge', { into: { externalId: other.split(':')[1] }, reason: 'x' }],
      ['unmerge', { reason: 'x' }],
    ]
    for (const [path, sent] of acts) {
      const reply = await command(house, `members/${mine}/${path}`, { body: sent, key: me })
      expect(told(reply), path).toBe('403 own_account')
    }
    const into = { into: { externalId: mine.split(':')[1] }, reason: 'x' }
    const merged = await command(house, `members/${other}/merge`, { body: into, key: me })
    expect(told(merged), 'merging into it').toBe('403 own_account')
    const many = await command(house, 'members/freeze', {
      body: { members: [mine, other].map((each) => ({ externalId: each.split(':')[1] })), reason: 'x' },
      key: me,
    })
    expect(many.body.outcomes).toMatchObject([
      { status: 403, problem: { code: 'own_account' } },
      { status: 200 },
    ])
    const asked = await adjust(mine, 5_000)
    for (const verb of ['approve', 'reject'] as const)
      expect(told(await decide(asked.body.approval, verb, me))).toBe('403 own_account')
    expect((await decide(asked.body.approval, 'approve')).status).toBe(200)
    expect((await adjust(other, 1, { key: me })).status).toBe(200)
    expect((await adjust(mine, 1)).status, 'by somebody else').toBe(200)
  })

  test('F-28 nobody changes or ends their own link; others do, and the audit shows it', async () => {
    const me = await house.newKey()
    const actor = await actorOf(me)
    const [mine, other] = [await enrol(), await enrol()]
    expect((await link(actor, mine, me)).status, 'who says so themselves is believed').toBe(200)
    for (const to of [other, null]) expect(told(await link(actor, to, me))).toBe('403 own_account')
    expect(told(await adjust(mine, 1, { key: me }))).toBe('403 own_account')
    expect((await link(actor, null)).body).toMatchObject({ actor, member: null })
    expect((await adjust(mine, 1, { key: me })).status).toBe(200)
    expect((await auditOf(actor)).map(({ action }) => action)).toEqual([
      'staff-account.linked',
      'staff-account.unlinked',
    ])
    expect(told(await link('somebody', mine))).toBe('422 body_invalid')
    expect(told(await link(actor, 'externalId:nobody-at-all'))).toBe('422 member_unknown')
  })
})

describe('freezing many', () => {
  test('each has an outcome; a repeat goes on where it stopped; lifting it opens them again', async () => {
    const [ann, bob] = [await enrol(), await enrol()]
    for (const each of [ann, bob]) await adjust(each, 10)
    const members = [ann, bob].map((each) => ({ externalId: each.split(':')[1] }))
    const unknown = [{ externalId: 'nobody-at-all' }, { email: 'no address' }]
    const body = { members: [...members, ...unknown, members[0]], reason: 'leaked list' }
    const idempotencyKey = randomUUID()
    const dry = await command(house, 'members/freeze?dryRun=true', { body })
    expect(dry.status).toBe(200)
    const frozen = await command(house, 'members/freeze', { body, idempotencyKey })
    expect(frozen.body.outcomes).toMatchObject([
      { index: 0, status: 200 },
      { index: 1, status: 200 },
      { index: 2, status: 422, member: null, problem: { code: 'member_unknown' } },
      { index: 3, status: 422, problem: { code: 'identifier_invalid' } },
      { index: 4, status: 200 },
    ])
    expect((await command(house, 'members/freeze', { body, idempotencyKey })).text).toBe(frozen.text)
    const spend = { parts: [{ currency: 'points', amount: 1 }] }
    for (const each of [ann, bob])
      expect(told(await command(house, `members/${each}/spends`, { body: spend }))).toBe('409 value_frozen')
    const other = { members, reason: 'another reason' }
    const reused = await command(house, 'members/freeze', { body: other, idempotencyKey })
    expect(reused.body.outcomes).toMatchObject([
      { problem: { code: 'idempotency_key_reused' } },
      { problem: { code: 'idempotency_key_reused' } },
    ])
    await command(house, 'members/unfreeze', { body: { members, reason: 'all clear' } })
    expect((await command(house, `members/${ann}/spends`, { body: spend })).status).toBe(200)
    for (const wrong of [
      { members: [], reason: 'x' },
      { members: Array.from({ length: 1001 }, () => members[0]), reason: 'x' },
      { members },
    ])
      expect(told(await command(house, 'members/freeze', { body: wrong }))).toBe('422 body_invalid')
    expect((await auditOf('wallet')).map(({ action, detail }) => [action, detail])).toEqual(
      expect.arrayContaining([
        ['members.frozen', { members: 2 }],
        ['members.unfrozen', { members: 2 }],
      ]),
    )
  })
})
