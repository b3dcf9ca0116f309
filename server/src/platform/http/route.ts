import type { ProblemCode } from '@perennial/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod, RouteOptions } from 'fastify'
import { type ZodType, z } from 'zod'
import { readForm, readStream } from './body-readers.ts'
import type { Permission } from './caller.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** What a route reads besides nothing: JSON, a raw stream of JSON lines, or a browser's form. */
export type BodyKind = 'json' | 'ndjson' | 'form'

/** A request whose parts have been checked. */
export type RouteRequest<Params = unknown, Query = unknown, Body = unknown> = FastifyRequest<{
  Params: Params
  Querystring: Query
  Body: Body
}>

export interface RouteSchema<Params extends ZodType, Query extends ZodType, Body extends ZodType> {
  /** Parts of the path. One that does not fit is answered `not_found`. Default: any text. */
  params?: Params
  /** Unknown and repeated parameters are refused in any case. Default: no parameters. */
  querystring?: Query
  /** Not for `accepts: 'ndjson'`, whose `request.body` is a Readable. */
  body?: Body
  /** The reply with status 200, or replies by status. For documents and types only: replies are not checked. */
  reply?: ZodType | Readonly<Record<number, ZodType>>
  /** Refusals that this route adds to those of every route. */
  problems?: readonly ProblemCode[]
}

/** One endpoint. */
export interface RouteSpec<Params extends ZodType, Query extends ZodType, Body extends ZodType> {
  method: Method
  /** As in the documents: `/v1/programs/{program}/activities:batch`. */
  url: string
  permission: Permission
  /** One line for the documents. */
  summary: string
  /** Sentences for the documents. */
  description?: string
  schema?: RouteSchema<Params, Query, Body>
  /** Default `json`. */
  accepts?: BodyKind
  /** Whether `Idempotency-Key` is honoured; the handler is then made by `idempotent`. Only said in the documents. */
  idempotencyKey?: boolean
  /** Largest body in bytes. Default 1 MiB; `ndjson` has no limit but its handler's. */
  bodyLimitBytes?: number
  /** Left out of the documents: pages for people. Default false. */
  hidden?: boolean
  /** The returned value is the reply's body. Thrown RefusalErrors become problem documents. */
  handler(
    request: RouteRequest<z.output<Params>, z.output<Query>, z.output<Body>>,
    reply: FastifyReply,
  ): unknown
}

/** A row of the table of routes: which credential opens it. */
export interface RouteRow {
  method: Method
  url: string
  permission: Permission
}

/** What the documents say about a route; the transform of the OpenAPI document reads it. */
export interface RouteDocument {
  permission: Permission
  summary: string
  description: string | undefined
  accepts: BodyKind
  idempotencyKey: boolean
  reply: Readonly<Record<number, ZodType>>
  problems: readonly ProblemCode[]
  hidden: boolean
}

declare module 'fastify' {
  interface FastifyContextConfig {
    document?: RouteDocument
  }
  interface FastifyInstance {
    /** What `route` needs of the server that `buildHttp` made. */
    http: {
      routes: RouteRow[]
      admission(permission: Permission, readsBody: boolean): NonNullable<RouteOptions['onRequest']>
    }
  }
}

/** Adds an endpoint to a server made by `buildHttp`. */
export function route<
  Params extends ZodType = ZodType<Record<string, string>>,
  Query extends ZodType = ZodType<Record<string, never>>,
  Body extends ZodType = ZodType<undefined>,
>(app: FastifyInstance, spec: RouteSpec<Params, Query, Body>): void {
  if (spec.url.includes('/:')) throw new Error(`Write ${spec.url} with {braces}, as in the documents`)
  // The router takes the verb for a part of the parameter.
  if (spec.url.includes('}:')) throw new Error(`Put a name before the verb of ${spec.url}`)
  const accepts = spec.accepts ?? 'json'
  const reads = spec.method !== 'GET' && accepts !== 'ndjson'
  app.http.routes.push({ method: spec.method, url: spec.url, permission: spec.permission })
  const options: RouteOptions = {
    method: spec.method,
    url: spec.url.replaceAll(':', '::').replace(/\{(\w+)\}/g, ':$1'),
    schema: {
      querystring: spec.schema?.querystring ?? noQuery,
      // Any text is any text: a check would only take time.
      ...(spec.schema?.params === undefined ? {} : { params: spec.schema.params }),
      ...(spec.schema?.body === undefined ? {} : { body: spec.schema.body }),
    },
    config: { document: documentOf(spec) },
    onRequest: app.http.admission(spec.permission, reads),
    ...(spec.bodyLimitBytes === undefined ? {} : { bodyLimit: spec.bodyLimitBytes }),
    handler: spec.handler as RouteHandlerMethod,
  }
  if (accepts === 'json') {
    app.route(options)
    return
  }
  // In a context of its own, so that no other route reads this content type and this one reads no JSON.
  app.register((inner, _, done) => {
    inner.removeAllContentTypeParsers()
    if (accepts === 'form') readForm(inner)
    else readStream(inner)
    inner.route(options)
    done()
  })
}

const noQuery = z.strictObject({})

/** What the documents say about a path whose route does not. */
export function anyParams(url: string): ZodType {
  const names = [...url.matchAll(/\/:(\w+)/g)].map((match) => match[1] ?? '')
  return z.object(Object.fromEntries(names.map((name) => [name, z.string()])))
}

function documentOf(spec: RouteSpec<ZodType, ZodType, ZodType>): RouteDocument {
  const reply = spec.schema?.reply
  return {
    permission: spec.permission,
    summary: spec.summary,
    description: spec.description,
    accepts: spec.accepts ?? 'json',
    idempotencyKey: spec.idempotencyKey ?? false,
    reply: reply === undefined ? {} : isSchema(reply) ? { 200: reply } : reply,
    problems: spec.schema?.problems ?? [],
    hidden: spec.hidden ?? false,
  }
}

function isSchema(reply: ZodType | Readonly<Record<number, ZodType>>): reply is ZodType {
  return '_zod' in reply
}
