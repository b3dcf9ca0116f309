import type { MemberPatch } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import { type IdentifierContext, identifierKinds, normaliseIdentifier } from './model/identifiers.ts'
import { readName } from './model/newcomer.ts'
import {
  type Claim,
  changeMember,
  deleteIdentifiers,
  insertIdentifiers,
  lockMember,
  type Member,
  selectIdentifiers,
  selectMembers,
} from './store.ts'

export interface UpdateMember {
  programId: number
  /** Dashed UUID. */
  memberId: string
  /** What is absent stays, null removes, attributes are replaced as a whole. */
  patch: MemberPatch
  /** The revision that the edit is based on. */
  ifRevision: number | undefined
  context?: IdentifierContext
}

/**
 * Changes name, attributes and identifiers of a member. Refuses `edit_unconditional`, `not_found`, `edit_conflict`,
 * `identifier_invalid`, `identifier_taken`, and `body_invalid` when no identifier would be left. A refusal has
 * changed nothing.
 */
export async function updateMember(tx: Writer, input: UpdateMember): Promise<Verdict<Member>> {
  const { programId, memberId, patch } = input
  if (input.ifRevision === undefined)
    return refuse('edit_unconditional', 'Send If-Match with the revision of the member.')
  const name = readName(patch.name ?? undefined)
  if (!name.ok) return name
  const wanted = claimsOfPatch(input)
  if (!wanted.ok) return wanted
  const present = await lockMember(tx, programId, memberId)
  if (present === undefined) return refuse('not_found', 'There is no such member in the programme.')
  if (present.revision !== input.ifRevision)
    return refuse('edit_conflict', `The member is in revision ${present.revision}.`)
  const moved = await moveIdentifiers(tx, input, wanted.value)
  if (!moved.ok) return moved
  await changeMember(tx, {
    programId,
    memberId,
    name: patch.name === null ? null : name.value,
    attributes: patch.attributes,
  })
  const [member] = await selectMembers(tx, programId, [memberId])
  return member === undefined ? refuse('not_found', 'There is no such member in the programme.') : ok(member)
}

/** The identifiers that the patch sets, by kind; null where it removes one. */
function claimsOfPatch(input: UpdateMember): Verdict<Map<Claim['kind'], Claim | null>> {
  const claims = new Map<Claim['kind'], Claim | null>()
  for (const kind of identifierKinds) {
    const value = input.patch[kind]
    if (value === null) claims.set(kind, null)
    if (value === null || value === undefined) continue
    const identifier = normaliseIdentifier({ kind, value }, input.context)
    if (!identifier.ok) return identifier
    claims.set(kind, { ...identifier.value, memberId: input.memberId })
  }
  return ok(claims)
}

async function moveIdentifiers(
  tx: Writer,
  { programId, memberId }: UpdateMember,
  wanted: ReadonlyMap<Claim['kind'], Claim | null>,
): Promise<Verdict<undefined>> {
  if (wanted.size === 0) return ok(undefined)
  const present = await selectIdentifiers(tx, programId, memberId)
  const isKept = ({ kind, value }: { kind: Claim['kind']; value: string }) =>
    !wanted.has(kind) || wanted.get(kind)?.value === value
  const fresh = [...wanted.values()]
    .filter((claim) => claim !== null)
    .filter((claim) => !present.some((each) => each.kind === claim.kind && each.value === claim.value))
  if (fresh.length === 0 && !present.some(isKept))
    return refuse('body_invalid', 'A member keeps at least one identifier.')
  const taken = await insertIdentifiers(tx, programId, fresh)
  const missed = fresh.find((claim) => !taken.some((each) => each.kind === claim.kind))
  if (missed !== undefined) {
    await deleteIdentifiers(tx, programId, taken)
    return refuse('identifier_taken', `Another member has this ${missed.kind}.`, { field: missed.kind })
  }
  const gone = present.filter((each) => !isKept(each)).map((each) => ({ ...each, memberId }))
  if (gone.length > 0) await deleteIdentifiers(tx, programId, gone)
  return ok(undefined)
}
