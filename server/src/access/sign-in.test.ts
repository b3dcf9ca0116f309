import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type AccessHouse,
  ask,
  newKey,
  newLink,
  openAccessHouse,
  publicUrl,
  signedIn,
  useLink,
} from '../../test/access-house.ts'
import { ensureOwnerLink } from './index.ts'

let house: AccessHouse

beforeAll(async () => {
  house = await openAccessHouse()
})
afterAll(() => house?.close())

describe('signing in', () => {
  it.each([
    ['a token that is none', 'x'],
    ['a token that nobody made', 'a'.repeat(43)],
    ['SQL', encodeURIComponent("' or true --")],
  ])('refuses %s', async (_, token) => {
    const answer = await useLink(house, token)
    expect([answer.status, answer.body.code]).toEqual([410, 'sign_in_expired'])
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('refuses a link after 24 hours, with a page that says what to do', async () => {
    const token = await newLink(house)
    house.clock.advance(24 * 3_600_000)
    const answer = await useLink(house, token, { headers: { accept: 'text/html' } })
    expect(answer.status).toBe(410)
    expect(answer.body).toContain('perennial link')
  })

  it('refuses a form of another page', async () => {
    const token = await newLink(house)
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ]
    for (const headers of foreign) expect((await useLink(house, token, { headers })).status).toBe(403)
    const own = { 'sec-fetch-site': 'same-origin' }
    expect((await useLink(house, token, { headers: own })).status).toBe(303)
  })

  it('of twenty at once with one link, exactly one is let in', async () => {
    const token = await newLink(house)
    const answers = await Promise.all(Array.from({ length: 20 }, () => useLink(house, token)))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([303, ...Array(19).fill(410)])
  })

  it('looking at the page does not use the link up, and the page has no script', async () => {
    const token = await newLink(house)
    for (let at = 0; at < 2; at += 1) {
      const page = await ask(house, { url: `/sign-in?token=${token}` })
      expect(page.body).toContain('<button type="submit"')
      expect(page.headers['content-security-policy']).toContain("default-src 'none'")
      expect(page.headers['cache-control']).toBe('no-store')
    }
    const odd = await ask(house, {
      url: `/sign-in?token=${encodeURIComponent('"><script>alert(1)</script>')}`,
    })
    expect(odd.body).not.toContain('<script>')
    expect((await useLink(house, token)).status).toBe(303)
  })

  it('the cookie is for this server alone; with https it is bound to the host', async () => {
    const plain = await useLink(house, await newLink(house))
    expect(plain.headers['set-cookie']).toMatch(
      /^perennial_session=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const safe = await useLink(house, await newLink(house), { on: house.otherNode })
    expect(safe.headers['set-cookie']).toMatch(/^__Host-perennial_session=.*; Secure/)
  })
})

describe('a session', () => {
  it('tells who is signed in, and may do what an owner may', async () => {
    const cookie = await signedIn(house)
    expect((await ask(house, { url: '/v1/session', headers: { cookie } })).body).toEqual({
      staff: 'Owner',
      organization: 'The shop',
      role: 'owner',
    })
    expect((await ask(house, { url: '/v1/keys', headers: { cookie } })).status).toBe(200)
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
    const cookie = await signedIn(house)
    const answer = await ask(house, {
      method: 'POST',
      headers: { cookie, host: 'localhost', ...from },
    })
    expect(answer.status).toBe(status)
  })

  it('ends by itself after 12 hours', async () => {
    const cookie = await signedIn(house)
    house.clock.advance(12 * 3_600_000 - 1)
    expect((await ask(house, { headers: { cookie } })).status).toBe(200)
    house.clock.advance(1)
    expect((await ask(house, { headers: { cookie } })).status).toBe(401)
  })

  it('ends when its owner signs out: here at once, elsewhere within five seconds', async () => {
    const cookie = await signedIn(house)
    const hostCookie = `__Host-${cookie}`
    expect((await ask(house, { headers: { cookie: hostCookie }, on: house.otherNode })).status).toBe(200)
    const out = await ask(house, {
      method: 'POST',
      url: '/v1/session:signout',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    })
    expect(out.status).toBe(204)
    expect(out.headers['set-cookie']).toContain('Max-Age=0')
    expect((await ask(house, { headers: { cookie } })).status).toBe(401)
    house.clock.advance(5_000)
    expect((await ask(house, { headers: { cookie: hostCookie }, on: house.otherNode })).status).toBe(401)
  })

  it('there is one owner, however many links are made at once', async () => {
    await Promise.all(
      Array.from({ length: 5 }, () => ensureOwnerLink(house, { organizationId: house.rival, publicUrl })),
    )
    const [row] = await house.database.read({ organizationId: house.rival }, (tx) =>
      tx.query<{ owners: number }>('select count(*) as owners from staff'),
    )
    expect(row?.owners).toBe(1)
  })
})

describe('what is left behind', () => {
  beforeAll(async () => {
    const { secret: key } = await newKey(house)
    const payload = { name: 'Kept', scopes: ['read'] }
    const headers = { 'idempotency-key': 'kept' }
    const made = await ask(house, { method: 'POST', url: '/v1/keys', key, payload, headers })
    house.secrets.push(made.body.secret)
    await ask(house, { method: 'DELETE', url: `/v1/keys/${made.body.id}`, key })
    await ask(house, { url: `/v1/keys?key=${key}` })
  })

  it('an audit entry for each act', async () => {
    const rows = await house.database.read({ organizationId: house.shop }, (tx) =>
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
    expect(house.secrets.length).toBeGreaterThan(15)
    const rows: string[] = []
    const owner = new pg.Client({ connectionString: house.test.ownerUrl })
    await owner.connect()
    for (const organizationId of [house.shop, house.rival]) {
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
    const everywhere = [...rows, ...house.logged].join('\n')
    expect(house.secrets.filter((secret) => everywhere.includes(secret))).toEqual([])
  })
})
