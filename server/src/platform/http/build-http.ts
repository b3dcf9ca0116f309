import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { RefusalError } from '../../kernel/verdict.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { admissionFor } from './admission.ts'
import { watchMethods } from './allowed-methods.ts'
import { readJson } from './body-readers.ts'
import { type Authorize, callerOf } from './caller.ts'
import { answerClientError, newRequestId } from './client-errors.ts'
import { countConnections } from './connections.ts'
import { collectDocuments, documentRoutes } from './documents.ts'
import { needsAttention, refusalOf } from './error-refusal.ts'
import { operationRoutes, type Readiness } from './operations.ts'
import { problemReply } from './problem-reply.ts'
import { type Receiving, watchReceiving } from './receiving.ts'
import { compileRequestPart } from './request-validation.ts'

export interface HttpOptions {
  log: Log
  metrics: Metrics
  /** What `/metrics` answers. Default: what `metrics` has. */
  metricsText?: () => Promise<string>
  /** Finds the caller of a request; `access` has the real one. */
  authorize: Authorize
  /** Asked by `/readyz`. */
  ready: () => Promise<Readiness>
  /** How long `/readyz` waits for that. Default 3,000. */
  readyTimeoutMs?: number
  /** Whether `/metrics` answers other machines. Default false. */
  metricsPublic?: boolean
  /** Whether browsers reach this server by https (a proxy may do that). Default false. */
  https?: boolean
  /** Of the product, for the documents. Default `0.1.0`. */
  version?: string
  /** How long a body may take to arrive. Default 30,000. */
  bodyTimeoutMs?: number
}

const bodyLimitBytes = 1_048_576
/** A body up to this length is read off the connection even if the request was refused before it. */
const shortBodyBytes = 16_384

// `same-origin`, not `no-referrer`: under that one browsers hide the origin of a form's post even from its own server.
const safeHeaders = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
}

/** Makes the server: every rule of the wire, and no route of the product yet. Add routes before it listens. */
export async function buildHttp(options: HttpOptions): Promise<FastifyInstance> {
  const receiving = watchReceiving(options.bodyTimeoutMs ?? 30_000)
  const app = makeServer()
  app.addHook('onClose', async () => receiving.stop())
  app.decorate('http', {
    routes: [],
    admission: admissionFor({ authorize: options.authorize, receiving }),
  })
  app.decorateRequest('admitted', null)
  app.decorateRequest('caller', { getter: callerOf } as never)
  app.setValidatorCompiler(compileRequestPart)
  // Replies are made by our own code; checking them again would cost more than the request.
  app.setSerializerCompiler(() => JSON.stringify)
  app.removeAllContentTypeParsers()
  readJson(app, receiving.done)
  const allowedMethods = watchMethods(app)
  openingHook(app, {
    https: options.https ?? false,
    allowedMethods,
    countUnknown: options.metrics.requestRecorder({ method: 'other', route: 'none' }),
  })
  countRequests(app, options.metrics)
  countConnections(app.server, options.metrics)
  answerErrors(app, { log: options.log, receiving })
  await collectDocuments(app, options.version ?? '0.1.0')
  operationRoutes(app, {
    metrics: options.metrics,
    metricsText: options.metricsText ?? (() => options.metrics.text()),
    metricsPublic: options.metricsPublic ?? false,
    ready: options.ready,
    readyTimeoutMs: options.readyTimeoutMs ?? 3_000,
  })
  await documentRoutes(app)
  return app
}

function makeServer(): FastifyInstance {
  const app = Fastify({
    // Requests are counted, not logged; errors are logged by the handler below.
    logger: false,
    bodyLimit: bodyLimitBytes,
    keepAliveTimeout: 65_000,
    // Streams may last: bodies are timed by `receiving`, headers by the server.
    requestTimeout: 0,
    // A request that arrives while draining is served, and its connection then closed.
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    requestIdHeader: false,
    genReqId: newRequestId,
    clientErrorHandler: answerClientError,
    frameworkErrors: (_, request, reply) => {
      const detail = 'The address is not well formed.'
      reply.headers({ ...safeHeaders, 'x-request-id': request.id })
      send(reply as FastifyReply, problemReply({ code: 'request_malformed', detail }, request.id))
    },
    routerOptions: { maxParamLength: 200 },
  })
  app.server.headersTimeout = 10_000
  return app
}

// One hook for all replies, pages and refusals included. The policy is that of an API; pages loosen it themselves.
function openingHook(
  app: FastifyInstance,
  options: {
    https: boolean
    allowedMethods: (url: string) => string[]
    countUnknown: (status: number, durationMs: number) => void
  },
): void {
  const headers = {
    ...safeHeaders,
    ...(options.https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(headers)
    reply.header('x-request-id', request.id)
    if (!request.is404) {
      done()
      return
    }
    reply.raw.once('finish', () => options.countUnknown(reply.statusCode, reply.elapsedTime))
    // Before a body is read, because nobody has said how large one may be here.
    done(new RefusalError(nothingAt(request, options.allowedMethods)))
  })
}

function nothingAt(
  request: FastifyRequest,
  allowedMethods: (url: string) => string[],
): RefusalError['refusal'] {
  const methods = allowedMethods(request.url)
  if (methods.length === 0) return { code: 'not_found', detail: 'No such address.' }
  return {
    code: 'method_not_allowed',
    detail: `This address offers ${methods.join(', ')}.`,
    extra: { allow: methods.join(', ') },
  }
}

// A hook for each route, which knows its numbers: looking a route up on every reply costs more than counting it.
function countRequests(app: FastifyInstance, metrics: Metrics): void {
  const counting = new WeakSet<object>()
  app.addHook('onRoute', (options) => {
    const record = metrics.requestRecorder({ method: [options.method].flat().join(','), route: options.url })
    function count(_: FastifyRequest, reply: FastifyReply, done: () => void): void {
      record(reply.statusCode, reply.elapsedTime)
      done()
    }
    counting.add(count)
    // The HEAD route that comes with a GET route inherits its hooks.
    const others = [options.onResponse ?? []].flat().filter((hook) => !counting.has(hook))
    options.onResponse = [...others, count]
  })
}

function answerErrors(app: FastifyInstance, options: { log: Log; receiving: Receiving }): void {
  app.setErrorHandler((error, request, reply) => {
    options.receiving.done(request.raw)
    const refusal = refusalOf(error)
    if (refusal.code === 'internal' || (refusal.code === 'overloaded' && !(error instanceof RefusalError)))
      options.log[needsAttention(refusal) ? 'error' : 'warn']('A request failed', {
        request_id: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        err: error,
      })
    // A long body that was not read is not waited for. After one that was, or that is here in a moment, the connection
    // serves on: a new one for every refusal costs both sides more than the refusal.
    if (request.raw.complete || (isShort(request) && refusal.code !== 'request_timeout'))
      reply.removeHeader('connection')
    else if (hasBody(request)) reply.header('connection', 'close')
    send(reply, problemReply(refusal, request.id))
  })
}

function isShort({ headers }: FastifyRequest): boolean {
  return (
    headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) <= shortBodyBytes
  )
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function send(reply: FastifyReply, problem: ReturnType<typeof problemReply>): void {
  reply.code(problem.status).headers(problem.headers).header('cache-control', 'no-store').send(problem.body)
}
