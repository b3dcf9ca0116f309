import type { FastifyReply, FastifyRequest } from 'fastify'
import { canonicalJson, fingerprint } from '../../kernel/canonical.ts'
import { type Refusal, RefusalError } from '../../kernel/verdict.ts'
import type { Database, Scope, Writer } from '../database.ts'
import { problemReply } from './problem-reply.ts'

/** A handler that does all its work through the database it is handed, in one transaction when there is a key. */
export type IdempotentHandler<Request extends FastifyRequest> = (
  request: Request,
  reply: FastifyReply,
  database: Database,
) => Promise<unknown>

export interface IdempotentOptions {
  /** What is kept of a reply for replays, where the reply holds a secret. Default: all of it. */
  kept?: (body: unknown) => unknown
}

interface KeptReply {
  status: number
  headers: Record<string, string>
  body?: unknown
  refusal?: Refusal
}

/** Headers of a reply that a replay gives again. */
const keptHeaders = ['etag', 'location']
const neverKept = new Set([400, 401, 403, 413, 415, 429])

/**
 * Honours `Idempotency-Key`. With one, the handler's writes and the reply are kept in one transaction: a reply that
 * is lost on the way is given again, with `Idempotency-Replayed: true`, and whatever rolled back is done anew. Keys
 * live inside one organisation, credential and route. Refuses `idempotency_key_reused` for another request,
 * `idempotency_in_flight` while the first still runs, `idempotency_key_invalid`.
 */
export function idempotent<Request extends FastifyRequest>(
  database: Database,
  handler: IdempotentHandler<Request>,
  options: IdempotentOptions = {},
): (request: Request, reply: FastifyReply) => Promise<unknown> {
  return async (request, reply) => {
    const key = request.headers['idempotency-key']
    if (key === undefined) return handler(request, reply, database)
    if (typeof key !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(key))
      throw new RefusalError({
        code: 'idempotency_key_invalid',
        detail: 'An idempotency key is 1 to 255 visible ASCII characters.',
      })
    const { organizationId } = request.caller
    const kept = await database.write({ organizationId }, (tx) =>
      runOnce(tx, {
        request,
        key,
        run: () => runKept(tx, { request, reply, handler, organizationId, options }),
      }),
    )
    return kept.replayed ? replay(request, reply, kept.reply) : finish(reply, kept)
  }
}

interface Outcome {
  replayed: boolean
  reply: KeptReply
  /** The whole reply of the first run, which may hold more than what is kept. */
  body?: unknown
}

async function runOnce(
  tx: Writer,
  call: { request: FastifyRequest; key: string; run: () => Promise<Outcome> },
): Promise<Outcome> {
  const place = [
    call.request.caller.organizationId,
    call.request.caller.credentialId,
    `${call.request.method} ${call.request.routeOptions.url}`,
    call.key,
  ]
  const [lock] = await tx.query<{ free: boolean }>(
    'select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as free',
    [place.join('\n')],
  )
  if (lock?.free !== true)
    throw new RefusalError({
      code: 'idempotency_in_flight',
      detail: 'The first request with this key is running.',
    })
  const requestHash = requestFingerprint(call.request)
  const [known] = await tx.query<{ request_hash: string; body: KeptReply }>(
    'select request_hash, body from idempotent_reply where organization_id = $1 and credential = $2 and route = $3 and idempotency_key = $4',
    place,
  )
  if (known !== undefined) {
    if (known.request_hash !== requestHash)
      throw new RefusalError({
        code: 'idempotency_key_reused',
        detail: 'This key was sent before with another address or body.',
      })
    return { replayed: true, reply: known.body }
  }
  const outcome = await call.run()
  await tx.execute(
    'insert into idempotent_reply (organization_id, credential, route, idempotency_key, request_hash, status, body) values ($1, $2, $3, $4, $5, $6, $7)',
    [...place, requestHash, outcome.reply.status, JSON.stringify(outcome.reply)],
  )
  return outcome
}

