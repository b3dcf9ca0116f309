import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiHouse, type Ask, openApiHouse } from '../api-house.ts'

let house: ApiHouse
const program = '/v1/programs/giftware'

beforeAll(async () => {
  house = await openApiHouse()
  await house.createProgram('giftware', { template: 'giftware' })
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
})

async function post(path: string, body: unknown = {}, more: Partial<Ask> = {}) {
  return house.ask({ method: 'POST', path: `${program}${path}`, body, ...more })
}

function putStore(name: string) {
  const path = `${program}/definitions/store/${name.toLowerCase()}`
  return house.ask({ method: 'PUT', path, body: { spec: { name } } })
}

describe('proposals', () => {
  test('are made, discussed, approved by another credential, scheduled, taken back', async () => {
    expect(await post('/proposals', { note: 'none' })).toMatchObject({ status: 409 })
    await putStore('Soho')
    const made = await post('/proposals', { note: 'Soho' })
    expect(made).toMatchObject({
      status: 201,
      body: { proposal: 1, state: 'open', base: 1, changes: [{ kind: 'store', key: 'soho' }], comments: [] },
    })
    expect(made.headers.get('location')).toBe(`${program}/proposals/1`)
    expect(await post('/proposals/1/comments', { text: 'Why?' })).toMatchObject({
      body: { comments: [{ text: 'Why?' }] },
    })
    expect(await post('/proposals/1/approve')).toMatchObject({ status: 403, body: { code: 'approval_own' } })
    const other = await house.newKey()
    expect(await post('/proposals/1/approve', {}, { key: other })).toMatchObject({
      status: 200,
      body: { state: 'approved' },
    })
    const at = '2099-01-01T00:00:00.000Z'
    expect(await post('/proposals/1/publish', { at })).toMatchObject({
      body: { state: 'scheduled', publishAt: at },
    })
    expect(await house.ask({ path: `${program}/proposals?state=scheduled` })).toMatchObject({
      body: { proposals: [{ proposal: 1 }], next: null },
    })
    expect(await post('/proposals/1/withdraw')).toMatchObject({ body: { state: 'withdrawn' } })
    expect(await post('/proposals/1/publish')).toMatchObject({
      status: 409,
      body: { code: 'approval_decided' },
    })
  })

  test('are published once, also when the answer is asked for again with its key', async () => {
    await post('/proposals', { note: 'again' })
    const key = { headers: { 'idempotency-key': 'publish-2' } }
    const first = await post('/proposals/2/publish', {}, key)
    expect(first).toMatchObject({ status: 200, body: { state: 'published', release: 2 } })
    const again = await post('/proposals/2/publish', {}, key)
    expect(again.text).toBe(first.text)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await house.ask({ path: `${program}/releases/2` })).toMatchObject({
      body: { proposal: 2, current: true, audience: null },
    })
  })

  test('become a beta, which keeps others from publishing, until they are withdrawn', async () => {
    await putStore('York')
    await post('/proposals', { note: 'York' })
    expect(await post('/proposals/3/beta', { audience: { percent: 100 } })).toMatchObject({ status: 422 })
    expect(await post('/proposals/3/beta', { audience: { segments: ['none'] } })).toMatchObject({
      status: 422,
      body: { code: 'body_invalid', errors: [{ field: 'audience.segments' }] },
    })
    expect(await post('/proposals/3/beta', { audience: { percent: 20 } })).toMatchObject({
      body: { state: 'beta', beta: { release: 3, audience: { percent: 20 } } },
    })
    expect(await post('/releases', { note: '' })).toMatchObject({
      status: 409,
      body: { code: 'beta_running' },
    })
    expect(await post('/proposals/3/withdraw')).toMatchObject({ body: { state: 'withdrawn' } })
  })

  test('are open to those who may manage, in their own organisation', async () => {
    const reader = await house.newKey({ scopes: ['read', 'write'] })
    for (const verb of ['approve', 'withdraw', 'publish'])
      expect(await post(`/proposals/1/${verb}`, {}, { key: reader })).toMatchObject({ status: 403 })
    expect(await post('/proposals', { note: 'x' }, { key: reader })).toMatchObject({ status: 403 })
    for (const path of ['/proposals', '/proposals/1', '/terms', '/terms/versions', '/releases/compare'])
      expect(await house.ask({ path: `${program}${path}`, key: house.rivalKey })).toMatchObject({
        status: 404,
      })
    for (const verb of ['approve', 'reject', 'withdraw', 'publish', 'beta', 'comments']) {
      const body = { reject: { reason: 'x' }, beta: { audience: { percent: 5 } }, comments: { text: 'x' } }
      const sent = body[verb as keyof typeof body] ?? {}
      expect(await post(`/proposals/1/${verb}`, sent, { key: house.rivalKey })).toMatchObject({ status: 404 })
    }
  })
})

