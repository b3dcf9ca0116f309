import {
  type MemberReference,
  poolCreate,
  poolDissolve,
  poolMemberPut,
  poolMemberRemove,
  poolPatch,
  poolView,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import type { ZodType, z } from 'zod'
import { publicId, uuidOf } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError, type Verdict } from '../kernel/verdict.ts'
import type { Database, Writer } from '../platform/database.ts'
import { type Caller, idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { openProgram, type Program, type Release } from '../programs/index.ts'
import { createPool, patchPool, putPoolMember, removePoolMember } from './change-pool.ts'
import { dissolvePool, poolBooks } from './dissolve-pool.ts'
import { findNamed, openMove } from './move-request.ts'
import type { WalletRoutes } from './routes.ts'
import { type Pool, readPool } from './store-pools.ts'

const pools = '/v1/programs/{program}/pools'
const problems = ['identifier_invalid', 'member_unknown', 'pool_refused', 'program_unpublished'] as const

/** Households: who is in a pool, and what they may. */
export function poolRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  changeRoute(app, wiring, {
    url: pools,
    method: 'POST',
    summary: 'Open a pool for a household',
    body: poolCreate,
    change: async (place, body) => {
      const head = await place.find(body.head)
      return (tx) => createPool(tx, place.program.programId, { name: body.name, head })
    },
  })
  changeRoute(app, wiring, {
    url: `${pools}/{pool}`,
    method: 'PATCH',
    summary: 'Change the name of a pool, and who may spend from it',
    body: poolPatch,
    change: async (place, { by: actor, ...patch }) => {
      const by = await place.find(actor)
      return (tx) => patchPool(tx, place.program.programId, { ...patch, poolId: place.poolId, by })
    },
  })
  changeRoute(app, wiring, {
    url: `${pools}/{pool}/members`,
    method: 'POST',
    summary: 'Add a member to a pool, or change a role',
    body: poolMemberPut,
    change: async (place, body) => {
      const [by, memberId] = [await place.find(body.by), await place.find(body.member)]
      const { role } = body
      return (tx) => putPoolMember(tx, place.program.programId, { poolId: place.poolId, by, memberId, role })
    },
  })
  changeRoute(app, wiring, {
    url: `${pools}/{pool}/members/remove`,
    method: 'POST',
    summary: 'Take a member out of a pool',
    description: 'By the head, or by the member who leaves. What was contributed stays in the pool.',
    body: poolMemberRemove,
    change: async (place, body) => {
      const [by, memberId] = [await place.find(body.by), await place.find(body.member)]
      return (tx) => removePoolMember(tx, place.program.programId, { poolId: place.poolId, by, memberId })
    },
  })
  readRoute(app, wiring)
  dissolveRoute(app, wiring)
}

interface Place {
  program: Program
  release: Release
  poolId: string
  /** The id of an active member. Throws `member_unknown`. */
  find(reference: MemberReference): Promise<string>
}

interface PoolChange<Body extends ZodType> {
  url: string
  method: 'POST' | 'PATCH'
  summary: string
  description?: string
  body: Body
  change(place: Place, body: z.output<Body>): Promise<(tx: Writer) => Promise<Verdict<Pool>>>
}

function changeRoute<Body extends ZodType>(
  app: FastifyInstance,
  wiring: WalletRoutes,
  spec: PoolChange<Body>,
): void {
  type Request = RouteRequest<Record<string, string>, unknown, z.output<Body>>
  route(app, {
    method: spec.method,
    url: spec.url,
    permission: 'write',
    summary: spec.summary,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    idempotencyKey: true,
    schema: { body: spec.body, reply: poolView, problems },
    handler: idempotent<Request>(wiring.database, async (request, _reply, inside) => {
      const place = await openPoolPlace({ ...wiring, database: inside }, request)
      const change = await spec.change(place, request.body as z.output<Body>)
      const pool = orThrow(await inside.write({ programId: place.program.programId }, change))
      return viewOf({ database: inside }, place, pool)
    }),
  })
}

