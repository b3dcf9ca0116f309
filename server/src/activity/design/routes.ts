import { estimateCreate, estimateReply, goalList, key } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { orThrow } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import { route } from '../../platform/http/index.ts'
import { openProgram, type Programs } from '../../programs/index.ts'
import type { AnyStage } from '../stage.ts'
import { estimate } from './estimate.ts'
import { readGoals } from './read-goals.ts'
import { createSamples } from './sample-history.ts'

export interface DesignRoutes {
  programs: Programs
  database: Database
  stages: readonly AnyStage[]
}

const inProgram = z.strictObject({ program: key })

/** Numbers for whoever designs a programme: what the drafts would give, and where the goals stand. */
export function designRoutes(app: FastifyInstance, wiring: DesignRoutes): void {
  const { programs, stages } = wiring
  const samples = createSamples(wiring)
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/design:estimate',
    permission: 'read',
    summary: 'Estimate what the drafts would give in a year',
    description:
      'Over the last twelve months of some members, or over made-up orders where assumptions are given or nothing happened yet. Quick enough to ask after each edit; changes nothing. Samples are remembered for five minutes.',
    schema: {
      params: inProgram,
      body: estimateCreate,
      reply: estimateReply,
      problems: ['release_invalid'],
    },
    handler: async ({ caller, params, body }) => {
      const program = await openProgram(programs, caller, params.program)
      return orThrow(await estimate({ programs, stages, samples }, program, body))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/goals',
    permission: 'read',
    summary: 'List the goals with where they stand, by the last twelve months',
    schema: { params: inProgram, reply: goalList, problems: ['release_invalid'] },
    handler: async ({ caller, params }) => {
      const program = await openProgram(programs, caller, params.program)
      return orThrow(await readGoals({ programs, stages, samples }, program))
    },
  })
}
