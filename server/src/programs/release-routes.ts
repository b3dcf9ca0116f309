import {
  comparison,
  comparisonQuery,
  cursor,
  key,
  releaseCreate,
  releasePath,
  releaseView,
  rollBackCreate,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { openProgram } from './open-program.ts'
import type { Programs } from './programs.ts'
import type { PublishedRelease } from './publish-release.ts'

interface Wiring {
  programs: Programs
  database: Database
}

type InProgram = { program: string }

/** The releases of a programme. */
export function releaseRoutes(app: FastifyInstance, wiring: Wiring): void {
  publishRoute(app, wiring)
  readRoutes(app, wiring)
  compareRoute(app, wiring)
  rollBackRoute(app, wiring)
}

function viewOfRelease(release: PublishedRelease, current: boolean): z.input<typeof releaseView> {
  const { number, note, author, restores, proposal, audience, changes } = release
  const effectiveAt = instantText(release.effectiveAt.getTime())
  return { number, note, author, effectiveAt, current, restores, proposal, audience, changes }
}

function publishRoute(app: FastifyInstance, { programs, database }: Wiring): void {
  const publish = idempotent<RouteRequest<InProgram, unknown, z.output<typeof releaseCreate>>>(
    database,
    async (request, reply, inside) => {
      const { caller, params, body } = request
      const { programId, key: program } = await openProgram(programs, caller, params.program)
      const published = orThrow(
        await programs.writesOn(inside).publishRelease({ programId, ...body, actor: caller.actor }),
      )
      reply.code(201).header('location', `/v1/programs/${program}/releases/${published.number}`)
      return viewOfRelease(published, true)
    },
  )
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/releases',
    permission: 'manage',
    summary: 'Publish the drafts as the next release',
    idempotencyKey: true,
    schema: {
      params: z.strictObject({ program: key }),
      body: releaseCreate,
      reply: { 201: releaseView },
      problems: [
        'approval_needed',
        'beta_running',
        'limit_broken',
        'notice_needed',
        'release_invalid',
        'release_unchanged',
      ],
    },
    handler: async (request, reply) => {
      const view = await publish(request, reply)
      // Only now the release is committed, with an idempotency key too.
      programs.refresh((await openProgram(programs, request.caller, request.params.program)).programId)
      return view
    },
  })
}

function readRoutes(app: FastifyInstance, { programs }: Wiring): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/releases',
    permission: 'read',
    summary: 'List releases, newest first, with what each changed',
    schema: {
      params: z.strictObject({ program: key }),
      querystring: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        cursor: cursor.optional(),
      }),
      reply: z.strictObject({ releases: z.array(releaseView), next: cursor.nullable() }),
      problems: ['cursor_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const below = query.cursor === undefined ? undefined : numberIn(query.cursor, 'releases', programId)
      const page = { programId, limit: query.limit + 1, ...(below === undefined ? {} : { below }) }
      const { releases, current } = await programs.listReleases(page)
      const shown = releases.slice(0, query.limit)
      const last = shown.at(-1)
      return {
        releases: shown.map((release) => viewOfRelease(release, release.number === current)),
        next:
          releases.length > shown.length && last !== undefined
            ? encodeCursor('releases', programId, [last.number])
            : null,
      }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/releases/{number}',
    permission: 'read',
    summary: 'Read one release',
    schema: {
      params: z.strictObject({ program: key, number: releasePath }),
      reply: releaseView,
    },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const { release, current } = orThrow(await programs.getRelease(programId, params.number))
      return viewOfRelease(release, current)
    },
  })
}

type RollBackRequest = RouteRequest<InProgram & { number: number }, unknown, z.output<typeof rollBackCreate>>

function rollBackRoute(app: FastifyInstance, { programs, database }: Wiring): void {
  const rollBack = idempotent<RollBackRequest>(database, async (request, reply, inside) => {
    const { caller, params, body } = request
    const { programId, key: program } = await openProgram(programs, caller, params.program)
    const { number } = params
    const asked = { programId, number, note: body.note, actor: caller.actor }
    const published = orThrow(await programs.writesOn(inside).rollBack(asked))
    reply.code(201).header('location', `/v1/programs/${program}/releases/${published.number}`)
    return viewOfRelease(published, true)
  })
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/releases/{number}/rollback',
    permission: 'manage',
    summary: 'Publish an earlier release again as the next one',
    description:
      'The drafts follow: edits that were not published are taken back, and stay in the history of their definitions. Currencies that came since stay. What was decided keeps its release.',
    idempotencyKey: true,
    schema: {
      params: z.strictObject({ program: key, number: releasePath }),
      body: rollBackCreate,
      reply: { 201: releaseView },
      problems: ['notice_needed', 'release_invalid', 'release_unchanged'],
    },
    handler: async (request, reply) => {
      const view = await rollBack(request, reply)
      programs.refresh((await openProgram(programs, request.caller, request.params.program)).programId)
      return view
    },
  })
}

function compareRoute(app: FastifyInstance, { programs }: Wiring): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/releases/compare',
    permission: 'read',
    summary: 'Compare two releases, or a release and the drafts',
    description:
      'Without parameters: what the drafts would change, and what keeps them from being published.',
    schema: {
      params: z.strictObject({ program: key }),
      querystring: comparisonQuery,
      reply: comparison,
    },
    handler: async ({ caller, params, query }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const from = query.from === undefined ? {} : { from: query.from }
      return orThrow(await programs.compare({ programId, to: query.to, ...from }))
    },
  })
}

/** The number in a cursor of a list that goes by numbers. */
export function numberIn(text: string, list: string, programId: number): number {
  const [number] = decodeCursor(text, list, programId) ?? []
  if (typeof number !== 'number' || !Number.isInteger(number) || number > 2_147_483_647)
    throw new RefusalError({
      code: 'cursor_invalid',
      detail: 'The cursor does not belong to this list: start without one.',
    })
  return number
}
