import type { ActivityInput } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyParked } from '../../src/activity/index.ts'
import type { Program } from '../../src/programs/index.ts'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse
let program: Program

const url = '/v1/programs/giftware/activities'

beforeAll(async () => {
  house = await openApiHouse()
  program = await giftware(house, 'giftware')
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  expect(await house.verify(program)).toEqual([])
  await house.close()
})

function record(body: unknown, more: { query?: string; key?: string; path?: string } = {}): Promise<Answer> {
  return house.ask({
    method: 'POST',
    path: `${more.path ?? url}${more.query ?? ''}`,
    body,
    ...(more.key === undefined ? {} : { key: more.key }),
  })
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

async function pointsOf(externalId: string): Promise<number | string> {
  const answer = await house.ask({ path: `/v1/programs/giftware/members/externalId:${externalId}` })
  if (answer.status !== 200) return told(answer)
  return (answer.body as unknown as { balances: { available: number }[] }).balances[0]?.available ?? 0
}

/** An order of ten pounds, a hundred points, with something about it changed. */
function changed(at: (order: Record<string, unknown> & { order: { lines: object[] } }) => void): unknown {
  const order = structuredClone(orderOf('bad', [['A', '1', '10.00']], { member: { externalId: 'bad' } }))
  at(order as never)
  return order
}

describe('refused, and nothing has changed', () => {
  const line = (fields: object) => changed(({ order }) => Object.assign(order.lines[0] ?? {}, fields))
  const top = (fields: object) => changed((order) => Object.assign(order, fields))
  const rows: [string, () => unknown, string][] = [
    ...['tenant_id', 'role', 'balance', 'id', 'created_at', 'points_multiplier'].flatMap(
      (field): [string, () => unknown, string][] => [
        [`I-06 an extra field ${field}`, () => top({ [field]: 1 }), '422 body_invalid'],
        [`I-06 an extra field ${field} of a line`, () => line({ [field]: 1 }), '422 body_invalid'],
      ],
    ),
    ['I-19 -0', () => '{"order":{"lines":[{"amountMinor":-0}]}}', '422 body_invalid'],
    ['I-19 NaN', () => '{"order":{"lines":[{"amountMinor":NaN}]}}', '400 body_malformed'],
    ['I-19 1e21', () => line({ amountMinor: 1e21 }), '422 body_invalid'],
    ['I-19 0.1+0.2', () => line({ amountMinor: 0.1 + 0.2 }), '422 body_invalid'],
    ['I-19 a number as quantity', () => line({ quantity: 1 }), '422 body_invalid'],
    ...['-0', '1e21', 'NaN', '12345678901234567890', '۱۲', '١٢', '๑๒', '1,5', ' 1', ''].map(
      (quantity): [string, () => unknown, string] => [
        `I-19 the quantity "${quantity}"`,
        () => line({ quantity }),
        '422 body_invalid',
      ],
    ),
    ...['1e21', '۱۲', '๑๒', '0x10', '1.0000000001'].map((unitPrice): [string, () => unknown, string] => [
      `I-19 the price "${unitPrice}"`,
      () => line({ unitPrice }),
      '422 body_invalid',
    ]),
    [
      'an amount past 2^53',
      () => line({ quantity: '999999999', unitPrice: '999999999999.99' }),
      '422 limit_exceeded',
    ],
    ...[
      '0000-01-01T00:00:00Z',
      '2026-02-30T10:00:00Z',
      '2026-03-02T24:00:00Z',
      '2026-12-31T23:59:60Z',
      '1404/01/01',
      '2026-03-02T10:00:00',
      '2026-03-02',
      '۲۰۲۶-03-02T10:00:00Z',
    ].map((occurredAt): [string, () => unknown, string] => [
      `I-20 ${occurredAt}`,
      () => top({ occurredAt }),
      '422 activity_invalid',
    ]),
    ['I-20 the year 9999', () => top({ occurredAt: '9999-12-31T00:00:00Z' }), '422'],
    ['I-20 a Buddhist year is not shifted', () => top({ occurredAt: '2569-01-01T00:00:00Z' }), '422'],
    ['I-20 a Persian year is not shifted', () => top({ occurredAt: '1404-01-01T00:00:00Z' }), '422'],
    [
      'two identifiers',
      () => top({ member: { externalId: 'a', email: 'a@example.com' } }),
      '422 body_invalid',
    ],
    ['a type that nobody declared', () => top({ type: 'moon.landed' }), '422 activity_type_unknown'],
    [
      'another currency',
      () => changed(({ order }) => Object.assign(order, { currency: 'EUR' })),
      '422 currency_mismatch',
    ],
  ]
  test.each(rows)('%s', async (_, body, code) => {
    expect(told(await record(body()))).toContain(code)
    expect(await pointsOf('bad')).toBe('404 not_found')
  })

  test('a parameter that is misspelt would post for real', async () => {
    expect(
      told(
        await record(
          changed(() => {}),
          { query: '?dryrun=true' },
        ),
      ),
    ).toBe('422 query_invalid')
  })
})

describe('one order', () => {
  const input = orderOf('o-1', [['85123A', '6', '2.55']], { member: { externalId: 'one' } })

  test('dryRun answers what would happen and writes nothing', async () => {
    const answer = await record(input, { query: '?dryRun=true&explain=true' })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      activity: null,
      status: 'dry-run',
      effects: expect.arrayContaining([expect.objectContaining({ kind: 'points', amount: 153 })]),
      explain: [{ rule: 'base', applied: true, granted: 153 }],
    })
    expect(await pointsOf('one')).toBe('404 not_found')
  })

  test('L-02 sent 50 times at once has one effect, and every reply is the same', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => record(input)))
    expect(answers.map(({ status }) => status).filter((status) => status === 201)).toHaveLength(1)
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]))
    const bodies = answers.map(({ body }) => JSON.stringify({ ...body, replayed: null }))
    expect(new Set(bodies).size).toBe(1)
    expect(await pointsOf('one')).toBe(153)
  })

  test('L-03 the same key with another body is refused', async () => {
    const other = orderOf('o-1', [['85123A', '7', '2.55']], { member: { externalId: 'one' } })
    expect(told(await record(other))).toBe('409 activity_conflict')
    expect(await pointsOf('one')).toBe(153)
  })

  test('L-04 the same key in two organisations and two programmes: each has its own', async () => {
    await giftware(house, 'second')
    await house.ask({
      method: 'POST',
      path: '/v1/programs',
      key: house.rivalKey,
      body: { key: 'giftware', template: 'giftware' },
    })
    const [second, rival, ownKey] = await Promise.all([
      record(input, { path: '/v1/programs/second/activities' }),
      record(input, { key: house.rivalKey }),
      record(input, { key: await house.newKey() }),
    ])
    expect([second.status, rival.status]).toEqual([201, 201])
    // Two keys of one organisation speak for the same shop: the activity is known.
    expect(ownKey.status).toBe(200)
    expect(await pointsOf('one')).toBe(153)
  })

  test('is told again with why it earned what it earned', async () => {
    const { activity } = (await record(input)).body as unknown as { activity: string }
    const plain = await house.ask({ path: `${url}/${activity}` })
    expect(plain.body).toMatchObject({ activity, type: 'order.placed', sourceId: 'o-1', release: 1 })
    expect(plain.body).not.toHaveProperty('explain')
    const explained = await house.ask({ path: `${url}/${activity}?explain=true` })
    expect(explained.body).toMatchObject({
      left: [{ lineId: '1', quantity: '6' }],
      explain: [{ rule: 'base', applied: true, granted: 153, calculation: expect.stringMatching(/153/) }],
    })
  })
})

