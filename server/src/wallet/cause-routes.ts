import { type CauseSpec, causeView, donationCreate, walletReply } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { dayOf } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import { readBooks, readReceived, settle } from '../ledger/index.ts'
import { systemClock } from '../platform/clock.ts'
import { route } from '../platform/http/index.ts'
import { openProgram, type Release } from '../programs/index.ts'
import { causeOwner } from './model/derived-id.ts'
import { carryMove, idFor, idsOf, markRepeat, openMove } from './move-request.ts'
import { commandProblems, dryRun, findMember, type WalletRoutes } from './routes.ts'
import { askedBy } from './submit-command.ts'

const inProgram = '/v1/programs/{program}'

/** Giving to causes, and what a cause was given. */
export function causeRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  donateRoute(app, wiring)
  readRoute(app, wiring)
}

/** Throws `not_found`. */
function causeNamed(release: Release, key: string): CauseSpec {
  const spec = release.specs.get('cause')?.get(key)
  if (spec === undefined)
    throw new RefusalError({ code: 'not_found', detail: `The programme has no cause "${key}".` })
  return spec as CauseSpec
}

function donateRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: `${inProgram}/members/{member}/donations`,
    permission: 'write',
    summary: 'Give to a cause',
    idempotencyKey: true,
    schema: {
      querystring: dryRun,
      body: donationCreate,
      reply: walletReply,
      problems: commandProblems,
    },
    handler: async (request, reply) => {
      const move = await openMove(wiring, request)
      const { cause, currency, amount } = request.body
      causeNamed(move.release, cause)
      const from = await findMember(wiring, move.program, request.params.member ?? '')
      const command = {
        verb: 'transfer-out' as const,
        kind: 'donation' as const,
        transfer: idFor(move, 'donation'),
        to: causeOwner(move.program.programId, cause),
        parts: [{ currency, amount }],
      }
      const [asked, ...formerly] = idsOf(from).map((ownerId) => askedBy(move.sender, { ownerId, command }))
      if (asked === undefined) throw new Error('Broken invariant: a donation has a giver')
      const done = await carryMove(wiring, move, { asked, formerly })
      markRepeat(reply, done)
      return done.reply
    },
  })
}

function readRoute(app: FastifyInstance, { programs, database }: WalletRoutes): void {
  route(app, {
    method: 'GET',
    url: `${inProgram}/causes/{cause}`,
    permission: 'read',
    summary: 'Read what a cause was given, and holds',
    description: 'Exact, from the books: what has arrived, and what of it has not ended.',
    schema: { reply: causeView, problems: ['program_unpublished'] },
    handler: async ({ caller, params }) => {
      const { programId, clockOffsetSeconds } = await openProgram(programs, caller, params.program ?? '')
      const release = orThrow(await programs.currentRelease(programId))
      const cause = params.cause ?? ''
      const { name } = causeNamed(release, cause)
      const ownerId = causeOwner(programId, cause)
      const now = systemClock.now() + clockOffsetSeconds * 1000
      const read = await database.read({ programId }, async (tx) => ({
        received: await readReceived(tx, { programId, kind: 'donation', ownerId }),
        books: await readBooks(tx, {
          programId,
          owners: [ownerId],
          currencies: [...release.currencyByCode.keys()],
          withLots: new Set(),
          today: dayOf(now, release.timeZone),
        }),
      }))
      const books = read.books.get(ownerId)
      const held = books === undefined ? undefined : settle(books, now, release.timeZone).books
      return {
        cause,
        name,
        donations: read.received.reduce((sum, each) => sum + each.transfers, 0),
        totals: read.received.map(({ currency, amount }) => ({
          currency: release.currencyByCode.get(currency)?.key ?? String(currency),
          received: amount,
          holds: held?.currencies.get(currency)?.available ?? 0,
        })),
      }
    },
  })
}
