import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allFacts } from '../../src/app/compose.ts'
import type { Program } from '../../src/programs/index.ts'
import { refreshSegments } from '../../src/segments/index.ts'
import { shopWith } from '../../src/segments/sample.ts'
import { type Answer, type ApiHouse, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let program: Program

const base = '/v1/programs/shop'
const now = Date.parse('2026-06-01T00:00:00Z')

beforeAll(async () => {
  house = await openApiHouse()
  program = await house.createProgram('shop', {
    definitions: shopWith({
      big: { when: 'history.spend > 50.0' },
      list: { mode: 'fixed' },
      agreed: { when: 'consents.email' },
    }),
  })
  const order = (member: string, price: string) =>
    orderOf(`o-${member}`, [['tea', '1', price]], { currency: 'EUR', member: { externalId: member } })
  for (const answer of await house.pipeline.submit(program, [order('ann', '60.00'), order('bea', '20.00')]))
    expect(answer.ok).toBe(true)
  await refresh()
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

function refresh(): Promise<void> {
  return refreshSegments({ ...house, sources: allFacts }, program, { now, all: true })
}

function send(call: string, body?: unknown, key?: string): Promise<Answer> {
  const [method = '', path = ''] = call.split(' ')
  return house.ask({
    method,
    path: `${base}${path}`,
    ...(body === undefined ? {} : { body }),
    ...(key === undefined ? {} : { key }),
  })
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

const said = { channel: 'email', given: true, source: 'till', wording: '1' }

describe('what is refused', () => {
  test.each<[call: string, body: unknown, answer: string]>([
    ['POST /segments:preview', { when: 'history.spend >' }, '422 rule_invalid'],
    ['POST /segments:preview', { when: 'member.attributes == {"a": "b"}' }, '422 rule_invalid'],
    ['POST /segments:preview', {}, '422 body_invalid'],
    ['POST /segments:preview', { when: 'true', exact: 'yes' }, '422 body_invalid'],
    ['GET /segments/none/members', undefined, '404 not_found'],
    ['GET /segments/big/members?cursor=x', undefined, '422 cursor_invalid'],
    ['GET /segments/big/members/externalId:nobody', undefined, '404 not_found'],
    ['PUT /segments/none/members/externalId:ann', undefined, '404 not_found'],
    ['PUT /segments/big/members/externalId:ann', undefined, '409 segment_live'],
    ['DELETE /segments/big/members/externalId:ann', undefined, '409 segment_live'],
    ['PUT /segments/list/members/externalId:nobody', undefined, '404 not_found'],
    ['POST /members/externalId:ann/consents', { ...said, channel: 'fax' }, '422 body_invalid'],
    ['POST /members/externalId:ann/consents', { ...said, at: '2999-01-01T00:00:00Z' }, '422 clock_refused'],
    ['POST /members/externalId:nobody/consents', said, '404 not_found'],
    [
      'POST /activities',
      {
        type: 'segment.entered',
        source: 'x',
        sourceId: '1',
        occurredAt: '2026-01-01T00:00:00Z',
        member: { externalId: 'ann' },
        data: { segment: 'big' },
      },
      '422 activity_type_unknown',
    ],
  ])('%s %j', async (call, body, answer) => {
    expect(told(await send(call, body))).toBe(answer)
  })

  test.each([
    'GET /segments',
    'POST /segments:preview',
    'GET /segments/big/members',
    'GET /segments/big/members/externalId:ann',
    'PUT /segments/list/members/externalId:ann',
    'DELETE /segments/list/members/externalId:ann',
    'GET /members/externalId:ann/consents',
    'POST /members/externalId:ann/consents',
  ])('another organisation finds nothing at %s', async (call) => {
    const body = call.includes('preview') ? { when: 'true' } : call.includes('POST') ? said : undefined
    expect(told(await send(call, body, house.rivalKey))).toBe('404 not_found')
  })

  test('who may only read changes nothing', async () => {
    const reader = await house.newKey({ scopes: ['read'] })
    expect(told(await send('PUT /segments/list/members/externalId:ann', undefined, reader))).toBe(
      '403 forbidden',
    )
    expect(told(await send('POST /members/externalId:ann/consents', said, reader))).toBe('403 forbidden')
  })
})

test('segments are listed with their sizes, and their members by pages', async () => {
  const { body } = await send('GET /segments')
  expect(body).toMatchObject({
    segments: [
      { key: 'agreed', members: 0, mode: 'live' },
      { key: 'big', members: 1, when: 'history.spend > 50.0', evaluatedAt: '2026-06-01T00:00:00.000Z' },
      { key: 'list', members: 0, mode: 'fixed', when: null, evaluatedAt: null },
    ],
  })
  const preview = await send('POST /segments:preview', { when: 'history.spend > 10.0' })
  expect(preview.body).toMatchObject({ members: 2, of: 2, estimated: false, margin: 0 })
  const exact = await send('POST /segments:preview', { when: 'history.spend > 50.0', exact: true })
  expect(exact.body).toMatchObject({ members: 1, of: 2, estimated: false, margin: 0 })
  expect((preview.body as unknown as { sample: unknown[] }).sample).toHaveLength(2)
  const listed = await send('GET /segments/big/members')
  expect(listed.body).toMatchObject({ members: [{ name: null }], next: null })
})

test('a member is told to belong or not, and why', async () => {
  expect((await send('GET /segments/big/members/externalId:ann')).body).toMatchObject({
    belongs: true,
    fits: true,
    because: [],
  })
  expect((await send('GET /segments/big/members/externalId:bea')).body).toMatchObject({
    belongs: false,
    since: null,
    fits: false,
    because: ['history.spend > 50.0 (history.spend is 20.00)'],
  })
})

test('a list is kept by hand, and each change is told once', async () => {
  const put = 'PUT /segments/list/members/externalId:bea'
  expect((await send(put)).status).toBe(204)
  expect((await send(put)).status).toBe(204)
  expect((await send('GET /segments/list/members/externalId:bea')).body).toMatchObject({
    belongs: true,
    fits: null,
  })
  expect((await send('DELETE /segments/list/members/externalId:bea')).status).toBe(204)
  expect((await send('GET /segments/list/members')).body).toEqual({ members: [], next: null })
  await refresh()
  const rows = await house.database.read({ programId: program.programId }, (tx) =>
    tx.query<{ type: string }>(
      "select type from activity where program_id = $1 and type like 'segment.%' order by seq",
      [program.programId],
    ),
  )
  expect(rows.map((row) => row.type)).toEqual(['segment.entered', 'segment.left'])
})

test('consents are a record in which the latest word holds', async () => {
  const path = '/members/externalId:ann/consents'
  const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString()
  expect((await send(`POST ${path}`, { ...said, at: at(1) })).status).toBe(201)
  await refresh()
  expect((await send('GET /segments/agreed/members/externalId:ann')).body).toMatchObject({ belongs: true })
  await send(`POST ${path}`, { ...said, given: false, at: at(3), wording: '2' })
  // What was said earlier and is recorded later does not hold.
  const late = await send(`POST ${path}`, { ...said, at: at(2) })
  expect(late.body).toMatchObject({
    consents: { email: false, sms: false },
    history: [{ given: false, at: at(3), wording: '2' }, { at: at(2) }, { at: at(1) }],
  })
  await refresh()
  expect((await send('GET /segments/agreed/members/externalId:ann')).body).toMatchObject({
    belongs: false,
    fits: false,
    because: ['consents.email (consents.email is false)'],
  })
})
