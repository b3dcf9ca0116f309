import { type DeadRule, key, limitsCheck, limitsReply } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Instant } from '../../kernel/instants.ts'
import { orThrow } from '../../kernel/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import { route } from '../../platform/http/index.ts'
import { openProgram, type Programs, type Release } from '../../programs/index.ts'
import type { AnyStage } from '../stage.ts'
import { checkLimits } from './check-limits.ts'

export interface LimitRoutes {
  programs: Programs
  stages: readonly AnyStage[]
  /** Rules that can never do anything, by the domain that owns rules. */
  deadRules(release: Release, now: Instant): DeadRule[]
}

/** Checking the promises of a programme before it is published. */
export function limitRoutes(app: FastifyInstance, { programs, stages, deadRules }: LimitRoutes): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/limits:check',
    permission: 'read',
    summary: 'Try to break the promises of a release, and name rules that can never do anything',
    description:
      'Searches for orders, returns, other activities and times that break each limit, and tells the shortest story found. That nothing is found is no proof. Bounded: 3,000 stories or a second and a half for each limit.',
    schema: {
      params: z.strictObject({ program: key }),
      body: limitsCheck,
      reply: limitsReply,
      problems: ['release_invalid'],
    },
    handler: async ({ caller, params, body }) => {
      const program = await openProgram(programs, caller, params.program)
      const { programId, clockOffsetSeconds } = program
      const found =
        body.release === 'draft'
          ? await programs.draftRelease(programId)
          : await programs.release(programId, body.release)
      const release = orThrow(found)
      const now = systemClock.now() + clockOffsetSeconds * 1000
      const asked = body.promises === undefined ? {} : { promises: body.promises }
      const limits = await checkLimits({ release, stages, now, seed: body.seed, ...asked })
      return { limits, deadRules: deadRules(release, now) }
    },
  })
}
