import { clockMove, key, programView } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { orThrow } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { route } from '../platform/http/index.ts'
import { moveClock, type PassTime } from './move-clock.ts'
import { openProgram } from './open-program.ts'
import { viewOfProgram } from './program-view.ts'
import type { Programs } from './programs.ts'

export interface ClockRoutes {
  programs: Programs
  database: Database
  passTime: PassTime
}

/** The clock of test programmes. */
export function clockRoutes(app: FastifyInstance, { programs, database, passTime }: ClockRoutes): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/clock',
    permission: 'manage',
    summary: 'Move the clock of a test programme forward',
    description:
      'Answers when everything that time brings has been done, day by day: what became available or expired, holds that lapsed, warnings, birthdays and tiers that ended. Every process follows at once. A live programme refuses.',
    schema: {
      params: z.strictObject({ program: key }),
      body: clockMove,
      reply: programView,
      problems: ['clock_not_movable', 'clock_step_refused'],
    },
    handler: async ({ caller, params, body }) => {
      const program = await openProgram(programs, caller, params.program)
      const moved = orThrow(await moveClock({ database, passTime }, { program, to: body.to }))
      const release = await programs.currentRelease(moved.programId)
      return viewOfProgram(moved, release.ok ? release.value : null)
    },
  })
}
