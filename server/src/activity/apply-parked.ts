import type { Database } from '../platform/database.ts'
import type { ProgramPlace } from './ask.ts'
import type { Pipeline } from './pipeline.ts'
import { readReadyParked } from './store-parked.ts'

const perSweep = 500

/** Applies the parked returns of a programme whose orders have come; how many. A refused one is kept with its reason. */
export async function applyParked(
  parts: { database: Database; pipeline: Pipeline },
  program: ProgramPlace,
): Promise<number> {
  const ready = await parts.database.read({ programId: program.programId }, (tx) =>
    readReadyParked(tx, program.programId, perSweep),
  )
  let applied = 0
  // One after the other: returns of one order must be applied in the order in which they came.
  for (const each of ready) {
    const verdict = await parts.pipeline.applyParked(program, each)
    if (verdict.ok && verdict.value.status === 'recorded') applied += 1
  }
  return applied
}
