import { z } from 'zod'
import { activityReply, memberReference } from './activity.ts'
import { carryCards, carryCounters, carryTiers } from './carry.ts'
import { tierGrantCreate } from './tiers.ts'
import { amountMinor, currencyCode, instant, key, points, text } from './values.ts'

/** A whole amount of a currency of the programme, above zero. */
export const amount = points.min(1)

/** Some of one currency. */
export const part = z.strictObject({ currency: key, amount })
export type Part = z.infer<typeof part>

/** One command may take from several currencies at once: all of it or nothing. */
const parts = z
  .array(part)
  .min(1)
  .max(5)
  .refine((all) => new Set(all.map((each) => each.currency)).size === all.length, {
    message: 'Name each currency once',
  })

/** What was paid beside it in money; kept for the receipt, never moved. */
const money = z.strictObject({ currency: currencyCode, amountMinor })
/** The caller's own name for what it pays for: an order, a basket, a reward. */
const reference = text(128)
const reason = text(500)

export const spendCreate = z.strictObject({
  parts,
  money: money.optional(),
  reference: reference.optional(),
})
/** Gives back a spend or what was captured of a hold: to the lots it came from. Without parts: all that is left of it. */
export const spendReturn = z.strictObject({ parts: parts.optional(), reason })
export const holdCreate = z.strictObject({
  parts,
  /** Seconds until it lapses by itself. Default 900. */
  ttlSeconds: z.int().min(1).max(31_536_000).default(900),
  reference: reference.optional(),
})
/** Takes what was held. With parts: so much of it, and the rest is free again. */
export const holdCapture = z.strictObject({
  parts: parts.optional(),
  money: money.optional(),
  reference: reference.optional(),
})
export const adjustmentCreate = z.strictObject({
  currency: key,
  /** Signed: above zero gives, below zero takes. */
  amount: points.refine((value) => value !== 0, { message: 'Give or take something' }),
  reason,
  /** End of what is given. Default: by the currency's policy. */
  expiresAt: instant.optional(),
})
export const topUpCreate = z.strictObject({ currency: key, amount, reference: reference.optional() })
export const exchangeCreate = z.strictObject({ from: key, to: key, amount })
export const transferCreate = z.strictObject({
  currency: key,
  amount,
  to: memberReference,
  message: text(200).optional(),
})
export const donationCreate = z.strictObject({ currency: key, amount, cause: key })
/** Gives lots a later end: all that end before it, or those named. */
export const extensionCreate = z.strictObject({
  currency: key,
  expiresAt: instant,
  lots: z.array(z.int()).min(1).max(1000).optional(),
  reason,
})
/** Gives up a debt, whole or in part. */
export const writeOffCreate = z.strictObject({ currency: key, amount: amount.optional(), reason })
export const reasoned = z.strictObject({ reason })

/** A lot on its way from one owner to another: it keeps its dates. */
export const movedLot = z.strictObject({
  amount,
  availableAt: instant.nullable(),
  /** False while it is pending. */
  active: z.boolean(),
  expiresAt: instant.nullable(),
})
export type MovedLot = z.infer<typeof movedLot>

export const transferKind = z.enum(['gift', 'pool', 'donation', 'merge', 'gift-card'])
export type TransferKind = z.infer<typeof transferKind>

const actor = text(128)
const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/**
 * A command on value as it is recorded with its activity: `wallet.spend` and so on. Clients do not send these; they
 * call the endpoints of the wallet, which fill in who acts and what was looked up.
 */
export const walletCommand = z.discriminatedUnion('verb', [
  spendCreate.extend({ verb: z.literal('spend'), actor: actor.optional() }),
  spendReturn.extend({ verb: z.literal('spend-return'), spend: uuid }),
  holdCreate.extend({ verb: z.literal('hold'), actor: actor.optional() }),
  holdCapture.extend({ verb: z.literal('capture'), hold: uuid, actor: actor.optional() }),
  z.strictObject({ verb: z.literal('cancel'), hold: uuid }),
  adjustmentCreate.extend({ verb: z.literal('adjust'), actor, approvedBy: actor.optional() }),
  topUpCreate.extend({ verb: z.literal('top-up') }),
  exchangeCreate.extend({ verb: z.literal('exchange') }),
  /**
   * Leaves for another owner. `creditedBy` takes what is left of the lots that these activities credited.
   */
  z.strictObject({
    verb: z.literal('transfer-out'),
    kind: transferKind,
    transfer: uuid,
    to: uuid,
    parts: z.union([parts, z.strictObject({ creditedBy: z.array(uuid).min(1).max(50) })]),
    message: text(200).optional(),
    actor: actor.optional(),
  }),
  /** Everything goes to another owner, and what still arrives follows it; null ends that. */
  z.strictObject({
    verb: z.literal('merge'),
    into: uuid.nullable(),
    transfer: uuid,
    actor,
    reason,
  }),
  carryTiers,
  carryCounters,
  carryCards,
  /** A tier that staff gives by hand, and takes back; `grant` is the activity that gave it. */
  tierGrantCreate.extend({ verb: z.literal('grant-tier'), actor }),
  reasoned.extend({ verb: z.literal('revoke-tier'), grant: uuid, actor }),
  /** Arrives from another owner, or comes back to the sender when it could not arrive. */
  z.strictObject({
    verb: z.enum(['transfer-in', 'transfer-back']),
    kind: transferKind,
    transfer: uuid,
    from: uuid,
    currency: key,
    lots: z.array(movedLot).max(20_000),
    debt: points.min(0),
  }),
  /** An opening balance from an earlier programme: one lot. */
  z.strictObject({
    verb: z.literal('migrate'),
    currency: key,
    amount,
    earnedAt: instant.optional(),
    expiresAt: instant.nullable().optional(),
    actor,
  }),
  extensionCreate.extend({ verb: z.literal('extend'), actor }),
  /** Makes one lot of lots that end at the same instant. */
  z.strictObject({ verb: z.literal('compact'), currency: key }),
  writeOffCreate.extend({ verb: z.literal('write-off'), actor }),
  reasoned.extend({ verb: z.enum(['freeze', 'unfreeze', 'close']), actor }),
])
export type WalletCommand = z.infer<typeof walletCommand>
export type WalletVerb = WalletCommand['verb']

export const hold = z.strictObject({
  hold: z.string().meta({ example: 'hld_01933f6e2b7a7c3e8d1f000000000001' }),
  state: z.enum(['open', 'captured', 'cancelled', 'lapsed']),
  parts: z.array(z.strictObject({ currency: z.string(), amount: points, captured: points })),
  openedAt: instant,
  expiresAt: instant,
  closedAt: instant.nullable(),
  reference: z.string().nullable(),
})
export type Hold = z.infer<typeof hold>
export const holdList = z.strictObject({ holds: z.array(hold) })

/** The answer to a command on value. Given again, byte for byte, to a repeat with the same Idempotency-Key. */
export const walletReply = activityReply.omit({ replayed: true }).extend({
  /** The hold that was opened: name it to capture or cancel. */
  hold: z.string().optional(),
  /** The transfer that was sent. */
  transfer: z.string().optional(),
})
export type WalletReply = z.infer<typeof walletReply>
