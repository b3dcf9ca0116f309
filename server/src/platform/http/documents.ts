import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { type ProblemCode, problems } from '@perennial/contract'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { escapeHtml, htmlPage, pagePolicy } from './page.ts'
import { problemDocument } from './problem-reply.ts'
import { anyParams, type RouteDocument, route } from './route.ts'

const transformZod = createJsonSchemaTransform({ skipList: [] })

/** Refusals that any route may give, so that each route names only its own. */
const everywhere: readonly ProblemCode[] = ['internal', 'overloaded', 'request_malformed', 'request_timeout']
const behindCredential: readonly ProblemCode[] = ['credential_missing', 'forbidden', 'not_acceptable']
const onProgram: readonly ProblemCode[] = ['program_read_only']
const withBody: readonly ProblemCode[] = [
  'body_invalid',
  'body_malformed',
  'body_too_large',
  'content_type_unsupported',
]
const withKey: readonly ProblemCode[] = [
  'idempotency_in_flight',
  'idempotency_key_invalid',
  'idempotency_key_reused',
]

/** Must be awaited before routes are added: the documents are collected while routes are. */
export async function collectDocuments(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Perennial',
        version,
        description:
          'Loyalty as an API. Amounts are integers in minor units, instants RFC 3339, refusals RFC 9457 problem documents with stable codes.',
      },
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key: `Authorization: Bearer pk_live_...`',
          },
        },
      },
    },
    transform: (input) => {
      const { schema, url, route: options } = input
      const document = options.config?.document
      if (document === undefined || document.hidden) return { schema: { hide: true }, url }
      const described = describe(schema, { document, method: String(options.method), url })
      return transformZod({ ...input, schema: described } as Parameters<typeof transformZod>[0])
    },
    transformObject: withoutInputTwins,
  })
}

// A named schema comes with a twin for input, which has no use where it is only in replies.
const withoutInputTwins: typeof jsonSchemaTransformObject = (document) => {
  const whole = jsonSchemaTransformObject(document)
  if (!('paths' in whole) || !('components' in whole)) return whole
  const used = JSON.stringify(whole.paths)
  const schemas = whole.components?.schemas ?? {}
  for (const name of Object.keys(schemas))
    if (name.endsWith('Input') && !used.includes(`"#/components/schemas/${name}"`)) delete schemas[name]
  return whole
}

type DescribedSchema = FastifySchema & Record<string, unknown>

function describe(
  schema: FastifySchema,
  about: { document: RouteDocument; method: string; url: string },
): DescribedSchema {
  const { document, method, url } = about
  const { params, querystring, body } = schema
  const headers = document.idempotencyKey
    ? z.object({ 'idempotency-key': z.string().min(1).max(255).optional() })
    : undefined
  return {
    summary: document.summary,
    description: [document.description, permissionText(document)].filter(Boolean).join('\n\n'),
    tags: [tagOf(url)],
    ...(url.includes('/:') ? { params: params ?? anyParams(url) } : {}),
    ...(isEmptyObject(querystring) ? {} : { querystring }),
    ...(body === undefined ? {} : { body }),
    ...(document.accepts === 'ndjson' ? { consumes: ['application/x-ndjson'], body: z.string() } : {}),
    ...(document.accepts === 'form' ? { consumes: ['application/x-www-form-urlencoded'] } : {}),
    ...(headers === undefined ? {} : { headers }),
    security: document.permission === 'public' ? [] : [{ key: [] }],
    'x-permission': document.permission,
    response: { ...okReplies(document), ...problemReplies(problemsOf(document, { method, url })) },
  }
}

function isEmptyObject(schema: unknown): boolean {
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0
}

function permissionText(document: RouteDocument): string {
  return document.permission === 'public' ? 'Needs no credential.' : `Permission: \`${document.permission}\`.`
}

/** The noun that a path is about. */
function tagOf(url: string): string {
  const parts = url.split(/[/:]+/).filter((part) => part !== '' && part !== 'v1')
  return (parts[0] === 'programs' ? (parts[2] ?? parts[0]) : parts[0]) ?? 'other'
}

function problemsOf(
  document: RouteDocument,
  { method, url }: { method: string; url: string },
): ProblemCode[] {
  return [
    ...everywhere,
    ...(document.permission === 'public' ? [] : behindCredential),
    ...(url.includes('/:') ? (['not_found'] as const) : []),
    ...(method === 'GET' ? [] : withBody),
    ...(writesToProgram(document, { method, url }) ? onProgram : []),
    ...(document.idempotencyKey ? withKey : []),
    ...document.problems,
  ]
}

/** Whether a programme that is read-only refuses it; the route that lifts the lock does not. */
function writesToProgram(document: RouteDocument, { method, url }: { method: string; url: string }): boolean {
  return (
    method !== 'GET' &&
    url.includes('/:program/') &&
    document.permission !== 'read' &&
    !url.endsWith('/read-only')
  )
}

function okReplies(document: RouteDocument): Record<string, unknown> {
  if (document.accepts === 'ndjson') {
    const schema = z.string().meta({ description: 'A line of JSON for each line that was sent' })
    return { 200: { description: 'Done', content: { 'application/x-ndjson': { schema } } } }
  }
  const entries = Object.entries(document.reply)
  if (entries.length === 0) return { 204: z.null().describe('Done') }
  return Object.fromEntries(
    entries.map(([status, schema]) => [
      status,
      schema instanceof z.ZodNull
        ? schema
        : { description: 'Done', content: { 'application/json': { schema } } },
    ]),
  )
}

function problemReplies(codes: readonly ProblemCode[]): Record<string, unknown> {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, some]) => [
      status,
      {
        description: some.map((code) => `\`${code}\`: ${problems[code].title}`).join('; '),
        content: { 'application/problem+json': { schema: problemDocument } },
      },
    ]),
  )
}

/** `/docs`, `/openapi.json` and `/docs/problems`: all served from here, nothing from elsewhere. */
export async function documentRoutes(app: FastifyInstance): Promise<void> {
  route(app, {
    method: 'GET',
    url: '/openapi.json',
    permission: 'public',
    summary: 'This document',
    hidden: true,
    handler: (_, reply) => reply.send(app.swagger()),
  })
  const page = problemsPage()
  route(app, {
    method: 'GET',
    url: '/docs/problems',
    permission: 'public',
    summary: 'The catalogue of refusals',
    hidden: true,
    handler: (_, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(page),
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiConfig: { docExpansion: 'list', deepLinking: true, tryItOutEnabled: false, validatorUrl: null },
    staticCSP:
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  })
}

function problemsPage(): string {
  const entries = Object.entries(problems).map(
    ([code, { status, title, advice, retryable }]) =>
      `<section id="${escapeHtml(code)}"><h2>${escapeHtml(code)}</h2><p><strong>${status}</strong> ${escapeHtml(title)}</p><p>${escapeHtml(advice)}</p>${retryable ? '<p><small>The same request may succeed later.</small></p>' : ''}</section>`,
  )
  return htmlPage({
    title: 'Problems',
    body: `<p>Every refusal has one of these codes. A refused request has changed nothing.</p>\n${entries.join('\n')}`,
  })
}
