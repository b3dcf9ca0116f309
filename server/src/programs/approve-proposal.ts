import type { Instant } from '../kernel/instants.ts'
import { refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { AnyKind } from './definition.ts'
import { publishProposal } from './publish-proposal.ts'
import { act, decided, openProposal, type Review } from './review-proposal.ts'
import type { Proposal } from './store-proposals.ts'

/**
 * Approves an open proposal, and schedules one that was asked to be published at an instant that is still to come. One that
 * cannot be scheduled is approved all the same, with the reason: its day may be chosen anew. Refuses `approval_own` to its
 * author, `approval_decided`, `not_found`.
 */
export async function approveProposal(
  tx: Writer,
  kinds: readonly AnyKind[],
  review: Review & { now: Instant },
): Promise<Verdict<Proposal>> {
  const found = await openProposal(tx, review)
  if (!found.ok) return found
  const { author, credential, state } = found.value
  if (state !== 'open') return decided(found.value)
  if (author === review.actor || credential === review.credentialId)
    return refuse(
      'approval_own',
      'You proposed this yourself: another person or credential has to approve it.',
    )
  const approved = await act(tx, review, { state: 'approved', approvedBy: review.actor })
  const at = found.value.publishAt?.getTime()
  if (!approved.ok || at === undefined || at <= review.now) return approved
  const scheduled = await publishProposal(tx, kinds, { ...review, at })
  return scheduled.ok ? scheduled : act(tx, review, { state: 'approved', reason: scheduled.refusal.detail })
}
