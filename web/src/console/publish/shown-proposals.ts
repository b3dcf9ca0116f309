import type { ProposalView } from '@perennial/contract'

export type Proposal = Omit<ProposalView, 'comments'>
export type Verb = 'approve' | 'publish' | 'schedule' | 'beta' | 'withdraw' | 'reject'

const undecided: readonly Proposal['state'][] = ['open', 'approved', 'scheduled', 'beta']
const rejectedMax = 3

/**
 * Proposals that wait for something, the last ones that were rejected since the release in force, and what could not be
 * published, until something else is proposed.
 */
export function shownProposals(proposals: readonly Proposal[], release: number): readonly Proposal[] {
  const rejected = proposals
    .filter(({ state, base }) => state === 'rejected' && base === release)
    .slice(0, rejectedMax)
  const ended: readonly Proposal['state'][] = ['failed', 'rejected']
  const newest = proposals.find(({ state }) => !ended.includes(state))?.proposal ?? 0
  return proposals.filter(
    (each) =>
      undecided.includes(each.state) ||
      rejected.includes(each) ||
      (each.state === 'failed' && each.proposal > newest),
  )
}

const verbsOf: Readonly<Partial<Record<Proposal['state'], readonly Verb[]>>> = {
  open: ['approve', 'publish', 'schedule', 'beta', 'reject', 'withdraw'],
  approved: ['publish', 'schedule', 'beta', 'reject', 'withdraw'],
  scheduled: ['publish', 'schedule', 'beta', 'withdraw'],
  beta: ['publish', 'withdraw'],
}

interface Standing {
  isOwn: boolean
  fourEyes: boolean
  /** Whether another proposal is with a test group, which keeps everything else from going out. */
  isHeldBack: boolean
}

/** What may be done with a proposal: nobody approves their own, and with four eyes approval comes before publishing. */
export function verbsFor(
  { state, approvedBy }: Pick<Proposal, 'state' | 'approvedBy'>,
  { isOwn, fourEyes, isHeldBack }: Standing,
): readonly Verb[] {
  return (verbsOf[state] ?? []).filter((verb) => {
    if (verb === 'approve' || verb === 'reject') return !isOwn
    return verb === 'withdraw' || (!isHeldBack && (!fourEyes || approvedBy !== null))
  })
}
