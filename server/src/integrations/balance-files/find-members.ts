import { refuse, type Verdict } from '../../kernel/verdict.ts'
import {
  identifierContext,
  type NormalReference,
  normaliseReference,
  readNewcomer,
  referenceKey,
  resolveHolders,
} from '../../members/index.ts'
import type { Database } from '../../platform/database.ts'
import type { Release } from '../../programs/index.ts'
import type { Balance } from './model/read-balance.ts'

/** Whose a row is: a member, or somebody who is to be enrolled, by the identifiers that name them. */
export type RowOwner = { memberId: string } | { newcomer: readonly string[] }

export interface FindParts {
  database: Database
  programId: number
  release: Release
  /** Whether who is not known is enrolled. */
  enrol: boolean
}

type Identifiers = Balance['identifiers']

/** Whose rows these are, in their order; one query for all. Refuses rows of nobody, of two members, of closed accounts. */
export async function findOwners(
  parts: FindParts,
  rows: readonly Identifiers[],
): Promise<Verdict<RowOwner>[]> {
  const { database, programId, release } = parts
  const read = rows.map((each) => referencesOf(each, release))
  const all = read.flatMap((each) => (each.ok ? each.value : []))
  const holders = await database.read({ programId }, (tx) => resolveHolders(tx, programId, all))
  return read.map((references, index): Verdict<RowOwner> => {
    if (!references.ok) return references
    const keys = references.value.map(referenceKey)
    const found = new Map(
      keys.flatMap((key) => [holders.get(key) ?? []].flat()).map((each) => [each.memberId, each]),
    )
    const [holder] = found.values()
    if (found.size > 1)
      return refuse('identifier_taken', 'The identifiers of the row belong to different members.')
    if (holder?.status === 'closed') return refuse('member_closed', 'The account is closed.')
    if (holder !== undefined) return { ok: true, value: { memberId: holder.memberId } }
    if (!parts.enrol) return refuse('member_unknown', 'No member has this identifier.')
    const newcomer = readNewcomer(rows[index] ?? {}, { ...identifierContext(release), now: 0 })
    return newcomer.ok ? { ok: true, value: { newcomer: keys } } : newcomer
  })
}

function referencesOf(identifiers: Identifiers, release: Release): Verdict<NormalReference[]> {
  const context = identifierContext(release)
  const references: NormalReference[] = []
  for (const [kind, value] of Object.entries(identifiers)) {
    const reference = normaliseReference({ [kind]: value }, context)
    if (!reference.ok) return reference
    references.push(reference.value)
  }
  return { ok: true, value: references }
}
