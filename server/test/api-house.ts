import type { AddressInfo } from 'node:net'
import { problems, type Scope } from '@perennial/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createKey, ensureOrganization } from '../src/access/index.ts'
import { readConfig } from '../src/app/config.ts'
import { buildApp } from '../src/app/serve.ts'
import { orThrow } from '../src/kernel/verdict.ts'
import { systemClock } from '../src/platform/clock.ts'
import type { RouteRow } from '../src/platform/http/index.ts'
import { problemDocument } from '../src/platform/http/problem-reply.ts'
import { openLog } from '../src/platform/log.ts'
import type { Program } from '../src/programs/index.ts'
import { type Harness, openHarness } from './harness.ts'

/** The whole product behind a port, with two organisations; every reply is held against its declared schema. */
export interface ApiHouse extends Harness {
  origin: string
  app: FastifyInstance
  /** Every route that the product declares. */
  routes: readonly RouteRow[]
  /** A key of the house with all scopes. */
  key: string
  /** A key of another organisation with all scopes. */
  rivalKey: string
  newKey(of?: { scopes?: readonly Scope[]; program?: string; rival?: boolean }): Promise<string>
  /** Sends a request and reads its reply; throws when the reply is not what the documents say. */
  ask(request: Ask): Promise<Answer>
  /** Every reply that was not as declared, streams excepted. */
  violations: string[]
}

export interface Ask {
  method?: string
  path: string
  /** Null sends none. Default: the house's. */
  key?: string | null
  body?: unknown
  headers?: Record<string, string>
}

export interface Answer {
  status: number
  headers: Headers
  /** The exact bytes. */
  text: string
  // Tests read the parts that they name; what is not there fails the comparison.
  body: Record<string, never>
}

export async function openApiHouse(): Promise<ApiHouse> {
  const harness = await openHarness()
  const violations: string[] = []
  const { app, gate } = await buildApp({
    ...harness,
    config: orThrow(readConfig({})),
    log: openLog({ level: 'silent' }),
    ownerUrl: harness.testDatabase.ownerUrl,
    appUrl: harness.testDatabase.appUrl,
    dispose: () => Promise.resolve(),
  })
  app.addHook('onSend', async (request, reply, payload) => {
    const fault = faultOf(request, { status: reply.statusCode, payload })
    if (fault !== undefined) violations.push(`${request.method} ${request.url}: ${fault}`)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  const origin = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
  const rival = await ensureOrganization(harness.database, { key: 'rival', name: 'The rival' })
  const everyScope: readonly Scope[] = ['read', 'write', 'manage']
  const newKey: ApiHouse['newKey'] = ({ scopes = everyScope, program, rival: isRival } = {}) =>
    makeKey(harness, {
      organizationId: isRival === true ? rival.organizationId : harness.organizationId,
      scopes,
      programKey: program ?? null,
    })
  const key = await newKey()
  return {
    ...harness,
    app,
    origin,
    routes: app.http.routes,
    key,
    rivalKey: await newKey({ rival: true }),
    newKey,
    violations,
    ask: (request) => ask(origin, { key, ...request }),
    close: async () => {
      await app.close()
      await gate.settled()
      await harness.close()
    },
  }
}

async function makeKey(
  { database }: Harness,
  of: { organizationId: number; scopes: readonly Scope[]; programKey: string | null },
): Promise<string> {
  const { organizationId, scopes, programKey } = of
  const maker = { organizationId, actor: 'test', scopes: ['read', 'write', 'manage'] as const }
  const made = await createKey(
    { database, clock: systemClock },
    { maker, name: 'Test', scopes: [...scopes], programKey },
  )
  return orThrow(made).secret
}

async function ask(origin: string, request: Ask): Promise<Answer> {
  const { method = 'GET', path, key, body, headers } = request
  const reply = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(key == null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await reply.text()
  const isJson = /[/+]json\b/.test(reply.headers.get('content-type') ?? '')
  return { status: reply.status, headers: reply.headers, text, body: isJson ? JSON.parse(text) : {} }
}

/** How a reply differs from what its route declares; undefined when it does not, or is no JSON. */
function faultOf(request: FastifyRequest, sent: { status: number; payload: unknown }): string | undefined {
  const document = request.routeOptions.config.document
  if (document === undefined || document.hidden || typeof sent.payload !== 'string') return undefined
  const body: unknown = JSON.parse(sent.payload)
  if (sent.status >= 400 && document.reply[sent.status] === undefined) return problemFault(body, sent.status)
  const schema = document.reply[sent.status]
  if (schema === undefined) return `the status ${sent.status} is not declared`
  const result = schema.safeParse(body)
  if (!result.success) return JSON.stringify(result.error.issues)
  // What a schema would drop or change is as undeclared as what it refuses.
  return JSON.stringify(sorted(result.data)) === JSON.stringify(sorted(body))
    ? undefined
    : 'has more than declared'
}

function problemFault(body: unknown, status: number): string | undefined {
  const result = problemDocument.safeParse(body)
  if (!result.success) return JSON.stringify(result.error.issues)
  const entry = Object.entries(problems).find(([code]) => code === result.data.code)
  if (entry === undefined) return `the code ${result.data.code} is not in the catalogue`
  return entry[1].status === status ? undefined : `the status of ${result.data.code} is not ${status}`
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return entries.map(([name, inner]) => [name, sorted(inner)])
}

/** A programme of the house as in `templates/giftware`, published as release 1. */
export function giftware(house: ApiHouse, key: string): Promise<Program> {
  return house.createProgram(key, { template: 'giftware' })
}
