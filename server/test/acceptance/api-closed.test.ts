import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RouteRow } from '../../src/platform/http/index.ts'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
/** Things of the house that a rival may try to reach. */
let known: Record<string, string>

const nothing = '0'.repeat(32)

beforeAll(async () => {
  house = await openApiHouse()
  await giftware(house, 'giftware')
  const recorded = await house.ask({
    method: 'POST',
    path: '/v1/programs/giftware/activities',
    body: orderOf('secret-1', [['A', '1', '10.00']], { member: { externalId: 'secret' } }),
  })
  const keys = await house.ask({ path: '/v1/keys' })
  const { member, activity } = recorded.body as unknown as { member: string; activity: string }
  known = { program: 'giftware', member, activity, kind: 'currency', number: '1' }
  known.key = (keys.body as unknown as { keys: { id: string }[] }).keys[0]?.id ?? ''
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
})

const parts = [{ currency: 'points', amount: 1 }]
const reason = 'asked'
const member = { externalId: 'secret' }
const card = `gft_${nothing}`

/** A body that each writing route would accept. A route without one here fails the tests below. */
const bodies: Record<string, unknown> = {
  'POST /v1/keys': { name: 'Till', scopes: ['read'] },
  'POST /v1/programs': { key: 'other' },
  'POST /v1/programs/{program}/members': { externalId: 'new' },
  'PATCH /v1/programs/{program}/members/{member}': { name: 'Other' },
  'POST /v1/programs/{program}/activities': orderOf('closed-1', [['A', '1', '1.00']]),
  'POST /v1/programs/{program}/definitions:plan': { definitions: [] },
  'POST /v1/programs/{program}/definitions:apply': { definitions: [] },
  'POST /v1/programs/{program}/activities:batch': { items: [orderOf('closed-1', [['A', '1', '1.00']])] },
  'POST /v1/programs/{program}/activities:stream': undefined,
  'POST /v1/programs/{program}/releases': {},
  'PUT /v1/programs/{program}/definitions/{kind}/{key}': { spec: { name: 'Store' } },
  'POST /v1/programs/{program}/clock': { to: '2030-01-01T00:00:00Z' },
  'POST /v1/programs/{program}/verify': undefined,
  'POST /v1/programs/{program}/read-only': { reason: 'looking' },
  'DELETE /v1/programs/{program}/read-only': undefined,
  'POST /v1/programs/{program}/members/{member}/spends': { parts },
  'POST /v1/programs/{program}/members/{member}/spends/{spend}/returns': { reason: 'refund' },
  'POST /v1/programs/{program}/members/{member}/holds': { parts },
  'POST /v1/programs/{program}/members/{member}/holds/{hold}/capture': {},
  'POST /v1/programs/{program}/members/{member}/holds/{hold}/cancel': {},
  'POST /v1/programs/{program}/members/{member}/top-ups': { currency: 'points', amount: 1 },
  'POST /v1/programs/{program}/members/{member}/exchanges': { from: 'points', to: 'stars', amount: 1 },
  'POST /v1/programs/{program}/members/{member}/extensions': {
    currency: 'points',
    expiresAt: '2030-01-01T00:00:00Z',
    reason: 'sorry',
  },
  'POST /v1/programs/{program}/members/{member}/write-offs': { currency: 'points', reason: 'old' },
  'POST /v1/programs/{program}/members/{member}/freeze': { reason: 'stolen' },
  'POST /v1/programs/{program}/members/{member}/unfreeze': { reason: 'found' },
  'POST /v1/programs/{program}/members/{member}/close': { reason: 'asked' },
  'POST /v1/programs/{program}/members/{member}/adjustments': { currency: 'points', amount: 1, reason },
  'POST /v1/programs/{program}/approvals/{approval}/approve': {},
  'POST /v1/programs/{program}/approvals/{approval}/reject': { reason },
  'POST /v1/programs/{program}/members/freeze': { members: [member], reason },
  'POST /v1/programs/{program}/members/unfreeze': { members: [member], reason },
  'PUT /v1/programs/{program}/staff-accounts/{actor}': { member },
  'POST /v1/programs/{program}/members/{member}/transfers': { currency: 'points', amount: 1, to: member },
  'POST /v1/programs/{program}/members/{member}/merge': { into: member, reason },
  'POST /v1/programs/{program}/members/{member}/unmerge': { reason },
  'POST /v1/programs/{program}/members/{member}/donations': { currency: 'points', amount: 1, cause: 'trees' },
  'POST /v1/programs/{program}/gift-cards': { currency: 'points', amount: 1 },
  'POST /v1/programs/{program}/gift-cards/lookup': { code: 'CODE' },
  'POST /v1/programs/{program}/gift-cards/redeem': { code: 'CODE', amount: 1 },
  'POST /v1/programs/{program}/gift-cards/returns': { card, spend: `act_${nothing}`, reason },
  'POST /v1/programs/{program}/gift-cards/claim': { code: 'CODE', member },
  'POST /v1/programs/{program}/gift-cards/block': { card, reason },
  'POST /v1/programs/{program}/periods/{month}/close': undefined,
  'POST /v1/programs/{program}/pools': { name: 'Home', head: member },
  'PATCH /v1/programs/{program}/pools/{pool}': { by: member, name: 'House' },
  'POST /v1/programs/{program}/pools/{pool}/members': { by: member, member, role: 'adult' },
  'POST /v1/programs/{program}/pools/{pool}/members/remove': { by: member, member },
  'POST /v1/programs/{program}/pools/{pool}/dissolve': { by: member, among: [member] },
  'POST /v1/programs/{program}/pools/{pool}/contributions': { by: member, currency: 'points', amount: 1 },
  'POST /v1/programs/{program}/pools/{pool}/spends': { by: member, parts },
  'POST /v1/programs/{program}/pools/{pool}/spends/{spend}/returns': { reason },
  'POST /v1/programs/{program}/pools/{pool}/holds': { by: member, parts },
  'POST /v1/programs/{program}/pools/{pool}/holds/{hold}/capture': { by: member },
  'POST /v1/programs/{program}/pools/{pool}/holds/{hold}/cancel': { by: member },
  'POST /v1/programs/{program}/pools/{pool}/withdrawals': {
    by: member,
    to: member,
    currency: 'points',
    amount: 1,
  },
  'POST /v1/programs/{program}/design:estimate': {},
  'POST /v1/programs/{program}/limits:check': {},
  'POST /v1/programs/{program}/expressions:check': { kind: 'earning-rule.when', text: 'true' },
  'POST /v1/programs/{program}/releases/{number}/rollback': {},
  'POST /v1/programs/{program}/proposals': { note: 'Double points' },
  'POST /v1/programs/{program}/proposals/{proposal}/comments': { text: 'Well' },
  'POST /v1/programs/{program}/proposals/{proposal}/approve': {},
  'POST /v1/programs/{program}/proposals/{proposal}/reject': { reason },
  'POST /v1/programs/{program}/proposals/{proposal}/withdraw': undefined,
  'POST /v1/programs/{program}/proposals/{proposal}/publish': {},
  'POST /v1/programs/{program}/proposals/{proposal}/beta': { audience: { percent: 10 } },
  'POST /v1/programs/{program}/members/{member}/terms': { version: 1 },
  'POST /v1/programs/{program}/backtests': { release: 1 },
  'POST /v1/programs/{program}/backtests/{backTest}/cancel': undefined,
  'POST /v1/programs/{program}/earning-rules/{rule}/pause': undefined,
  'POST /v1/programs/{program}/earning-rules/{rule}/resume': undefined,
  'POST /v1/programs/{program}/members/{member}/consents': {
    channel: 'email',
    given: true,
    source: 'portal',
    wording: 'v1',
  },
  'POST /v1/programs/{program}/segments:preview': { when: 'true' },
  'PUT /v1/programs/{program}/segments/{segment}/members/{member}': undefined,
  'DELETE /v1/programs/{program}/segments/{segment}/members/{member}': undefined,
  'POST /v1/programs/{program}/members/{member}/tiers': {
    ladder: 'spend',
    tier: 'gold',
    until: '2030-01-01',
    reason,
  },
  'POST /v1/programs/{program}/members/{member}/tiers/{grant}/revoke': { reason },
  'POST /v1/session:signout': undefined,
  'DELETE /v1/keys/{key}': undefined,
  'DELETE /v1/programs/{program}/definitions/{kind}/{key}': undefined,
}

