import type { MemberReference } from '@perennial/contract'
import { publicId, uuidOf } from '../../kernel/ids.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import {
  type IdentifierContext,
  type IdentifierKind,
  identifierKinds,
  normaliseIdentifier,
} from './identifiers.ts'

/** Who is meant, in one spelling. The value of an `id` is the dashed UUID. */
export interface NormalReference {
  kind: IdentifierKind | 'id'
  value: string
}

/** `email:sara@example.com`: the text by which resolved references are found again. */
export function referenceKey(reference: NormalReference): string {
  return `${reference.kind}:${reference.value}`
}

/** Refuses `identifier_invalid` with a field such as `member.email`. */
export function normaliseReference(
  reference: MemberReference,
  context: IdentifierContext = {},
): Verdict<NormalReference> {
  if (reference.id !== undefined) return referenceOfId(reference.id, 'member.id')
  for (const kind of identifierKinds) {
    const value = reference[kind]
    if (value !== undefined) return normaliseIdentifier({ kind, value, field: `member.${kind}` }, context)
  }
  return refuse('identifier_invalid', 'Name the member by an identifier.', { field: 'member' })
}

function referenceOfId(id: string, field: string): Verdict<NormalReference> {
  const uuid = uuidOf('mem', id)
  if (uuid !== undefined) return ok({ kind: 'id', value: uuid })
  const example = publicId('mem', '01933f6e-2b7a-7c3e-8d1f-000000000001')
  return refuse('identifier_invalid', `A member's id looks like ${example}.`, { field })
}

/** Reads `mem_0193...`, `externalId:17850`, `email:sara@example.com`, `phone:...` or `card:...`, as in a path. */
export function parseMemberAddress(text: string, context: IdentifierContext = {}): Verdict<NormalReference> {
  const cut = text.indexOf(':')
  const kind = identifierKinds.find((each) => each === text.slice(0, Math.max(cut, 0)))
  if (kind === undefined) return referenceOfId(text, 'member')
  return normaliseIdentifier({ kind, value: text.slice(cut + 1), field: 'member' }, context)
}
