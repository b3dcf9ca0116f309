import { z } from 'zod'
import { memberReference } from './activity.ts'
import { instant, key, memberId, points, text } from './values.ts'
import {
  amount,
  holdCapture,
  holdCreate,
  reasoned,
  spendCreate,
  transferKind,
  walletReply,
} from './wallet.ts'

/** A transfer as one of its two ends sees it. */
export const transferView = z.strictObject({
  transfer: z.string().meta({ example: 'trf_01933f6e2b7a7c3e8d1f000000000001' }),
  kind: transferKind,
  direction: z.enum(['sent', 'received']),
  /** `sent`: on its way. `returned`: it could not arrive and is back at its sender. */
  state: z.enum(['sent', 'delivered', 'returned']),
  currency: z.string(),
  amount: points,
  /** A debt that went along, where members were merged. */
  debt: points,
  /** The other end: a member, pool or gift card by its id, or the key of a cause. */
  party: z.string(),
  message: z.string().nullable(),
  sentAt: instant,
  closedAt: instant.nullable(),
})
export type TransferView = z.infer<typeof transferView>
export const transferList = z.strictObject({ transfers: z.array(transferView) })

/** Members whose gifts look like more than gifts. */
export const transferFlags = z.strictObject({
  from: instant,
  senders: z.int(),
  hours: z.int(),
  members: z.array(
    z.strictObject({
      member: memberId,
      /** Different members who gave to this one, and how many gifts that were. */
      senders: z.int(),
      gifts: z.int(),
      /** How often something was received, and within the hours something was given on to a third. */
      chains: z.int(),
    }),
  ),
})
export type TransferFlags = z.infer<typeof transferFlags>

export const mergeCreate = z.strictObject({
  /** The member who stays. */
  into: memberReference,
  reason: reasoned.shape.reason,
})

const cardId = z.string().regex(/^gft_[0-9a-f]{32}$/)
/** As it was shown once, in any case and with or without its dashes. */
const cardCode = text(64)

export const giftCardCreate = z.strictObject({
  currency: key,
  /** What was paid in. */
  amount,
  reference: spendCreate.shape.reference,
})
export const giftCardNamed = z.strictObject({ code: cardCode })
export const giftCardRedeem = z.strictObject({
  code: cardCode,
  amount,
  money: spendCreate.shape.money,
  reference: spendCreate.shape.reference,
})
/** Gives back what was paid with a card, to that card. Without an amount: all that is left of it. */
export const giftCardReturn = z.strictObject({
  card: cardId,
  /** The activity of the redemption. */
  spend: z.string(),
  amount: amount.optional(),
  reason: reasoned.shape.reason,
})
export const giftCardClaim = z.strictObject({ code: cardCode, member: memberReference })
export const giftCardBlock = z.strictObject({ card: cardId, reason: reasoned.shape.reason })

export const giftCardView = z.strictObject({
  card: cardId,
  currency: z.string(),
  available: points,
  issuedAt: instant,
  /** When the first part of what is there ends; null for never. */
  expiresAt: instant.nullable(),
})
export type GiftCardView = z.infer<typeof giftCardView>

/** The answer to a command on a gift card: its books are the card's own, so `member` is null. */
export const giftCardReply = walletReply.extend({ card: cardId })
/** `code` is told by this answer alone, and to its repeat under the same key of the same credential. Not in a dry run. */
export const giftCardIssued = giftCardReply.extend({ code: z.string().optional() })

const poolId = z.string().meta({ example: 'pol_01933f6e2b7a7c3e8d1f000000000001' })
export const poolRole = z.enum(['head', 'adult', 'child'])
export type PoolRole = z.infer<typeof poolRole>
/** The member who does it, as the caller knows. */
const by = memberReference

export const poolCreate = z.strictObject({ name: text(120), head: memberReference })
/** By the head alone. */
export const poolPatch = z.strictObject({
  by,
  name: text(120).optional(),
  adultsSpend: z.boolean().optional(),
  childrenSpend: z.boolean().optional(),
})
/** Adds a member, or gives one another role: a new head leaves the old one an adult. By the head alone. */
export const poolMemberPut = z.strictObject({ by, member: memberReference, role: poolRole })
/** By the head, or by the member who leaves. */
export const poolMemberRemove = z.strictObject({ by, member: memberReference })
export const poolContribution = z.strictObject({ by, currency: key, amount })
export const poolSpend = spendCreate.extend({ by })
export const poolHold = holdCreate.extend({ by })
export const poolCapture = holdCapture.extend({ by })
export const poolCancel = z.strictObject({ by })
/** To a member of the pool, by the head alone. */
export const poolWithdrawal = z.strictObject({ by, to: memberReference, currency: key, amount })
/** What is left goes in equal parts to the members named, head or adults; what does not divide goes to the first. */
export const poolDissolve = z.strictObject({ by, among: z.array(memberReference).min(1).max(10) })

export const poolView = z.strictObject({
  pool: poolId,
  name: z.string(),
  state: z.enum(['open', 'dissolving', 'dissolved']),
  adultsSpend: z.boolean(),
  childrenSpend: z.boolean(),
  members: z.array(z.strictObject({ member: memberId, role: poolRole, joinedAt: instant })),
  balances: walletReply.shape.balances,
})
export type PoolView = z.infer<typeof poolView>
/** The answer to a command on a pool: its books are the pool's own, so `member` is null. */
export const poolReply = walletReply.extend({ pool: poolId })

/** What a cause was given so far, and holds now: exact, from the books. */
export const causeView = z.strictObject({
  cause: key,
  name: z.string(),
  donations: z.int(),
  totals: z.array(z.strictObject({ currency: z.string(), received: points, holds: points })),
})
export type CauseView = z.infer<typeof causeView>
