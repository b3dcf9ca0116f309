import type { Instant } from '../kernel/instants.ts'
import { ok, type Verdict } from '../kernel/verdict.ts'
import { compileExpression } from '../programs/index.ts'
import { segmentQuery } from './model/query.ts'
import { segmentExpressions } from './model/segment.ts'
import { prepareFacts, type SegmentParts } from './refresh-segments.ts'
import { countFitting, type Person, sampleFitting } from './store.ts'

const sampleSize = 5

/** Who would be in a segment with this condition now. Refuses `rule_invalid` with the field `when`. */
export async function previewSegment(
  parts: SegmentParts,
  { programId, when, now }: { programId: number; when: string; now: Instant },
): Promise<Verdict<{ members: number; of: number; sample: Person[] }>> {
  const { database, programs, sources } = parts
  const release = await programs.currentRelease(programId)
  if (!release.ok) return release
  const context = release.value
  const rule = compileExpression<boolean>(segmentExpressions(sources).when, when, { field: 'when', context })
  if (!rule.ok) return rule
  await prepareFacts(parts, { release: context, reads: rule.value.reads, now })
  const query = segmentQuery(rule.value, { sources, context, programId, now })
  if (!query.ok) return query
  return database.read({ programId }, async (tx) => {
    const { members, of } = await countFitting(tx, query.value)
    return ok({ members, of, sample: members === 0 ? [] : await sampleFitting(tx, query.value, sampleSize) })
  })
}
