import type { WalletCommand } from '@perennial/contract'
import type { CommandAsked, Pipeline, ProgramPlace, TierMemory } from '../activity/index.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import { dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { selectMerged } from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { type CarriedMemory, type CarryDifference, readDifferences, readMemories } from './store-carry.ts'

export interface CarryParts {
  database: Database
  programs: Pick<Programs, 'currentRelease'>
  pipeline: Pick<Pipeline, 'carryOut'>
}

const perSweep = 2000

/**
 * Lets what members count who were merged into others count for those, with the tiers that staff gave them and the
 * highest they reached, and takes it back where a merge has ended. Compares what should have been carried with what
 * was, so it may be called at any time, by anybody, and after a crash. Returns how many steps were taken.
 */
export async function carryTiers(
  parts: CarryParts,
  ask: { program: ProgramPlace; sourceId?: string },
): Promise<number> {
  const { programId, clockOffsetSeconds } = ask.program
  const { sourceId } = ask
  const release = orThrow(await parts.programs.currentRelease(programId))
  const ladders = laddersOf(release).map((ladder) => ladder.key)
  if (ladders.length === 0) return 0
  // Days ahead are carried when they have come.
  const until = dayOf(systemClock.now() + clockOffsetSeconds * 1000, release.timeZone)
  let taken = 0
  for (;;) {
    const { memories, differences } = await parts.database.read({ programId }, async (tx) => {
      const merged = await selectMerged(tx, programId, sourceId)
      const pairs = merged.map(({ memberId, mergedInto }) => ({ sourceId: memberId, targetId: mergedInto }))
      const place = { programId, pairs, sourceId, ladders }
      return {
        memories: await readMemories(tx, place),
        differences: await readDifferences(tx, { ...place, until, limit: perSweep }),
      }
    })
    const verdicts = await parts.pipeline.carryOut(ask.program, commandsOf(memories, differences))
    const fresh = verdicts.filter((each) => each.ok && !each.value.replayed).length
    taken += fresh
    // Refused: somebody else carries at the same time, or the other has closed the account.
    if (fresh === 0) return taken
  }
}

type Carry = Extract<WalletCommand, { verb: 'carry-tiers' }>

function commandsOf(
  memories: readonly CarriedMemory[],
  differences: readonly CarryDifference[],
): CommandAsked[] {
  const commands = new Map<string, { ownerId: string; command: Carry }>()
  const commandOf = ({ sourceId, targetId, steps }: CarriedMemory | CarryDifference): Carry => {
    const pair = `${sourceId}/${targetId}`
    const known = commands.get(pair)
    if (known !== undefined) return known.command
    const command: Carry = { verb: 'carry-tiers', from: sourceId, step: steps + 1, counts: [], memory: [] }
    commands.set(pair, { ownerId: targetId, command })
    return command
  }
  for (const row of memories) {
    const now = whatFollows(row.own)
    // What is remembered goes back with the last of the days that it belongs to.
    if (row.own === null && differences.length === perSweep) continue
    if (canonicalJson(now) !== canonicalJson(row.carried ?? whatFollows(null)))
      commandOf(row).memory?.push({ ladder: row.ladder, ...now })
  }
  for (const row of differences) {
    const { ladder, day, amount } = row
    commandOf(row).counts.push({ ladder, day, amount })
  }
  return [...commands].map(([pair, { ownerId, command }]) => ({
    ownerId,
    command: command.memory?.length === 0 ? withoutMemory(command) : command,
    type: 'wallet.carry-tiers',
    sourceId: `tiers/${pair}/${command.step}`,
  }))
}

function withoutMemory({ memory: _, ...command }: Carry): Carry {
  return command
}

/** Of a member's memory what follows into a merge: their tiers by hand, and the highest tier that they, or others before, reached. */
function whatFollows(own: TierMemory | null): Omit<NonNullable<Carry['memory']>[number], 'ladder'> {
  const grants = (own?.grants ?? []).map(({ of: _, ...grant }) => grant)
  const peaks = [
    ...(own?.peak === undefined ? [] : [own.peak]),
    ...(own?.peaks ?? []).map(([, peak]) => peak),
  ]
  return { grants, ...(peaks.length === 0 ? {} : { peak: Math.max(...peaks) }) }
}
