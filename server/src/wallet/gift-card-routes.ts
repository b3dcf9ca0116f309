import {
  giftCardBlock,
  giftCardClaim,
  giftCardCreate,
  giftCardIssued,
  giftCardNamed,
  giftCardRedeem,
  giftCardReply,
  giftCardReturn,
  giftCardView,
} from '@perennial/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodType, z } from 'zod'
import { publicId } from '../kernel/ids.ts'
import { orThrow } from '../kernel/verdict.ts'
import { type Permission, route } from '../platform/http/index.ts'
import { openProgram } from '../programs/index.ts'
import {
  blockLostCard,
  type CardDone,
  claimForMember,
  issueCard,
  lookUpCard,
  redeemCard,
  returnToCard,
} from './gift-cards.ts'
import { findNamed, type Move, markRepeat, openMove } from './move-request.ts'
import { commandProblems, dryRun, type WalletRoutes } from './routes.ts'

const cards = '/v1/programs/{program}/gift-cards'

/** Gift cards: whoever has the code has the value. */
export function giftCardRoutes(app: FastifyInstance, wiring: WalletRoutes): void {
  issueRoute(app, wiring)
  lookUpRoute(app, wiring)
  cardRoute(app, wiring, {
    name: 'redeem',
    permission: 'write',
    summary: 'Pay with a gift card',
    description: 'The answer names the card: a return goes back to it, and needs no code.',
    body: giftCardRedeem,
    carry: (move, body) => redeemCard(wiring, move, body),
  })
  cardRoute(app, wiring, {
    name: 'returns',
    permission: 'write',
    summary: 'Give back to a gift card what was paid with it',
    body: giftCardReturn,
    problems: ['spend_exceeded', 'spend_unknown'],
    carry: (move, body) => returnToCard(wiring, move, body),
  })
  cardRoute(app, wiring, {
    name: 'claim',
    permission: 'write',
    summary: 'Make a gift card a member’s own',
    description:
      'What is left on it becomes stored value of the member, once; what still comes back to the card follows.',
    body: giftCardClaim,
    problems: ['transfer_refused'],
    carry: async (move, body) =>
      claimForMember(wiring, move, { code: body.code, member: await findNamed(wiring, move, body.member) }),
  })
  cardRoute(app, wiring, {
    name: 'block',
    permission: 'manage',
    summary: 'Block a gift card: nothing leaves it any more',
    body: giftCardBlock,
    carry: (move, body) => blockLostCard(wiring, move, body),
  })
}

function issueRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: cards,
    permission: 'write',
    summary: 'Issue a gift card of a stored value',
    description:
      'The answer tells the code; nobody can read it later. A repeat with the same key of the same credential tells it again. The key is a secret of the card: send a fresh UUID.',
    idempotencyKey: true,
    schema: { querystring: dryRun, body: giftCardCreate, reply: giftCardIssued, problems: commandProblems },
    handler: async (request, reply) => {
      const move = await openMove(wiring, request)
      const { code, ...issued } = await issueCard(wiring, move, request.body)
      return { ...told(reply, issued), ...(code === undefined ? {} : { code }) }
    },
  })
}

function lookUpRoute(app: FastifyInstance, wiring: WalletRoutes): void {
  route(app, {
    method: 'POST',
    url: `${cards}/lookup`,
    permission: 'write',
    summary: 'Ask what is on a gift card',
    description:
      'A code that nobody has, a mistyped one and that of a blocked or claimed card get one answer.',
    schema: {
      body: giftCardNamed,
      reply: giftCardView,
      problems: ['gift_card_unknown', 'program_unpublished'],
    },
    handler: async ({ caller, params, body }) => {
      const program = await openProgram(wiring.programs, caller, params.program ?? '')
      const release = orThrow(await wiring.programs.currentRelease(program.programId))
      return lookUpCard(wiring, { program, release }, body.code)
    },
  })
}

interface CardVerb<Body extends ZodType> {
  name: string
  permission: Permission
  summary: string
  description?: string
  body: Body
  problems?: readonly ('spend_exceeded' | 'spend_unknown' | 'transfer_refused')[]
  carry(move: Move, body: z.output<Body>): Promise<CardDone>
}

function cardRoute<Body extends ZodType>(
  app: FastifyInstance,
  wiring: WalletRoutes,
  verb: CardVerb<Body>,
): void {
  route(app, {
    method: 'POST',
    url: `${cards}/${verb.name}`,
    permission: verb.permission,
    summary: verb.summary,
    ...(verb.description === undefined ? {} : { description: verb.description }),
    idempotencyKey: true,
    schema: {
      querystring: dryRun,
      body: verb.body,
      reply: giftCardReply,
      problems: [...commandProblems, 'gift_card_unknown', ...(verb.problems ?? [])],
    },
    handler: async (request, reply) => {
      const move = await openMove(wiring, request)
      return told(reply, await verb.carry(move, request.body as z.output<Body>))
    },
  })
}

/** A card is no member: its books are told under the card's own id. */
function told(reply: FastifyReply, { cardId, done }: CardDone) {
  markRepeat(reply, done)
  return { ...done.reply, member: null, card: publicId('gft', cardId) }
}
