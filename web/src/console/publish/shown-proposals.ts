import type { ProposalView } from '@perennial/contract'

export type Proposal = Omit<ProposalView, 'comments'>
export type Verb = 'approve' | 'publish' | 'withdraw' | 'reject'

const undecided: readonly Proposal['state'][] = ['open', 'approved', 'scheduled', 'beta', 'failed']
const rejectedMax = 3

/** Proposals that wait for something, and the last ones that were rejected since the release in force. */
export function shownProposals(proposals: readonly Proposal[], release: number): readonly Proposal[] {
  const rejected = proposals
    .filter(({ state, base }) => state === 'rejected' && base === release)
    .slice(0, rejectedMax)
  return proposals.filter((each) => undecided.includes(each.state) || rejected.includes(each))
}

const verbsOf: Readonly<Partial<Record<Proposal['state'], readonly Verb[]>>> = {
  open: ['approve', 'publish', 'reject', 'withdraw'],
  approved: ['publish', 'reject', 'withdraw'],
  scheduled: ['publish', 'withdraw'],
  beta: ['publish', 'withdraw'],
  failed: ['withdraw'],
}

/** What may be done with a proposal: nobody approves their own, and with four eyes approval comes before publishing. */
export function verbsFor(
  { state, approvedBy }: Pick<Proposal, 'state' | 'approvedBy'>,
  { isOwn, fourEyes }: { isOwn: boolean; fourEyes: boolean },
): readonly Verb[] {
  return (verbsOf[state] ?? []).filter((verb) => {
    if (verb === 'approve' || verb === 'reject') return !isOwn
    return verb !== 'publish' || !fourEyes || approvedBy !== null
  })
}
