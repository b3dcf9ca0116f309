import { afterEach, describe, expect, test, vi } from 'vitest'
import { createPerennial, PerennialError } from './index.ts'

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A server that answers with these, in turn; an error is a connection that broke. */
function server(...answers: (Response | Error)[]) {
  const sent: { url: string; headers: Headers; body: string }[] = []
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init)
    sent.push({ url: request.url, headers: request.headers, body: await request.text() })
    const answer = answers[Math.min(sent.length, answers.length) - 1] as Response | Error
    if (answer instanceof Error) throw answer
    return answer.clone()
  }
  return { sent, fetch }
}

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  })
}

const empty = json(200, { programs: [] })
const busy = json(
  503,
  { code: 'overloaded', detail: 'Too busy.', request_id: 'req_1', errors: [] },
  { 'retry-after': '2' },
)

function client(fetch: typeof globalThis.fetch, more: { retries?: number } = {}) {
  return createPerennial({
    baseUrl: 'https://shop.example/',
    apiKey: 'pk_live_x',
    fetch,
    retryDelayMs: 100,
    ...more,
  })
}

describe('what is repeated', () => {
  test.each([
    [400, { code: 'body_malformed' }, {}],
    [401, { code: 'credential_missing' }, {}],
    [404, { code: 'not_found' }, {}],
    [409, { code: 'activity_conflict' }, {}],
    [422, { code: 'body_invalid' }, {}],
    [500, { code: 'internal' }, {}],
    [503, { code: 'overloaded' }, { 'retry-after': '3600' }],
  ])('not a %i %j %j', async (status, body, headers) => {
    const { sent, fetch } = server(json(status, body, headers))
    await expect(client(fetch).programs.list()).rejects.toMatchObject({ code: body.code, status })
    expect(sent).toHaveLength(1)
  })

  test.each([
    ['a broken connection', new TypeError('fetch failed'), 0],
    ['429', json(429, { code: 'rate_limited' }, { 'retry-after': '3' }), 3_000],
    ['503', busy, 2_000],
    ['502 of a proxy', new Response('<html>', { status: 502 }), 0],
    [
      '409 while the first still runs',
      json(409, { code: 'idempotency_in_flight' }, { 'retry-after': '1' }),
      1_000,
    ],
  ])('%s, after the time that was asked for', async (_, answer, leastMs) => {
    vi.useFakeTimers()
    const { sent, fetch } = server(answer, empty)
    const call = client(fetch).programs.list()
    await vi.advanceTimersByTimeAsync(Math.max(0, leastMs - 1))
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(101)
    expect(await call).toEqual([])
    expect(sent).toHaveLength(2)
  })

  test('a date to wait for', async () => {
    vi.useFakeTimers({ now: Date.parse('2026-11-23T10:00:00Z') })
    const { sent, fetch } = server(json(503, {}, { 'retry-after': 'Mon, 23 Nov 2026 10:00:05 GMT' }), empty)
    const call = client(fetch).programs.list()
    await vi.advanceTimersByTimeAsync(4_999)
    expect(sent).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(101)
    expect(await call).toEqual([])
  })

  test('no more often than `retries`, and then the last refusal', async () => {
    vi.useFakeTimers()
    const { sent, fetch } = server(busy)
    const call = expect(client(fetch, { retries: 2 }).programs.list()).rejects.toMatchObject({
      code: 'overloaded',
      status: 503,
      requestId: 'req_1',
    })
    await vi.advanceTimersByTimeAsync(60_000)
    await call
    expect(sent).toHaveLength(3)
  })

  test('writes with the same bytes and the same key, a fresh one for each call', async () => {
    vi.useFakeTimers()
    const { sent, fetch } = server(new TypeError('fetch failed'), json(201, { key: 'a' }))
    const first = client(fetch).programs.create({ key: 'a' })
    await vi.advanceTimersByTimeAsync(1_000)
    await first
    await client(fetch).programs.create({ key: 'a' })
    await client(fetch).programs.create({ key: 'a' }, { idempotencyKey: 'mine' })
    expect(sent.map(({ body }) => body)).toEqual(Array.from({ length: 4 }, () => '{"key":"a"}'))
    const keys = sent.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys[0]).toBe(keys[1])
    expect(keys[2]).not.toBe(keys[0])
    expect(keys[3]).toBe('mine')
    expect(sent[0]?.url).toBe('https://shop.example/v1/programs')
    expect(sent[0]?.headers.get('authorization')).toBe('Bearer pk_live_x')
  })
})

describe('replies that are not the server’s', () => {
  test.each([
    ['a page with status 200', new Response('<html>', { status: 200 })],
    ['a page with status 404', new Response('<html>', { status: 404 })],
    ['nothing with status 200', new Response(null, { status: 200 })],
  ])('%s', async (_, answer) => {
    await expect(client(server(answer).fetch).programs.list()).rejects.toMatchObject({
      name: 'PerennialError',
      code: 'unreadable',
    })
  })
})

test('a reply that never comes ends after `timeoutMs`', async () => {
  const never = (_: unknown, init?: RequestInit) =>
    new Promise<Response>((__, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error))
    })
  const perennial = createPerennial({
    baseUrl: 'https://shop.example',
    fetch: never,
    retries: 1,
    timeoutMs: 5,
    retryDelayMs: 1,
  })
  await expect(perennial.programs.list()).rejects.toMatchObject({ code: 'unreachable' })
})

describe('in a browser', () => {
  test('a stream goes 500 lines at a time, and a chunk that is lost goes again', async () => {
    vi.stubGlobal('document', {})
    const bodies: string[] = []
    const fetch = async (_: unknown, init?: RequestInit): Promise<Response> => {
      const lines = String(init?.body).trimEnd().split('\n')
      bodies.push(lines.length.toString())
      if (bodies.length === 2) throw new TypeError('fetch failed')
      return new Response(lines.map((__, index) => `${JSON.stringify({ index, status: 201 })}\n`).join(''))
    }
    const items = Array.from({ length: 1_200 }, (_, at) => ({
      type: 'order.placed',
      source: 'web',
      sourceId: String(at),
      occurredAt: '2026-03-02T10:00:00Z',
    }))
    const indexes: number[] = []
    for await (const { index } of client(fetch as typeof globalThis.fetch)
      .program('a')
      .activities.stream(items))
      indexes.push(index)
    expect(indexes).toEqual(items.map((_, at) => at))
    expect(bodies).toEqual(['500', '500', '500', '200'])
  })
})

test('ids cannot climb out of their place', async () => {
  const { sent, fetch } = server(empty)
  for (const id of ['.', '..', '']) {
    await expect(client(fetch).program('a').members.get(id)).rejects.toBeInstanceOf(PerennialError)
  }
  expect(sent).toEqual([])
  await client(fetch).program('a/b').members.get('externalId:x/../y?z')
  expect(sent[0]?.url).toBe('https://shop.example/v1/programs/a%2Fb/members/externalId%3Ax%2F..%2Fy%3Fz')
})
