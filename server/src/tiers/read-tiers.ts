import type { TierStanding } from '@perennial/contract'
import { dayOf, type Instant } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { standingOf } from './model/standing.ts'
import { fallsOn, levelAt, totalAt, windowStart } from './model/window.ts'
import { readDays } from './store.ts'
import { countLevels, firstMisfit, rebuildTotals } from './store-whole.ts'

/**
 * Where owners stand at any instant, past or future, by the net totals known now and no activity after it; ladders by
 * key. Owners about whom nothing is stored stand where everybody starts.
 */
export async function tierStandings(
  tx: Reader,
  input: { programId: number; release: Release; owners: readonly string[]; at: Instant },
): Promise<ReadonlyMap<string, readonly TierStanding[]>> {
  const { release, owners } = input
  const ladders = laddersOf(release)
  const day = dayOf(input.at, release.timeZone)
  const asked = owners.flatMap((ownerId) =>
    ladders.map((ladder) => {
      const { window, graceDays } = ladder.spec
      return { ownerId, ladder: ladder.key, from: windowStart(window, day - graceDays), until: day }
    }),
  )
  const days = asked.length === 0 ? [] : await readDays(tx, input.programId, asked)
  return new Map(
    owners.map((ownerId, owner) => [
      ownerId,
      ladders.map((ladder, index) => {
        const own = days[owner * ladders.length + index] ?? []
        const place = {
          level: levelAt(ladder, own, day),
          total: totalAt(ladder.spec.window, own, day),
          falls: fallsOn(ladder, own, day),
        }
        return standingOf(ladder, place, release.timeZone)
      }),
    ]),
  )
}

/** How many members stand at each tier of a ladder. */
export interface TierMix {
  ladder: string
  name: string
  /** From the lowest; `tier` null are the members below the first one. */
  tiers: readonly { tier: string | null; name: string | null; members: number }[]
}

/**
 * Tier counts of the whole programme at an instant, in one statement a ladder. `members` is how many there are by
 * then: those about whom nothing is stored stand where everybody starts.
 */
export async function tierMix(
  tx: Reader,
  input: { programId: number; release: Release; at: Instant; members: number },
): Promise<readonly TierMix[]> {
  const { programId, release } = input
  const day = dayOf(input.at, release.timeZone)
  const mixes: TierMix[] = []
  for (const ladder of laddersOf(release)) {
    const levels = new Map(await countLevels(tx, { programId, ladder, day }))
    const start = levelAt(ladder, [], day)
    const counted = [...levels.values()].reduce((sum, owners) => sum + owners, 0)
    levels.set(start, (levels.get(start) ?? 0) + Math.max(0, input.members - counted))
    const tiers = ladder.spec.tiers.map((tier, level) => ({
      tier: tier.key,
      name: tier.name,
      members: levels.get(level) ?? 0,
    }))
    const below = start < 0 ? [{ tier: null, name: null, members: levels.get(-1) ?? 0 }] : []
    mixes.push({ ladder: ladder.key, name: ladder.spec.name, tiers: [...below, ...tiers] })
  }
  return mixes
}

/** The first running total that does not follow from the days; undefined when all do. */
export async function verifyTiers(
  tx: Reader,
  input: { programId: number; release: Release },
): Promise<{ name: string; ownerId: string; detail: string } | undefined> {
  for (const ladder of laddersOf(input.release)) {
    const misfit = await firstMisfit(tx, input.programId, ladder)
    if (misfit === undefined) continue
    const { ownerId, stored, recomputed } = misfit
    const detail = `The ladder ${ladder.key} holds ${stored ?? 'nothing'}, but the days add up to ${recomputed}.`
    return { name: 'tier-total', ownerId, detail }
  }
  return undefined
}

/** Computes all running totals again from their days, as a release that changes the window of a ladder needs. */
export async function rebuildTiers(
  tx: Writer,
  input: { programId: number; release: Release },
): Promise<number> {
  let rebuilt = 0
  for (const ladder of laddersOf(input.release)) rebuilt += await rebuildTotals(tx, input.programId, ladder)
  return rebuilt
}
