import { createServer, type Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../kernel/verdict.ts'
import { silentLog } from '../log.ts'
import { openMetrics } from '../metrics.ts'
import { buildHttp, closeGracefully, receiveConnections, route } from './index.ts'

let app: FastifyInstance
let door: Server
let url: string
let gates: (() => void)[]

beforeEach(async () => {
  gates = []
  app = await buildHttp({
    log: silentLog,
    metrics: openMetrics(),
    authorize: () =>
      ok({ organizationId: 1, actor: 'key:x', credentialId: 'key_1', programKey: null, scopes: ['read'] }),
    ready: async () => ({ ready: true, checks: {} }),
  })
  route(app, {
    method: 'GET',
    url: '/v1/slow',
    permission: 'read',
    summary: 'Waits',
    handler: () => new Promise((resolve) => gates.push(() => resolve({ done: true }))),
  })
  const take = receiveConnections(app)
  await app.ready()
  door = createServer({ pauseOnConnect: true, allowHalfOpen: true }, take)
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(door.address() as { port: number }).port}`
})

afterEach(async () => {
  door.close()
  await closeGracefully(app, 0)
})

describe('a server that is handed its connections', () => {
  it('answers on them, one request after another, and counts them', async () => {
    for (let each = 0; each < 3; each += 1) expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^perennial_process_connections [1-3]$/m)
  })

  it('looks for headers that come too slowly, as one that listens does', () => {
    const interval = Object.getOwnPropertySymbols(app.server).find((each) =>
      /CheckingInterval/.test(String(each)),
    )
    expect(interval === undefined ? undefined : Reflect.get(app.server, interval)).toBeDefined()
  })

  it('D-09: serves what is in flight when it closes, lets go of the idle, and gives up on what does not end', async () => {
    await fetch(`${url}/readyz`)
    const inFlight = Array.from({ length: 20 }, () => fetch(`${url}/v1/slow`).then((reply) => reply.status))
    const hanging = fetch(`${url}/v1/slow`).then(
      () => 'answered',
      () => 'cut',
    )
    await expect.poll(() => gates.length).toBe(21)
    door.close()
    const closed = closeGracefully(app, 1_000)
    for (const open of gates.slice(0, 20)) open()
    expect(await Promise.all(inFlight)).toEqual(Array(20).fill(200))
    expect(await hanging).toBe('cut')
    await closed
    expect(await new Promise((resolve) => door.getConnections((_, count) => resolve(count)))).toBe(0)
  })
})
