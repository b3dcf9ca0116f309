import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let program: Program

const home = '/v1/programs/drafted'

beforeAll(async () => {
  house = await openApiHouse()
  program = await giftware(house, 'drafted')
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

const basket = orderOf('bench', [['A', '1', '10.00']], { member: { externalId: 'newcomer' } })

function tried(query: string, more: { key?: string; body?: unknown } = {}): Promise<Answer> {
  const { key, body = basket } = more
  return house.ask({
    method: 'POST',
    path: `${home}/activities${query}`,
    body,
    ...(key === undefined ? {} : { key }),
  })
}

async function edited(key: string, change: (spec: Record<string, unknown>) => unknown): Promise<void> {
  const path = `${home}/definitions/earning-rule/${key}`
  const { body, headers } = await house.ask({ path })
  const { spec } = body as unknown as { spec: Record<string, unknown> }
  const answer = await house.ask({
    method: 'PUT',
    path,
    body: { spec: change(structuredClone(spec)) },
    headers: { 'if-match': headers.get('etag') ?? '' },
  })
  expect(answer.status).toBe(200)
}

function earned({ body }: Answer): (number | undefined)[] {
  const { effects } = body as unknown as { effects: { kind: string; amount?: number }[] }
  return effects.filter(({ kind }) => kind === 'points').map(({ amount }) => amount)
}

describe('a dry run by the drafts', () => {
  test.each([
    ['without a dry run', '?release=draft', {}, '422 query_invalid'],
    ['with a dry run switched off', '?dryRun=false&release=draft', {}, '422 query_invalid'],
    ['of an older release', '?dryRun=true&release=1', {}, '422 query_invalid'],
  ])('is refused %s', async (_, query, more, wanted) => {
    const answer = await tried(query, more)
    expect(`${answer.status} ${answer.body.code}`).toBe(wanted)
  })

  test('is refused to who may not manage, and shows another organisation nothing', async () => {
    const till = await house.newKey({ scopes: ['read', 'write'] })
    expect(await tried('?dryRun=true&release=draft', { key: till })).toMatchObject({ status: 403 })
    expect(await tried('?dryRun=true', { key: till })).toMatchObject({ status: 200 })
    const rival = house.rivalKey
    expect(await tried('?dryRun=true&release=draft', { key: rival })).toMatchObject({ status: 404 })
  })

  test('decides by what is drafted while orders go on under the release in force', async () => {
    await edited('base', (spec) => ({ ...spec, award: { kind: 'per-money', points: 20, perMinor: 100 } }))
    const draft = await tried('?dryRun=true&explain=true&release=draft')
    expect(draft).toMatchObject({ status: 200, body: { status: 'dry-run', activity: null } })
    expect(earned(draft)).toEqual([200])
    expect(earned(await tried('?dryRun=true'))).toEqual([100])
    const many = await house.ask({
      method: 'POST',
      path: `${home}/activities:batch?dryRun=true&release=draft`,
      body: { items: [basket] },
    })
    expect(many.body).toMatchObject({ outcomes: [{ status: 200, reply: { effects: [{ amount: 200 }] } }] })
    const missing = await house.ask({ path: `${home}/members/externalId:newcomer` })
    expect(missing.status).toBe(404)
  })

  test('goes on from what a member has, under a rule that nobody published', async () => {
    expect(await tried('', { body: orderOf('first', [['A', '1', '30.00']]) })).toMatchObject({ status: 201 })
    const path = `${home}/definitions/earning-rule/thanks`
    const spec = {
      name: 'Thank you',
      currency: 'points',
      award: { kind: 'fixed', points: 7 },
      cap: { points: 7, per: 'day' },
    }
    expect(await house.ask({ method: 'PUT', path, body: { spec } })).toMatchObject({ status: 200 })
    const again = orderOf('second', [['A', '1', '10.00']])
    expect(earned(await tried('?dryRun=true&release=draft', { body: again })).sort()).toEqual([200, 7])
    expect(earned(await tried('?dryRun=true', { body: again }))).toEqual([100])
  })

  test('is refused where publishing would be', async () => {
    await edited('thanks', (spec) => ({ ...spec, currency: 'pearls' }))
    const answer = await tried('?dryRun=true&release=draft')
    expect(`${answer.status} ${answer.body.code}`).toBe('422 release_invalid')
  })
})

describe('a draft that is written otherwise than it has to be', () => {
  const rule = { name: 'Rule', currency: 'points', award: { kind: 'fixed', points: 1 } }
  test.each<[string, object, string]>([
    ['earning-rule', { ...rule, currency: 'Points' }, 'spec.currency: Give small letters and digits'],
    ['earning-rule', { ...rule, award: { kind: 'multiplier', factor: '1,5' } }, 'such as 1.5'],
    [
      'earning-rule',
      { ...rule, expiry: { kind: 'date', date: '31.12.2026' } },
      'Give a day such as 2026-11-23',
    ],
    ['store', { name: 'Bath', country: 'gb' }, 'Give two capital letters of ISO 3166'],
    [
      'settings',
      { name: 'Shop', timeZone: 'UTC', currency: 'gbp' },
      'Give three capital letters of ISO 4217',
    ],
  ])('is refused with what it should look like: %s %j', async (kind, spec, said) => {
    const key = kind === 'settings' ? 'program' : 'odd'
    const path = `${home}/definitions/${kind}/${key}`
    const answer = await house.ask({ method: 'PUT', path, body: { spec } })
    expect(answer.status).toBe(422)
    expect(String(answer.body.detail)).toContain(said)
    expect(String(answer.body.detail)).not.toContain('pattern')
  })
})
