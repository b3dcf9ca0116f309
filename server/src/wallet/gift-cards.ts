import type { GiftCardView, WalletCommand } from '@perennial/contract'
import { recordAudit } from '../access/index.ts'
import { publicId, uuidOf } from '../kernel/ids.ts'
import { dayOf, instantText } from '../kernel/instants.ts'
import { invariant, orThrow, type Refusal, RefusalError } from '../kernel/verdict.ts'
import { readBooks, settle } from '../ledger/index.ts'
import type { FoundMember } from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { Program, Release } from '../programs/index.ts'
import { hashCode, makeCode, newNonce, readCode } from './model/card-code.ts'
import { carryMove, deliverSoon, idFor, idsOf, type Move } from './move-request.ts'
import type { WalletRoutes } from './routes.ts'
import {
  blockCard,
  claimCard,
  type GiftCard,
  insertCard,
  readCard,
  readCardByCode,
  readNonce,
} from './store-gift-cards.ts'
import { askedBy, type CommandDone, submitCommand } from './submit-command.ts'

/** One answer for a code that nobody has, a wrong one, and a card that is blocked or claimed. */
const unknownCard: Refusal = {
  code: 'gift_card_unknown',
  detail: 'No gift card of the programme can be used by this. Nothing was changed.',
}

const keyLengthMin = 16

/** A card that was issued; without its code in a dry run. */
export interface IssuedCard {
  cardId: string
  code: string | undefined
  done: CommandDone
}

/**
 * Issues a card: its books, with what was paid in. The code is made of the card's nonce and the key of the request, so
 * that a repeat is told it again and the database cannot tell it. Throws what a top-up refuses.
 */
export async function issueCard(
  wiring: WalletRoutes,
  move: Move,
  body: { currency: string; amount: number; reference?: string | undefined },
): Promise<IssuedCard> {
  const { program, sender, actor, dryRun } = move
  const { programId } = program
  if (sender.idempotencyKey.length < keyLengthMin)
    throw new RefusalError({
      code: 'idempotency_key_invalid',
      detail: `The code depends on the key: send one of ${keyLengthMin} characters or more, such as a fresh UUID.`,
    })
  const cardId = idFor(move, 'gift-card')
  const asked = askedBy(sender, { ownerId: cardId, command: { verb: 'top-up', ...body } })
  // What is refused leaves no card.
  const dry = orThrow(await submitCommand(wiring.pipeline, program, { ...asked, dryRun: true }))
  if (dryRun) return { cardId, code: undefined, done: dry }
  const secret = `${sender.credentialId}\n${sender.idempotencyKey}`
  const nonce = await wiring.database.write({ programId }, async (tx) => {
    const fresh = newNonce()
    const { currency, amount } = body
    const codeHash = hashCode(makeCode(fresh, secret))
    await insertCard(tx, programId, { cardId, codeHash, nonce: fresh, currency, amount, issuedBy: actor })
    return readNonce(tx, programId, cardId)
  })
  invariant(nonce !== undefined, 'an issued card is there')
  const done = orThrow(await submitCommand(wiring.pipeline, program, asked))
  return { cardId, code: makeCode(nonce, secret), done }
}

/** The card of a code. Throws `gift_card_unknown`. */
async function findCard(wiring: WalletRoutes, program: Program, typed: string): Promise<GiftCard> {
  const code = readCode(typed)
  const { programId } = program
  const card =
    code === undefined
      ? undefined
      : await wiring.database.read({ programId }, (tx) => readCardByCode(tx, programId, hashCode(code)))
  if (card === undefined) throw new RefusalError(unknownCard)
  return card
}

/** The card of an id. Throws `gift_card_unknown`. */
async function namedCard(wiring: WalletRoutes, program: Program, id: string): Promise<GiftCard> {
  const cardId = uuidOf('gft', id)
  const { programId } = program
  const card =
    cardId === undefined
      ? undefined
      : await wiring.database.read({ programId }, (tx) => readCard(tx, programId, cardId))
  if (card === undefined) throw new RefusalError(unknownCard)
  return card
}

function unlessActive(card: GiftCard): Refusal | undefined {
  return card.state === 'active' ? undefined : unknownCard
}

/** What is on a card now. Throws `gift_card_unknown`. */
export async function lookUpCard(
  wiring: WalletRoutes,
  place: { program: Program; release: Release },
  code: string,
): Promise<GiftCardView> {
  const { program, release } = place
  const card = await findCard(wiring, program, code)
  if (card.state !== 'active') throw new RefusalError(unknownCard)
  const { programId, clockOffsetSeconds } = program
  const now = systemClock.now() + clockOffsetSeconds * 1000
  const { cardId } = card
  const books = await wiring.database.read({ programId }, (tx) =>
    readBooks(tx, {
      programId,
      owners: [cardId],
      currencies: [...release.currencyByCode.keys()],
      withLots: new Set([cardId]),
      today: dayOf(now, release.timeZone),
    }),
  )
  const held = books.get(cardId)
  invariant(held !== undefined, 'books are read for every owner asked for')
  const own = settle(held, now, release.timeZone).books.currencies.get(
    release.currencies.get(card.currency)?.code ?? 0,
  )
  const ends = (own?.lots ?? []).flatMap(({ remaining, expiresAt }) =>
    remaining > 0 && expiresAt !== null ? [expiresAt] : [],
  )
  return {
    card: publicId('gft', cardId),
    currency: card.currency,
    available: own?.available ?? 0,
    issuedAt: instantText(card.issuedAt),
    expiresAt: ends.length === 0 ? null : instantText(Math.min(...ends)),
  }
}