describe('terms', () => {
  test('are told in a language, as JSON and as a page, and by version', async () => {
    const english = await house.ask({ path: `${program}/terms` })
    expect(english).toMatchObject({
      status: 200,
      body: { version: 1, current: true, languages: ['en', 'fa'], terms: { direction: 'ltr' } },
    })
    const persian = await house.ask({ path: `${program}/terms?language=fa&version=1` })
    expect(persian.body).toMatchObject({ terms: { language: 'fa', direction: 'rtl' } })
    const page = await house.ask({ path: `${program}/terms?language=fa&format=html` })
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(page.text).toContain('dir="rtl"')
    expect(await house.ask({ path: `${program}/terms?version=9` })).toMatchObject({ status: 404 })
    expect(await house.ask({ path: `${program}/terms?language=xx` })).toMatchObject({ status: 422 })
    expect((await house.ask({ path: `${program}/terms/versions` })).body).toMatchObject({
      versions: [{ version: 1, languages: ['en', 'fa'] }],
    })
  })

  test('that will be worse are announced, with the sentences that change', async () => {
    const putSettings = async (publishing: object) => {
      const path = `${program}/definitions/settings/program`
      const draft = await house.ask({ path })
      const spec = { ...(draft.body.spec as unknown as object), publishing }
      const headers = { 'if-match': draft.headers.get('etag') ?? '' }
      expect(await house.ask({ method: 'PUT', path, body: { spec }, headers })).toMatchObject({ status: 200 })
      expect(await post('/releases', { note: 'notice' })).toMatchObject({ status: 201 })
    }
    await putSettings({ noticeDays: 14 })
    const currency = `${program}/definitions/currency/points`
    const draft = await house.ask({ path: currency })
    const spec = { ...(draft.body.spec as unknown as object), expiry: { kind: 'rolling', days: 5 } }
    const headers = { 'if-match': draft.headers.get('etag') ?? '' }
    await house.ask({ method: 'PUT', path: currency, body: { spec }, headers })
    expect(await post('/releases', { note: '' })).toMatchObject({
      status: 409,
      body: { code: 'notice_needed', worse: [{ kind: 'currency', key: 'points' }] },
    })
    const made = await post('/proposals', { note: 'shorter' })
    const at = new Date(Date.now() + 15 * 86_400_000).toISOString()
    expect(await post(`/proposals/${made.body.proposal}/publish`, { at })).toMatchObject({
      body: { state: 'scheduled', worse: [{ kind: 'currency', key: 'points' }] },
    })
    const changes = await house.ask({ path: `${program}/terms/changes` })
    expect(changes.body).toMatchObject({
      changes: [{ takesEffectAt: at, paragraphs: [{ about: 'currency/points', before: expect.any(Array) }] }],
    })
    expect(changes.text).toContain('They expire 5 days after the day')
    expect(await house.ask({ path: `${program}/terms/changes`, key: house.rivalKey })).toMatchObject({
      status: 404,
    })
    await post(`/proposals/${made.body.proposal}/withdraw`)
    expect((await house.ask({ path: `${program}/terms/changes` })).body).toEqual({ changes: [] })
  })

  test('are accepted by a member, whose page tells it', async () => {
    const member = '/members/externalId:ann'
    expect(await post('/members', { externalId: 'ann' })).toMatchObject({
      status: 201,
      body: { terms: null },
    })
    expect(await post(`${member}/terms`, { version: 2 })).toMatchObject({ status: 404 })
    expect(await post(`${member}/terms`, { version: 1, source: 'app' })).toMatchObject({ status: 201 })
    expect(await post(`${member}/terms`, { version: 1, source: 'till' })).toMatchObject({
      status: 200,
      body: { version: 1, source: 'app' },
    })
    expect(await house.ask({ path: `${program}${member}` })).toMatchObject({
      body: { terms: { version: 1 } },
    })
    expect(await house.ask({ path: `${program}${member}/terms` })).toMatchObject({
      body: { acceptances: [{ version: 1 }] },
    })
    for (const method of ['GET', 'POST'])
      expect(
        await house.ask({
          method,
          path: `${program}${member}/terms`,
          key: house.rivalKey,
          ...(method === 'POST' ? { body: { version: 1 } } : {}),
        }),
      ).toMatchObject({ status: 404 })
    expect(await post('/members/externalId:nobody/terms', { version: 1 })).toMatchObject({ status: 404 })
  })
})
