import {
  type ApprovalView,
  adjustmentCreate,
  approvalApproved,
  approvalList,
  approvalState,
  approvalView,
  awaitingApproval,
  cursor,
  reasoned,
  walletReply,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { publicId, uuidOf } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import { type Caller, route } from '../platform/http/index.ts'
import { openProgram } from '../programs/index.ts'
import { adjust } from './adjust.ts'
import { approve, reject } from './decide-approval.ts'
import { refuseOwnAccount } from './own-account.ts'
import { commandProblems, dryRun, findMember, idempotencyKeyOf, type WalletRoutes } from './routes.ts'
import { type Approval, approvalDays, selectApprovals } from './store-approvals.ts'

const program = '/v1/programs/{program}'
const approvals = `${program}/approvals`

/** Adjustments by staff, and the second person whom large ones need. */
export function approvalRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  adjustRoute(app, wiring)
  listRoute(app, wiring)
  approveRoute(app, wiring)
  rejectRoute(app, wiring)
}

function adjustRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: `${program}/members/{member}/adjustments`,
    permission: 'manage',
    summary: 'Give a member something, or take something, by hand',
    description: `The reason is kept with the activity. What one person adjusts for a member within 24 hours counts towards the currency's \`adjustmentAlone\`; what is above it is not carried out but waits ${approvalDays} days for a second person (202). Nobody adjusts their own account.`,
    idempotencyKey: true,
    schema: {
      querystring: dryRun,
      body: adjustmentCreate,
      reply: { 200: walletReply, 202: awaitingApproval },
      problems: [...commandProblems, 'own_account'],
    },
    handler: async (request, reply) => {
      const idempotencyKey = idempotencyKeyOf(request.headers)
      const { caller, params, query, body } = request
      const place = await openProgram(wiring.programs, caller, params.program ?? '')
      const found = await findMember(wiring, place, params.member ?? '')
      const { memberId } = found
      await refuseOwnAccount(wiring, { programId: place.programId, actor: caller.actor, memberId })
      const adjusted = orThrow(
        await adjust(wiring, {
          program: place,
          caller,
          idempotencyKey,
          memberId,
          formerId: found.redirectedFrom,
          command: { verb: 'adjust', ...body, actor: caller.actor },
          dryRun: query.dryRun === 'true',
        }),
      )
      if (adjusted.replayed) reply.header('idempotency-replayed', 'true')
      if (adjusted.kind === 'awaiting') reply.code(202)
      return adjusted.reply
    },
  })
}

function listRoute(app: FastifyInstance, { programs, database }: WalletRoutes): void {
  route(app, {
    method: 'GET',
    url: approvals,
    permission: 'manage',
    summary: 'List adjustments that wait, or waited, for a second person, newest first',
    schema: {
      querystring: z.strictObject({
        state: approvalState.optional(),
        cursor: cursor.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      reply: approvalList,
      problems: ['cursor_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const { programId } = await openProgram(programs, caller, params.program ?? '')
      const before = query.cursor === undefined ? undefined : placeOf(query.cursor, programId)
      const { state, limit } = query
      const rows = await database.read({ programId }, (tx) =>
        selectApprovals(tx, { programId, state, before, limit: limit + 1 }),
      )
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const next =
        rows.length > limit && last !== undefined
          ? encodeCursor('approvals', programId, [last.approvalId])
          : null
      return { approvals: shown.map(viewOf), next }
    },
  })
}

function placeOf(text: string, programId: number): string {
  const [place] = decodeCursor(text, 'approvals', programId) ?? []
  if (typeof place === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(place)) return place
  const detail = 'The cursor does not belong to this list: start without one.'
  throw new RefusalError({ code: 'cursor_invalid', detail })
}

function approveRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: `${approvals}/{approval}/approve`,
    permission: 'manage',
    summary: 'Approve an adjustment that somebody else asked for: it is carried out now',
    description:
      'Once, however often it is sent. What the books refuse now (a frozen account, too little to take) is answered and leaves the request open.',
    schema: {
      body: z.strictObject({}).optional(),
      reply: approvalApproved,
      problems: [
        'approval_decided',
        'approval_own',
        'currency_not_offered',
        'insufficient_points',
        'limit_exceeded',
        'member_closed',
        'own_account',
        'program_unpublished',
        'value_frozen',
      ],
    },
    handler: async ({ caller, params }) => {
      const { approval, result } = orThrow(await approve(wiring, await askOf(wiring, caller, params)))
      return { approval: viewOf(approval), result }
    },
  })
}

function rejectRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: `${approvals}/{approval}/reject`,
    permission: 'manage',
    summary: 'Reject an adjustment that waits; who asked for it may withdraw it so',
    schema: {
      body: reasoned,
      reply: approvalView,
      problems: ['approval_decided', 'own_account'],
    },
    handler: async ({ caller, params, body }) => {
      const ask = await askOf(wiring, caller, params)
      return viewOf(orThrow(await reject(wiring, { ...ask, reason: body.reason })).approval)
    },
  })
}

async function askOf(
  wiring: WalletRoutes,
  caller: Caller,
  params: Record<string, string | undefined>,
): Promise<Parameters<typeof approve>[1]> {
  const place = await openProgram(wiring.programs, caller, params.program ?? '')
  const approvalId = uuidOf('apr', params.approval ?? '')
  if (approvalId === undefined)
    throw new RefusalError({ code: 'not_found', detail: 'There is no such request in the programme.' })
  return { program: place, caller, approvalId }
}

function viewOf(row: Approval): ApprovalView {
  const { command } = row
  return {
    approval: publicId('apr', row.approvalId),
    state: row.state,
    member: publicId('mem', row.memberId),
    currency: command.currency,
    amount: command.amount,
    reason: command.reason,
    lotExpiresAt: command.expiresAt ?? null,
    requestedBy: row.actor,
    requestedAt: instantText(row.requestedAt.getTime()),
    expiresAt: instantText(row.expiresAt.getTime()),
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt === null ? null : instantText(row.decidedAt.getTime()),
    decisionReason: row.decisionReason,
    activity: row.activityId === null ? null : publicId('act', row.activityId),
  }
}
