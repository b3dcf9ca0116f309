import type { Instant } from '../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import type { Segment } from './model/segment.ts'
import { lockState, makeMoves, noteMove, readSince, writeState } from './store.ts'

/** The segment of a release by its key. Refuses `not_found`. */
export function findSegment(release: Release, key: string): Verdict<Segment> {
  const segment = release.of<Segment>('segment').find((each) => each.key === key)
  return segment === undefined ? refuse('not_found', `The programme has no segment "${key}".`) : ok(segment)
}

/**
 * Puts a member on the list of a fixed segment or takes one off; whether that changed anything. Refuses `not_found`, and
 * `segment_live` for a segment that has a condition.
 */
export async function keepList(
  tx: Writer,
  input: { release: Release; segment: string; ownerId: string; entered: boolean; now: Instant },
): Promise<Verdict<boolean>> {
  const { release, ownerId, entered, now } = input
  const { programId } = release
  const found = findSegment(release, input.segment)
  if (!found.ok) return found
  if (found.value.rule !== undefined)
    return refuse('segment_live', `Who is in "${input.segment}" follows from its condition.`)
  const segment = found.value.key
  await lockState(tx, programId, segment)
  const since = await readSince(tx, { programId, segment, ownerId })
  if ((since !== undefined) === entered) return ok(false)
  const change = { programId, segment, at: now }
  await noteMove(tx, change, { ownerId, entered })
  const members = await makeMoves(tx, change)
  await writeState(tx, programId, { segment, condition: '', evaluatedAt: new Date(now), tookMs: 0, members })
  return ok(true)
}
