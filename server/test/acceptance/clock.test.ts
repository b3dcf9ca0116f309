import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiHouse, openApiHouse } from '../api-house.ts'
import { orderOf } from '../harness.ts'

let house: ApiHouse

const base = '/v1/programs/story'
const start = '2025-03-03T09:00:00.000Z'

beforeAll(async () => {
  house = await openApiHouse()
  const made = await send('POST /v1/programs', {
    key: 'story',
    template: 'demo-shop',
    test: true,
    startsAt: start,
  })
  expect(made.status).toBe(201)
  expect(made.body).toMatchObject({ test: true })
  expect(Date.parse(made.body.now ?? '') - Date.parse(start)).toBeLessThan(5_000)
  await send('POST /v1/programs', { key: 'live', template: 'demo-shop' })
  await send('POST /v1/programs', { key: 'empty', test: true })
})
afterAll(async () => {
  expect(house.violations).toEqual([])
  await house.close()
})

/** Sends such as `POST /v1/keys`. */
function send(call: string, body?: unknown, key?: string) {
  const [method = '', path = ''] = call.split(' ')
  return house.ask({
    method,
    path,
    ...(body === undefined ? {} : { body }),
    ...(key === undefined ? {} : { key }),
  })
}

async function told(call: string, body?: unknown, key?: string): Promise<string> {
  const answer = await send(call, body, key)
  return `${answer.status} ${(answer.body as { code?: string }).code ?? ''}`.trim()
}

function tomorrow(): string {
  return new Date(Date.now() + 86_400_000).toISOString()
}

describe('refuses', () => {
  test.each([
    ['a live programme', 'live', tomorrow(), '409 clock_not_movable'],
    ['the past', 'story', '2025-03-02T09:00:00Z', '422 clock_step_refused'],
    ['where it is already', 'story', start, '422 clock_step_refused'],
    ['401 days at once', 'story', '2026-04-08T10:00:00Z', '422 clock_step_refused'],
    ['what is no instant', 'story', 'tomorrow', '422 clock_step_refused'],
    ['a programme that is not there', 'nowhere', tomorrow(), '404 not_found'],
  ])('%s', async (_, program, to, verdict) => {
    expect(await told(`POST /v1/programs/${program}/clock`, { to })).toBe(verdict)
  })

  test('whoever may not manage it, and another organisation, which finds nothing', async () => {
    const call = `POST ${base}/clock`
    expect(await told(call, { to: tomorrow() }, await house.newKey({ scopes: ['read', 'write'] }))).toBe(
      '403 forbidden',
    )
    expect(await told(call, { to: tomorrow() }, house.rivalKey)).toBe('404 not_found')
  })

  test.each([
    [{ startsAt: start }, '409 clock_not_movable'],
    [{ test: true, startsAt: '1990-01-01T00:00:00Z' }, '422 clock_step_refused'],
    [{ test: true, startsAt: 'Monday' }, '422 clock_step_refused'],
  ])('to create a programme with %j', async (more, verdict) => {
    expect(await told('POST /v1/programs', { key: 'never', ...more })).toBe(verdict)
    expect(await told('GET /v1/programs/never/releases')).toBe('404 not_found')
  })
})

describe('a test programme', () => {
  test('goes through its days: what waited is there, and what ended is gone', async () => {
    const member = { externalId: 'm1' }
    await send(`POST ${base}/members`, { externalId: 'm1' })
    const order = orderOf('o-1', [['A', '1', '20.00']], { member, occurredAt: '2025-03-03T08:59:00Z' })
    expect((await send(`POST ${base}/activities`, order)).status).toBe(201)
    const pending = { available: 0, pending: 300 }
    expect(await balanceOf()).toMatchObject(pending)
    expect(await told(`POST ${base}/clock`, { to: '2025-03-16T09:00:00Z' })).toBe('200')
    expect(await balanceOf()).toMatchObject(pending)
    const moved = await send(`POST ${base}/clock`, { to: '2025-03-20T09:00:00Z' })
    expect(moved.body).toMatchObject({ key: 'story', test: true, release: 1 })
    expect(Date.parse(moved.body.now ?? '')).toBeGreaterThanOrEqual(Date.parse('2025-03-20T09:00:00Z'))
    expect(await balanceOf()).toMatchObject({ available: 300, pending: 0 })
    expect(await told(`POST ${base}/clock`, { to: '2026-03-10T09:00:00Z' })).toBe('200')
    expect(await balanceOf()).toMatchObject({ available: 0, pending: 0 })
    const { rows } = (await send(`GET ${base}/members/externalId:m1/journal`)).body
    expect((rows as unknown as { reason: string }[]).map((row) => row.reason)).toContain('expiry')
  })

  test('lives by its own clock: an activity of its day is no activity of the past', async () => {
    const activity = { ...orderOf('o-2', [['A', '1', '5.00']]), occurredAt: '2026-03-10T09:00:00Z' }
    expect((await send(`POST ${base}/activities`, activity)).status).toBe(201)
    const ahead = { ...activity, sourceId: 'o-3', occurredAt: '2026-03-12T09:00:00Z' }
    expect(await told(`POST ${base}/activities`, ahead)).toBe('422 clock_refused')
  })

  test('without a release has a clock like any other, and a list tells tests from what is live', async () => {
    expect(await told('POST /v1/programs/empty/clock', { to: tomorrow() })).toBe('200')
    const { programs } = (await send('GET /v1/programs')).body
    const shown = (programs as unknown as { key: string; test: boolean }[]).map(
      (each) => `${each.key} ${each.test}`,
    )
    expect(shown).toEqual(['empty true', 'live false', 'story true'])
  })
})

async function balanceOf(): Promise<unknown> {
  const { balances } = (await send(`GET ${base}/members/externalId:m1`)).body
  return (balances as unknown as unknown[])[0]
}