function requestFingerprint(request: FastifyRequest): string {
  return fingerprint(
    [
      request.method,
      request.url,
      request.headers['if-match'] ?? '',
      canonicalJson(request.body ?? null),
    ].join('\n'),
  )
}

/** Runs the handler; a refusal that is kept takes back what the handler wrote, and nothing else. */
async function runKept<Request extends FastifyRequest>(
  tx: Writer,
  call: {
    request: Request
    reply: FastifyReply
    handler: IdempotentHandler<Request>
    organizationId: number
    options: IdempotentOptions
  },
): Promise<Outcome> {
  await tx.execute('savepoint handler')
  try {
    const body = await call.handler(call.request, call.reply, insideOf(tx, call.organizationId))
    const headers = Object.fromEntries(
      keptHeaders
        .map((name) => [name, call.reply.getHeader(name)])
        .filter(([, value]) => value !== undefined),
    ) as Record<string, string>
    const keptBody = call.options.kept === undefined ? body : call.options.kept(body)
    return {
      replayed: false,
      reply: { status: call.reply.statusCode, headers, body: keptBody ?? null },
      body,
    }
  } catch (error) {
    if (!(error instanceof RefusalError)) throw error
    const { status } = problemReply(error.refusal, '')
    if (status >= 500 || neverKept.has(status) || error.refusal.code === 'idempotency_in_flight') throw error
    await tx.execute('rollback to savepoint handler')
    return { replayed: false, reply: { status, headers: {}, refusal: error.refusal } }
  }
}

/**
 * A database whose transactions are all parts of this one: each is undone alone when it fails, as it would be
 * outside, and stays only when the request's transaction does. One at a time; they may be nested.
 */
function insideOf(tx: Writer, organizationId: number): Database {
  let current: Scope = { organizationId }
  async function within<T>(scope: Scope, work: (inner: Writer) => Promise<T>): Promise<T> {
    const before = current
    await tx.execute('savepoint inner_part')
    try {
      await enter(tx, scope)
      current = scope
      const result = await work(tx)
      await tx.execute('release savepoint inner_part')
      await enter(tx, before)
      return result
    } catch (error) {
      // Takes back the scope as well. When the connection is gone this fails too, and the first error counts.
      await tx.execute('rollback to savepoint inner_part').catch(() => 0)
      throw error
    } finally {
      current = before
    }
  }
  return {
    read: within,
    write: within,
    close: () => Promise.reject(new Error('Broken invariant: a request closed the database')),
  }
}

/** Changes whose rows the open transaction sees. */
async function enter(tx: Writer, scope: Scope): Promise<void> {
  let [program, organization, credential] = ['', '', '']
  if (scope !== 'none') {
    if ('programId' in scope) program = String(scope.programId)
    if ('organizationId' in scope && scope.organizationId !== undefined)
      organization = String(scope.organizationId)
    if ('credentialHash' in scope) credential = scope.credentialHash.toString('hex')
  }
  await tx.query(
    "select set_config('perennial.program', $1, true), set_config('perennial.organization', $2, true), set_config('perennial.credential', $3, true)",
    [program, organization, credential],
  )
}

function finish(reply: FastifyReply, outcome: Outcome): unknown {
  if (outcome.reply.refusal !== undefined) throw new RefusalError(outcome.reply.refusal)
  return outcome.body ?? reply.send()
}

function replay(request: FastifyRequest, reply: FastifyReply, kept: KeptReply): FastifyReply {
  reply.header('idempotency-replayed', 'true')
  if (kept.refusal !== undefined) {
    const problem = problemReply(kept.refusal, request.id)
    return reply.code(problem.status).headers(problem.headers).send(problem.body)
  }
  reply.code(kept.status).headers(kept.headers)
  return kept.body === null ? reply.send() : reply.send(kept.body)
}
