import type { ExpressionView, FactNode } from '@perennial/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Answer, type ApiHouse, giftware, openApiHouse } from '../api-house.ts'

let house: ApiHouse

const path = '/v1/programs/giftware/expressions:check'

beforeAll(async () => {
  house = await openApiHouse()
  await giftware(house, 'giftware')
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
})

function check(body: unknown, key?: string): Promise<Answer> {
  return house.ask({ method: 'POST', path, body, ...(key === undefined ? {} : { key }) })
}

async function view(body: unknown): Promise<ExpressionView> {
  const answer = await check(body)
  expect(answer.status).toBe(200)
  return answer.body as unknown as ExpressionView
}

function told({ status, body }: Answer): string {
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim()
}

function find(facts: readonly FactNode[] | undefined, ...names: string[]): FactNode | undefined {
  const [first, ...rest] = names
  const node = facts?.find(({ name }) => name === first)
  return rest.length === 0 ? node : find(node?.fields, ...rest)
}

describe('what is refused', () => {
  const model = { kind: 'true', fact: 'member.known' }
  let deep: object = model
  for (let level = 0; level < 100; level++) deep = { kind: 'not', of: deep }
  test.each<[body: unknown, answer: string]>([
    [{ kind: 'earning-rule.name' }, '422 body_invalid'],
    [{ kind: 'earning-rule' }, '422 body_invalid'],
    [{ kind: 'earning-rule.constructor' }, '422 body_invalid'],
    [{ kind: 'store.when' }, '422 body_invalid'],
    [{ kind: 'earning-rule.when', text: 'true', model }, '422 body_invalid'],
    [{ kind: 'earning-rule.when', model: { kind: 'compare', fact: 'order.net' } }, '422 body_invalid'],
    [{ kind: 'earning-rule.when', model: { ...model, fact: 'true || true' } }, '422 body_invalid'],
    [
      {
        kind: 'earning-rule.when',
        model: {
          kind: 'compare',
          fact: 'order.net',
          operator: '>',
          value: { kind: 'number', value: '1 || true' },
        },
      },
      '422 body_invalid',
    ],
    [{ kind: 'earning-rule.when', model: deep }, '400 body_malformed'],
  ])('%j', async (body, answer) => {
    expect(told(await check(body))).toBe(answer)
  })

  test('another organisation finds no programme', async () => {
    expect(told(await check({ kind: 'earning-rule.when' }, house.rivalKey))).toBe('404 not_found')
  })
})

test('a text comes back with the condition that it says, and a condition with its text', async () => {
  const text = 'order.net >= 50.00 && items.exists(i, i.category in ["tea", "coffee"])'
  const read = await view({ kind: 'earning-rule.when', text })
  expect(read).toMatchObject({ text, problems: [], gives: 'bool' })
  expect(read.model).toEqual({
    kind: 'all',
    of: [
      { kind: 'compare', fact: 'order.net', operator: '>=', value: { kind: 'number', value: '50.00' } },
      {
        kind: 'some',
        list: 'items',
        each: 'i',
        of: {
          kind: 'one-of',
          fact: 'i.category',
          values: [
            { kind: 'text', value: 'tea' },
            { kind: 'text', value: 'coffee' },
          ],
        },
      },
    ],
  })
  expect(await view({ kind: 'earning-rule.when', model: read.model })).toEqual(read)
})

test('what is wrong is said as saving says it, with its place', async () => {
  const cases: [body: Record<string, string>, message: string, offset: number | null][] = [
    [{ kind: 'earning-rule.when', text: '' }, 'the end of the rule', 0],
    [{ kind: 'earning-rule.when', text: 'order.net > 50.001' }, '50.001 has more', 12],
    [{ kind: 'earning-rule.when', text: 'true && member.nobody' }, 'no field "nobody"', 15],
    [{ kind: 'earning-rule.when', on: 'member.enrolled', text: 'order.net > 5.0' }, 'no fact "order"', 0],
    [{ kind: 'earning-rule.lines', text: 'line.amount' }, 'must give bool', 0],
    [{ kind: 'tier-ladder.lines', text: 'order.net > 1.0' }, 'no fact "order"', 0],
    [{ kind: 'earning-rule.award.expression', text: '1.5' }, 'must give int', 0],
  ]
  for (const [body, message, offset] of cases) {
    const { problems } = await view(body)
    expect(problems).toEqual([
      { message: expect.stringContaining(message), position: expect.objectContaining({ offset }) },
    ])
    if (body.kind !== 'earning-rule.when' || body.on !== undefined || body.text === '') continue
    const spec = {
      name: 'Odd',
      currency: 'points',
      on: 'order.placed',
      award: { kind: 'fixed', points: 1 },
      when: body.text,
    }
    const saved = await house.ask({
      method: 'PUT',
      path: '/v1/programs/giftware/definitions/earning-rule/odd',
      body: { spec },
    })
    expect(told(saved)).toBe('422 rule_invalid')
    expect(saved.text).toContain(JSON.stringify(problems[0]?.message).slice(1, -1))
  }
})

test('what the programme does not have is a problem with its place, and may be saved until it is published', async () => {
  const text = 'order.net > 5.0 && balances.stars > 3'
  const { model, problems } = await view({ kind: 'earning-rule.when', text })
  expect(model).not.toBeNull()
  expect(problems).toEqual([
    {
      message: expect.stringMatching(/^balances has no "stars"\./),
      position: expect.objectContaining({ line: 1, column: 20 }),
    },
  ])
  const award = { kind: 'fixed', points: 1 }
  const spec = { name: 'Odd', currency: 'points', on: 'order.placed', award, when: text }
  const rule = '/v1/programs/giftware/definitions/earning-rule/stars'
  const saved = await house.ask({ method: 'PUT', path: rule, body: { spec } })
  expect(saved.status).toBe(200)
  const published = await house.ask({
    method: 'POST',
    path: '/v1/programs/giftware/releases',
    body: { note: 'x' },
  })
  expect(told(published)).toBe('422 release_invalid')
  expect(published.text).toContain('earning-rule/stars.when')
  const headers = { 'if-match': saved.headers.get('etag') ?? '' }
  expect((await house.ask({ method: 'DELETE', path: rule, headers })).status).toBe(204)
})

test('the facts that may be read come as a tree with names and choices', async () => {
  const { facts, text, model, problems } = await view({ kind: 'earning-rule.when' })
  expect({ text, model, problems }).toEqual({ text: '', model: null, problems: [] })
  expect(find(facts, 'order', 'net')).toEqual({
    path: 'order.net',
    name: 'net',
    label: 'Sum of the lines, after discounts',
    type: 'money',
  })
  expect(find(facts, 'items', 'category')).toMatchObject({ path: 'category', type: 'text' })
  expect(find(facts, 'balances')).toMatchObject({
    type: 'map',
    of: 'whole',
    choices: [{ value: 'points', label: expect.any(String) }],
  })
  const elsewhere = await view({ kind: 'earning-rule.when', on: 'member.enrolled' })
  expect(find(elsewhere.facts, 'order')).toBeUndefined()
})
