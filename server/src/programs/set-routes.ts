import {
  definitionApplied,
  definitionApply,
  definitionKinds,
  definitionPlan,
  definitionSet,
  key,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { orThrow } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { readKindSchema } from './kind-schema.ts'
import { openProgram } from './open-program.ts'
import type { Programs } from './programs.ts'

interface Wiring {
  programs: Programs
  database: Database
}

const inProgram = z.strictObject({ program: key })
const setLimitBytes = 8 * 1_048_576

/** All drafts of a programme at once, as folders of files have them, and the schemas of those files. */
export function definitionSetRoutes(app: FastifyInstance, wiring: Wiring): void {
  planRoute(app, wiring)
  applyRoute(app, wiring)
  schemaRoute(app)
}

function planRoute(app: FastifyInstance, { programs }: Wiring): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/definitions:plan',
    permission: 'read',
    summary: 'Tell what applying a set of definitions would change',
    description:
      'Writes nothing: differences down to the field, what drifted since the base, and every problem.',
    bodyLimitBytes: setLimitBytes,
    schema: { params: inProgram, body: definitionSet, reply: definitionPlan },
    handler: async ({ caller, params, body }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      return programs.planDefinitions({ programId, ...body })
    },
  })
}

type Apply = RouteRequest<z.output<typeof inProgram>, unknown, z.output<typeof definitionApply>>

function applyRoute(app: FastifyInstance, { programs, database }: Wiring): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/definitions:apply',
    permission: 'manage',
    summary: 'Make the drafts what a set of definitions says, all or nothing',
    description:
      'The base names the revisions that the set was made from; what is otherwise now is drift, and refused. Drafts ' +
      'that the set does not have stay unless `remove` is true. Nothing changes for members until the drafts are ' +
      'published.',
    idempotencyKey: true,
    bodyLimitBytes: setLimitBytes,
    schema: {
      params: inProgram,
      body: definitionApply,
      reply: definitionApplied,
      problems: ['edit_conflict', 'edit_unconditional', 'release_invalid'],
    },
    handler: idempotent<Apply>(database, async ({ caller, params, body }, _reply, inside) => {
      const { programId } = await openProgram(programs, caller, params.program)
      return orThrow(
        await programs.writesOn(inside).applyDefinitions({ programId, actor: caller.actor, ...body }),
      )
    }),
  })
}

function schemaRoute(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/schemas/{kind}',
    permission: 'public',
    summary: 'Read the JSON Schema of the files of a kind, for editors',
    schema: {
      params: z.strictObject({ kind: z.enum(definitionKinds) }),
      reply: z.record(z.string(), z.unknown()),
    },
    handler: ({ params }) => readKindSchema(params.kind),
  })
}
