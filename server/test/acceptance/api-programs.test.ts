import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let program: Program

const base = '/v1/programs/giftware'

beforeAll(async () => {
  house = await openApiHouse()
  program = await giftware(house, 'giftware')
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

/** Sends such as `POST /v1/keys`. */
function send(call: string, body?: unknown, headers: Record<string, string> = {}) {
  const [method = '', path = ''] = call.split(' ')
  return house.ask({ method, path, headers, ...(body === undefined ? {} : { body }) })
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

describe('keys', () => {
  test('are made, listed without their secret, and revoked at once', async () => {
    const made = await send('POST /v1/keys', { name: 'Till', scopes: ['read'], program: 'giftware' })
    expect(made.status).toBe(201)
    const { id, secret } = made.body as unknown as { id: string; secret: string }
    expect((await house.ask({ path: `${base}/members`, key: secret })).status).toBe(200)
    const listed = await house.ask({ path: '/v1/keys' })
    expect(listed.text).not.toContain(secret)
    expect(listed.body).toMatchObject({
      keys: expect.arrayContaining([expect.objectContaining({ id, name: 'Till', revokedAt: null })]),
    })
    const revoked = await send(`DELETE /v1/keys/${id}`)
    expect([revoked.status, revoked.text]).toEqual([204, ''])
    expect(told(await house.ask({ path: `${base}/members`, key: secret }))).toBe('401 credential_missing')
    expect((await send(`DELETE /v1/keys/${id}`)).status).toBe(204)
  })

  test.each([
    [{ name: 'Till', scopes: [] }],
    [{ name: 'Till', scopes: ['everything'] }],
    [{ name: '', scopes: ['read'] }],
    [{ name: 'Till', scopes: ['read'], organization: 1 }],
  ])('%j is refused', async (body) => {
    expect(told(await send('POST /v1/keys', body))).toBe('422 body_invalid')
  })

  test('a key cannot make one that may more than itself', async () => {
    const key = await house.newKey({ scopes: ['manage'] })
    const body = { name: 'More', scopes: ['read', 'write', 'manage'] }
    expect(told(await house.ask({ method: 'POST', path: '/v1/keys', key, body }))).toBe('403 forbidden')
  })
})

describe('programmes', () => {
  test('are made once, from a template or empty, and a repeat with the same key is the first reply', async () => {
    const headers = { 'idempotency-key': 'make-cdnow' }
    const first = await send('POST /v1/programs', { key: 'cdnow', template: 'cdnow' }, headers)
    expect([first.status, first.headers.get('location')]).toEqual([201, '/v1/programs/cdnow'])
    const again = await send('POST /v1/programs', { key: 'cdnow', template: 'cdnow' }, headers)
    expect([again.text, again.headers.get('idempotency-replayed')]).toEqual([first.text, 'true'])
    expect(told(await send('POST /v1/programs', { key: 'cdnow' }))).toBe('409 program_exists')
    expect(told(await send('POST /v1/programs', { key: 'empty', template: 'nothing' }))).toBe('404 not_found')
    expect((await send('POST /v1/programs', { key: 'empty' })).body).toMatchObject({ release: null })
    expect(told(await house.ask({ path: '/v1/programs/empty/members' }))).toBe('409 program_unpublished')
    const order = orderOf('e-1', [['A', '1', '1.00']])
    expect(told(await send('POST /v1/programs/empty/activities', order))).toBe('409 program_unpublished')
  })
})

describe('definitions and releases', () => {
  const store = `${base}/definitions/store/london`

  test('a draft changes nothing until it is published; the release says what changed', async () => {
    const rule = `${base}/definitions/earning-rule/base`
    const read = await house.ask({ path: rule })
    const { spec } = read.body as unknown as { spec: { award: object } }
    const doubled = { spec: { ...spec, award: { kind: 'per-money', points: 20, perMinor: 100 } } }
    expect(told(await send(`PUT ${rule}`, doubled))).toBe('428 edit_unconditional')
    expect(told(await send(`PUT ${rule}`, doubled, { 'if-match': '"99"' }))).toBe('412 edit_conflict')
    const written = await send(`PUT ${rule}`, doubled, { 'if-match': read.headers.get('etag') ?? '' })
    expect(written.status).toBe(200)

    const order = (at: number) => orderOf(`p-${at}`, [['A', '1', '10.00']], { member: { externalId: 'p' } })
    const before = await send(`POST ${base}/activities`, order(1))
    expect(before.body).toMatchObject({ balances: [{ available: 100 }] })
    const published = await send(`POST ${base}/releases`, { note: 'Twice the points' })
    expect(published.status).toBe(201)
    expect(published.body).toMatchObject({
      number: 2,
      current: true,
      note: 'Twice the points',
      changes: [
        {
          kind: 'earning-rule',
          key: 'base',
          change: 'changed',
          fields: [{ path: 'award.points', before: 10, after: 20 }],
        },
      ],
    })
    const after = await send(`POST ${base}/activities`, order(2))
    expect(after.body).toMatchObject({ balances: [{ available: 300 }] })
    expect(told(await send(`POST ${base}/releases`, {}))).toBe('409 release_unchanged')
    const listed = await house.ask({ path: `${base}/releases?limit=1` })
    expect(listed.body).toMatchObject({ releases: [{ number: 2 }] })
    const { next } = listed.body as unknown as { next: string }
    const second = await house.ask({ path: `${base}/releases?limit=1&cursor=${encodeURIComponent(next)}` })
    expect(second.body).toMatchObject({ releases: [{ number: 1, current: false }], next: null })
    expect((await house.ask({ path: `${base}/releases/1` })).body).toMatchObject({ number: 1 })
    expect(told(await house.ask({ path: `${base}/releases/9` }))).toBe('404 not_found')
  })

  test('a rule with a mistake is refused at its place', async () => {
    const rule = {
      spec: {
        name: 'Broken',
        currency: 'points',
        award: { kind: 'fixed', points: 1 },
        when: 'order.nothing > 1',
      },
    }
    const answer = await send(`PUT ${base}/definitions/earning-rule/broken`, rule)
    expect(told(answer)).toBe('422 rule_invalid')
    expect(answer.text).toMatch(/nothing/)
  })

  test('a definition that refers to nothing stops the release, which is then not there', async () => {
    const rule = {
      spec: { name: 'Lost', currency: 'miles', award: { kind: 'fixed', points: 1 } },
    }
    const put = await send(`PUT ${base}/definitions/earning-rule/lost`, rule)
    expect(put.status).toBe(200)
    expect(told(await send(`POST ${base}/releases`, {}))).toBe('422 release_invalid')
    const removed = await send(`DELETE ${base}/definitions/earning-rule/lost`, undefined, {
      'if-match': put.headers.get('etag') ?? '',
    })
    expect([removed.status, removed.text]).toEqual([204, ''])
    expect((await house.ask({ path: `${base}/releases` })).body).toMatchObject({
      releases: [{ number: 2 }, {}],
    })
  })

  test('a store is made, read and listed', async () => {
    expect((await send(`PUT ${store}`, { spec: { name: 'London', country: 'GB' } })).status).toBe(200)
    expect((await house.ask({ path: store })).body).toMatchObject({ key: 'london', revision: 1 })
    expect((await house.ask({ path: `${base}/definitions?kind=store` })).body).toMatchObject({
      definitions: [{ kind: 'store', key: 'london' }],
    })
    expect(told(await send(`PUT ${base}/definitions/store/paris`, { spec: { nam: 'Paris' } }))).toBe(
      '422 definition_invalid',
    )
  })
})

describe('members', () => {
  test('are enrolled once, found by any identifier, and edited on what was read', async () => {
    const body = {
      externalId: 'C-7',
      email: 'Sara@Example.com',
      name: 'Sara',
      attributes: { likes: ['tea'] },
    }
    const headers = { 'idempotency-key': 'enrol-sara' }
    const made = await send(`POST ${base}/members`, body, headers)
    expect(made.status).toBe(201)
    const again = await send(`POST ${base}/members`, body, headers)
    expect([again.status, again.text]).toEqual([201, made.text])
    expect(told(await send(`POST ${base}/members`, body, { 'idempotency-key': 'x' }))).toBe(
      '409 identifier_taken',
    )
    expect(told(await send(`POST ${base}/members`, { ...body, name: 'Sari' }, headers))).toBe(
      '422 idempotency_key_reused',
    )
    const { id } = made.body as unknown as { id: string }
    const byMail = await house.ask({ path: `${base}/members/email:sara@example.com` })
    expect(byMail.body).toMatchObject({ id, revision: 1 })
    const found = await house.ask({ path: `${base}/members?query=sara` })
    expect(found.body).toMatchObject({ members: [{ id }], next: null })

    const etag = byMail.headers.get('etag') ?? ''
    expect(told(await send(`PATCH ${base}/members/${id}`, { name: 'S' }))).toBe('428 edit_unconditional')
    const edited = await send(`PATCH ${base}/members/${id}`, { name: 'S' }, { 'if-match': etag })
    expect(edited.body).toMatchObject({ name: 'S', revision: 2, attributes: { likes: ['tea'] } })
    expect(told(await send(`PATCH ${base}/members/${id}`, { name: 'T' }, { 'if-match': etag }))).toBe(
      '412 edit_conflict',
    )
  })

  test.each(['tenant_id', 'role', 'balance', 'id', 'created_at', 'points_multiplier'])(
    'I-06 an extra field: %s',
    async (field) => {
      const answer = await send(`POST ${base}/members`, { externalId: 'i06', [field]: 1 })
      expect(told(answer)).toBe('422 body_invalid')
      expect(told(await house.ask({ path: `${base}/members/externalId:i06` }))).toBe('404 not_found')
    },
  )

  test('have a journal and activities, page by page', async () => {
    for (const at of [1, 2, 3])
      await send(
        `POST ${base}/activities`,
        orderOf(`j-${at}`, [['A', '1', '1.00']], { member: { externalId: 'journal' } }),
      )
    for (const list of ['journal', 'activities']) {
      const path = `${base}/members/externalId:journal/${list}`
      const page = (await house.ask({ path: `${path}?limit=2` })).body as unknown as { next: string }
      expect(page.next).not.toBeNull()
      const rest = await house.ask({ path: `${path}?limit=200&cursor=${encodeURIComponent(page.next)}` })
      expect(rest.body).toMatchObject({ next: null })
      expect(told(await house.ask({ path: `${path}?cursor=nonsense` }))).toBe('422 cursor_invalid')
      expect(told(await house.ask({ path: `${path}?limit=0` }))).toBe('422 query_invalid')
    }
  })

  test('are told as of another instant', async () => {
    const path = `${base}/members/externalId:journal`
    const past = await house.ask({ path: `${path}?at=2026-03-01T00:00:00Z` })
    expect(past.body).toMatchObject({ at: '2026-03-01T00:00:00.000Z', balances: [{ available: 0 }] })
    for (const at of ['2026-02-30T00:00:00Z', 'yesterday', '1404/01/01'])
      expect(told(await house.ask({ path: `${path}?at=${at}` }))).toBe('422 query_invalid')
  })
})

describe('reports and proof', () => {
  test('the ledger adds up by day', async () => {
    const report = await house.ask({ path: `${base}/reports/ledger?from=2026-03-01&to=2026-03-05` })
    const [currency] = (
      report.body as unknown as {
        currencies: { opening: number; days: Record<string, number>[]; totals: Record<string, number> }[]
      }
    ).currencies
    expect(currency?.days).toHaveLength(5)
    let liability = currency?.opening ?? 0
    for (const day of currency?.days ?? []) {
      const of = (name: string) => day[name] ?? Number.NaN
      liability +=
        of('issued') +
        of('debtPaid') +
        of('writtenOff') -
        of('clawedBack') -
        of('debtIncurred') -
        of('spent') -
        of('expired')
      expect(day.liability).toBe(liability)
    }
    expect(currency?.totals.issued).toBe(360)
    expect(told(await house.ask({ path: `${base}/reports/ledger?from=2026-02-30` }))).toBe(
      '422 query_invalid',
    )
    expect(told(await house.ask({ path: `${base}/reports/ledger?from=2026-03-05&to=2026-03-01` }))).toBe(
      '422 query_invalid',
    )
  })

  test('the overview counts what happened', async () => {
    const answer = await house.ask({ path: `${base}/overview?from=2026-03-01&to=2026-03-05` })
    expect(answer.body).toMatchObject({ program: 'giftware', orders: 5, issued: 360, spent: 0 })
  })

  test('verify says the books are clean, and how much it looked at', async () => {
    const answer = await send(`POST ${base}/verify`)
    expect(answer.body).toMatchObject({ clean: true, breaks: [] })
    const { checked } = answer.body as unknown as { checked: Record<string, number> }
    expect(Object.values(checked).some((count) => count > 0)).toBe(true)
  })
})
