import type { Instant } from '../kernel/instants.ts'
import { ok, type Verdict } from '../kernel/verdict.ts'
import { compileExpression, type FactProgress } from '../programs/index.ts'
import { type Budget, countFitting, type Fitting } from './count-fitting.ts'
import { segmentQuery } from './model/query.ts'
import { segmentExpressions } from './model/segment.ts'
import { prepareFacts, type SegmentParts } from './refresh-segments.ts'

const sampleSize = 5

interface Preview extends Fitting {
  /** How far the histories are that it reads; null when they are complete. */
  building: FactProgress | null
}

/** Who would be in a segment with this condition now. Refuses `rule_invalid` with the field `when`. */
export async function previewSegment(
  parts: SegmentParts,
  ask: { programId: number; when: string; now: Instant; within?: Budget; signal?: AbortSignal },
): Promise<Verdict<Preview>> {
  const { database, programs, sources } = parts
  const { programId, when, now, within, signal } = ask
  const release = await programs.currentRelease(programId)
  if (!release.ok) return release
  const context = release.value
  const rule = compileExpression<boolean>(segmentExpressions(sources).when, when, { field: 'when', context })
  if (!rule.ok) return rule
  const unready = await prepareFacts(parts, { release: context, reads: rule.value.reads, now })
  const [building = null] = unready.values()
  const query = segmentQuery(rule.value, { sources, context, programId, now })
  if (!query.ok) return query
  const looking = { samples: sampleSize, ...(within && { within }) }
  return database.read(
    { programId },
    async (tx) => ok({ ...(await countFitting(tx, query.value, looking)), building }),
    signal && { signal },
  )
}