describe('returns', () => {
  const returned = (sourceId: string, order: string, quantity: string): ActivityInput => ({
    type: 'order.returned',
    source: 'test',
    sourceId,
    occurredAt: '2026-03-03T10:00:00Z',
    return: { order, lines: [{ lineId: '1', quantity }] },
  })

  test('take back what is no longer earned, line-exactly', async () => {
    const member = { externalId: 'returner' }
    await record(orderOf('r-1', [['A', '3', '1.99']], { member }))
    expect(told(await record(returned('r-1-x', 'r-1', '4')))).toBe('422 return_exceeds_order')
    const first = await record(returned('r-1-a', 'r-1', '1'))
    // 5.97 earned 59; 3.98 is left and earns 39.
    expect(first.body).toMatchObject({
      effects: expect.arrayContaining([expect.objectContaining({ kind: 'points', amount: -20 })]),
      balances: [{ available: 39 }],
    })
    await record(returned('r-1-b', 'r-1', '2'))
    expect(await pointsOf('returner')).toBe(0)
  })

  test('before their order are parked with 202, and applied when it comes', async () => {
    const early = returned('early', 'late', '1')
    const parked = await record(early)
    expect(parked.status).toBe(202)
    expect(parked.body).toMatchObject({ status: 'parked', member: null, effects: [] })
    const { activity } = parked.body as unknown as { activity: string }
    expect((await house.ask({ path: `${url}/${activity}` })).body).toMatchObject({ status: 'parked' })
    expect((await record(early)).status).toBe(202)
    await record(orderOf('late', [['A', '2', '10.00']], { member: { externalId: 'late' } }))
    await applyParked(house, program)
    expect(await pointsOf('late')).toBe(100)
    const after = await record(early)
    expect([after.status, (after.body as unknown as { replayed: boolean }).replayed]).toEqual([200, true])
    expect((await house.ask({ path: `${url}/${activity}` })).body).toMatchObject({ status: 'recorded' })
  })
})

