import type { Scope } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { orThrow } from '../kernel/verdict.ts'
import { type TestClock, testClock } from '../platform/clock.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { buildHttp, route } from '../platform/http/index.ts'
import { openLog } from '../platform/log.ts'
import { openMetrics } from '../platform/metrics.ts'
import {
  accessRoutes,
  createKey,
  ensureOrganization,
  ensureOwnerLink,
  findOrganization,
  type Gate,
  openGate,
} from './index.ts'

const publicUrl = 'http://localhost:4100'
const everything: Scope[] = ['read', 'write', 'manage']
const logged: string[] = []
const secrets: string[] = []

let test: TestDatabase
let database: Database
let transactions = 0
let clock: TestClock
let node: Node
let otherNode: Node
let shop: number
let rival: number

interface Node {
  app: FastifyInstance
  gate: Gate
}

beforeAll(async () => {
  test = await createTestDatabase()
  database = counted(openDatabase({ url: test.appUrl, connectionsMax: 4 }))
  clock = testClock(Date.now())
  node = await startNode(publicUrl)
  otherNode = await startNode('https://shop.example')
  shop = (await ensureOrganization(database, { key: 'shop', name: 'The shop' })).organizationId
  rival = (await ensureOrganization(database, { key: 'rival', name: 'The rival' })).organizationId
})
afterAll(async () => {
  await Promise.all([node?.app.close(), otherNode?.app.close()])
  await Promise.all([node?.gate.settled(), otherNode?.gate.settled()])
  await database?.close()
  await test?.drop()
})

function counted(real: Database): Database {
  return {
    read: (scope, work) => {
      transactions += 1
      return real.read(scope, work)
    },
    write: (scope, work) => {
      transactions += 1
      return real.write(scope, work)
    },
    close: () => real.close(),
  }
}

async function startNode(url: string, on: Database = database): Promise<Node> {
  const log = openLog({ format: 'json', level: 'debug', write: (line) => logged.push(line) })
  const gate = openGate({ database: on, clock, log, publicUrl: url })
  const ready = async () => ({ ready: true, checks: {} })
  const app = await buildHttp({ log, metrics: openMetrics(), authorize: gate.authorize, ready })
  accessRoutes(app, { database: on, clock, gate })
  for (const method of ['GET', 'POST'] as const)
    route(app, {
      method,
      url: '/v1/programs/{program}/probe',
      permission: method === 'GET' ? 'read' : 'write',
      summary: 'Says who calls',
      handler: async ({ caller }) => caller,
    })
  await app.ready()
  return { app, gate }
}

async function newKey(scopes: Scope[] = everything, programKey: string | null = null, organizationId = shop) {
  const maker = { organizationId, actor: 'system', scopes: everything }
  const key = orThrow(await createKey({ database, clock }, { maker, name: 'Till', scopes, programKey }))
  secrets.push(key.secret)
  return key
}

interface Ask {
  method?: 'GET' | 'POST' | 'DELETE'
  url?: string
  key?: string
  headers?: Record<string, string>
  payload?: object | string
  on?: Node
}

