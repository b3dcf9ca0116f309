import { memberOutcomes, membersReasoned } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { route } from '../platform/http/index.ts'
import { openProgram } from '../programs/index.ts'
import { freezeMembers } from './freeze-members.ts'
import { dryRun, idempotencyKeyOf, type WalletRoutes } from './routes.ts'

/** Freezing many at once: a leaked list, a ring of accounts. */
export function freezeRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  for (const verb of ['freeze', 'unfreeze'] as const) {
    route(app, {
      method: 'POST',
      url: `/v1/programs/{program}/members/${verb}`,
      permission: 'manage',
      summary:
        verb === 'freeze'
          ? 'Freeze the value of up to 1,000 members: nothing may leave it'
          : 'Lift the freeze of up to 1,000 members',
      description:
        'Each member has an outcome, in the order of the list; one that cannot be reached never fails the others. A repeat with the same key reaches only those whom the first time did not.',
      idempotencyKey: true,
      schema: {
        querystring: dryRun,
        body: membersReasoned,
        reply: memberOutcomes,
        problems: ['idempotency_key_invalid', 'idempotency_key_missing', 'program_unpublished'],
      },
      handler: async (request) => {
        const idempotencyKey = idempotencyKeyOf(request.headers)
        const { caller, params, query, body } = request
        const program = await openProgram(wiring.programs, caller, params.program ?? '')
        const ask = { program, caller, idempotencyKey, verb, ...body, dryRun: query.dryRun === 'true' }
        return { outcomes: await freezeMembers(wiring, ask) }
      },
    })
  }
}
