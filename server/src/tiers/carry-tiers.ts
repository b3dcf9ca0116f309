import type { CommandAsked, Pipeline, ProgramPlace } from '../activity/index.ts'
import { dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { selectMerged } from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { type CarryDifference, readDifferences } from './store-carry.ts'

export interface CarryParts {
  database: Database
  programs: Pick<Programs, 'currentRelease'>
  pipeline: Pick<Pipeline, 'carryOut'>
}

const perSweep = 2000

/**
 * Lets what members count who were merged into others count for those, and takes it back where a merge has ended.
 * Compares what should have been carried with what was, so it may be called at any time, by anybody, and after a crash.
 * Returns how many steps were taken.
 */
export async function carryTiers(
  parts: CarryParts,
  ask: { program: ProgramPlace; sourceId?: string },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const ladders = laddersOf(release).map((ladder) => ladder.key)
  if (ladders.length === 0) return 0
  // Days ahead are carried when they have come.
  const until = dayOf(systemClock.now() + clockOffsetSeconds * 1000, release.timeZone)
  let taken = 0
  for (;;) {
    const differences = await parts.database.read({ programId }, async (tx) => {
      const merged = await selectMerged(tx, programId)
      const pairs = merged
        .filter(({ memberId }) => ask.sourceId === undefined || memberId === ask.sourceId)
        .map(({ memberId, mergedInto }) => ({ sourceId: memberId, targetId: mergedInto }))
      const { sourceId } = ask
      return readDifferences(tx, { programId, pairs, sourceId, ladders, until, limit: perSweep })
    })
    const verdicts = await parts.pipeline.carryOut(ask.program, commandsOf(differences))
    const fresh = verdicts.filter((each) => each.ok && !each.value.replayed).length
    taken += fresh
    // Refused: somebody else carries at the same time, or the other has closed the account.
    if (fresh === 0 || differences.length < perSweep) return taken
  }
}

function commandsOf(differences: readonly CarryDifference[]): CommandAsked[] {
  const pairs = Map.groupBy(differences, ({ sourceId, targetId }) => `${sourceId}/${targetId}`)
  return [...pairs].map(([pair, rows]) => {
    const { sourceId, targetId, steps } = rows[0] as CarryDifference
    const counts = rows.map(({ ladder, day, amount }) => ({ ladder, day, amount }))
    const step = steps + 1
    return {
      ownerId: targetId,
      command: { verb: 'carry-tiers', from: sourceId, step, counts },
      type: 'wallet.carry-tiers',
      sourceId: `tiers/${pair}/${step}`,
    }
  })
}
