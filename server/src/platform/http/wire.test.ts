import { connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ok, RefusalError, refuse } from '../../kernel/verdict.ts'
import { openLog } from '../log.ts'
import { openMetrics } from '../metrics.ts'
import { buildHttp, route } from './index.ts'

const lines: string[] = []
const known = { organizationId: 1, actor: 'key:x', credentialId: 'key_1', programKey: null }
const text = z
  .string()
  .max(50)
  .refine((value) => !value.includes('\u0000') && value.isWellFormed())
const probeBody = z.strictObject({
  amountMinor: z.int(),
  name: text.optional(),
  tags: z.array(text).optional(),
})

let app: FastifyInstance
let origin: string
let port: number

beforeAll(async () => {
  app = await buildHttp({
    log: openLog({ format: 'json', write: (line) => lines.push(line) }),
    metrics: openMetrics(),
    authorize: (request) =>
      request.headers.authorization === undefined
        ? refuse('credential_missing', 'None.')
        : ok({ ...known, scopes: ['read', 'write'] }),
    ready: async () => ({ ready: true, checks: { database: 'ok' } }),
    bodyTimeoutMs: 200,
  })
  route(app, {
    method: 'POST',
    url: '/v1/probes/{probe}',
    permission: 'write',
    summary: 'Says what it read',
    schema: {
      params: z.object({ probe: z.string().regex(/^[a-z]+$/) }),
      querystring: z.object({ dryRun: z.stringbool().optional() }),
      body: probeBody,
    },
    handler: async ({ body, query, params }) => ({ body, query, params }),
  })
  route(app, {
    method: 'POST',
    url: '/v1/probes/{probe}/lines:stream',
    permission: 'write',
    accepts: 'ndjson',
    summary: 'Counts bytes',
    handler: async (request) => {
      let bytes = 0
      for await (const part of request.body as AsyncIterable<Buffer>) bytes += part.length
      return { bytes }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/failures/{kind}',
    permission: 'public',
    summary: 'Fails',
    handler: ({ params }) => fail(params.kind ?? ''),
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  port = (app.server.address() as { port: number }).port
  origin = `http://127.0.0.1:${port}`
})
afterAll(() => app.close())

const failures: Record<string, () => unknown> = {
  internal: () => new Error('select secret from api_key at db-host-7 /srv/app/file.ts'),
  nothing: () => undefined,
  text: () => 'a string',
  pool: () => new Error('timeout exceeded when trying to connect'),
  refusedConnection: () =>
    Object.assign(new Error('connect ECONNREFUSED 10.1.2.3:5432'), { code: 'ECONNREFUSED' }),
  shutdown: () => Object.assign(new Error('terminating connection'), { code: '57P01' }),
  tooMany: () => Object.assign(new Error('sorry, too many clients already'), { code: '53300' }),
  deadlock: () => Object.assign(new Error('deadlock detected'), { code: '40P01' }),
  foreign: () =>
    new RefusalError({ code: 'not_found', detail: 'It belongs to organisation 7', extra: { id: 7 } }),
  overloaded: () =>
    new RefusalError({ code: 'overloaded', detail: 'Lanes full', extra: { retryAfterSeconds: 9 } }),
  conflict: () =>
    new RefusalError({
      code: 'rule_invalid',
      detail: 'No such name',
      field: 'when',
      extra: { position: 4, status: 1 },
    }),
}

function fail(kind: string): never {
  throw failures[kind]?.()
}

interface Answer {
  status: number
  headers: Headers
  body: Record<string, unknown> & { errors?: { field: string; message: string }[] }
}

async function ask(path: string, init: RequestInit & { duplex?: 'half' } = {}): Promise<Answer> {
  const reply = await fetch(`${origin}${path}`, {
    ...init,
    headers: { authorization: 'Bearer x', ...(init.headers as Record<string, string> | undefined) },
  })
  const read = await reply.text()
  return {
    status: reply.status,
    headers: reply.headers,
    body: read.startsWith('{') ? JSON.parse(read) : { read },
  }
}

function post(body: unknown, headers: Record<string, string> = {}, path = '/v1/probes/a'): Promise<Answer> {
  return ask(path, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
}

/** Sends bytes as they are; the whole answer once the server closes. */
function raw(parts: readonly string[], keepOpen = false): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      for (const part of parts) socket.write(part)
      if (!keepOpen) socket.end()
    })
    let answer = ''
    socket.on('data', (part) => {
      answer += part.toString()
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
}

describe('bodies that are refused', () => {
  it.each([
    ['I-02 invalid JSON', '{"amountMinor":', 400, 'body_malformed'],
    ['I-02 empty', '', 422, 'body_invalid'],
    ['I-02 null', 'null', 422, 'body_invalid'],
    ['I-02 a list', '[]', 422, 'body_invalid'],
    ['I-02 a string', '"str"', 422, 'body_invalid'],
    ['I-02 nested', '['.repeat(10_000), 400, 'body_malformed'],
    ['I-05 __proto__', '{"__proto__":{"polluted":1}}', 400, 'body_malformed'],
    ['I-05 constructor', '{"constructor":{"prototype":{"polluted":1}}}', 400, 'body_malformed'],
    ['I-07 a duplicate key', '{"amountMinor":1,"amountMinor":2}', 400, 'body_malformed'],
    ['I-07 a number as text', '{"amountMinor":"1"}', 422, 'body_invalid'],
    ['I-07 a list for a scalar', '{"amountMinor":[1]}', 422, 'body_invalid'],
    ['I-07 true for a number', '{"amountMinor":true}', 422, 'body_invalid'],
    ['I-08 NUL', '{"amountMinor":1,"name":"a\\u0000"}', 422, 'body_invalid'],
    ['I-08 a lone surrogate', '{"amountMinor":1,"name":"\\ud800"}', 422, 'body_invalid'],
    ['I-19 -0', '{"amountMinor":-0}', 422, 'body_invalid'],
    ['I-19 1e21', '{"amountMinor":1e21}', 422, 'body_invalid'],
    ['I-19 0.1+0.2', '{"amountMinor":0.30000000000000004}', 422, 'body_invalid'],
    ['I-19 20 digits', '{"amountMinor":12345678901234567890}', 422, 'body_invalid'],
    ['I-19 2^53', '{"amountMinor":9007199254740993}', 422, 'body_invalid'],
    ['I-19 NaN', '{"amountMinor":NaN}', 400, 'body_malformed'],
    ['I-19 Persian digits', '{"amountMinor":"۱۲"}', 422, 'body_invalid'],
    ['I-19 Thai digits', '{"amountMinor":"๑๒"}', 422, 'body_invalid'],
  ])('%s', async (_, body, status, code) => {
    const answer = await post(body)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it.each(['tenant_id', 'role', 'balance', 'id', 'created_at', 'points_multiplier'])(
    'I-06 an extra field: %s',
    async (field) => {
      const answer = await post({ amountMinor: 1, [field]: 1 })
      expect(answer.status).toBe(422)
      expect(answer.body.errors).toEqual([{ field, message: 'Unknown field' }])
    },
  )

  it('names every fault by its path, and repeats no value', async () => {
    const answer = await post({ amountMinor: 'hunter2', tags: ['a', 5] })
    expect(answer.body.errors?.map(({ field }) => field)).toEqual(['amountMinor', 'tags[1]'])
    expect(JSON.stringify(answer.body)).not.toContain('hunter2')
  })

  it('I-03 one byte more than the limit, with and without a length', async () => {
    const long = `{"name":"${'a'.repeat(1_048_576)}"}`
    expect((await post(long)).body.code).toBe('body_too_large')
    const stream = new ReadableStream({
      pull: (controller) => controller.enqueue(Buffer.alloc(65_536, 0x20)),
    })
    const before = process.memoryUsage().rss
    const endless = await ask('/v1/probes/a', {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    }).catch(() => 'closed' as const)
    expect(endless === 'closed' ? 413 : endless.status).toBe(413)
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
  })

  it('a body that comes too slowly', async () => {
    const head =
      'POST /v1/probes/a HTTP/1.1\r\nhost: a\r\nauthorization: x\r\ncontent-type: application/json\r\n'
    const answer = await raw([`${head}content-length: 100\r\n\r\n{"a"`], true)
    expect(answer).toMatch(/^HTTP\/1.1 408 /)
    expect(answer).toContain('"code":"request_timeout"')
  })

  it.each([
    ['I-04 gzip', { 'content-encoding': 'gzip' }],
    ['I-15 text/plain', { 'content-type': 'text/plain' }],
    ['I-15 utf-7', { 'content-type': 'application/json; charset=utf-7' }],
    ['I-15 multipart', { 'content-type': 'multipart/form-data; boundary=a' }],
    ['I-15 a form', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['I-15 lines where one document is read', { 'content-type': 'application/x-ndjson' }],
    ['I-15 nonsense', { 'content-type': ';;' }],
  ])('%s', async (_, headers) => {
    const answer = await post({ amountMinor: 1 }, headers)
    expect([answer.status, answer.body.code]).toEqual([415, 'content_type_unsupported'])
  })

  it.each([
    [2, false, 2],
    [16_385, true, 1],
  ])('a body of %i bytes that was not read ends the connection: %s', async (length, ends, answers) => {
    const head = (verb: string, more: string) => `${verb} /v1/nowhere HTTP/1.1\r\nhost: a\r\n${more}\r\n\r\n`
    const posted = head('POST', `content-length: ${length}`)
    const heard = await raw([posted, ' '.repeat(length), head('GET', 'connection: close')])
    expect(/^connection: close/im.test(heard.split('\r\n\r\n')[0] ?? '')).toBe(ends)
    expect(heard.match(/HTTP\/1.1 404 /g)).toHaveLength(answers)
  })

  it('I-15 no content type', async () => {
    const head = 'POST /v1/probes/a HTTP/1.1\r\nhost: a\r\nauthorization: x\r\nconnection: close\r\n'
    expect(await raw([`${head}content-length: 2\r\n\r\n{}`])).toMatch(/^HTTP\/1.1 415 /)
  })

  it('JSON where lines are read', async () => {
    expect((await post({}, {}, '/v1/probes/a/lines:stream')).status).toBe(415)
  })
})

describe('addresses that are refused', () => {
  it.each([
    ['I-14 a method of another route', 'PUT', '/v1/probes/a', 405, 'POST'],
    ['I-14 DELETE', 'DELETE', '/v1/failures/internal?x=1', 405, 'GET, HEAD'],
    ['I-14 OPTIONS', 'OPTIONS', '/v1/probes/a/lines:stream', 405, 'POST'],
    ['a path that is nowhere', 'GET', '/v1/nowhere', 404, null],
    ['a path under a route', 'POST', '/v1/probes/a/b', 404, null],
    ['a part that cannot be', 'POST', '/v1/probes/A1', 404, null],
    ['an address that is none', 'GET', '/%zz', 400, null],
  ])('%s', async (_, method, path, status, allow) => {
    const answer = await ask(path, {
      method,
      ...(method === 'POST'
        ? { body: '{"amountMinor":1}', headers: { 'content-type': 'application/json' } }
        : {}),
    })
    expect([answer.status, answer.headers.get('allow')]).toEqual([status, allow])
    expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  })

  it('I-14 TRACE and methods that nobody knows', async () => {
    expect(await raw(['TRACE /v1/probes/a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'])).toMatch(
      / 405 /,
    )
    expect(await raw(['BREW /v1/probes/a HTTP/1.1\r\nhost: a\r\n\r\n'])).toMatch(/ 400 .*request_malformed/s)
  })

  it('I-14 a method override is ignored', async () => {
    const answer = await post({ amountMinor: 1 }, { 'x-http-method-override': 'DELETE' })
    expect(answer.status).toBe(200)
  })

  it.each([
    ['I-07 a parameter twice', '?dryRun=true&dryRun=false', 422, 'query_invalid'],
    ['a parameter that is misspelt', '?dryrun=true', 422, 'query_invalid'],
    ['I-05 a reserved name', '?__proto__[polluted]=1', 400, 'request_malformed'],
    ['I-05 a constructor', '?constructor.prototype.polluted=1', 400, 'request_malformed'],
  ])('%s', async (_, query, status, code) => {
    const answer = await post({ amountMinor: 1 }, {}, `/v1/probes/a${query}`)
    expect([answer.status, answer.body.code]).toEqual([status, code])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('a format that is not offered', async () => {
    expect((await post({ amountMinor: 1 }, { accept: 'application/xml' })).body.code).toBe('not_acceptable')
  })

  it('no credential, before the body is read', async () => {
    const reply = await fetch(`${origin}/v1/probes/a`, { method: 'POST', body: '{' })
    expect([reply.status, reply.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
  })

  it('broken HTTP and long headers', async () => {
    expect(await raw(['nonsense\r\n\r\n'])).toMatch(/^HTTP\/1.1 400 .*"code":"request_malformed"/s)
    expect(await raw([`GET / HTTP/1.1\r\nhost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`])).toMatch(
      /^HTTP\/1.1 400 /,
    )
  })
})

describe('I-28 O-11 failures', () => {
  it.each([
    ['internal', 500, 'internal', null],
    ['nothing', 500, 'internal', null],
    ['text', 500, 'internal', null],
    ['pool', 503, 'overloaded', '2'],
    ['refusedConnection', 503, 'overloaded', '2'],
    ['shutdown', 503, 'overloaded', '2'],
    ['tooMany', 503, 'overloaded', '2'],
    ['deadlock', 503, 'overloaded', '2'],
    ['overloaded', 503, 'overloaded', '9'],
    ['foreign', 404, 'not_found', null],
    ['conflict', 422, 'rule_invalid', null],
  ])('%s', async (kind, status, code, retryAfter) => {
    lines.length = 0
    const { status: told, headers, body } = await ask(`/v1/failures/${kind}`)
    expect([told, body.code, headers.get('retry-after')]).toEqual([status, code, retryAfter])
    expect(body.type).toBe(`/docs/problems#${code}`)
    expect(body.request_id).toBe(headers.get('x-request-id'))
    expect(body.request_id).toMatch(/^req_[0-9a-f]{32}$/)
    expect(JSON.stringify(body)).not.toMatch(/select|api_key|db-host|\.ts|10\.1\.2|5432|node|fastify/i)
    const logged = lines.filter((line) => line.includes(String(body.request_id)))
    const isOurs = code === 'internal' || (code === 'overloaded' && kind !== 'overloaded')
    expect(logged).toHaveLength(isOurs ? 1 : 0)
  })

  it('another tenant is answered exactly like nothing', async () => {
    const [foreign, nothing] = await Promise.all([ask('/v1/failures/foreign'), ask('/v1/nowhere')])
    expect({ ...foreign.body, request_id: '' }).toEqual({ ...nothing.body, request_id: '' })
  })

  it('a refusal tells its field and its facts, and cannot change the envelope', async () => {
    const { body } = await ask('/v1/failures/conflict')
    expect(body).toMatchObject({
      status: 422,
      position: 4,
      errors: [{ field: 'when', message: 'No such name' }],
    })
  })
})

describe('what is served', () => {
  it('a checked request, on a connection that stays open', async () => {
    const request = 'POST /v1/probes/a?dryRun=true HTTP/1.1\r\nhost: a\r\nauthorization: x\r\n'
    const body = '{"amountMinor":1}'
    const whole = `${request}content-type: application/json; charset=UTF-8\r\ncontent-length: ${body.length}\r\n\r\n${body}`
    const wrong = whole.replace('"amountMinor":1', '"amountMinor":x')
    const answer = await raw([
      wrong,
      whole,
      whole.replace('HTTP/1.1\r\n', 'HTTP/1.1\r\nconnection: close\r\n'),
    ])
    expect(answer.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 400', 'HTTP/1.1 200', 'HTTP/1.1 200'])
    expect(answer).toContain('{"body":{"amountMinor":1},"query":{"dryRun":true},"params":{"probe":"a"}}')
  })

  it('I-08 text of every script, unchanged', async () => {
    const name = `'; drop table x; -- \u202e 👩‍👩‍👧 فارسی ไทย`
    expect((await post({ amountMinor: 1, name })).body.body).toEqual({ amountMinor: 1, name })
  })

  it('a stream that takes longer than a body may', async () => {
    let at = 0
    const stream = new ReadableStream({
      pull: async (controller) => {
        await new Promise((resolve) => setTimeout(resolve, 100))
        if (at++ < 5) controller.enqueue(Buffer.from('{}\n'))
        else controller.close()
      },
    })
    const answer = await ask('/v1/probes/a/lines:stream', {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { 'content-type': 'application/x-ndjson' },
    })
    expect([answer.status, answer.body.bytes]).toEqual([200, 15])
  })

  it.each(['/healthz', '/v1/nowhere', '/docs', '/openapi.json', '/docs/problems'])(
    'safe headers on %s',
    async (path) => {
      const { headers } = await ask(path)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.get('x-request-id')).toMatch(/^req_/)
    },
  )

  it('replies of the API are not stored', async () => {
    expect((await post({ amountMinor: 1 })).headers.get('cache-control')).toBe('no-store')
  })
})