function nameOf({ method, url }: RouteRow): string {
  return `${method} ${url}`
}

function closedRoutes(): RouteRow[] {
  return house.routes.filter(({ permission }) => permission !== 'public')
}

async function knock(
  row: RouteRow,
  as: { key: string | null; values?: Record<string, string> },
): Promise<Answer> {
  const values: Record<string, string> = { ...known, ...as.values }
  // A key in the path of a definition is the definition's, not an API key's id.
  if (row.url.includes('{kind}')) values.key = as.values?.key ?? 'points'
  const path = row.url.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? 'unknown')
  const body = bodies[nameOf(row)]
  return house.ask({
    method: row.method,
    path,
    key: as.key,
    headers: {
      'if-match': '"1"',
      'idempotency-key': randomUUID(),
      ...(row.url.endsWith(':stream') ? { 'content-type': 'application/x-ndjson' } : {}),
    },
    ...(body === undefined ? {} : { body }),
  })
}

/** The answer of each route that is not the expected one. */
async function exceptions(
  rows: readonly RouteRow[],
  tried: (row: RouteRow) => Promise<string | undefined>,
): Promise<string[]> {
  const found: string[] = []
  for (const row of rows) {
    const fault = await tried(row)
    if (fault !== undefined) found.push(`${nameOf(row)}: ${fault}`)
  }
  return found
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

describe('closed by default', () => {
  test('every writing route has a sample here', () => {
    const writing = house.routes.filter((row) => row.method !== 'GET' && row.permission !== 'public')
    expect(writing.map(nameOf).filter((name) => !Object.hasOwn(bodies, name))).toEqual([])
    expect(closedRoutes().length).toBeGreaterThan(20)
  })

  test('public are only the pages that sign in, the documents, the schemas and the probes', () => {
    const open = house.routes.filter(({ permission }) => permission === 'public').map(({ url }) => url)
    expect([...new Set(open)].sort()).toEqual([
      '/docs/problems',
      '/healthz',
      '/metrics',
      '/openapi.json',
      '/readyz',
      '/sign-in',
      '/v1/schemas/{kind}',
    ])
  })

  test.each([
    ['no credential', null],
    ['no key of ours', 'nonsense'],
    ['a key that was never made', `pk_live_${'a'.repeat(43)}`],
  ])('every route, %s: 401', async (_, key) => {
    const faults = await exceptions(closedRoutes(), async (row) => {
      const answer = await knock(row, { key })
      return told(answer) === '401 credential_missing' ? undefined : told(answer)
    })
    expect(faults).toEqual([])
  })

  test('a key opens exactly the routes of its scope', async () => {
    const scopes = ['read', 'write', 'manage'] as const
    for (const scope of scopes) {
      const key = await house.newKey({ scopes: [scope] })
      const faults = await exceptions(closedRoutes(), async (row) => {
        if (row.permission === scope) return undefined
        const answer = await knock(row, { key })
        return told(answer) === '403 forbidden' ? undefined : told(answer)
      })
      expect(faults, scope).toEqual([])
    }
  })
})

describe('another organisation', () => {
  // All that may differ between two requests is their id, and what the connection says about itself.
  const bytesOf = (answer: Answer) => {
    const headers = [...answer.headers.keys()].filter((name) => !/^(?:connection|keep-alive)$/.test(name))
    return `${answer.status} ${answer.text.replace(/"request_id":"[^"]*"/, '')} ${headers.sort()}`
  }

  test('a programme of somebody else is answered like none, byte for byte', async () => {
    const rows = closedRoutes().filter(({ url }) => url.includes('{program}'))
    const faults = await exceptions(rows, async (row) => {
      const foreign = await knock(row, { key: house.rivalKey })
      const none = await knock(row, { key: house.rivalKey, values: { program: 'nowhere' } })
      if (foreign.status !== 404) return told(foreign)
      return bytesOf(foreign) === bytesOf(none) ? undefined : `${bytesOf(foreign)} is not ${bytesOf(none)}`
    })
    expect(faults).toEqual([])
    expect(rows.length).toBeGreaterThan(15)
  })

  test('members, activities and keys of somebody else are answered like none, byte for byte', async () => {
    // A programme of its own with the same key: only the ids inside it are foreign.
    await house.ask({
      method: 'POST',
      path: '/v1/programs',
      key: house.rivalKey,
      body: { key: 'giftware', template: 'giftware' },
    })
    const none = { member: `mem_${nothing}`, activity: `act_${nothing}`, key: `key_${nothing}` }
    const rows = closedRoutes().filter(({ url }) => /\{(?:member|activity)\}|keys\/\{key\}/.test(url))
    const faults = await exceptions(rows, async (row) => {
      const foreign = await knock(row, { key: house.rivalKey })
      const absent = await knock(row, { key: house.rivalKey, values: none })
      if (foreign.status !== 404) return told(foreign)
      return bytesOf(foreign) === bytesOf(absent) ? undefined : `${foreign.text} is not ${absent.text}`
    })
    expect(faults).toEqual([])
    expect(rows.length).toBeGreaterThan(4)
  })

  test('nothing of it was changed by all this', async () => {
    const answer = await house.ask({ path: `/v1/programs/giftware/members/${known.member}` })
    expect(answer.body).toMatchObject({ externalId: 'secret', name: null, revision: 1 })
    expect((await house.ask({ path: '/v1/keys' })).status).toBe(200)
  })

  test('a key for one programme reaches no other', async () => {
    await giftware(house, 'second')
    const key = await house.newKey({ program: 'second' })
    const rows = closedRoutes().filter(({ url }) => url.includes('{program}'))
    const faults = await exceptions(rows, async (row) => {
      const foreign = await knock(row, { key })
      const none = await knock(row, { key, values: { program: 'nowhere' } })
      if (foreign.status !== 404) return told(foreign)
      return bytesOf(foreign) === bytesOf(none) ? undefined : `${bytesOf(foreign)} is not ${bytesOf(none)}`
    })
    expect(faults).toEqual([])
    const listed = await house.ask({ path: '/v1/programs', key })
    expect(listed.body).toMatchObject({ programs: [{ key: 'second' }] })
    expect((await house.ask({ path: '/v1/keys', key })).status).toBe(403)
    expect((await house.ask({ method: 'POST', path: '/v1/programs', key, body: { key: 'x' } })).status).toBe(
      403,
    )
  })
})
