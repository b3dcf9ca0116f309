import type { MemberCreate } from '@perennial/contract'
import { parseInstant } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Newcomer } from '../store.ts'
import {
  type Identifier,
  type IdentifierContext,
  identifierKinds,
  normaliseIdentifier,
} from './identifiers.ts'

/**
 * A member as the wire gives it, ready to be enrolled under an id still to be chosen. `now` (epoch milliseconds) is
 * when the member joined unless the body says so. Refuses `identifier_invalid` and `body_invalid` with their field.
 */
export function readNewcomer(
  body: MemberCreate,
  context: IdentifierContext & { now: number },
): Verdict<Omit<Newcomer, 'memberId'>> {
  const identifiers: Identifier[] = []
  for (const kind of identifierKinds) {
    const value = body[kind]
    if (value === undefined) continue
    const identifier = normaliseIdentifier({ kind, value }, context)
    if (!identifier.ok) return identifier
    identifiers.push(identifier.value)
  }
  if (identifiers.length === 0)
    return refuse('body_invalid', 'Give at least one identifier: externalId, email, phone or card.')
  const name = readName(body.name)
  if (!name.ok) return name
  const enrolledAt = body.enrolledAt === undefined ? context.now : parseInstant(body.enrolledAt)
  if (enrolledAt === undefined)
    return refuse('body_invalid', 'enrolledAt is no instant that exists.', { field: 'enrolledAt' })
  return ok({
    identifiers,
    enrolledAt,
    ...(name.value === undefined ? {} : { name: name.value }),
    ...(body.attributes === undefined ? {} : { attributes: body.attributes }),
  })
}

/** A name without edges and in one spelling; refused when nothing is left or it breaks lines. */
export function readName(name: string | undefined): Verdict<string | undefined> {
  if (name === undefined) return ok(undefined)
  const text = name.trim().normalize('NFC')
  return text === '' || /\p{Cc}/u.test(text)
    ? refuse('body_invalid', 'A name has letters and no control characters.', { field: 'name' })
    : ok(text)
}
