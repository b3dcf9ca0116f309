import type { BetaAudience } from '@perennial/contract'
import { fingerprint } from '../../kernel/canonical.ts'
import { uuidOf } from '../../kernel/ids.ts'

/** A release that a part of the members has beside the one in force. */
export interface Beta {
  release: number
  audience: BetaAudience
}

/** Which of these members have a beta. It hangs on who they are alone, so a member has one release at a time. */
export function betaMembers(beta: Beta, members: Iterable<string>): ReadonlySet<string> {
  const { release, audience } = beta
  const named = namedMembers(audience)
  const isIn = (member: string) =>
    'percent' in audience ? isInShare({ release, percent: audience.percent }, member) : named?.has(member)
  return new Set([...members].filter(isIn))
}

/**
 * Whether a share of the members holds this one. It hangs on the ids of release and member alone: a member stays in or
 * out for the whole of a beta, and the next beta finds others.
 */
function isInShare(beta: { release: number; percent: number }, memberId: string): boolean {
  const place = Number.parseInt(fingerprint(`${beta.release}/${memberId}`).slice(0, 12), 16) % 10_000
  return place < beta.percent * 100
}

/** The members that an audience names one by one; undefined for any other audience. */
function namedMembers(audience: BetaAudience): ReadonlySet<string> | undefined {
  if (!('members' in audience)) return undefined
  return new Set(audience.members.flatMap((member) => uuidOf('mem', member) ?? []))
}
