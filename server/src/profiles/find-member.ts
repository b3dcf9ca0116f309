import { type Refusal, RefusalError, type Verdict } from '../kernel/verdict.ts'
import { type FoundMember, getMember, identifierContext } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Place } from './place.ts'

/** The member that a path names. An address that cannot exist is answered like one that does not: `not_found`. */
export async function findMember(
  tx: Reader,
  { programId, release }: Place,
  member: string,
): Promise<FoundMember> {
  const context = identifierContext(release)
  const found: Verdict<FoundMember> = await getMember(tx, { programId, member, context })
  if (found.ok) return found.value
  const { detail } = found.refusal
  const refusal: Refusal =
    found.refusal.code === 'identifier_invalid' ? { code: 'not_found', detail } : found.refusal
  throw new RefusalError(refusal)
}
