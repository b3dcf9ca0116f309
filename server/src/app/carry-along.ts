import { carryCounters, type ProgramPlace } from '../activity/index.ts'
import { carryCards } from '../challenges/index.ts'
import { selectMerged } from '../members/index.ts'
import { carryTiers } from '../tiers/index.ts'
import type { Product } from './compose.ts'

/**
 * Lets all that members have beside value follow where they were merged into, and come back where a merge has ended: of
 * one member and of those they lead to in turn, or of everybody. May be called at any time, by anybody, and after a crash.
 */
export async function carryAlong(
  parts: Product,
  ask: { program: ProgramPlace; sourceId?: string },
): Promise<void> {
  const seen = new Set<string>()
  let next = ask.sourceId
  do {
    const one = { program: ask.program, ...(next === undefined ? {} : { sourceId: next }) }
    await carryTiers(parts, one)
    await carryCards(parts, one)
    await carryCounters(parts, one)
    if (next === undefined) return
    seen.add(next)
    next = await targetOf(parts, ask.program, next)
  } while (next !== undefined && !seen.has(next))
}

async function targetOf(
  { database }: Product,
  { programId }: ProgramPlace,
  memberId: string,
): Promise<string | undefined> {
  const [merged] = await database.read({ programId }, (tx) => selectMerged(tx, programId, memberId))
  return merged?.mergedInto
}

/** The same after returns, of those among their members who were merged into others. */
export async function carryReturned(
  parts: Product,
  program: ProgramPlace,
  members: ReadonlySet<string>,
): Promise<void> {
  for (const sourceId of members) {
    if ((await targetOf(parts, program, sourceId)) !== undefined)
      await carryAlong(parts, { program, sourceId })
  }
}
