import type { TierGrantView, TierStanding } from '@perennial/contract'
import type { TierMemory } from '../activity/index.ts'
import { publicId } from '../kernel/ids.ts'
import { type Day, dayOf, dayText, type Instant } from '../kernel/instants.ts'
import { memberFacts } from '../members/index.ts'
import type { Database, Reader, Writer } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { laddersOf } from './model/climb.ts'
import { nothingKnown } from './model/grant.ts'
import { type Ladder, levelOf } from './model/ladder.ts'
import { projectionOf, standingOf } from './model/standing.ts'
import {
  fallsOn,
  type History,
  levelAt,
  looksBackTo,
  totalAt,
  windowOf,
  windowStart,
} from './model/window.ts'
import { readDays, readStates } from './store.ts'
import { lockLook, markDue } from './store-now.ts'
import { countLevels, firstMisfit, readUnanchored, rebuildTotals, writeAnchors } from './store-whole.ts'

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
  const histories = await readHistories(tx, { ...input, ladders, zone: release.timeZone, day })
  return new Map(
    owners.map((ownerId) => [
      ownerId,
      ladders.map((ladder) => {
        const history = histories.get(`${ownerId}/${ladder.key}`) ?? { days: [], memory: nothingKnown }
        const place = {
          level: levelAt(ladder, history, day),
          total: totalAt(windowOf(ladder, history.memory.anchor), history.days, day),
          falls: fallsOn(ladder, history, day),
        }
        const projected = projectionOf(ladder, history, { place, day, zone: release.timeZone })
        return { ...standingOf(ladder, place, release.timeZone), projected }
      }),
    ]),
  )
}

/** All that the tiers of owners on a day follow from, by owner and ladder; with what counts only later where it is wanted. */
export async function readHistories(
  tx: Reader,
  ask: {
    programId: number
    owners: readonly string[]
    ladders: readonly Ladder[]
    zone: string
    day: Day
    ahead?: boolean
  },
): Promise<ReadonlyMap<string, History>> {
  const { programId, owners, ladders, day, ahead = false } = ask
  const until = ahead ? Number.POSITIVE_INFINITY : day
  if (ladders.length === 0 || owners.length === 0) return new Map()
  const memories = new Map<string, TierMemory>()
  for (const state of await readStates(tx, programId, owners))
    memories.set(`${state.ownerId}/${state.ladder}`, state.memory)
  await addJoining(tx, memories, ask)
  const asked = owners.flatMap((ownerId) =>
    ladders.map((ladder) => {
      const window = windowOf(ladder, memories.get(`${ownerId}/${ladder.key}`)?.anchor)
      const from = windowStart(window, looksBackTo(ladder, day))
      return { ownerId, ladder: ladder.key, from, until }
    }),
  )
  const days = await readDays(tx, programId, asked)
  return new Map(
    asked.map(({ ownerId, ladder }, index) => {
      const place = `${ownerId}/${ladder}`
      return [place, { days: days[index] ?? [], memory: memories.get(place) ?? nothingKnown }]
    }),
  )
}

/** Adds the day of joining where years begin on it and it is not remembered yet. */
async function addJoining(
  tx: Reader,
  memories: Map<string, TierMemory>,
  ask: { programId: number; owners: readonly string[]; ladders: readonly Ladder[]; zone: string },
): Promise<void> {
  const yearly = ask.ladders.filter(({ spec }) => spec.window === 'enrolment-year')
  const isUnanchored = (place: string) => memories.has(place) && memories.get(place)?.anchor === undefined
  const owners = ask.owners.filter((owner) => yearly.some(({ key }) => isUnanchored(`${owner}/${key}`)))
  if (owners.length === 0) return
  for (const [owner, { enrolledAt }] of await memberFacts(tx, ask.programId, owners)) {
    const anchor = dayOf(enrolledAt, ask.zone)
    for (const { key } of yearly) {
      const place = `${owner}/${key}`
      if (isUnanchored(place)) memories.set(place, { ...memories.get(place), anchor })
    }
  }
}

/** The tiers that staff gave an owner by hand, latest first. */
export async function tierGrants(
  tx: Reader,
  ask: { programId: number; ownerId: string },
): Promise<readonly TierGrantView[]> {
  const states = await readStates(tx, ask.programId, [ask.ownerId])
  return states
    .flatMap(({ ladder, memory }) => (memory.grants ?? []).map((grant) => ({ ladder, grant })))
    .sort((a, b) => (a.grant.id < b.grant.id ? 1 : -1))
    .map(({ ladder, grant }) => ({
      grant: publicId('act', grant.id),
      ladder,
      tier: grant.tier,
      from: dayText(grant.from),
      until: dayText(grant.until),
      revoked: grant.revoked === undefined ? null : dayText(grant.revoked),
    }))
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
    const start = levelOf(ladder, 0)
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

interface Rebuild {
  programId: number
  release: Release
  /** Ends it between two pages. */
  signal?: AbortSignal
}

/**
 * Computes running totals again that are of another window than their ladder's, for how many owners. Decisions do so by
 * themselves for whom they are about, with all the days that it takes; this spares them.
 */
export async function rebuildTiers(database: Database, input: Rebuild): Promise<number> {
  const { programId, release } = input
  let rebuilt = 0
  for (const ladder of laddersOf(release)) {
    if (ladder.spec.window === 'enrolment-year')
      await inPages(input, (after) =>
        database.write({ programId }, (tx) => anchorOwners(tx, input, { ladder: ladder.key, after })),
      )
    rebuilt += await inPages(input, (after) =>
      database.write({ programId }, (tx) =>
        rebuildTotals(tx, { programId, ladder, after, limit: ownersPerPage }),
      ),
    )
  }
  return rebuilt
}

const ownersPerPage = 1000
const beforeAll = '00000000-0000-0000-0000-000000000000'

/** Goes through owners, in their order; how many there were. */
async function inPages(
  { signal }: Rebuild,
  work: (after: string) => Promise<readonly string[]>,
): Promise<number> {
  let [after, done] = [beforeAll, 0]
  for (;;) {
    signal?.throwIfAborted()
    const owners = await work(after)
    done += owners.length
    const last = owners.at(-1)
    if (last === undefined) return done
    after = last
  }
}

/** Remembers on which day owners joined who were counted while years did not begin on it. */
async function anchorOwners(
  tx: Writer,
  { programId, release }: Rebuild,
  { ladder, after }: { ladder: string; after: string },
): Promise<readonly string[]> {
  // Who is looked at meanwhile is looked at again.
  await lockLook(tx, programId)
  const owners = await readUnanchored(tx, { programId, ladder, after, limit: ownersPerPage })
  const members = await memberFacts(tx, programId, owners)
  const joined = [...members].map(([ownerId, { enrolledAt }]) => ({
    ownerId,
    anchor: dayOf(enrolledAt, release.timeZone),
  }))
  await writeAnchors(tx, { programId, ladder, joined })
  await markDue(tx, { programId, ladder, owners })
  return owners
}
