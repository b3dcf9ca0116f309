import { instant, transferCreate, transferFlags, transferList, walletReply } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicId } from '../kernel/ids.ts'
import { instantText, parseInstant } from '../kernel/instants.ts'
import { orThrow, type Refusal, RefusalError } from '../kernel/verdict.ts'
import { readGiftFlags, readTransfersOf } from '../ledger/index.ts'
import type { FoundMember } from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import { route } from '../platform/http/index.ts'
import { openProgram } from '../programs/index.ts'
import { carryMove, findNamed, idFor, idsOf, type Move, markRepeat, openMove } from './move-request.ts'
import { commandProblems, dryRun, findMember, type WalletRoutes } from './routes.ts'
import { askedBy } from './submit-command.ts'
import { transferViews } from './transfer-views.ts'

const inProgram = '/v1/programs/{program}'
const ofMember = `${inProgram}/members/{member}/transfers`
const transfersShown = 200
const flagsShown = 200
const hourMs = 3_600_000

/** Gifts between members: giving, what was given, and what looks like more than a gift. */
export function transferRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  giveRoute(app, wiring)
  listRoute(app, wiring)
  flagsRoute(app, wiring)
}

function giveRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: ofMember,
    permission: 'write',
    summary: 'Give points to another member',
    description:
      'Off unless the currency has `transfer`, which sets the limits. What is given keeps the dates of its lots. It arrives right after; `GET` tells its state.',
    idempotencyKey: true,
    schema: {
      querystring: dryRun,
      body: transferCreate,
      reply: walletReply,
      problems: [...commandProblems, 'transfer_limit', 'transfer_refused'],
    },
    handler: async (request, reply) => {
      const move = await openMove(wiring, request)
      const { body } = request
      const from = await findMember(wiring, move.program, request.params.member ?? '')
      const to = await findNamed(wiring, move, body.to)
      if (to === undefined) throw new RefusalError(notThere)
      const done = await carryMove(wiring, move, {
        ...giftAsked(move, { from, to, body }),
        refusal: to.memberId === from.memberId ? notOneself : to.status === 'active' ? undefined : notThere,
      })
      markRepeat(reply, done)
      return done.reply
    },
  })
}

const notThere: Refusal = {
  code: 'transfer_refused',
  detail: 'The programme has no active member of this name. Nothing was changed.',
  field: 'to',
}
const notOneself: Refusal = {
  code: 'transfer_refused',
  detail: 'Members do not give points to themselves. Nothing was changed.',
  field: 'to',
}

/** The command, and what the same request meant before one of the two was merged. */
function giftAsked(
  move: Move,
  gift: { from: FoundMember; to: FoundMember; body: z.output<typeof transferCreate> },
) {
  const { currency, amount, message } = gift.body
  const all = idsOf(gift.from).flatMap((ownerId) =>
    idsOf(gift.to).map((to) => ({
      ownerId,
      command: {
        verb: 'transfer-out' as const,
        kind: 'gift' as const,
        transfer: idFor(move, 'gift'),
        to,
        parts: [{ currency, amount }],
        ...(message === undefined ? {} : { message }),
      },
    })),
  )
  const [now, ...formerly] = all.map((each) => askedBy(move.sender, each))
  if (now === undefined) throw new Error('Broken invariant: a gift has two ends')
  return { asked: now, formerly }
}

function listRoute(app: FastifyInstance, { programs, database }: WalletRoutes): void {
  route(app, {
    method: 'GET',
    url: ofMember,
    permission: 'read',
    summary: 'List what a member sent to others and received, latest first',
    description: `The latest ${transfersShown}.`,
    schema: { reply: transferList, problems: ['identifier_invalid', 'program_unpublished'] },
    handler: async (request) => {
      const program = await openProgram(programs, request.caller, request.params.program ?? '')
      const { programId } = program
      const release = orThrow(await programs.currentRelease(programId))
      const { memberId: ownerId } = await findMember(
        { programs, database },
        program,
        request.params.member ?? '',
      )
      return database.read({ programId }, async (tx) => {
        const rows = await readTransfersOf(tx, { programId, ownerId, limit: transfersShown })
        return { transfers: await transferViews(tx, { programId, release, ownerId, rows }) }
      })
    },
  })
}

function flagsRoute(app: FastifyInstance, { programs, database }: WalletRoutes): void {
  route(app, {
    method: 'GET',
    url: `${inProgram}/reports/transfers`,
    permission: 'read',
    summary: 'List members whose gifts look like more than gifts',
    description:
      'Who received from more than `senders` different members since `from` (by default 30 days ago), or gave on to a third what they had received within `hours`.',
    schema: {
      querystring: z.strictObject({
        from: instant.optional(),
        senders: z.coerce.number().int().min(0).max(1000).default(3),
        hours: z.coerce.number().int().min(1).max(8760).default(168),
      }),
      reply: transferFlags,
      problems: ['query_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const { programId, clockOffsetSeconds } = await openProgram(programs, caller, params.program ?? '')
      const now = systemClock.now() + clockOffsetSeconds * 1000
      const from = query.from === undefined ? now - lookBackMs : parseInstant(query.from)
      if (from === undefined) throw new RefusalError(badFrom)
      const { senders, hours } = query
      const ask = { programId, from, senders, withinMs: hours * hourMs, limit: flagsShown }
      const flags = await database.read({ programId }, (tx) => readGiftFlags(tx, ask))
      const members = flags.map(({ ownerId, ...flag }) => ({ member: publicId('mem', ownerId), ...flag }))
      return { from: instantText(from), senders, hours, members }
    },
  })
}

const lookBackMs = 30 * 24 * hourMs

const badFrom: Refusal = {
  code: 'query_invalid',
  detail: 'from: give a real RFC 3339 time with its zone, such as 2026-11-23T00:00:00Z.',
  field: 'from',
}
