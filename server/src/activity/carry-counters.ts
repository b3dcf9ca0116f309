import { selectMerged } from '../members/index.ts'
import type { Database } from '../platform/database.ts'
import type { CommandAsked, ProgramPlace } from './ask.ts'
import type { Pipeline } from './pipeline.ts'
import { type CounterDifference, readCounterDifferences } from './store-carry.ts'

const perSweep = 2000

/**
 * Lets counters of members who were merged into others count for those: what was counted, and the room of limits that was
 * used. Takes it back where a merge has ended. Compares what should have been carried with what was, so it may be called
 * at any time, by anybody, and after a crash. Returns how many steps were taken.
 */
export async function carryCounters(
  parts: { database: Database; pipeline: Pick<Pipeline, 'carryOut'> },
  ask: { program: ProgramPlace; sourceId?: string },
): Promise<number> {
  const { programId } = ask.program
  const { sourceId } = ask
  let taken = 0
  for (;;) {
    const differences = await parts.database.read({ programId }, async (tx) => {
      const merged = await selectMerged(tx, programId, sourceId)
      const pairs = merged.map(({ memberId, mergedInto }) => ({ sourceId: memberId, targetId: mergedInto }))
      return readCounterDifferences(tx, { programId, pairs, sourceId, limit: perSweep })
    })
    const verdicts = await parts.pipeline.carryOut(ask.program, commandsOf(differences))
    const fresh = verdicts.filter((each) => each.ok && !each.value.replayed).length
    taken += fresh
    // Refused: somebody else carries at the same time, or the other has closed the account.
    if (fresh === 0) return taken
  }
}

function commandsOf(differences: readonly CounterDifference[]): CommandAsked[] {
  const pairs = Map.groupBy(differences, ({ sourceId, targetId }) => `${sourceId}/${targetId}`)
  return [...pairs].map(([pair, rows]) => {
    const { sourceId, targetId, steps } = rows[0] as CounterDifference
    const counts = rows.map(({ key, period, amount }) => ({ key, period, amount }))
    const step = steps + 1
    return {
      ownerId: targetId,
      command: { verb: 'carry-counters', from: sourceId, step, counts },
      type: 'wallet.carry-counters',
      sourceId: `counters/${pair}/${step}`,
    }
  })
}
