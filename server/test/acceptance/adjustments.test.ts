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

async function available(member: string, currency = 'points'): Promise<number> {
  const { body } = await house.ask({ path: `${base}/members/${member}` })
  const balances = body.balances as unknown as { currency: string; available: number }[]
  return balances.find((each) => each.currency === currency)?.available ?? 0
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

async function approvals(query = ''): Promise<Record<string, unknown>[]> {
  const { body } = await house.ask({ path: `${base}/approvals?limit=200${query}` })
  return body.approvals as unknown as Record<string, unknown>[]
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

describe('adjusting alone', () => {
  test('F-28 without a reason, or without a key, nothing is adjusted', async () => {
    const ann = await enrol()
    for (const body of [
      { currency: 'points', amount: 5 },
      { currency: 'points', amount: 5, reason: '' },
    ])
      expect(told(await command(house, `members/${ann}/adjustments`, { body }))).toBe('422 body_invalid')
    expect(told(await adjust(ann, 5, { idempotencyKey: null }))).toBe('400 idempotency_key_missing')
    const till = await house.newKey({ scopes: ['read', 'write'] })
    expect(told(await adjust(ann, 5, { key: till }))).toBe('403 forbidden')
    expect(await available(ann)).toBe(0)
  })

  test.each([0, -0, 1.5, '1e3', '5', null, 2 ** 53, -(2 ** 53), 1e300, true, [5]])(
    'L-14 the amount %j is refused',
    async (amount) => {
      expect(told(await adjust(await enrol(), amount))).toBe('422 body_invalid')
    },
  )

  test.each([
    '1e400',
    '-1e400',
    '9223372036854775807',
    '9223372036854775808',
    '0x10',
    '1.0000000000000001e0',
  ])('L-14 the amount %s, as written, is no server error', async (amount) => {
    const reply = await house.ask({
      method: 'POST',
      path: `${base}/members/${await enrol()}/adjustments`,
      headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
      body: `{"currency":"points","amount":${amount},"reason":"x"}`,
    })
    expect([200, 400, 422]).toContain(reply.status)
    if (reply.status === 200) expect(Number(amount)).toBe(1)
  })

  test('L-14 the largest amount waits for a second person, and no sum passes 2^53', async () => {
    const ann = await enrol()
    const asked = await adjust(ann, Number.MAX_SAFE_INTEGER)
    expect(asked.status).toBe(202)
    expect((await decide(asked.body.approval, 'approve')).status).toBe(200)
    expect(await available(ann)).toBe(Number.MAX_SAFE_INTEGER)
    expect(told(await adjust(ann, 1))).toBe('422 limit_exceeded')
    expect(told(await adjust(ann, Number.MAX_SAFE_INTEGER))).toBe('422 limit_exceeded')
    expect((await adjust(ann, -1)).status).toBe(200)
  })

  test('gives and takes, shows who and why, and takes no more than there is', async () => {
    const ann = await enrol()
    const preview = await adjust(ann, 300, { query: '?dryRun=true' })
    expect(preview.body).toMatchObject({ status: 'dry-run', activity: null, effects: [{ amount: 300 }] })
    expect(await available(ann)).toBe(0)
    const idempotencyKey = randomUUID()
    const given = await adjust(ann, 300, { idempotencyKey })
    const again = await adjust(ann, 300, { idempotencyKey })
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([given.text, 'true'])
    const taken = await adjust(ann, -1)
    expect(taken.body).toMatchObject({ effects: [{ verb: 'adjust', amount: -1 }] })
    expect(told(await adjust(ann, -300))).toBe('409 insufficient_points')
    expect(await available(ann)).toBe(299)

    const { body: activity } = await house.ask({ path: `${base}/activities/${given.body.activity}` })
    const actor = expect.stringMatching(/^key:/)
    expect(activity).toMatchObject({
      type: 'wallet.adjust',
      input: { command: { verb: 'adjust', amount: 300, reason: 'goodwill', actor } },
    })
    const explained = await house.ask({ path: `${base}/activities/${given.body.activity}?explain=true` })
    expect([explained.status, explained.body.explain]).toEqual([200, []])
    const { body: journal } = await house.ask({ path: `${base}/members/${ann}/journal` })
    expect(journal.rows).toMatchObject([
      { amount: 1, reason: 'adjustment', activity: taken.body.activity },
      { amount: 300, reason: 'adjustment', activity: given.body.activity },
    ])
    const audit = await auditOf(String(given.body.member))
    expect(audit).toMatchObject([
      { actor, action: 'value.adjusted', detail: { activity: given.body.activity, amount: 300 } },
      { actor, action: 'value.adjusted', detail: { amount: -1 } },
    ])
  })
})

describe('a second person', () => {
  test('F-28 above the limit nothing is carried out until somebody else approves', async () => {
    const ann = await enrol()
    const idempotencyKey = randomUUID()
    const preview = await adjust(ann, -1_001, { query: '?dryRun=true' })
    expect(told(preview), 'what could not be carried out is not asked for').toBe('409 insufficient_points')
    const dry = await adjust(ann, 1_001, { query: '?dryRun=true' })
    expect(dry.status).toBe(202)
    expect(dry.body).toMatchObject({ approval: null, preview: { effects: [{ amount: 1_001 }] } })
    expect(await approvals('&state=open')).toEqual([])

    const asked = await adjust(ann, 1_001, { idempotencyKey })
    expect(asked.status).toBe(202)
    expect(asked.body).toEqual({
      status: 'awaiting-approval',
      approval: expect.stringMatching(/^apr_[0-9a-f]{32}$/),
    })
    expect(await available(ann)).toBe(0)
    const again = await adjust(ann, 1_001, { idempotencyKey })
    expect([again.status, again.text, again.headers.get('idempotency-replayed')]).toEqual([
      202,
      asked.text,
      'true',
    ])
    expect(told(await adjust(ann, 1_002, { idempotencyKey }))).toBe('422 idempotency_key_reused')
    const { approval } = asked.body
    expect(await approvals('&state=open')).toMatchObject([
      { approval, state: 'open', amount: 1_001, currency: 'points', reason: 'goodwill', decidedBy: null },
    ])

    expect(told(await decide(approval, 'approve', house.key)), 'self forbidden').toBe('403 approval_own')
    expect(await available(ann)).toBe(0)
    const approved = await decide(approval, 'approve')
    expect(approved.body).toMatchObject({
      approval: { approval, state: 'approved' },
      result: { effects: [{ verb: 'adjust', amount: 1_001 }] },
    })
    expect(await available(ann)).toBe(1_001)
    expect(told(await decide(approval, 'approve'))).toBe('409 approval_decided')
    expect(told(await decide(approval, 'reject'))).toBe('409 approval_decided')
    expect((await adjust(ann, 1_001, { idempotencyKey })).text, 'the first answer for ever').toBe(asked.text)
    expect(await available(ann)).toBe(1_001)

    const view = approved.body.approval as unknown as Record<string, string>
    const { body: activity } = await house.ask({ path: `${base}/activities/${view.activity}` })
    expect(activity).toMatchObject({
      input: { command: { actor: view.requestedBy, approvedBy: view.decidedBy, reason: 'goodwill' } },
    })
    expect(view.requestedBy).not.toBe(view.decidedBy)
    expect((await auditOf(String(approval))).map(({ action, actor }) => [action, actor])).toEqual([
      ['approval.requested', view.requestedBy],
      ['approval.approved', view.decidedBy],
    ])
  })

  test('F-28 many small ones count together, by who adjusts whom in which currency', async () => {
    const [ann, bob] = [await enrol(), await enrol()]
    for (const amount of [600, -300, 100]) expect((await adjust(ann, amount)).status).toBe(200)
    expect((await adjust(ann, 1)).status, 'the thousand and first').toBe(202)
    expect((await adjust(ann, 1, { key: second })).status, 'another person').toBe(200)
    expect((await adjust(ann, 1, { currency: 'stars' })).status, 'another currency').toBe(200)
    expect((await adjust(bob, 1_000)).status, 'another member').toBe(200)
    const approved = await adjust(bob, 5_000, { key: second })
    expect((await decide(approved.body.approval, 'approve', house.key)).status).toBe(200)
    expect((await adjust(bob, 1_000, { key: second })).status, 'what two approved is nobody’s').toBe(200)
    // A day later it is forgotten: the counters are told to be older.
    await beside(`update counter set period = period - 26 where key like 'alone:points:%'`, [])
    expect((await adjust(ann, 1_000)).status).toBe(200)
  })

  test('F-28 sent all at once they do not pass the limit either', async () => {
    const ann = await enrol()
    const sent = await Promise.all(Array.from({ length: 20 }, () => adjust(ann, 100)))
    expect(sent.filter(({ status }) => status === 200)).toHaveLength(10)
    expect(sent.filter(({ status }) => status === 202)).toHaveLength(10)
    expect(await available(ann)).toBe(1_000)
  })

  test('approved and rejected by many at once: it has one end', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ann = await enrol()
      const { body } = await adjust(ann, 2_000)
      const verbs = ['approve', 'reject', 'approve', 'approve', 'reject', 'approve'] as const
      const replies = await Promise.all(verbs.map((verb) => decide(body.approval, verb)))
      const won = replies.flatMap(({ status }, index) => (status === 200 ? [verbs[index]] : []))
      expect(won).toHaveLength(1)
      const lost = replies.filter(({ status }) => status !== 200)
      expect(new Set(lost.map(told))).toEqual(new Set(['409 approval_decided']))
      expect(await available(ann)).toBe(won[0] === 'approve' ? 2_000 : 0)
    }
  })

  test('what cannot be carried out leaves the request open', async () => {
    const ann = await enrol()
    const filled = await adjust(ann, 2_000)
    await decide(filled.body.approval, 'approve')
    const taken = await adjust(ann, -2_000)
    expect(taken.status).toBe(202)
    await command(house, `members/${ann}/spends`, { body: { parts: [{ currency: 'points', amount: 1 }] } })
    expect(told(await decide(taken.body.approval, 'approve'))).toBe('409 insufficient_points')
    expect((await approvals('&state=open')).map((each) => each.approval)).toContain(taken.body.approval)
    await adjust(ann, 1)
    expect((await decide(taken.body.approval, 'approve')).status).toBe(200)
    expect(await available(ann)).toBe(0)
  })

  test('rejected, withdrawn and too late', async () => {
    const ann = await enrol()
    const [one, two, three] = [await adjust(ann, 1_100), await adjust(ann, 1_200), await adjust(ann, 1_300)]
    const rejected = await decide(one.body.approval, 'reject')
    expect(rejected.body).toMatchObject({ state: 'rejected', decisionReason: 'not agreed', activity: null })
    const withdrawn = await decide(two.body.approval, 'reject', house.key)
    expect(withdrawn.body).toMatchObject({ state: 'rejected' })
    const id = String(three.body.approval).slice(4)
    const { rows } = await beside(
      'select extract(epoch from expires_at - requested_at)::int / 86400 as days from approval where approval_id = $1::uuid',
      [id],
    )
    expect(rows).toEqual([{ days: 7 }])
    await beside('update approval set expires_at = now() where approval_id = $1::uuid', [id])
    for (const verb of ['approve', 'reject'] as const)
      expect(told(await decide(three.body.approval, verb))).toBe('409 approval_decided')
    expect(await approvals('&state=expired')).toMatchObject([{ approval: three.body.approval }])
    expect(await available(ann)).toBe(0)
    const nobody = `apr_${'0'.repeat(32)}`
    expect(told(await decide(nobody, 'approve'))).toBe('404 not_found')
    const first = await house.ask({ path: `${base}/approvals?limit=1` })
    const next = await house.ask({ path: `${base}/approvals?limit=1&cursor=${first.body.next}` })
    expect([first, next].map(({ body }) => body.approvals)).toMatchObject([
      [{ approval: three.body.approval }],
      [{ approval: two.body.approval }],
    ])
    expect(told(await house.ask({ path: `${base}/approvals?cursor=nonsense` }))).toBe('422 cursor_invalid')
  })

  test('carried out, and the confirmation lost: the next who comes finds it approved', async () => {
    const ann = await enrol()
    const { body } = await adjust(ann, 3_000)
    expect((await decide(body.approval, 'approve')).status).toBe(200)
    await beside(
      "update approval set state = 'open', decided_by = null, decided_at = null, activity_id = null where approval_id = $1::uuid",
      [String(body.approval).slice(4)],
    )
    const third = await house.newKey()
    expect(told(await decide(body.approval, 'reject', third))).toBe('409 approval_decided')
    expect(await available(ann)).toBe(3_000)
    expect(await approvals('&state=approved')).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ approval: body.approval, decidedBy: await actorOf(second) }),
      ]),
    )
  })
})
