import {
  key,
  proofView,
  readOnlyCreate,
  readOnlyView,
  type VerifyReport,
  verifyReport,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { recordAudit } from '../access/index.ts'
import { RefusalError } from '../kernel/verdict.ts'
import type { SealHead } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import { type Caller, idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { lockProgram, type ReadOnly, unlockProgram } from '../programs/index.ts'
import type { ProgramPlace } from './place.ts'
import { type ProofParts, proveProgram } from './prove-program.ts'
import { readOnlyTold, readProof } from './read-proof.ts'
import type { VerifyStep } from './verify-program.ts'

export interface ProofRoutes extends ProofParts {
  /** Throws the refusal `not_found` where the caller has no such programme. */
  findProgram(caller: Caller, key: string): Promise<ProgramPlace>
}

const inProgram = z.strictObject({ program: key })
type InProgram = z.output<typeof inProgram>

/** The proof of a programme's books: verify them now, what is known of them, and the lock that lets nothing be written. */
export function proofRoutes(app: FastifyInstance, parts: ProofRoutes): void {
  verifyRoutes(app, parts)
  lockRoute(app, parts)
  unlockRoute(app, parts)
}

interface Running {
  report: Promise<VerifyReport>
  at: VerifyStep | undefined
}

const url = '/v1/programs/{program}/verify'

function verifyRoutes(app: FastifyInstance, parts: ProofRoutes): void {
  const running = new Map<string, Running>()
  route(app, {
    method: 'POST',
    url,
    permission: 'read',
    summary: 'Prove the books: compare the journal with its seals and recompute everything from it',
    description:
      'Changes nothing but the list of verifications. Whoever asks while a verification of the programme runs gets its report. `head`, as `12:HASH`, is a head of the chain that was written down before: the report tells whether it is still part of the chain.',
    schema: {
      params: inProgram,
      querystring: z.strictObject({ head: z.string().max(80).optional() }),
      reply: verifyReport,
      problems: ['program_unpublished', 'query_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const { programId, key: programKey } = await parts.findProgram(caller, params.program)
      const given = query.head === undefined ? [] : [headIn(query.head)]
      const place = `${programId}/${query.head ?? ''}`
      const current = running.get(place)
      if (current !== undefined) return current.report
      const program = { organizationId: caller.organizationId, programId, key: programKey }
      const fresh: Running = {
        at: undefined,
        report: proveProgram(parts, program, {
          given,
          onStep: (at) => {
            fresh.at = at
          },
        }).finally(() => running.delete(place)),
      }
      running.set(place, fresh)
      return fresh.report
    },
  })
  route(app, {
    method: 'GET',
    url,
    permission: 'read',
    summary: 'Read the last verifications, the head of the chain and the lock',
    schema: { params: inProgram, reply: proofView },
    handler: async ({ caller, params }) => {
      const { programId } = await parts.findProgram(caller, params.program)
      const found = [...running].find(([place]) => place.startsWith(`${programId}/`))
      return parts.database.read({ programId }, (tx) => readProof(tx, programId, found?.[1].at))
    },
  })
}

/** Throws the refusal `query_invalid`. */
function headIn(text: string): SealHead {
  const head = readHeadText(text)
  if (head !== undefined) return head
  const detail =
    'head: give the number of a seal, a colon and its hash of 64 hexadecimal digits, as a verification printed them.'
  throw new RefusalError({ code: 'query_invalid', detail, field: 'head' })
}

/** A head as `12:HASH`; undefined when it is none. */
export function readHeadText(text: string): SealHead | undefined {
  const [, seal, hash] = /^(\d{1,9}):([0-9a-f]{64})$/i.exec(text.trim()) ?? []
  return seal === undefined || hash === undefined
    ? undefined
    : { seal: Number(seal), hash: hash.toLowerCase() }
}

const lockUrl = '/v1/programs/{program}/read-only'

function lockRoute(app: FastifyInstance, parts: ProofRoutes): void {
  type Lock = RouteRequest<InProgram, unknown, z.output<typeof readOnlyCreate>>
  const lock = idempotent<Lock>(parts.database, async (request, _, inside) => {
    const { caller, params, body } = request
    const { programId, key: programKey } = await parts.findProgram(caller, params.program)
    const act = { action: 'program.locked', detail: { reason: body.reason } }
    return readOnlyTold(
      await audited(inside, { caller, programKey, ...act }, (tx) =>
        lockProgram(tx, { programId, reason: body.reason, by: caller.actor }),
      ),
    )
  })
  route(app, {
    method: 'POST',
    url: lockUrl,
    permission: 'manage',
    summary: 'Let nothing be written to a programme',
    description:
      'Every write is refused with `program_read_only` and the reason, in every process within two seconds; what was under way is finished. Reading works, and jobs leave the programme alone. Asked again, it changes the reason.',
    idempotencyKey: true,
    schema: { params: inProgram, body: readOnlyCreate, reply: readOnlyView },
    handler: async (request, reply) => {
      const told = await lock(request, reply)
      await refresh(parts, request)
      return told
    },
  })
}

function unlockRoute(app: FastifyInstance, parts: ProofRoutes): void {
  const unlock = idempotent<RouteRequest<InProgram>>(parts.database, async (request, reply, inside) => {
    const { caller, params } = request
    const { programId, key: programKey } = await parts.findProgram(caller, params.program)
    await audited(inside, { caller, programKey, action: 'program.unlocked', detail: {} }, (tx) =>
      unlockProgram(tx, programId),
    )
    reply.code(204)
    return undefined
  })
  route(app, {
    method: 'DELETE',
    url: lockUrl,
    permission: 'manage',
    summary: 'Let a programme be written to again',
    idempotencyKey: true,
    schema: { params: inProgram, reply: { 204: z.null() } },
    handler: async (request, reply) => {
      const told = await unlock(request, reply)
      await refresh(parts, request)
      return told ?? reply.send()
    },
  })
}

/** Does something to a programme and writes who did it, both or neither. */
async function audited<Result extends ReadOnly | boolean>(
  database: Database,
  act: { caller: Caller; programKey: string; action: string; detail: Record<string, unknown> },
  work: (tx: Parameters<typeof lockProgram>[0]) => Promise<Result>,
): Promise<Result> {
  const { organizationId, actor } = act.caller
  const { programKey, action, detail } = act
  return database.write({ organizationId }, async (tx) => {
    const result = await work(tx)
    await recordAudit(tx, { organizationId, actor, action, subject: programKey, programKey, detail })
    return result
  })
}

/** Only now the change is committed, with an idempotency key too. */
async function refresh(parts: ProofRoutes, request: RouteRequest<InProgram>): Promise<void> {
  parts.programs.refresh((await parts.findProgram(request.caller, request.params.program)).programId)
}
