import { z } from 'zod'
import { balance, tierStanding } from './activity.ts'
import { cardStanding } from './cards.ts'
import { tierGrantView } from './tiers.ts'
import { cursor, freeData, instant, memberId, points, text } from './values.ts'

export const memberStatuses = ['active', 'closed'] as const

const identifiers = {
  externalId: text(128).nullable().optional(),
  email: text(320).nullable().optional(),
  phone: text(32).nullable().optional(),
  card: text(64).nullable().optional(),
}

export const memberCreate = z
  .strictObject({
    externalId: text(128).optional(),
    email: text(320).optional(),
    phone: text(32).optional(),
    card: text(64).optional(),
    name: text(200).optional(),
    attributes: freeData.optional(),
    /** When the member joined. Default: now. */
    enrolledAt: instant.optional(),
  })
  .refine((member) => member.externalId ?? member.email ?? member.phone ?? member.card, {
    message: 'Give at least one identifier: externalId, email, phone or card',
  })
export type MemberCreate = z.infer<typeof memberCreate>

/** Null removes. Needs If-Match. */
export const memberPatch = z.strictObject({
  ...identifiers,
  name: text(200).nullable().optional(),
  attributes: freeData.optional(),
})
export type MemberPatch = z.infer<typeof memberPatch>

export const memberSummary = z.strictObject({
  id: memberId,
  name: z.string().nullable(),
  externalId: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  card: z.string().nullable(),
  status: z.enum(memberStatuses),
  enrolledAt: instant,
  balances: z.array(balance),
  tiers: z.array(tierStanding),
})
export type MemberSummary = z.infer<typeof memberSummary>

export const lot = z.strictObject({
  currency: z.string(),
  seq: z.int(),
  amount: points,
  remaining: points,
  /** What holds speak for of what remains. */
  held: points,
  state: z.enum(['pending', 'active', 'spent', 'expired']),
  earnedAt: instant,
  /** Null: at once, or, while it is pending, when its order is fulfilled. */
  availableAt: instant.nullable(),
  expiresAt: instant.nullable(),
  activity: z.string().nullable(),
  rule: z.string().nullable(),
  /** Why it was credited, as the journal names it. */
  reason: z.string(),
})
export type Lot = z.infer<typeof lot>

/** One call for a member's page. */
export const memberView = memberSummary.extend({
  /** Tiers that staff gave by hand, latest first; those that have ended too. */
  grants: z.array(tierGrantView),
  /** Stamp cards, by key. */
  cards: z.array(cardStanding),
  attributes: freeData,
  revision: z.int(),
  /** The member whom the address names, where that one was merged into this. */
  redirectedFrom: memberId.optional(),
  /** The instant that balances and tiers are told for. */
  at: instant,
  /** Points that expire, soonest first. */
  expiring: z.array(z.strictObject({ currency: z.string(), points, expiresAt: instant })),
  lots: z.array(lot),
  /** The account as it is now, whatever `at` says. `frozen`: nothing may leave it. `closed`: nothing may come either. */
  account: z.strictObject({
    state: z.enum(['open', 'frozen', 'closed']),
    /** The member that everything here now belongs to. */
    mergedInto: memberId.nullable(),
  }),
  /** The latest edition of the terms that the member accepted; null before any. */
  terms: z.strictObject({ version: z.int(), acceptedAt: instant }).nullable(),
  /** The release that decides what this member does now: during a beta, that of the beta for its members. */
  release: z.int(),
})
export type MemberView = z.infer<typeof memberView>

export const memberList = z.strictObject({ members: z.array(memberSummary), next: cursor.nullable() })

/** One row of the journal, told from the member's side. */
export const journalRow = z.strictObject({
  seq: z.int(),
  currency: z.string(),
  /** Signed: what it did to what the member can spend (available minus debt). */
  change: points,
  debit: z.string(),
  credit: z.string(),
  amount: points,
  activity: z.string().nullable(),
  activityType: z.string().nullable(),
  rule: z.string().nullable(),
  reason: z.string(),
  release: z.int(),
  effectiveAt: instant,
  postedAt: instant,
  expiresAt: instant.nullable(),
})
export type JournalRow = z.infer<typeof journalRow>
export const journalPage = z.strictObject({ rows: z.array(journalRow), next: cursor.nullable() })
