import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { ok } from '../kernel/verdict.ts'
import { type Database, openDatabase } from '../platform/database.ts'
import { buildHttp, type Caller } from '../platform/http/index.ts'
import { silentLog } from '../platform/log.ts'
import { openMetrics } from '../platform/metrics.ts'
import { ownKinds } from './own-kinds.ts'
import { createPrograms } from './programs.ts'
import { programRoutes } from './routes.ts'

let testDatabase: TestDatabase
let database: Database
let app: FastifyInstance
let templatesFolder: string

function callerOf(organizationId: number, programKey: string | null = null): Caller {
  const actor = `key:${organizationId}${programKey ?? ''}`
  return { organizationId, actor, credentialId: actor, programKey, scopes: ['read', 'write', 'manage'] }
}

const callers: Readonly<Record<string, Caller>> = {
  one: callerOf(1),
  two: callerOf(2),
  limited: callerOf(1, 'shop'),
}

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.appUrl, connectionsMax: 4 })
  const owner = openDatabase({ url: testDatabase.ownerUrl, connectionsMax: 1 })
  for (const organizationId of [1, 2])
    await owner.write({ organizationId }, (tx) =>
      tx.execute(
        `insert into organization (organization_id, key, name) overriding system value values ($1, $2, $2)`,
        [organizationId, `o${organizationId}`],
      ),
    )
  await owner.close()
  app = await buildHttp({
    log: silentLog,
    metrics: openMetrics(),
    authorize: (request) => ok(callers[String(request.headers['x-caller'])] ?? callerOf(1)),
    ready: async () => ({ ready: true, checks: {} }),
  })
  templatesFolder = await mkdtemp(path.join(tmpdir(), 'templates-'))
  await mkdir(path.join(templatesFolder, 'plain/definitions'), { recursive: true })
  await writeFile(path.join(templatesFolder, 'plain/program.yaml'), 'name: Plain')
  await writeFile(
    path.join(templatesFolder, 'plain/definitions/settings.yaml'),
    'kind: settings\nkey: program\nspec: {name: Plain, timeZone: Europe/Berlin, currency: EUR}',
  )
  programRoutes(app, {
    programs: createPrograms({ database, kinds: ownKinds }),
    database,
    templatesFolder,
    passTime: () => Promise.resolve(),
  })
})

afterAll(async () => {
  await app.close()
  await database.close()
  await rm(templatesFolder, { recursive: true })
  await testDatabase.drop()
})

interface Answer {
  status: number
  // Replies differ by route; each test says what it expects.
  body: Record<string, unknown>
  headers: Record<string, unknown>
}

