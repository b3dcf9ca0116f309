import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { RefusalError } from '../../kernel/verdict.ts'
import type { Metrics } from '../metrics.ts'
import { route } from './route.ts'

/** Whether this process can do its work, and which check says so. */
export interface Readiness {
  ready: boolean
  /** By name: `ok`, or in a few words what is wrong. Public: no hosts, no secrets. */
  checks: Readonly<Record<string, string>>
}

const readinessReply = z.object({ ready: z.boolean(), checks: z.record(z.string(), z.string()) })

/** `/healthz` (the process answers), `/readyz` (it can do its work) and `/metrics`. */
export function operationRoutes(
  app: FastifyInstance,
  options: {
    metrics: Metrics
    metricsText: () => Promise<string>
    metricsPublic: boolean
    ready: () => Promise<Readiness>
    readyTimeoutMs: number
  },
): void {
  route(app, {
    method: 'GET',
    url: '/healthz',
    permission: 'public',
    summary: 'Whether the process is alive; asks no database',
    schema: { reply: z.object({ status: z.literal('alive') }) },
    handler: (_, reply) => reply.header('cache-control', 'no-store').send({ status: 'alive' }),
  })
  const readiness = shared(() => inTime(options.ready, options.readyTimeoutMs))
  route(app, {
    method: 'GET',
    url: '/readyz',
    permission: 'public',
    summary: 'Whether requests can be served: the database answers and its schema is current',
    schema: { reply: { 200: readinessReply, 503: readinessReply } },
    handler: async (_, reply) => {
      const answer = await readiness()
      return reply
        .code(answer.ready ? 200 : 503)
        .header('cache-control', 'no-store')
        .send(answer)
    },
  })
  route(app, {
    method: 'GET',
    url: '/metrics',
    permission: 'public',
    summary: 'Numbers for Prometheus, from this machine only unless configured otherwise',
    hidden: true,
    handler: async (request, reply) => {
      if (!options.metricsPublic && !isFromThisMachine(request))
        throw new RefusalError({ code: 'not_found', detail: 'No such address.' })
      const text = await options.metricsText()
      return reply.type(options.metrics.contentType).header('cache-control', 'no-store').send(text)
    },
  })
}

/** A proxy on this machine passes on requests from anywhere, and says so in these headers. */
function isFromThisMachine(request: FastifyRequest): boolean {
  const { headers } = request
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false
  return /^(?:::1|(?:::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.raw.socket.remoteAddress ?? '')
}

async function inTime(ready: () => Promise<Readiness>, timeoutMs: number): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<Readiness>((resolve) => {
    timer = setTimeout(() => resolve({ ready: false, checks: { readiness: 'no answer in time' } }), timeoutMs)
  })
  const answer = ready().catch(() => ({ ready: false, checks: { readiness: 'the check failed' } }))
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

// Many probes at once are one question to the database.
function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask().finally(() => {
      asked = undefined
    })
    return asked
  }
}
