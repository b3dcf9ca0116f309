import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import { auditProgram } from './audit-program.ts'
import { lockReleases } from './store.ts'
import {
  insertComment,
  type Proposal,
  type ProposalChange,
  readProposal,
  updateProposal,
} from './store-proposals.ts'
import { endBeta } from './store-state.ts'

/** Who acts on which proposal. */
export interface Review {
  programId: number
  number: number
  actor: string
  credentialId: string
}

/** Says something about a proposal, whatever its state. Refuses `not_found`. */
export async function comment(tx: Writer, review: Review & { text: string }): Promise<Verdict<Proposal>> {
  const { programId, number, actor, text } = review
  const proposal = await openProposal(tx, review)
  if (proposal.ok) await insertComment(tx, programId, { proposal: number, author: actor, text })
  return proposal
}

/** Ends a proposal that is not in force. Refuses `approval_decided`, `not_found`. */
export async function rejectProposal(
  tx: Writer,
  review: Review & { reason: string },
): Promise<Verdict<Proposal>> {
  const found = await openProposal(tx, review)
  if (!found.ok) return found
  const { state } = found.value
  if (state !== 'open' && state !== 'approved' && state !== 'scheduled') return decided(found.value)
  return act(tx, review, { state: 'rejected', reason: review.reason, actedBy: review.actor })
}

/**
 * Takes a proposal back: a schedule is cancelled and a beta ends, its members are decided by the release in force again.
 * Refuses `approval_decided`, `not_found`.
 */
export async function withdrawProposal(tx: Writer, review: Review): Promise<Verdict<Proposal>> {
  const found = await openProposal(tx, review)
  if (!found.ok) return found
  const { state } = found.value
  if (isOver(state)) return decided(found.value)
  if (state === 'beta') await endBeta(tx, review.programId)
  return act(tx, review, { state: 'withdrawn', actedBy: review.actor })
}

/** Nobody else publishes or decides until the transaction ends. Refuses `not_found`. */
export async function openProposal(
  tx: Writer,
  { programId, number }: { programId: number; number: number },
): Promise<Verdict<Proposal>> {
  await lockReleases(tx, programId)
  const proposal = await readProposal(tx, programId, number)
  return proposal === undefined
    ? refuse('not_found', `The programme has no proposal ${number}.`)
    : ok(proposal)
}

export function isOver(state: Proposal['state']): boolean {
  return state === 'published' || state === 'rejected' || state === 'withdrawn' || state === 'failed'
}

export function decided({ number, state }: Proposal): Verdict<never> {
  return refuse('approval_decided', `Proposal ${number} is ${state}.`)
}

/** Changes a proposal and writes it into the audit; what it is then. */
export async function act(
  tx: Writer,
  { programId, number, actor }: Omit<Review, 'credentialId'>,
  change: Omit<ProposalChange, 'number'>,
): Promise<Verdict<Proposal>> {
  await updateProposal(tx, programId, { number, ...change })
  const { state, release, betaRelease, publishAt, reason } = change
  await auditProgram(tx, {
    programId,
    actor,
    action: `proposal.${state}`,
    subject: String(number),
    detail: Object.fromEntries(
      Object.entries({ release, betaRelease, publishAt, reason }).filter(([, value]) => value != null),
    ),
  })
  return openProposal(tx, { programId, number })
}
