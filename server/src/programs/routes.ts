import path from 'node:path'
import { programCreate, programView } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { clockRoutes } from './clock-routes.ts'
import { definitionRoutes } from './definition-routes.ts'
import { expressionRoutes } from './expression-routes.ts'
import { type PassTime, startClock } from './move-clock.ts'
import { viewOfProgram } from './program-view.ts'
import type { Programs } from './programs.ts'
import { proposalRoutes } from './proposal-routes.ts'
import { readTemplate } from './read-template.ts'
import { releaseRoutes } from './release-routes.ts'
import { definitionSetRoutes } from './set-routes.ts'
import { templateRoutes } from './template-routes.ts'

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

/** `/v1/programs` and, inside a programme, its definitions and releases. */
export function programRoutes(app: FastifyInstance, wiring: ProgramRoutes): void {
  listRoute(app, wiring)
  createRoute(app, wiring)
  clockRoutes(app, wiring)
  templateRoutes(app, wiring)
  definitionRoutes(app, wiring)
  expressionRoutes(app, wiring)
  definitionSetRoutes(app, wiring)
  releaseRoutes(app, wiring)
  proposalRoutes(app, wiring)
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
        'body_invalid',
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
          ...(body.currency === undefined ? {} : { currency: body.currency }),
          ...(body.timeZone === undefined ? {} : { timeZone: body.timeZone }),
          ...(template === undefined ? {} : { template }),
          ...(test === undefined ? {} : { test }),
        }),
      )
      reply.code(201).header('location', `/v1/programs/${program.key}`)
      return viewOfProgram(program, release)
    }),
  })
}
