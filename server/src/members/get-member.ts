import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Reader } from '../platform/database.ts'
import type { IdentifierContext } from './model/identifiers.ts'
import { parseMemberAddress } from './model/references.ts'
import { type Member, selectMembers } from './store.ts'
import { selectHolder } from './store-merge.ts'

/** A member as an address finds it. */
export interface FoundMember extends Member {
  /** The member whom the address names, where that one was merged into this. */
  redirectedFrom?: string
}

interface AddressedMember {
  programId: number
  member: string
  context?: IdentifierContext
}

/**
 * One member by `mem_...`, or by an identifier such as `externalId:17850`, whatever the status; for a member who was
 * merged, the one they lead to. Refuses `not_found`, and `identifier_invalid` for an address that names nobody's kind
 * of identifier.
 */
export async function getMember(tx: Reader, input: AddressedMember): Promise<Verdict<FoundMember>> {
  const named = await getNamedMember(tx, input)
  if (!named.ok || named.value.mergedRoot === null) return named
  const [root] = await selectMembers(tx, input.programId, [named.value.mergedRoot])
  return root === undefined ? nobody() : ok({ ...root, redirectedFrom: named.value.memberId })
}

/** The member whom the address itself names, merged or not. Refuses as {@link getMember}. */
export async function getNamedMember(tx: Reader, input: AddressedMember): Promise<Verdict<Member>> {
  const { programId } = input
  const address = parseMemberAddress(input.member, input.context)
  if (!address.ok) return address
  const { kind, value } = address.value
  const memberId = kind === 'id' ? value : await selectHolder(tx, programId, { kind, value })
  const [member] = memberId === undefined ? [] : await selectMembers(tx, programId, [memberId])
  return member === undefined ? nobody() : ok(member)
}

function nobody(): Verdict<never> {
  return refuse('not_found', 'There is no such member in the programme.')
}
