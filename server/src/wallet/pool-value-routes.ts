import {
  poolCancel,
  poolCapture,
  poolContribution,
  poolHold,
  poolReply,
  poolSpend,
  poolWithdrawal,
  spendReturn,
  type WalletCommand,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import type { ZodType, z } from 'zod'
import type { IdPrefix } from '../kernel/ids.ts'
import { publicId, uuidOf } from '../kernel/ids.ts'
import { type Refusal, RefusalError } from '../kernel/verdict.ts'
import { route } from '../platform/http/index.ts'
import { maySpend, refusePool, roleIn } from './change-pool.ts'
import { carryMove, deliverSoon, idFor, type Move, markRepeat, openMove } from './move-request.ts'
import { activeMember, poolIdOf } from './pool-routes.ts'
import { commandProblems, dryRun, type WalletRoutes } from './routes.ts'
import { type Pool, readPool } from './store-pools.ts'
import { askedBy } from './submit-command.ts'

const pools = '/v1/programs/{program}/pools/{pool}'

/** What a request on a pool comes to: a command of whose books, and why it may not be. */
interface Asked {
  ownerId: string
  command: WalletCommand
  refusal: Refusal | undefined
}

interface Input<Body> {
  pool: Pool
  move: Move
  body: Body
  params: Record<string, string | undefined>
  /** The member who acts, where the body says so; undefined for a return, which anybody at the till gives. */
  by: string | undefined
}

interface PoolVerb<Body extends ZodType> {
  url: string
  summary: string
  body: Body
  problems?: readonly (
    | 'hold_closed'
    | 'hold_exceeded'
    | 'hold_expired'
    | 'spend_exceeded'
    | 'spend_unknown'
  )[]
  ask(input: Input<z.output<Body>>, wiring: WalletRoutes): Asked | Promise<Asked>
}

/** What a household does with the value of its pool. */
export function poolValueRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  moveRoutes(app, wiring)
  spendRoutes(app, wiring)
  holdRoutes(app, wiring)
}

function moveRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  poolVerb(app, wiring, {
    url: '/contributions',
    summary: 'Give points of a member to the pool',
    body: poolContribution,
    ask: ({ pool, move, body: { currency, amount }, by }) => ({
      ownerId: by ?? '',
      command: {
        verb: 'transfer-out',
        kind: 'pool',
        transfer: idFor(move, 'contribution'),
        to: pool.poolId,
        parts: [{ currency, amount }],
      },
      refusal: notContributed({ pool, move, by, currency, amount }),
    }),
  })
  poolVerb(app, wiring, {
    url: '/withdrawals',
    summary: 'Give points of a pool back to one of its members',
    body: poolWithdrawal,
    ask: async ({ pool, move, body: { currency, amount, to }, by }, parts) => {
      const member = await activeMember(parts, move, to)
      return {
        ownerId: pool.poolId,
        command: {
          verb: 'transfer-out',
          kind: 'pool',
          transfer: idFor(move, 'withdrawal'),
          to: member,
          parts: [{ currency, amount }],
          actor: publicId('mem', by ?? ''),
        },
        refusal: notWithdrawn(pool, by, member),
      }
    },
  })
}

function spendRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  poolVerb(app, wiring, {
    url: '/spends',
    summary: 'Spend what a pool has',
    body: poolSpend,
    ask: ({ pool, body: { by: _, ...body }, by }) => ({
      ownerId: pool.poolId,
      command: { verb: 'spend', ...body, actor: publicId('mem', by ?? '') },
      refusal: notSpending(pool, by),
    }),
  })
  poolVerb(app, wiring, {
    url: '/spends/{spend}/returns',
    summary: 'Give back a spend of a pool, or a part of it',
    body: spendReturn,
    problems: ['spend_exceeded', 'spend_unknown'],
    ask: ({ pool, body, params }) => ({
      ownerId: pool.poolId,
      command: { verb: 'spend-return', ...body, spend: idOf('act', params.spend) },
      refusal: undefined,
    }),
  })
}

function holdRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  poolVerb(app, wiring, {
    url: '/holds',
    summary: 'Hold what a checkout is about to spend from a pool',
    body: poolHold,
    ask: ({ pool, body: { by: _, ...body }, by }) => ({
      ownerId: pool.poolId,
      command: { verb: 'hold', ...body, actor: publicId('mem', by ?? '') },
      refusal: notSpending(pool, by),
    }),
  })
  poolVerb(app, wiring, {
    url: '/holds/{hold}/capture',
    summary: 'Spend what is held of a pool, or a part of it',
    body: poolCapture,
    problems: ['hold_closed', 'hold_exceeded', 'hold_expired'],
    ask: ({ pool, body: { by: _, ...body }, by, params }) => ({
      ownerId: pool.poolId,
      command: { verb: 'capture', ...body, hold: idOf('hld', params.hold), actor: publicId('mem', by ?? '') },
      refusal: notSpending(pool, by),
    }),
  })
  poolVerb(app, wiring, {
    url: '/holds/{hold}/cancel',
    summary: 'Give up a hold of a pool',
    body: poolCancel,
    problems: ['hold_closed', 'hold_expired'],
    ask: ({ pool, by, params }) => ({
      ownerId: pool.poolId,
      command: { verb: 'cancel', hold: idOf('hld', params.hold) },
      refusal: notSpending(pool, by),
    }),
  })
}

function notOpen(pool: Pool, by: string | undefined): Refusal | undefined {
  if (pool.state !== 'open') return refusePool('The pool is dissolved.').refusal
  return roleIn(pool, by) === undefined
    ? refusePool('The member who acts is not in the pool.').refusal
    : undefined
}

function notSpending(pool: Pool, by: string | undefined): Refusal | undefined {
  const refusal = notOpen(pool, by)
  if (refusal !== undefined || maySpend(pool, by)) return refusal
  return refusePool('This member contributes to the pool, and does not spend from it.').refusal
}

function notWithdrawn(pool: Pool, by: string | undefined, to: string): Refusal | undefined {
  const refusal = notOpen(pool, by)
  if (refusal !== undefined) return refusal
  if (roleIn(pool, by) !== 'head') return refusePool('Only the head of the pool may do this.').refusal
  return roleIn(pool, to) === undefined ? refusePool('The receiver is not in the pool.').refusal : undefined
}

function notContributed(ask: {
  pool: Pool
  move: Move
  by: string | undefined
  currency: string
  amount: number
}): Refusal | undefined {
  const { pool, move, by, currency, amount } = ask
  const refusal = notOpen(pool, by)
  if (refusal !== undefined) return refusal
  const limits = move.release.currencies.get(currency)?.spec.transfer
  if (limits?.pool !== true)
    return {
      code: 'transfer_refused',
      detail: `"${currency}" is not kept in pools here. Nothing was changed.`,
    }
  return amount > limits.maximum
    ? { code: 'transfer_limit', detail: `At most ${limits.maximum} are given at once.`, field: 'amount' }
    : undefined
}

function idOf(prefix: Extract<IdPrefix, 'act' | 'hld'>, text: string | undefined): string {
  const id = uuidOf(prefix, text ?? '')
  if (id === undefined) throw new RefusalError({ code: 'not_found', detail: 'There is no such thing.' })
  return id
}

function poolVerb<Body extends ZodType>(
  app: FastifyInstance,
  wiring: WalletRoutes,
  verb: PoolVerb<Body>,
): void {
  route(app, {
    method: 'POST',
    url: `${pools}${verb.url}`,
    permission: 'write',
    summary: verb.summary,
    idempotencyKey: true,
    schema: {
      querystring: dryRun,
      body: verb.body,
      reply: poolReply,
      problems: [
        ...commandProblems,
        'member_unknown',
        'pool_refused',
        'transfer_limit',
        'transfer_refused',
        ...(verb.problems ?? []),
      ],
    },
    handler: async (request, reply) => {
      const move = await openMove(wiring, request)
      const { params } = request
      const body = request.body as z.output<Body>
      const { programId } = move.program
      const poolId = poolIdOf(params.pool)
      const pool = await wiring.database.read({ programId }, (tx) => readPool(tx, programId, poolId))
      if (pool === undefined)
        throw new RefusalError({ code: 'not_found', detail: 'There is no such pool in the programme.' })
      const actor = (body as { by?: z.output<typeof poolCancel>['by'] }).by
      const by = actor === undefined ? undefined : await activeMember(wiring, move, actor)
      const { refusal, ...what } = await verb.ask({ pool, move, body, params, by }, wiring)
      const done = await carryMove(wiring, move, { asked: askedBy(move.sender, what), refusal })
      // What comes back to a dissolved pool is passed on, under the id of what brought it.
      const passedOn = pool.state === 'dissolved' ? uuidOf('act', done.reply.activity ?? '') : undefined
      if (passedOn !== undefined) await deliverSoon(wiring, move.program, passedOn)
      markRepeat(reply, done)
      const member = what.ownerId === poolId ? null : done.reply.member
      return { ...done.reply, member, pool: publicId('pol', poolId) }
    },
  })
}