async function openPoolPlace(
  wiring: Pick<WalletRoutes, 'programs' | 'database'>,
  request: { caller: Caller; params: Record<string, string | undefined> },
): Promise<Place> {
  const { caller, params } = request
  const program = await openProgram(wiring.programs, caller, params.program ?? '')
  const release = orThrow(await wiring.programs.currentRelease(program.programId))
  const poolId = params.pool === undefined ? '' : poolIdOf(params.pool)
  const find = (reference: MemberReference) => activeMember(wiring, { program, release }, reference)
  return { program, release, poolId, find }
}

/** The id of a path. Throws `not_found`. */
export function poolIdOf(text: string | undefined): string {
  const poolId = uuidOf('pol', text ?? '')
  if (poolId === undefined)
    throw new RefusalError({ code: 'not_found', detail: 'There is no such pool in the programme.' })
  return poolId
}

/** The id of an active member whom a body names. Throws `member_unknown`. */
export async function activeMember(
  wiring: { database: Database },
  place: { program: Program; release: Release },
  reference: MemberReference,
): Promise<string> {
  const found = await findNamed(wiring, place, reference)
  if (found?.status !== 'active')
    throw new RefusalError({
      code: 'member_unknown',
      detail: 'The programme has no active member of this name. Nothing was changed.',
    })
  return found.memberId
}

async function viewOf(
  wiring: { database: Database },
  place: { program: Program; release: Release },
  pool: Pool,
) {
  const books = await poolBooks(wiring, place, pool.poolId)
  const { name, state, adultsSpend, childrenSpend } = pool
  return {
    pool: publicId('pol', pool.poolId),
    name,
    state,
    adultsSpend,
    childrenSpend,
    members: pool.members.map(({ memberId, role, joinedAt }) => ({
      member: publicId('mem', memberId),
      role,
      joinedAt: instantText(joinedAt),
    })),
    balances: books.map(({ currency, available, pending, held, debt, lifetimeEarned, lifetimeSpent }) => ({
      currency: place.release.currencyByCode.get(currency)?.key ?? String(currency),
      available,
      pending,
      held,
      debt,
      lifetimeEarned,
      lifetimeSpent,
    })),
  }
}

function readRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'GET',
    url: `${pools}/{pool}`,
    permission: 'read',
    summary: 'Read a pool: who is in it, and what it has',
    schema: { reply: poolView, problems: ['program_unpublished'] },
    handler: async (request) => {
      const place = await openPoolPlace(wiring, request)
      const { programId } = place.program
      const pool = await wiring.database.read({ programId }, (tx) => readPool(tx, programId, place.poolId))
      if (pool === undefined)
        throw new RefusalError({ code: 'not_found', detail: 'There is no such pool in the programme.' })
      return viewOf(wiring, place, pool)
    },
  })
}

function dissolveRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: `${pools}/{pool}/dissolve`,
    permission: 'write',
    summary: 'Dissolve a pool',
    description:
      'By the head. What is left goes in equal parts to the members named, who are the head or adults; what does not divide, and what still comes back later, to the first. Asked again, it answers with the dissolved pool.',
    idempotencyKey: true,
    schema: {
      body: poolDissolve,
      reply: poolView,
      problems: [
        ...problems,
        'idempotency_key_invalid',
        'idempotency_key_missing',
        'transfer_refused',
        'value_frozen',
      ],
    },
    handler: async (request) => {
      const move = await openMove(wiring, request)
      const { body, params } = request
      const by = await activeMember(wiring, move, body.by)
      const among: string[] = []
      for (const each of body.among) among.push(await activeMember(wiring, move, each))
      const pool = await dissolvePool(wiring, move, { poolId: poolIdOf(params.pool), by, among })
      return viewOf(wiring, move, pool)
    },
  })
}
