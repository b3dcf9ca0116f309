import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ok } from '../../kernel/verdict.ts'
import { silentLog } from '../log.ts'
import { openMetrics } from '../metrics.ts'
import { closeGracefully } from './close-gracefully.ts'
import { buildHttp, type HttpOptions, route } from './index.ts'

let app: FastifyInstance

async function build(options: Partial<HttpOptions> = {}): Promise<FastifyInstance> {
  app = await buildHttp({
    log: silentLog,
    metrics: openMetrics(),
    authorize: () =>
      ok({ organizationId: 1, actor: 'key:x', credentialId: 'key_1', programKey: null, scopes: ['read'] }),
    ready: async () => ({ ready: true, checks: { database: 'ok' } }),
    ...options,
  })
  return app
}
afterEach(() => app.close())

function get(url: string, headers: Record<string, string> = {}) {
  return app.inject({ method: 'GET', url, headers })
}

describe('O-09 health', () => {
  it.each([
    [
      'not ready',
      async () => ({ ready: false, checks: { migrations: '1 pending' } }),
      { migrations: '1 pending' },
    ],
    [
      'a check that throws',
      () => Promise.reject(new Error('connect 10.1.2.3')),
      { readiness: 'the check failed' },
    ],
    ['a check that hangs', () => new Promise<never>(() => {}), { readiness: 'no answer in time' }],
  ])('%s: alive, and not ready', async (_, ready, checks) => {
    await build({ ready, readyTimeoutMs: 50 })
    const [live, readiness] = await Promise.all([get('/healthz'), get('/readyz')])
    expect([live.statusCode, readiness.statusCode]).toEqual([200, 503])
    expect(readiness.json()).toEqual({ ready: false, checks })
  })

  it('ready; many probes at once are one question', async () => {
    let asked = 0
    await build({
      ready: async () => {
        asked += 1
        return { ready: true, checks: {} }
      },
    })
    const answers = await Promise.all(Array.from({ length: 10 }, () => get('/readyz')))
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(10).fill(200))
    expect(asked).toBeLessThan(10)
  })
})

describe('metrics', () => {
  it('are hidden from other machines, and from those behind a proxy here', async () => {
    await build()
    const other = await app.inject({ method: 'GET', url: '/metrics', remoteAddress: '203.0.113.7' })
    const proxied = await get('/metrics', { 'x-forwarded-for': '203.0.113.7' })
    expect([other.statusCode, proxied.statusCode]).toEqual([404, 404])
  })

  it('count by route pattern, method and class of status, never by address', async () => {
    await build({ metricsPublic: true })
    route(app, {
      method: 'GET',
      url: '/v1/probes/{probe}',
      permission: 'read',
      summary: 'Probe',
      schema: { querystring: z.object({}) },
      handler: async () => ({}),
    })
    await get('/v1/probes/secret-a')
    await get('/v1/probes/secret-b?x=1')
    await get('/v1/nowhere/secret-c')
    const { body } = await get('/metrics', { 'x-forwarded-for': '203.0.113.7' })
    const counts = body
      .split('\n')
      .filter((line) => line.startsWith('perennial_http_request_duration_seconds_count'))
    expect(counts).toContain(
      'perennial_http_request_duration_seconds_count{method="GET",route="/v1/probes/:probe",status="2xx"} 1',
    )
    expect(counts).toContain(
      'perennial_http_request_duration_seconds_count{method="GET",route="/v1/probes/:probe",status="4xx"} 1',
    )
    expect(counts.some((line) => line.includes('route="none"') && line.endsWith(' 1'))).toBe(true)
    expect(body).toContain('perennial_process_cpu_seconds_total')
    expect(body).not.toContain('secret-')
  })
})

describe('documents', () => {
  it('describe each route with its permission, replies and refusals', async () => {
    await build()
    route(app, {
      method: 'POST',
      url: '/v1/programs/{program}/probes:batch',
      permission: 'manage',
      summary: 'Probe',
      schema: {
        body: z.object({ name: z.string() }),
        reply: { 201: z.object({ id: z.string() }) },
        problems: ['identifier_taken'],
      },
      idempotencyKey: true,
      handler: async () => ({}),
    })
    const document = (await get('/openapi.json')).json()
    expect(document.openapi).toBe('3.1.0')
    const operation = document.paths['/v1/programs/{program}/probes:batch'].post
    expect(operation).toMatchObject({
      'x-permission': 'manage',
      security: [{ key: [] }],
      tags: ['probes'],
      requestBody: {
        content: { 'application/json': { schema: { properties: { name: { type: 'string' } } } } },
      },
    })
    expect(Object.keys(operation.responses)).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '404', '409', '422', '500', '503']),
    )
    expect(operation.responses['409'].description).toContain('identifier_taken')
    expect(operation.responses['409'].content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    })
    expect(app.http.routes).toContainEqual({
      method: 'POST',
      url: '/v1/programs/{program}/probes:batch',
      permission: 'manage',
    })
  })

  it('load nothing from elsewhere', async () => {
    await build()
    const page = await get('/docs')
    const places = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(places.length).toBeGreaterThan(2)
    for (const place of places) {
      expect(place).toMatch(/^\.?\//)
      expect((await get(place)).statusCode).toBe(200)
    }
    expect((await get('/docs/problems')).body).toContain('id="activity_conflict"')
  })

  it('a route that the router would misread is refused', async () => {
    await build()
    const spec = { method: 'GET', permission: 'read', summary: '', handler: () => ({}) } as const
    expect(() => route(app, { ...spec, url: '/v1/:program' })).toThrow(/braces/)
    expect(() => route(app, { ...spec, url: '/v1/{program}:verify' })).toThrow(/before the verb/)
  })
})

describe('D-09 closing', () => {
  it('serves what is in flight, accepts nothing new, and gives up on what does not end', async () => {
    await build()
    const gates: (() => void)[] = []
    route(app, {
      method: 'GET',
      url: '/v1/slow',
      permission: 'read',
      summary: 'Waits',
      handler: () => new Promise((resolve) => gates.push(() => resolve({ done: true }))),
    })
    await app.listen({ port: 0, host: '127.0.0.1' })
    const url = `http://127.0.0.1:${(app.server.address() as { port: number }).port}/v1/slow`
    const inFlight = Array.from({ length: 100 }, () => fetch(url).then((reply) => reply.status))
    const hanging = fetch(url).then(
      () => 'answered',
      () => 'cut',
    )
    await expect.poll(() => gates.length).toBe(101)
    const closed = closeGracefully(app, 1_000)
    await expect.poll(() => app.server.listening).toBe(false)
    await expect(fetch(url)).rejects.toThrow()
    for (const open of gates.slice(0, 100)) open()
    expect(await Promise.all(inFlight)).toEqual(Array(100).fill(200))
    expect(await hanging).toBe('cut')
    await closed
  })
})
