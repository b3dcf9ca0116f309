import type { BetaAudience } from '@perennial/contract'
import { fingerprint } from '../../kernel/canonical.ts'
import { uuidOf } from '../../kernel/ids.ts'

/** A release that a part of the members has beside the one in force. */
export interface Beta {
  release: number
  audience: BetaAudience
}

/** The segments of each member, as far as anybody asked for them. */
export type SegmentsOf = ReadonlyMap<string, readonly string[]>

/** Whether {@link betaMembers} needs to know the segments of members. */
export function readsSegments({ audience }: Beta): boolean {
  return 'segments' in audience
}

/** Which of these members have a beta: at any moment a member has one release. */
export function betaMembers(
  beta: Beta,
  members: Iterable<string>,
  segmentsOf: SegmentsOf,
): ReadonlySet<string> {
  const isIn = insideOf(beta, segmentsOf)
  return new Set([...members].filter(isIn))
}

function insideOf({ release, audience }: Beta, segmentsOf: SegmentsOf): (member: string) => boolean {
  if ('percent' in audience) return (member) => isInShare({ release, percent: audience.percent }, member)
  if ('segments' in audience) {
    const segments = new Set(audience.segments)
    return (member) => segmentsOf.get(member)?.some((segment) => segments.has(segment)) === true
  }
  const named = new Set(audience.members.flatMap((member) => uuidOf('mem', member) ?? []))
  return (member) => named.has(member)
}

/**
 * Whether a share of the members holds this one. It hangs on the ids of release and member alone: a member stays in or
 * out for the whole of a beta, and the next beta finds others.
 */
function isInShare(beta: { release: number; percent: number }, memberId: string): boolean {
  const place = Number.parseInt(fingerprint(`${beta.release}/${memberId}`).slice(0, 12), 16) % 10_000
  return place < beta.percent * 100
}
