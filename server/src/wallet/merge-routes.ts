import { mergeCreate, reasoned, walletReply } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { route } from '../platform/http/index.ts'
import { type MergeParts, mergeMembers, unmergeMember } from './merge-member.ts'
import { markRepeat, openMove } from './move-request.ts'
import { commandProblems, dryRun } from './routes.ts'

const member = '/v1/programs/{program}/members/{member}'
const problems = [...commandProblems, 'overloaded', 'own_account', 'transfer_refused'] as const

/** Making one member of two, and two of one again. */
export function mergeRoutes(app: FastifyInstance, parts: MergeParts): void {
  route(app, {
    method: 'POST',
    url: `${member}/merge`,
    permission: 'manage',
    summary: 'Merge a member into another one',
    description:
      'Value, debt, stamps, counters, tiers given by hand and what counts towards tiers go over; what still arrives, such as returns of old orders, follows. The old id and identifiers find the other member from then on. Holds have to be captured or cancelled before.',
    idempotencyKey: true,
    schema: { querystring: dryRun, body: mergeCreate, reply: walletReply, problems },
    handler: async (request, reply) => {
      const move = await openMove(parts, request)
      const ask = { member: request.params.member ?? '', ...request.body }
      const done = await mergeMembers(parts, move, ask)
      markRepeat(reply, done)
      return done.reply
    },
  })
  route(app, {
    method: 'POST',
    url: `${member}/unmerge`,
    permission: 'manage',
    summary: 'End a merge',
    description:
      'What is left of the lots that came over goes back, with stamps, counters and tiers, and identifiers name the old member again. What was spent, and a debt that went over, stays where it is.',
    idempotencyKey: true,
    schema: { querystring: dryRun, body: reasoned, reply: walletReply, problems },
    handler: async (request, reply) => {
      const move = await openMove(parts, request)
      const ask = { member: request.params.member ?? '', ...request.body }
      const done = await unmergeMember(parts, move, ask)
      markRepeat(reply, done)
      return done.reply
    },
  })
}
