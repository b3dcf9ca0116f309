import { z } from 'zod'
import { memberReference } from './activity.ts'
import { activityId, instant, key, memberId, points } from './values.ts'
import { reasoned, walletReply } from './wallet.ts'

const approvalId = z
  .string()
  .regex(/^apr_[0-9a-f]{32}$/)
  .meta({ example: 'apr_5f6e2b7a7c3e8d1f0000000000000001' })

/** The answer to an adjustment that one person may not do alone. The same bytes to every repeat of the request. */
export const awaitingApproval = z.strictObject({
  status: z.literal('awaiting-approval'),
  /** Null in a dry run. */
  approval: approvalId.nullable(),
  /** Of a dry run: what it would do, were it approved now. */
  preview: walletReply.optional(),
})
export type AwaitingApproval = z.infer<typeof awaitingApproval>

export const approvalState = z.enum(['open', 'approved', 'rejected', 'expired'])
export type ApprovalState = z.infer<typeof approvalState>

/** An adjustment that waits, or waited, for a second person. */
export const approvalView = z.strictObject({
  approval: approvalId,
  state: approvalState,
  member: memberId,
  currency: key,
  /** Signed, as in the request. */
  amount: points,
  reason: z.string(),
  /** End of what would be given, where the request names one. */
  lotExpiresAt: instant.nullable(),
  requestedBy: z.string(),
  requestedAt: instant,
  /** Until when it can be decided. */
  expiresAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Why it was rejected. */
  decisionReason: z.string().nullable(),
  /** The activity that carried it out. */
  activity: activityId.nullable(),
})
export type ApprovalView = z.infer<typeof approvalView>
export const approvalList = z.strictObject({
  approvals: z.array(approvalView),
  /** Null on the last page. */
  next: z.string().nullable(),
})
/** What was approved, and what it did. */
export const approvalApproved = z.strictObject({ approval: approvalView, result: walletReply })

/** Who of the staff, or which credential, is which member. */
export const staffAccount = z.strictObject({
  /** `key:PREFIX` or `staff:NAME`, as in the audit. */
  actor: z.string(),
  /** Null when there is no link any more. */
  member: memberId.nullable(),
  linkedBy: z.string(),
  linkedAt: instant,
})
export type StaffAccount = z.infer<typeof staffAccount>
/** Null ends the link. */
export const staffAccountPut = z.strictObject({ member: memberReference.nullable() })
export const staffAccountList = z.strictObject({ accounts: z.array(staffAccount) })

export const membersReasoned = reasoned.extend({ members: z.array(memberReference).min(1).max(1000) })
/** By member: done, or the problem. */
export const memberOutcomes = z.strictObject({
  outcomes: z.array(
    z.strictObject({
      index: z.int(),
      status: z.int(),
      member: memberId.nullable(),
      problem: z
        .strictObject({
          code: z.string(),
          title: z.string(),
          detail: z.string(),
          field: z.string().optional(),
        })
        .optional(),
    }),
  ),
})
export type MemberOutcome = z.infer<typeof memberOutcomes>['outcomes'][number]