describe('batches', () => {
  const batch = (items: unknown[], query = '') => record({ items }, { path: `${url}:batch`, query })
  const item = (at: number) =>
    orderOf(`b-${at}`, [['A', '1', '1.00']], { member: { externalId: `batch-${at % 7}` } })

  test('I-25 a thousand with one bad: an outcome each, and only the bad one is missing', async () => {
    const items = Array.from({ length: 1000 }, (_, at) => item(at))
    items[400] = { ...item(400), type: 'moon.landed' }
    const answer = await batch(items)
    expect(answer.status).toBe(200)
    const { outcomes } = answer.body as unknown as { outcomes: { index: number; status: number }[] }
    expect(outcomes.map(({ index }) => index)).toEqual(items.map((_, at) => at))
    expect(outcomes.filter(({ status }) => status !== 201)).toEqual([
      { index: 400, status: 422, problem: expect.objectContaining({ code: 'activity_type_unknown' }) },
    ])
    const again = await batch(items)
    const repeated = again.body as unknown as { outcomes: { status: number }[] }
    expect(new Set(repeated.outcomes.map(({ status }) => status))).toEqual(new Set([200, 422]))
    // 1,000 less one bad, ten points each; 400 is of member 1.
    expect(await pointsOf('batch-1')).toBe(1420)
  })

  test('I-25 an item that does not fit the schema refuses all, and says which', async () => {
    const answer = await batch([item(2000), { ...item(2001), balance: 5 }])
    expect(told(answer)).toBe('422 body_invalid')
    expect(answer.body).toMatchObject({ errors: [{ field: 'items[1].balance' }] })
    expect((await batch([item(2000)])).body).toMatchObject({ outcomes: [{ status: 201 }] })
  })

  test.each([
    ['none', 0],
    ['one too many', 1001],
  ])('%s', async (_, count) => {
    expect(told(await batch(Array.from({ length: count }, (__, at) => item(at))))).toBe('422 body_invalid')
  })

  test('dryRun of many writes nothing', async () => {
    const member = { externalId: 'dry-batch' }
    const answer = await batch(
      [1, 2].map((at) => orderOf(`db-${at}`, [['A', '1', '10.00']], { member })),
      '?dryRun=true',
    )
    const { outcomes } = answer.body as unknown as { outcomes: { status: number }[] }
    expect(outcomes.map(({ status }) => status)).toEqual([200, 200])
    expect(await pointsOf('dry-batch')).toBe('404 not_found')
  })
})
