import type { Scope } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessHouse,
  type Ask,
  ask,
  everyScope,
  newKey,
  openAccessHouse,
  publicUrl,
} from '../../test/access-house.ts'
import { orThrow } from '../kernel/verdict.ts'
import { openDatabase } from '../platform/database.ts'
import { ensureOrganization, findOrganization } from './index.ts'

let house: AccessHouse

beforeAll(async () => {
  house = await openAccessHouse()
})
afterAll(() => house?.close())

describe('organisations', () => {
  it('are found by their key, made once, and unknown ones are not found', async () => {
    const again = await Promise.all(
      Array.from({ length: 5 }, () => ensureOrganization(house.database, { key: 'twice', name: 'Twice' })),
    )
    expect(again.filter(({ created }) => created)).toHaveLength(1)
    expect(new Set(again.map(({ organizationId }) => organizationId)).size).toBe(1)
    expect(orThrow(await findOrganization(house.database, 'shop'))).toMatchObject({
      organizationId: house.shop,
      name: 'The shop',
    })
    expect(await findOrganization(house.database, 'nobody')).toMatchObject({
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
    const answer = await ask(house, { headers })
    expect([answer.status, answer.body.code]).toEqual([401, 'credential_missing'])
  })

  it('a key in the address, even a good one next to a good header', async () => {
    const { secret } = await newKey(house)
    const answer = await ask(house, { url: `/v1/programs/a/probe?api_key=${secret}`, key: secret })
    expect([answer.status, answer.body.code]).toEqual([401, 'credential_missing'])
  })

  it.each([
    ['GET', '/v1/programs/a/probe', ['write', 'manage']],
    ['POST', '/v1/programs/a/probe', ['read', 'manage']],
    ['GET', '/v1/keys', ['read', 'write']],
    ['GET', '/v1/session', everyScope],
  ] as [Ask['method'], string, Scope[]][])(
    '%s %s without its permission',
    async (method = 'GET', url, scopes) => {
      const { secret } = await newKey(house, { scopes })
      const answer = await ask(house, { method, url, key: secret })
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden'])
    },
  )

  it('a key of one programme at another one, exactly like a programme that is not there', async () => {
    const { secret } = await newKey(house, { programKey: 'a' })
    const answers = await Promise.all(
      ['a', 'b', 'nowhere'].map((program) =>
        ask(house, { url: `/v1/programs/${program}/probe`, key: secret }),
      ),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404])
    const [, other, nowhere] = answers.map(({ body }) => ({ ...body, request_id: '' }))
    expect(other).toEqual(nowhere)
    expect(
      (
        await ask(house, {
          method: 'POST',
          url: '/v1/keys',
          key: secret,
          payload: { name: 'a', scopes: ['read'] },
        })
      ).status,
    ).toBe(403)
  })

  it('a revoked key: here at once, elsewhere within five seconds', async () => {
    const { secret, id } = await newKey(house)
    const { secret: manager } = await newKey(house, { scopes: ['manage'] })
    for (const on of [house.node, house.otherNode])
      expect((await ask(house, { key: secret, on })).status).toBe(200)
    const revoked = await ask(house, { method: 'DELETE', url: `/v1/keys/${id}`, key: manager })
    expect([revoked.status, revoked.body]).toEqual([204, ''])
    expect((await ask(house, { key: secret })).status).toBe(401)
    house.clock.advance(5_000)
    expect((await ask(house, { key: secret, on: house.otherNode })).status).toBe(401)
    expect((await ask(house, { method: 'DELETE', url: `/v1/keys/${id}`, key: manager })).status).toBe(204)
  })

  it('an answer that was under way when its key was revoked is not remembered', async () => {
    const { secret, id } = await newKey(house)
    const { secret: manager } = await newKey(house, { scopes: ['manage'] })
    await ask(house, { key: manager })
    const [, revoked] = await Promise.all([
      ask(house, { key: secret }),
      ask(house, { method: 'DELETE', url: `/v1/keys/${id}`, key: manager }),
    ])
    expect(revoked.status).toBe(204)
    expect((await ask(house, { key: secret })).status).toBe(401)
  })
})

describe('managing keys', () => {
  it("refuses another organisation's key like one that never was, and leaves it alone", async () => {
    const { secret: manager } = await newKey(house, { scopes: ['manage'] })
    const foreign = await newKey(house, { organizationId: house.rival })
    const ids = [foreign.id, `key_${'0'.repeat(32)}`, 'key_1', "key_' or 1=1"]
    const answers = await Promise.all(
      ids.map((id) =>
        ask(house, { method: 'DELETE', url: `/v1/keys/${encodeURIComponent(id)}`, key: manager }),
      ),
    )
    const bodies = answers.map(({ body }) => JSON.stringify({ ...body, request_id: '' }))
    expect([answers[0]?.status, new Set(bodies).size]).toEqual([404, 1])
    expect((await ask(house, { key: foreign.secret })).status).toBe(200)
    const listed = await ask(house, { url: '/v1/keys', key: manager })
    expect(JSON.stringify(listed.body)).not.toContain(foreign.id)
  })

  it.each([
    ['a scope that its maker lacks', { name: 'x', scopes: ['manage', 'write'] }, 403],
    ['no scope', { name: 'x', scopes: [] }, 422],
    ['an unknown scope', { name: 'x', scopes: ['root'] }, 422],
    ['a field of the row', { name: 'x', scopes: ['manage'], organization_id: 1 }, 422],
  ])('refuses a key with %s', async (_, payload, status) => {
    const { secret } = await newKey(house, { scopes: ['manage'] })
    expect((await ask(house, { method: 'POST', url: '/v1/keys', key: secret, payload })).status).toBe(status)
  })

  it('tells the secret once, shows the prefix and the last use, and keeps only a hash', async () => {
    const { secret: manager } = await newKey(house)
    const payload = { name: 'Web shop', scopes: ['read', 'write'], program: 'giftware' }
    const made = await ask(house, { method: 'POST', url: '/v1/keys', key: manager, payload })
    expect(made.status).toBe(201)
    house.secrets.push(made.body.secret)
    expect(made.body.secret.startsWith(made.body.prefix)).toBe(true)
    const probe = await ask(house, { url: '/v1/programs/giftware/probe', key: made.body.secret })
    expect(probe.body).toEqual({
      organizationId: house.shop,
      actor: `key:${made.body.prefix}`,
      credentialId: made.body.id,
      programKey: 'giftware',
      scopes: ['read', 'write'],
    })
    await house.node.gate.settled()
    const { body } = await ask(house, { url: '/v1/keys', key: manager })
    const { secret: _, ...view } = made.body
    expect(body.keys).toContainEqual({ ...view, lastUsedAt: new Date(house.clock.now()).toISOString() })
  })

  it('a repeated request gets the same key, without its secret', async () => {
    const { secret: manager } = await newKey(house)
    const request: Ask = {
      method: 'POST',
      url: '/v1/keys',
      key: manager,
      payload: { name: 'Once', scopes: ['read'] },
      headers: { 'idempotency-key': 'once' },
    }
    const first = await ask(house, request)
    const second = await ask(house, request)
    house.secrets.push(first.body.secret)
    expect([first.status, second.status, second.headers['idempotency-replayed']]).toEqual([201, 201, 'true'])
    expect(second.body).toEqual({ ...first.body, secret: '' })
  })
})

describe('a busy key', () => {
  it('asks the house.database once, however many wait for the answer, and then not at all', async () => {
    const { secret } = await newKey(house)
    await house.node.gate.settled()
    house.transactions.count = 0
    await Promise.all(Array.from({ length: 50 }, () => ask(house, { key: secret })))
    await house.node.gate.settled()
    // The look-up, and the note of its first use.
    expect(house.transactions.count).toBe(2)
    for (let at = 0; at < 50; at += 1) await ask(house, { key: secret })
    expect(house.transactions.count).toBe(2)
    house.clock.advance(2_500)
    await Promise.all(Array.from({ length: 50 }, () => ask(house, { key: secret })))
    await expect.poll(() => house.transactions.count).toBe(3)
  })

  it('503 when nobody can be asked, and never an open door', async () => {
    const dead = openDatabase({ url: 'postgresql://a:b@127.0.0.1:1/none', connectionsMax: 1 })
    const cut = await house.startNode(publicUrl, dead)
    const answer = await ask(house, { key: `pk_live_${'b'.repeat(43)}`, on: cut })
    expect([answer.status, answer.body.code]).toEqual([503, 'overloaded'])
    await cut.app.close()
    await dead.close()
  })
})