async function call(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  more: { caller?: string; body?: object; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const reply = await app.inject({
    method,
    url: `/v1/programs${url}`,
    headers: {
      'x-caller': more.caller ?? 'one',
      ...(more.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more.headers,
    },
    ...(more.body === undefined ? {} : { payload: JSON.stringify(more.body) }),
  })
  return {
    status: reply.statusCode,
    body: reply.body === '' ? {} : (reply.json() as Record<string, unknown>),
    headers: reply.headers,
  }
}

const store = '/shop/definitions/store/main'

describe('in order', () => {
  test('a programme is created once, empty or from a template, and not by a limited key', async () => {
    expect(await call('POST', '', { body: { key: 'x', template: 'none' } })).toMatchObject({ status: 404 })
    expect(await call('POST', '', { body: { key: '../x' } })).toMatchObject({ status: 422 })
    expect(await call('POST', '', { body: { key: 'x', organization_id: 2 } })).toMatchObject({ status: 422 })
    expect(await call('POST', '', { caller: 'limited', body: { key: 'x' } })).toMatchObject({
      status: 403,
    })
    for (const [chosen, refusal] of [
      [{ template: 'plain', timeZone: 'Mars/Base' }, { code: 'release_invalid' }],
      [{ template: 'plain', currency: 'XQQ' }, { code: 'release_invalid' }],
      [{ template: 'plain', currency: 'eu' }, { code: 'body_invalid' }],
      [
        { template: 'plain', currency: 'JPY' },
        { code: 'body_invalid', errors: [{ field: 'currency' }] },
      ],
      [{ currency: 'CHF' }, { code: 'body_invalid', errors: [{ field: 'currency' }] }],
      [{ timeZone: 'Europe/Zurich' }, { code: 'body_invalid', errors: [{ field: 'timeZone' }] }],
    ] as const)
      expect(await call('POST', '', { body: { key: 'shop', ...chosen } })).toMatchObject({
        status: 422,
        body: refusal,
      })
    const own = { template: 'plain', name: 'Ours', currency: 'CHF', timeZone: 'Europe/Zurich' }
    expect(await call('POST', '', { body: { key: 'swiss', ...own } })).toMatchObject({
      status: 201,
      body: { name: 'Ours', currency: 'CHF', timeZone: 'Europe/Zurich', release: 1 },
    })
    const created = await call('POST', '', { body: { key: 'shop', template: 'plain' } })
    expect(created).toMatchObject({
      status: 201,
      body: {
        key: 'shop',
        name: 'Plain',
        timeZone: 'Europe/Berlin',
        currency: 'EUR',
        release: 1,
        fourEyes: false,
      },
    })
    expect(await call('POST', '', { body: { key: 'shop' } })).toMatchObject({
      status: 409,
      body: { code: 'program_exists' },
    })
    expect(await call('POST', '', { body: { key: 'other' } })).toMatchObject({
      status: 201,
      body: { name: 'other', release: null, currency: null },
    })
  })

  test('only the programmes of the caller are there', async () => {
    expect(await call('GET', '', { caller: 'two' })).toMatchObject({ status: 200, body: { programs: [] } })
    expect((await call('GET', '')).body.programs).toHaveLength(3)
    expect((await call('GET', '', { caller: 'limited' })).body.programs).toHaveLength(1)
    for (const caller of ['two', 'limited'])
      for (const part of ['definitions', 'releases', 'releases/1', 'definitions/settings/program'])
        expect(
          await call('GET', `/${caller === 'two' ? 'shop' : 'other'}/${part}`, { caller }),
        ).toMatchObject({
          status: 404,
        })
  })

  test('a definition is edited on the revision that was read', async () => {
    const body = { spec: { name: 'Main', city: 'Berlin' } }
    expect(await call('PUT', store, { body: { spec: { name: 'Main', rent: 1 } } })).toMatchObject({
      status: 422,
      body: { code: 'definition_invalid', errors: [{ field: 'spec' }] },
    })
    expect(await call('PUT', '/shop/definitions/shop/main', { body })).toMatchObject({ status: 404 })
    expect(await call('GET', store)).toMatchObject({ status: 404 })
    expect(await call('PUT', store, { body })).toMatchObject({ status: 200, headers: { etag: '"1"' } })
    expect(await call('PUT', store, { body })).toMatchObject({ status: 428 })
    for (const tag of ['"9"', '*', '1', 'W/"x"'])
      expect(await call('PUT', store, { body, headers: { 'if-match': tag } })).toMatchObject({ status: 412 })
    const changed = { body: { spec: { name: 'Central' } }, headers: { 'if-match': '"1"' } }
    expect(await call('PUT', store, changed)).toMatchObject({ status: 200, headers: { etag: '"2"' } })
    expect(await call('GET', store)).toMatchObject({
      headers: { etag: '"2"' },
      body: { kind: 'store', key: 'main', revision: 2, spec: { name: 'Central' } },
    })
    expect((await call('GET', '/shop/definitions?kind=store')).body.definitions).toHaveLength(1)
    expect((await call('GET', '/shop/definitions')).body.definitions).toHaveLength(2)
    expect(await call('GET', '/shop/definitions?kind=nothing')).toMatchObject({ status: 422 })
  })

  test('a release is published once, also when the answer is asked for again with its key', async () => {
    const publish = { body: { note: 'stores' }, headers: { 'idempotency-key': 'k1' } }
    const first = await call('POST', '/shop/releases', publish)
    expect(first).toMatchObject({
      status: 201,
      body: { number: 2, note: 'stores', author: 'key:1', current: true },
    })
    const list = await call('GET', '')
    expect(list.body.programs).toContainEqual(expect.objectContaining({ key: 'shop', release: 2 }))
    const again = await call('POST', '/shop/releases', publish)
    expect(again).toMatchObject({
      status: 201,
      body: first.body,
      headers: { 'idempotency-replayed': 'true' },
    })
    expect(await call('POST', '/shop/releases', { body: {} })).toMatchObject({
      status: 409,
      body: { code: 'release_unchanged' },
    })
    expect(await call('POST', '/other/releases', { body: {} })).toMatchObject({
      status: 422,
      body: { code: 'release_invalid', errors: [{ field: 'settings/program' }] },
    })
  })

  test('releases are paged newest first; a cursor of another programme is refused', async () => {
    const page = await call('GET', '/shop/releases?limit=1')
    expect(page.body).toMatchObject({ releases: [{ number: 2, current: true }] })
    const next = String(page.body.next)
    expect((await call('GET', `/shop/releases?limit=1&cursor=${next}`)).body).toMatchObject({
      releases: [{ number: 1, current: false }],
      next: null,
    })
    for (const url of [`/other/releases?cursor=${next}`, '/shop/releases?cursor=x'])
      expect(await call('GET', url)).toMatchObject({ status: 422, body: { code: 'cursor_invalid' } })
    expect(await call('GET', '/shop/releases/1')).toMatchObject({ status: 200, body: { number: 1 } })
    expect(await call('GET', '/shop/releases/3')).toMatchObject({ status: 404 })
    expect(await call('GET', '/shop/releases/x')).toMatchObject({ status: 404 })
  })

  test('a definition is removed on its revision, and stays in the releases that hold it', async () => {
    expect(await call('DELETE', store)).toMatchObject({ status: 428 })
    expect(await call('DELETE', store, { headers: { 'if-match': '"1"' } })).toMatchObject({ status: 412 })
    expect(await call('DELETE', store, { headers: { 'if-match': '"2"' } })).toMatchObject({
      status: 204,
      body: {},
    })
    expect(await call('GET', store)).toMatchObject({ status: 404 })
    expect(await call('POST', '/shop/releases', { body: {} })).toMatchObject({
      status: 201,
      body: { number: 3, changes: [{ kind: 'store', key: 'main', change: 'removed' }] },
    })
  })

  test('releases are compared and rolled back; the drafts follow, and the history tells it', async () => {
    expect((await call('GET', '/shop/releases/compare?from=1&to=2')).body).toMatchObject({
      from: 1,
      to: 2,
      changes: [{ kind: 'store', key: 'main', change: 'added' }],
    })
    expect((await call('GET', '/shop/releases/compare')).body).toEqual({
      from: 3,
      to: 'draft',
      changes: [],
      worse: [],
      errors: [],
    })
    expect(await call('GET', '/shop/releases/compare?to=9')).toMatchObject({ status: 404 })
    expect(await call('GET', '/shop/releases/compare?to=x')).toMatchObject({ status: 422 })
    expect(await call('POST', '/shop/releases/9/rollback', { body: {} })).toMatchObject({ status: 404 })
    expect(await call('POST', '/shop/releases/3/rollback', { body: {} })).toMatchObject({ status: 409 })
    const back = { body: { note: 'oops' }, headers: { 'idempotency-key': 'back' } }
    expect(await call('POST', '/shop/releases/2/rollback', back)).toMatchObject({
      status: 201,
      headers: { location: '/v1/programs/shop/releases/4' },
      body: { number: 4, restores: 2, note: 'oops', current: true },
    })
    expect(await call('POST', '/shop/releases/2/rollback', back)).toMatchObject({
      headers: { 'idempotency-replayed': 'true' },
    })
    expect(await call('GET', store)).toMatchObject({ body: { spec: { name: 'Central' } } })
    const history = await call('GET', `${store}/history?limit=2`)
    expect(history.body).toMatchObject({
      history: [
        { what: 'release', number: 4, by: 'key:1' },
        { what: 'edit', note: 'oops' },
      ],
    })
    const rest = await call('GET', `${store}/history?cursor=${String(history.body.next)}`)
    expect(rest.body).toMatchObject({ next: null, history: expect.arrayContaining([]) })
    const elsewhere = '/shop/definitions/store/other/history'
    expect((await call('GET', elsewhere)).body).toEqual({ history: [], next: null })
    expect(await call('GET', `${elsewhere}?cursor=${String(history.body.next)}`)).toMatchObject({
      status: 422,
    })
    for (const caller of ['two', 'limited'])
      for (const part of ['releases/compare', 'definitions/store/main/history'])
        expect(
          await call('GET', `/${caller === 'two' ? 'shop' : 'other'}/${part}`, { caller }),
        ).toMatchObject({ status: 404 })
    expect(await call('POST', '/shop/releases/1/rollback', { caller: 'two', body: {} })).toMatchObject({
      status: 404,
    })
  })
})
