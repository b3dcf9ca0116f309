import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Reader } from '../platform/database.ts'
import type { IdentifierContext } from './model/identifiers.ts'
import { parseMemberAddress } from './model/references.ts'
import { type Member, selectMembers, selectReferenced } from './store.ts'

/**
 * One member by `mem_...`, or by an identifier such as `externalId:17850`, whatever the status. Refuses `not_found`,
 * and `identifier_invalid` for an address that names nobody's kind of identifier.
 */
export async function getMember(
  tx: Reader,
  input: { programId: number; member: string; context?: IdentifierContext },
): Promise<Verdict<Member>> {
  const address = parseMemberAddress(input.member, input.context)
  if (!address.ok) return address
  let memberId: string | undefined = address.value.value
  if (address.value.kind !== 'id')
    memberId = (await selectReferenced(tx, input.programId, [address.value]))[0]?.memberId
  const [member] = memberId === undefined ? [] : await selectMembers(tx, input.programId, [memberId])
  return member === undefined ? refuse('not_found', 'There is no such member in the programme.') : ok(member)
}
