import { orThrow } from '../kernel/verdict.ts'
import { referenceKey, resolveMembers } from '../members/index.ts'
import type { Database, Reader } from '../platform/database.ts'
import {
  betaMembers,
  type Programs,
  type Release,
  readsSegments,
  type SegmentsOf,
} from '../programs/index.ts'
import type { Asked } from './batch-find.ts'

/** What choosing a release needs. */
export interface ChooseParts {
  database: Database
  programs: Pick<Programs, 'beta' | 'release'>
  segmentsOf: ReadSegments
}

/** The segments that members are in, in one statement. */
export type ReadSegments = (tx: Reader, programId: number, owners: readonly string[]) => Promise<SegmentsOf>

/**
 * The release of the beta for what its members ask, by the item; nothing without a beta, which costs no statement. Whoever
 * is no member yet is none of the beta: the enrolment is decided by the release in force, and all that follows by the
 * member's own. What names its order alone (a return) is decided by the order's release, whoever sends it.
 */
export async function betaReleases(
  parts: ChooseParts,
  programId: number,
  asked: readonly (Asked | undefined)[],
): Promise<ReadonlyMap<Asked, Release>> {
  const beta = await parts.programs.beta(programId)
  if (beta === undefined) return new Map()
  const release = orThrow(await parts.programs.release(programId, beta.release))
  const items = asked.filter((each) => each !== undefined && each.newcomer === undefined) as Asked[]
  const { owners, inside } = await parts.database.read({ programId }, async (tx) => {
    const found = await ownersOf(tx, programId, items)
    const members = [...new Set(found.values())]
    const segments = readsSegments(beta) ? await parts.segmentsOf(tx, programId, members) : new Map()
    return { owners: found, inside: betaMembers(beta, members, segments) }
  })
  return new Map(
    items
      .filter((each) => inside.has(owners.get(each) ?? ''))
      .map((each): [Asked, Release] => [each, release]),
  )
}

async function ownersOf(
  tx: Reader,
  programId: number,
  asked: readonly Asked[],
): Promise<ReadonlyMap<Asked, string>> {
  const references = asked.flatMap(({ member }) => (member === undefined ? [] : [member]))
  const members = await resolveMembers(tx, programId, references)
  const owners = new Map<Asked, string>()
  for (const each of asked) {
    const owner = each.ownerId ?? (each.member && members.get(referenceKey(each.member)))
    if (owner !== undefined) owners.set(each, owner)
  }
  return owners
}
