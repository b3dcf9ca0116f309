import { expressionCheck, expressionView, key } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { orThrow } from '../kernel/verdict.ts'
import { route } from '../platform/http/index.ts'
import { openProgram } from './open-program.ts'
import type { Programs } from './programs.ts'

/** What an author is shown of an expression while writing it. */
export function expressionRoutes(app: FastifyInstance, { programs }: { programs: Programs }): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/expressions:check',
    permission: 'read',
    summary: 'Look at an expression of a definition before saving it',
    description:
      'Answers with the text, the condition that it says for a visual builder, what saving would refuse, and what the expression may read. Changes nothing.',
    schema: {
      params: z.strictObject({ program: key }),
      body: expressionCheck,
      reply: expressionView,
      problems: ['definition_invalid'],
    },
    handler: async ({ caller, params, body }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      return orThrow(await programs.checkExpression(programId, body))
    },
  })
}
