import path from 'node:path'
import { cursor, key, programCreate, programView, releaseCreate, releaseView } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { clockRoutes } from './clock-routes.ts'
import { definitionRoutes } from './definition-routes.ts'
import { type PassTime, startClock } from './move-clock.ts'
import { openProgram } from './open-program.ts'
import { viewOfProgram } from './program-view.ts'
import type { Programs } from './programs.ts'
import type { PublishedRelease } from './publish-release.ts'
import { readTemplate } from './read-template.ts'

export interface ProgramRoutes {
  programs: Programs
  /** Where idempotency keys are kept. */
  database: Database
  /** Of ready programmes, one each. */
  templatesFolder: string
  /** What a moved clock brings. */
  passTime: PassTime
}

type Create = z.output<typeof programCreate>
type InProgram = { program: string }

/** `/v1/programs` and, inside a programme, its definitions and releases. */
export function programRoutes(app: FastifyInstance, wiring: ProgramRoutes): void {
  listRoute(app, wiring)
  createRoute(app, wiring)
  clockRoutes(app, wiring)
  definitionRoutes(app, wiring)
  publishRoute(app, wiring)
  releaseRoutes(app, wiring)
}

function viewOfRelease(release: PublishedRelease, current: boolean): z.input<typeof releaseView> {
  const { number, note, author, changes, effectiveAt } = release
  return { number, note, author, effectiveAt: instantText(effectiveAt.getTime()), current, changes }
}

function listRoute(app: FastifyInstance, { programs }: ProgramRoutes): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs',
    permission: 'read',
    summary: 'List the programmes of the organisation',
    schema: { reply: z.strictObject({ programs: z.array(programView) }) },
    handler: async ({ caller }) => {
      const listed = await programs.listPrograms(caller.organizationId)
      const visible = listed.filter(
        ({ program }) => caller.programKey === null || caller.programKey === program.key,
      )
      return { programs: visible.map(({ program, release }) => viewOfProgram(program, release)) }
    },
  })
}

function createRoute(app: FastifyInstance, { programs, database, templatesFolder }: ProgramRoutes): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs',
    permission: 'manage',
    summary: 'Create a programme, empty or from a template',
    idempotencyKey: true,
    schema: {
      body: programCreate,
      reply: { 201: programView },
      problems: [
        'program_exists',
        'definition_invalid',
        'release_invalid',
        'clock_not_movable',
        'clock_step_refused',
      ],
    },
    handler: idempotent<RouteRequest<unknown, unknown, Create>>(database, async (request, reply, inside) => {
      const { caller, body } = request
      if (caller.programKey !== null)
        throw new RefusalError({ code: 'forbidden', detail: 'This key is limited to one programme.' })
      const template =
        body.template === undefined
          ? undefined
          : orThrow(await readTemplate(path.join(templatesFolder, body.template)))
      const test = orThrow(startClock(body))
      const { program, release } = orThrow(
        await programs.writesOn(inside).createProgram({
          organizationId: caller.organizationId,
          key: body.key,
          actor: caller.actor,
          ...(body.name === undefined ? {} : { name: body.name }),
          ...(template === undefined ? {} : { template }),
          ...(test === undefined ? {} : { test }),
        }),
      )
      reply.code(201).header('location', `/v1/programs/${program.key}`)
      return viewOfProgram(program, release)
    }),
  })
}

function publishRoute(app: FastifyInstance, { programs, database }: ProgramRoutes): void {
  const publish = idempotent<RouteRequest<InProgram, unknown, z.output<typeof releaseCreate>>>(
    database,
    async (request, reply, inside) => {
      const { caller, params, body } = request
      const { programId, key: program } = await openProgram(programs, caller, params.program)
      const published = orThrow(
        await programs.writesOn(inside).publishRelease({ programId, note: body.note, actor: caller.actor }),
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
      problems: ['release_invalid', 'release_unchanged'],
    },
    handler: async (request, reply) => {
      const view = await publish(request, reply)
      // Only now the release is committed, with an idempotency key too.
      programs.refresh((await openProgram(programs, request.caller, request.params.program)).programId)
      return view
    },
  })
}

function releaseRoutes(app: FastifyInstance, { programs }: ProgramRoutes): void {
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
      const below = query.cursor === undefined ? undefined : numberIn(query.cursor, programId)
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
      params: z.strictObject({ program: key, number: z.coerce.number().int().min(1).max(2_147_483_647) }),
      reply: releaseView,
    },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const { release, current } = orThrow(await programs.getRelease(programId, params.number))
      return viewOfRelease(release, current)
    },
  })
}

function numberIn(text: string, programId: number): number {
  const [number] = decodeCursor(text, 'releases', programId) ?? []
  if (typeof number !== 'number' || !Number.isInteger(number) || number > 2_147_483_647)
    throw new RefusalError({
      code: 'cursor_invalid',
      detail: 'The cursor does not belong to this list: start without one.',
    })
  return number
}
