import {
  key,
  rulePause,
  standardActivityTypeList,
  standardActivityTypes,
  storeCode,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { orThrow } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { route } from '../platform/http/index.ts'
import { openProgram, type Programs } from '../programs/index.ts'
import { showCode } from './show-code.ts'

export interface EarningRoutes {
  programs: Programs
  database: Database
}

/** What can earn, the codes that stores show, and the switch of a rule that must stop now. */
export function earningRoutes(app: FastifyInstance, wiring: EarningRoutes): void {
  typesRoute(app)
  pauseRoutes(app, wiring.programs)
  codeRoute(app, wiring)
}

function codeRoute(app: FastifyInstance, wiring: EarningRoutes): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/stores/{store}/code',
    permission: 'manage',
    summary: 'Read the code that a store shows for check-ins now',
    schema: {
      params: z.strictObject({ program: key, store: key }),
      reply: storeCode,
      problems: ['program_unpublished'],
    },
    handler: async ({ caller, params }) => {
      const program = await openProgram(wiring.programs, caller, params.program)
      return orThrow(await showCode(wiring, { program, store: params.store }))
    },
  })
}

function typesRoute(app: FastifyInstance): void {
  const list = { types: [...standardActivityTypes] }
  route(app, {
    method: 'GET',
    url: '/v1/activity-types',
    permission: 'read',
    summary: 'List the types of activities that every programme knows, with rules ready for them',
    schema: { reply: standardActivityTypeList },
    handler: () => list,
  })
}

const resumeProblems = ['program_unpublished', 'release_invalid', 'approval_needed', 'limit_broken'] as const

function pauseRoutes(app: FastifyInstance, programs: Programs): void {
  for (const verb of ['pause', 'resume'] as const) {
    const paused = verb === 'pause'
    route(app, {
      method: 'POST',
      url: `/v1/programs/{program}/earning-rules/{rule}/${verb}`,
      permission: 'manage',
      summary: paused ? 'Stop an earning rule at once' : 'Let a paused earning rule give again',
      description:
        'Publishes a release that differs from the one in force in this rule only: drafts wait on, and the draft of the rule is changed alike. In force everywhere within two seconds. Where the rule stands so already, nothing is published. A rule that was published as paused and never gave anything is resumed only with the approval of another where the programme wants four eyes.',
      schema: {
        params: z.strictObject({ program: key, rule: key }),
        reply: rulePause,
        problems: paused ? ['program_unpublished', 'release_invalid'] : resumeProblems,
      },
      handler: async ({ caller, params }) => {
        const { programId } = await openProgram(programs, caller, params.program)
        const published = await programs.publishChange({
          programId,
          kind: 'earning-rule',
          key: params.rule,
          field: 'paused',
          value: paused,
          note: paused ? `Paused ${params.rule}` : `Resumed ${params.rule}`,
          actor: caller.actor,
          isStop: paused,
        })
        return { rule: params.rule, paused, release: orThrow(published) }
      },
    })
  }
}