async function ask({ method = 'GET', url = '/v1/programs/a/probe', key, headers, payload, on = node }: Ask) {
  const reply = await on.app.inject({
    method,
    url,
    headers: { ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...headers },
    ...(payload === undefined ? {} : { payload }),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, body: isJson ? reply.json() : reply.body, headers: reply.headers }
}

async function newLink(on: Node = node): Promise<string> {
  const url = on === node ? publicUrl : 'https://shop.example'
  const link = await ensureOwnerLink({ database, clock }, { organizationId: shop, publicUrl: url })
  const token = new URL(link.url).searchParams.get('token') ?? ''
  secrets.push(token)
  return token
}

function useLink(token: string, headers: Record<string, string> = {}, on: Node = node) {
  return ask({
    method: 'POST',
    url: '/sign-in',
    payload: `token=${token}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    on,
  })
}

async function signedIn(): Promise<string> {
  const { status, headers } = await useLink(await newLink())
  expect(status).toBe(303)
  const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
  secrets.push(cookie.split('=')[1] ?? '')
  return cookie
}

describe('organisations', () => {
  it('are found by their key, made once, and unknown ones are not found', async () => {
    const again = await Promise.all(
      Array.from({ length: 5 }, () => ensureOrganization(database, { key: 'twice', name: 'Twice' })),
    )
    expect(again.filter(({ created }) => created)).toHaveLength(1)
    expect(new Set(again.map(({ organizationId }) => organizationId)).size).toBe(1)
    expect(orThrow(await findOrganization(database, 'shop'))).toMatchObject({
      organizationId: shop,
      name: 'The shop',
    })
    expect(await findOrganization(database, 'nobody')).toMatchObject({
      ok: false,
      refusal: { code: 'not_found' },
    })
  })
})

describe('A-13 keys that are refused', () => {
  it.each([
    ['no key', {}],
    ['another scheme', { authorization: 'Basic YTpi' }],
    ['a key of another form', { authorization: 'Bearer pk_live_short' }],
    ['a key that nobody made', { authorization: `Bearer pk_live_${'a'.repeat(43)}` }],
    ['a session token as a key', { authorization: `Bearer ${'a'.repeat(43)}` }],
  ])('%s', async (_, headers: Record<string, string>) => {
    const answer = await ask({ headers })
    expect([answer.status, answer.body.code]).toEqual([401, 'credential_missing'])
  })

  it('a key in the address, even a good one next to a good header', async () => {
    const { secret } = await newKey()
    const answer = await ask({ url: `/v1/programs/a/probe?api_key=${secret}`, key: secret })
    expect([answer.status, answer.body.code]).toEqual([401, 'credential_missing'])
  })

  it.each([
    ['GET', '/v1/programs/a/probe', ['write', 'manage']],
    ['POST', '/v1/programs/a/probe', ['read', 'manage']],
    ['GET', '/v1/keys', ['read', 'write']],
    ['GET', '/v1/session', everything],
  ] as [Ask['method'], string, Scope[]][])(
    '%s %s without its permission',
    async (method = 'GET', url, scopes) => {
      const { secret } = await newKey(scopes)
      const answer = await ask({ method, url, key: secret })
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
    },
  )

  it('a key of one programme at another one, exactly like a programme that is not there', async () => {
    const { secret } = await newKey(everything, 'a')
    const answers = await Promise.all(
      ['a', 'b', 'nowhere'].map((program) => ask({ url: `/v1/programs/${program}/probe`, key: secret })),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404])
    const [, other, nowhere] = answers.map(({ body }) => ({ ...body, request_id: '' }))
    expect(other).toEqual(nowhere)
    expect(
      (await ask({ method: 'POST', url: '/v1/keys', key: secret, payload: { name: 'a', scopes: ['read'] } }))
        .status,
    ).toBe(403)
  })

  it('a revoked key: here at once, elsewhere within five seconds', async () => {
    const { secret, id } = await newKey()
    const { secret: manager } = await newKey(['manage'])
    for (const on of [node, otherNode]) expect((await ask({ key: secret, on })).status).toBe(200)
    const revoked = await ask({ method: 'DELETE', url: `/v1/keys/${id}`, key: manager })
    expect([revoked.status, revoked.body]).toEqual([204, ''])
    expect((await ask({ key: secret })).status).toBe(401)
    clock.advance(5_000)
    expect((await ask({ key: secret, on: otherNode })).status).toBe(401)
    expect((await ask({ method: 'DELETE', url: `/v1/keys/${id}`, key: manager })).status).toBe(204)
  })

  it('an answer that was under way when its key was revoked is not remembered', async () => {
    const { secret, id } = await newKey()
    const { secret: manager } = await newKey(['manage'])
    await ask({ key: manager })
    const [, revoked] = await Promise.all([
      ask({ key: secret }),
      ask({ method: 'DELETE', url: `/v1/keys/${id}`, key: manager }),
    ])
    expect(revoked.status).toBe(204)
    expect((await ask({ key: secret })).status).toBe(401)
  })
})

describe('managing keys', () => {
  it("refuses another organisation's key like one that never was, and leaves it alone", async () => {
    const { secret: manager } = await newKey(['manage'])
    const foreign = await newKey(everything, null, rival)
    const ids = [foreign.id, `key_${'0'.repeat(32)}`, 'key_1', "key_' or 1=1"]
    const answers = await Promise.all(
      ids.map((id) => ask({ method: 'DELETE', url: `/v1/keys/${encodeURIComponent(id)}`, key: manager })),
    )
    const bodies = answers.map(({ body }) => JSON.stringify({ ...body, request_id: '' }))
    expect([answers[0]?.status, new Set(bodies).size]).toEqual([404, 1])
    expect((await ask({ key: foreign.secret })).status).toBe(200)
    const listed = await ask({ url: '/v1/keys', key: manager })
    expect(JSON.stringify(listed.body)).not.toContain(foreign.id)
  })

  it.each([
    ['a scope that its maker lacks', { name: 'x', scopes: ['manage', 'write'] }, 403],
    ['no scope', { name: 'x', scopes: [] }, 422],
    ['an unknown scope', { name: 'x', scopes: ['root'] }, 422],
    ['a field of the row', { name: 'x', scopes: ['manage'], organization_id: 1 }, 422],
  ])('refuses a key with %s', async (_, payload, status) => {
    const { secret } = await newKey(['manage'])
    expect((await ask({ method: 'POST', url: '/v1/keys', key: secret, payload })).status).toBe(status)
  })

  it('tells the secret once, shows the prefix and the last use, and keeps only a hash', async () => {
    const { secret: manager } = await newKey()
    const payload = { name: 'Web shop', scopes: ['read', 'write'], program: 'giftware' }
    const made = await ask({ method: 'POST', url: '/v1/keys', key: manager, payload })
    expect(made.status).toBe(201)
    secrets.push(made.body.secret)
    expect(made.body.secret.startsWith(made.body.prefix)).toBe(true)
    const probe = await ask({ url: '/v1/programs/giftware/probe', key: made.body.secret })
    expect(probe.body).toEqual({
      organizationId: shop,
      actor: `key:${made.body.prefix}`,
      credentialId: made.body.id,
      programKey: 'giftware',
      scopes: ['read', 'write'],
    })
    await node.gate.settled()
    const { body } = await ask({ url: '/v1/keys', key: manager })
    const { secret: _, ...view } = made.body
    expect(body.keys).toContainEqual({ ...view, lastUsedAt: new Date(clock.now()).toISOString() })
  })

  it('a repeated request gets the same key, without its secret', async () => {
    const { secret: manager } = await newKey()
    const request: Ask = {
      method: 'POST',
      url: '/v1/keys',
      key: manager,
      payload: { name: 'Once', scopes: ['read'] },
      headers: { 'idempotency-key': 'once' },
    }
    const first = await ask(request)
    const second = await ask(request)
    secrets.push(first.body.secret)
    expect([first.status, second.status, second.headers['idempotency-replayed']]).toEqual([201, 201, 'true'])
    expect(second.body).toEqual({ ...first.body, secret: '' })
  })
})

describe('a busy key', () => {
  it('asks the database once, however many wait for the answer, and then not at all', async () => {
    const { secret } = await newKey()
    await node.gate.settled()
    transactions = 0
    await Promise.all(Array.from({ length: 50 }, () => ask({ key: secret })))
    await node.gate.settled()
    // The look-up, and the note of its first use.
    expect(transactions).toBe(2)
    for (let at = 0; at < 50; at += 1) await ask({ key: secret })
    expect(transactions).toBe(2)
    clock.advance(2_500)
    await Promise.all(Array.from({ length: 50 }, () => ask({ key: secret })))
    await expect.poll(() => transactions).toBe(3)
  })

  it('503 when nobody can be asked, and never an open door', async () => {
    const dead = openDatabase({ url: 'postgresql://a:b@127.0.0.1:1/none', connectionsMax: 1 })
    const cut = await startNode(publicUrl, dead)
    const answer = await ask({ key: `pk_live_${'b'.repeat(43)}`, on: cut })
    expect([answer.status, answer.body.code]).toEqual([503, 'overloaded'])
    await cut.app.close()
    await dead.close()
  })
})

describe('signing in', () => {
  it.each([
    ['a token that is none', 'x'],
    ['a token that nobody made', 'a'.repeat(43)],
    ['SQL', encodeURIComponent("' or true --")],
  ])('refuses %s', async (_, token) => {
    const answer = await useLink(token)
    expect([answer.status, answer.body.code]).toEqual([410, 'sign_in_expired'])
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('refuses a link after 24 hours, with a page that says what to do', async () => {
    const token = await newLink()
    clock.advance(24 * 3_600_000)
    const answer = await useLink(token, { accept: 'text/html' })
    expect(answer.status).toBe(410)
    expect(answer.body).toContain('perennial link')
  })

  it('refuses a form of another page', async () => {
    const token = await newLink()
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ])
      expect((await useLink(token, headers as unknown as Record<string, string>)).status).toBe(403)
    expect((await useLink(token, { 'sec-fetch-site': 'same-origin' })).status).toBe(303)
  })

  it('of twenty at once with one link, exactly one is let in', async () => {
    const token = await newLink()
    const answers = await Promise.all(Array.from({ length: 20 }, () => useLink(token)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([303, ...Array(19).fill(410)])
  })

  it('looking at the page does not use the link up, and the page has no script', async () => {
    const token = await newLink()
    for (let at = 0; at < 2; at += 1) {
      const page = await ask({ url: `/sign-in?token=${token}` })
      expect(page.body).toContain('<button type="submit"')
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
      expect(page.headers['cache-control']).toBe('no-store')
    }
    const odd = await ask({ url: `/sign-in?token=${encodeURIComponent('"><script>alert(1)</script>')}` })
    expect(odd.body).not.toContain('<script>')
    expect((await useLink(token)).status).toBe(303)
  })

  it('the cookie is for this server alone; with https it is bound to the host', async () => {
    const plain = await useLink(await newLink())
    expect(plain.headers['set-cookie']).toMatch(
      /^perennial_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const safe = await useLink(await newLink(otherNode), {}, otherNode)
    expect(safe.headers['set-cookie']).toMatch(/^__Host-perennial_session=.*; Secure/)
  })
})

describe('a session', () => {
  it('tells who is signed in, and may do what an owner may', async () => {
    const cookie = await signedIn()
    expect((await ask({ url: '/v1/session', headers: { cookie } })).body).toEqual({
      staff: 'Owner',
      organization: 'The shop',
      role: 'owner',
    })
    expect((await ask({ url: '/v1/keys', headers: { cookie } })).status).toBe(200)
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another host of the site', { 'sec-fetch-site': 'same-site' }, 403],
    ['another origin', { origin: 'https://evil.example' }, 403],
    ['a hidden origin', { origin: 'null' }, 403],
    ['nobody knows where', {}, 403],
    ['a page of this server', { 'sec-fetch-site': 'same-origin' }, 200],
    ['a page of this server, told by an older browser', { origin: 'http://localhost:80' }, 200],
  ])('a write from %s', async (_, from: Record<string, string>, status) => {
    const cookie = await signedIn()
    const answer = await ask({
      method: 'POST',
      headers: { cookie, host: 'localhost', ...from },
    })
    expect(answer.status).toBe(status)
  })

  it('ends by itself after 12 hours', async () => {
    const cookie = await signedIn()
    clock.advance(12 * 3_600_000 - 1)
    expect((await ask({ headers: { cookie } })).status).toBe(200)
    clock.advance(1)
    expect((await ask({ headers: { cookie } })).status).toBe(401)
  })

  it('ends when its owner signs out: here at once, elsewhere within five seconds', async () => {
    const cookie = await signedIn()
    const hostCookie = `__Host-${cookie}`
    expect((await ask({ headers: { cookie: hostCookie }, on: otherNode })).status).toBe(200)
    const out = await ask({
      method: 'POST',
      url: '/v1/session:signout',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    })
    expect(out.status).toBe(204)
    expect(out.headers['set-cookie']).toContain('Max-Age=0')
    expect((await ask({ headers: { cookie } })).status).toBe(401)
    clock.advance(5_000)
    expect((await ask({ headers: { cookie: hostCookie }, on: otherNode })).status).toBe(401)
  })

  it('there is one owner, however many links are made at once', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () =>
        ensureOwnerLink({ database, clock }, { organizationId: rival, publicUrl }),
      ),
    )
    const [row] = await database.read({ organizationId: rival }, (tx) =>
      tx.query<{ owners: number }>('select count(*) as owners from staff'),
    )
    expect(row?.owners).toBe(1)
  })
})

describe('what is left behind', () => {
  it('an audit entry for each act', async () => {
    const rows = await database.read({ organizationId: shop }, (tx) =>
      tx.query<{ action: string }>('select distinct action from audit_entry order by action'),
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'key.created',
      'key.revoked',
      'organization.created',
      'session.closed',
      'session.opened',
      'sign-in-link.created',
    ])
  })

  it('no secret in the logs, nor anywhere in the database', async () => {
    expect(secrets.length).toBeGreaterThan(20)
    const rows: string[] = []
    const owner = new pg.Client({ connectionString: test.ownerUrl })
    await owner.connect()
    for (const organizationId of [shop, rival]) {
      await owner.query(`set perennial.organization = '${organizationId}'`)
      for (const table of [
        'api_key',
        'sign_in_link',
        'staff_session',
        'audit_entry',
        'idempotent_reply',
        'staff',
      ]) {
        const { rows: found } = await owner.query(`select ${table}::text as row from ${table}`)
        rows.push(...found.map(({ row }) => row))
      }
    }
    await owner.end()
    expect(rows.length).toBeGreaterThan(40)
    const everywhere = [...rows, ...logged].join('\n')
    expect(secrets.filter((secret) => everywhere.includes(secret))).toEqual([])
  })
})
