import { derivedActivityTypes } from '@perennial/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'

let house: ApiHouse
let program: Program

beforeAll(async () => {
  house = await openApiHouse()
  program = await giftware(house, 'giftware')
  await house.pipeline.enrol(program, { externalId: 'anna' })
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

let count = 0
async function record(type: string, data?: Record<string, unknown>): Promise<string> {
  count += 1
  const answer: Answer = await house.ask({
    method: 'POST',
    path: '/v1/programs/giftware/activities',
    body: {
      type,
      source: 'app',
      sourceId: `a-${count}`,
      occurredAt: '2026-03-02T10:00:00Z',
      member: { externalId: 'anna' },
      ...(data === undefined ? {} : { data }),
    },
  })
  const { code = '', errors } = answer.body as { code?: string; errors?: { field?: string }[] }
  return `${answer.status} ${code} ${errors?.[0]?.field ?? ''}`.trim()
}

test('are listed for whoever may read, with rules that fit them', async () => {
  expect((await house.ask({ path: '/v1/activity-types', key: null })).status).toBe(401)
  const writer = await house.newKey({ scopes: ['write'] })
  expect((await house.ask({ path: '/v1/activity-types', key: writer })).status).toBe(403)
  const { body } = await house.ask({ path: '/v1/activity-types' })
  const { types } = body as unknown as { types: { key: string; readyRules: { spec: { on: string } }[] }[] }
  expect(types.map((type) => type.key)).toContain('review.posted')
  for (const type of types) for (const rule of type.readyRules) expect(rule.spec.on).toBe(type.key)
})

test.each([
  ['review.posted', { stars: 5 }, '422 activity_invalid data.product'],
  ['review.posted', { product: 'a', stars: 'five' }, '422 activity_invalid data.stars'],
  ['review.posted', { product: 'a', colour: 'red' }, '422 activity_invalid data.colour'],
  ['review.posted', { product: 'a', photo: true }, '201'],
  ['app.installed', undefined, '201'],
  ['nothing.known', undefined, '422 activity_type_unknown type'],
  ...derivedActivityTypes.map((type) => [type, undefined, '422 activity_type_unknown type'] as const),
] as const)('%s %j: %s', async (type, data, expected) => {
  expect(await record(type, data)).toBe(expected)
})
