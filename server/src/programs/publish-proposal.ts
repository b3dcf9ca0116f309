import type { BetaAudience, WorseChange } from '@perennial/contract'
import { type Instant, instantText } from '../kernel/instants.ts'
import { ok, type Refusal, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import { appendEvents } from '../platform/outbox.ts'
import type { AnyKind } from './definition.ts'
import { earliestAfter, isAnnounced, noticeNeeded } from './notice.ts'
import { betaRunning, prepareRelease, publishDefinitions, readSettings } from './publish-release.ts'
import { act, decided, isOver, openProposal, type Review } from './review-proposal.ts'
import { type Proposal, readBetaProposal } from './store-proposals.ts'
import { beginBeta } from './store-state.ts'

export interface PublishProposal extends Review {
  /** When, by the programme's clock; now when absent or past. */
  at?: Instant
  /** By the programme's clock. */
  now: Instant
}

/**
 * Publishes what was frozen, whatever the drafts say by now, at once or at an instant. Refuses `approval_needed` where
 * the programme wants four eyes and only its author has seen it, `beta_running` while another proposal has one,
 * `approval_decided`, `not_found`, and what publishing refuses.
 */
export async function publishProposal(
  tx: Writer,
  kinds: readonly AnyKind[],
  ask: PublishProposal,
): Promise<Verdict<Proposal>> {
  const found = await publishable(tx, kinds, ask)
  if (!found.ok) return found
  const { at, now, actor } = ask
  if (at === undefined || at <= now) return publishNow(tx, kinds, { ...ask, proposal: found.value })
  const notice = await noticeOf(tx, kinds, { ...ask, at, proposal: found.value })
  if (!notice.ok) return notice
  const change = { state: 'scheduled', publishAt: new Date(at), actedBy: actor } as const
  const scheduled = await act(tx, ask, { ...change, ...notice.value })
  if (notice.value.worse !== undefined) await announce(tx, ask, at)
  return scheduled
}

/** What has to be announced now for a proposal to be published at an instant. Refuses `notice_needed`. */
async function noticeOf(
  tx: Writer,
  kinds: readonly AnyKind[],
  ask: { programId: number; at: Instant; now: Instant; proposal: Proposal },
): Promise<Verdict<{ worse?: WorseChange[]; announcedAt?: Date }>> {
  const { programId, at, now, proposal } = ask
  const { definitions } = proposal
  const prepared = await prepareRelease(tx, { programId, kinds, definitions })
  if (!prepared.ok) return prepared
  const { worse, noticeDays } = prepared.value
  if (isAnnounced(proposal, { worse, noticeDays, now: at })) return ok({})
  const earliest = earliestAfter(now, noticeDays)
  return at < earliest ? noticeNeeded(worse, noticeDays, earliest) : ok({ worse, announcedAt: new Date(now) })
}

async function announce(tx: Writer, { programId, number }: Review, at: Instant): Promise<void> {
  await appendEvents(tx, programId, [
    {
      type: 'terms.change-announced',
      activity: '',
      owner: '',
      subject: `proposal/${number}`,
      detail: { proposal: number, publishAt: instantText(at) },
    },
  ])
}

/**
 * Publishes a proposal whose instant has come, once, whoever asks. One that cannot be published fails with the reason;
 * undefined when it is no longer scheduled.
 */
export async function publishScheduled(
  tx: Writer,
  kinds: readonly AnyKind[],
  ask: { programId: number; number: number; now: Instant },
): Promise<Refusal | 'published' | undefined> {
  const { programId, number, now } = ask
  const found = await openProposal(tx, ask)
  if (!found.ok || found.value.state !== 'scheduled') return undefined
  if (found.value.publishAt === null || found.value.publishAt.getTime() > now) return undefined
  const review = { programId, number, actor: 'system', credentialId: 'system' }
  const checked = await publishable(tx, kinds, review)
  const published = checked.ok
    ? await publishNow(tx, kinds, { ...review, proposal: checked.value, now })
    : checked
  if (published.ok) return 'published'
  await act(tx, review, { state: 'failed', reason: published.refusal.detail, actedBy: 'system' })
  return published.refusal
}

/** Gives what was frozen to a part of the members. Refuses as {@link publishProposal}. */
export async function startBeta(
  tx: Writer,
  kinds: readonly AnyKind[],
  ask: Review & { audience: BetaAudience },
): Promise<Verdict<Proposal>> {
  const { programId, audience, actor } = ask
  const found = await publishable(tx, kinds, ask)
  if (!found.ok) return found
  if (found.value.state === 'beta') return decided(found.value)
  const published = await publishDefinitions(tx, { ...contentOf(kinds, programId, found.value), audience })
  if (!published.ok) return published
  const { number } = published.value
  await beginBeta(tx, programId, number)
  return act(tx, ask, { state: 'beta', betaRelease: number, audience, actedBy: actor })
}

/** The proposal, where it may be published now. */
async function publishable(
  tx: Writer,
  kinds: readonly AnyKind[],
  review: { programId: number; number: number },
): Promise<Verdict<Proposal>> {
  const found = await openProposal(tx, review)
  if (!found.ok) return found
  if (isOver(found.value.state)) return decided(found.value)
  const beta = await readBetaProposal(tx, review.programId)
  if (beta !== undefined && beta.number !== review.number) return betaRunning(beta)
  const settings = await readSettings(tx, review.programId, kinds)
  if (settings?.publishing.fourEyes === true && found.value.approvedBy === null)
    return refuse(
      'approval_needed',
      'The programme wants four eyes: a second person has to approve it first.',
    )
  return ok(found.value)
}

async function publishNow(
  tx: Writer,
  kinds: readonly AnyKind[],
  ask: Omit<Review, 'credentialId'> & { proposal: Proposal; now: Instant },
): Promise<Verdict<Proposal>> {
  const { programId, actor, proposal, now } = ask
  const published = await publishDefinitions(tx, {
    ...contentOf(kinds, programId, proposal),
    noticed: (worse, noticeDays) => isAnnounced(proposal, { worse, noticeDays, now }),
  })
  if (!published.ok) return published
  return act(tx, ask, { state: 'published', release: published.value.number, actedBy: actor })
}

function contentOf(kinds: readonly AnyKind[], programId: number, proposal: Proposal) {
  const { number, note, author, definitions } = proposal
  // Limits were checked when it was proposed, or were said not to matter.
  return { programId, kinds, definitions, note, actor: author, proposal: number, acceptsBrokenLimits: true }
}