/** What a command on a card came to. */
export interface CardDone {
  cardId: string
  done: CommandDone
}

/** Pays with a card. Throws `gift_card_unknown`, and what a spend refuses. */
export async function redeemCard(
  wiring: WalletRoutes,
  move: Move,
  body: { code: string; amount: number } & Pick<
    Extract<WalletCommand, { verb: 'spend' }>,
    'money' | 'reference'
  >,
): Promise<CardDone> {
  const { code, amount, ...rest } = body
  const card = await findCard(wiring, move.program, code)
  const parts = [{ currency: card.currency, amount }]
  const command = { verb: 'spend' as const, parts, ...rest }
  return carryOnCard(wiring, move, { card, command, refusal: unlessActive(card) })
}

/** Gives back what was paid with a card, to that card; of one that was claimed it goes on to whose it is now. */
export async function returnToCard(
  wiring: WalletRoutes,
  move: Move,
  body: { card: string; spend: string; amount?: number | undefined; reason: string },
): Promise<CardDone> {
  const card = await namedCard(wiring, move.program, body.card)
  const spend = uuidOf('act', body.spend)
  if (spend === undefined)
    throw new RefusalError({ code: 'spend_unknown', detail: 'There is no such spend.' })
  const { amount, reason } = body
  const parts = amount === undefined ? {} : { parts: [{ currency: card.currency, amount }] }
  const command = { verb: 'spend-return' as const, spend, reason, ...parts }
  const returned = await carryOnCard(wiring, move, { card, command })
  const passedOn = card.state === 'claimed' ? uuidOf('act', returned.done.reply.activity ?? '') : undefined
  if (passedOn !== undefined) await deliverSoon(wiring, move.program, passedOn)
  return returned
}

/** Makes a card a member's own: what is on it, and what still comes back to it. Once. */
export async function claimForMember(
  wiring: WalletRoutes,
  move: Move,
  ask: { code: string; member: FoundMember | undefined },
): Promise<CardDone> {
  const { member } = ask
  const { programId } = move.program
  const card = await findCard(wiring, move.program, ask.code)
  if (member?.status !== 'active')
    throw new RefusalError({
      code: 'transfer_refused',
      detail: 'The programme has no active member of this name. Nothing was changed.',
      field: 'member',
    })
  const isFree =
    card.state === 'active' || (card.state === 'claimed' && idsOf(member).includes(card.claimedBy ?? ''))
  let refusal = isFree ? undefined : unknownCard
  if (isFree && !move.dryRun) {
    // Of two who claim at once one has it; what the other asks for is refused before any value moves.
    const { cardId } = card
    const claim = { cardId, memberId: card.claimedBy ?? member.memberId }
    if (!(await wiring.database.write({ programId }, (tx) => claimCard(tx, programId, claim))))
      refusal = unknownCard
  }
  const command = {
    verb: 'merge' as const,
    into: card.claimedBy ?? member.memberId,
    transfer: idFor(move, 'claim'),
    actor: move.actor,
    reason: 'gift card claimed',
  }
  return carryOnCard(wiring, move, { card, command, refusal })
}

/** Blocks a card that was lost: nothing leaves it any more. */
export async function blockLostCard(
  wiring: WalletRoutes,
  move: Move,
  body: { card: string; reason: string },
): Promise<CardDone> {
  const { program, actor, organizationId } = move
  const { programId, key } = program
  const card = await namedCard(wiring, program, body.card)
  const command = { verb: 'freeze' as const, actor, reason: body.reason }
  const refusal = card.state === 'claimed' ? unknownCard : undefined
  const blocked = await carryOnCard(wiring, move, { card, command, refusal })
  if (move.dryRun) return blocked
  const { cardId } = card
  await wiring.database.write({ programId, organizationId }, async (tx) => {
    await blockCard(tx, programId, cardId)
    if (blocked.done.replayed) return
    const { activity } = blocked.done.reply
    const subject = publicId('gft', cardId)
    const action = 'gift-card.blocked'
    await recordAudit(tx, { organizationId, programKey: key, actor, action, subject, detail: { activity } })
  })
  return blocked
}

async function carryOnCard(
  wiring: WalletRoutes,
  move: Move,
  ask: { card: GiftCard; command: WalletCommand; refusal?: Refusal | undefined },
): Promise<CardDone> {
  const { card, command, refusal } = ask
  const { cardId } = card
  const asked = askedBy(move.sender, { ownerId: cardId, command })
  return { cardId, done: await carryMove(wiring, move, { asked, refusal }) }
}
