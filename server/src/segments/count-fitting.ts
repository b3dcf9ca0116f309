import { memberFacts, selectByChance } from '../members/index.ts'
import { type Reader, readInTime } from '../platform/database.ts'
import { type Asked, estimateMembers } from './model/estimate.ts'
import type { SegmentQuery } from './model/query.ts'
import { edgesOf } from './model/slices.ts'
import type { Person } from './store.ts'
import {
  countAll,
  countAmong,
  countSlices,
  expectFew,
  type Found,
  type Plan,
  parts,
  planCounting,
} from './store-counting.ts'

/** Who fits: how many of how many there are, and some of them. */
export interface Fitting {
  members: number
  /** Whether some whom chance chose stand for all. */
  estimated: boolean
  /** By how many `members` may be off; 0 where everybody was counted. */
  margin: number
  of: number
  sample: Person[]
}

/** How long an answer may take; where that is too short to count everybody, it is an estimate. */
export interface Budget {
  ms: number
  /** A clock that nobody sets, in milliseconds. */
  now(): number
}

interface Looking {
  /** How many of those who fit are named. */
  samples: number
  /** Default: everybody is counted, however long it takes. */
  within?: Budget
  /** Where chance chooses fewer, all members are counted at once, whatever the time. Default 1,000. */
  chosenMin?: number
}

/**
 * How many whom chance chose are asked first, however long it takes; how many tell what members are like by their own rows;
 * how many tell where to divide all into slices.
 */
const chosen = { first: 64, telling: 512, dividing: 2048 }

/** The share of the time in which the chosen are asked before all are counted. */
const shareSoon = 0.1

/** Into how many slices members are divided where counting them may be given up. */
const slicesMax = 64

/**
 * Counts how many members there are and who fits among them. Some whom chance chose are asked first. Then everybody is
 * counted, if there is time for it; if not, as many of the chosen as there is time for stand for all.
 */
export async function countFitting(tx: Reader, query: SegmentQuery, looking: Looking): Promise<Fitting> {
  const { samples, within, chosenMin = 1000 } = looking
  const leftMs = timer(within)
  const plan = await planCounting(tx, query)
  const programId = Number(query.params[0])
  const soon = await hear(tx, plan, { samples, leftMs: () => (within ? leftMs(shareSoon) : 0) })
  const ids = await selectByChance(tx, programId, { limit: chosen.dividing })
  const isMany = ids.length >= chosenMin
  const edges = edgesOf(isMany ? ids : [], within ? slicesMax : parts)
  const of = await countAll(tx, plan, edges)
  if (isMany) await expectFew(tx, plan, ids.slice(0, chosen.telling))
  const few = soon.some.length < samples ? samples : 0
  const counted = await countSlices(tx, plan, { edges, few, leftMs: isMany ? leftMs : timer(undefined) })
  if (counted !== undefined) {
    const sample = await named(tx, programId, [...new Set([...soon.some, ...counted.some])].slice(0, samples))
    return { members: counted.members, estimated: false, margin: 0, of, sample }
  }
  const heard = await hear(tx, plan, { samples, leftMs, soon })
  const sample = await named(tx, programId, heard.some)
  return { ...estimateMembers({ of, ...heard }), estimated: true, of, sample }
}

/** How much is left of a share of the time; where it has no end, infinitely much. */
function timer(within: Budget | undefined): (share?: number) => number {
  if (within === undefined) return () => Number.POSITIVE_INFINITY
  const startedMs = within.now()
  return (share = 1) => startedMs + share * within.ms - within.now()
}

async function named(tx: Reader, programId: number, owners: readonly string[]): Promise<Person[]> {
  const names = await memberFacts(tx, programId, owners)
  return owners.map((ownerId) => ({ ownerId, name: names.get(ownerId)?.name ?? null }))
}

/** What those said who were asked, and how many a millisecond the last of them were. */
interface Heard extends Asked {
  some: Found['some']
  perMs: number
}

/** The next are so many that they take a part of the time that is left: then one that takes longer is hardly late. */
const boldness = 0.5

/** One in so many of those who were asked is worth another statement. */
const worth = 1 / 8

/**
 * Asks the chosen, in their order: the first in any case, and each time up to twice as many more, as time allows. Those
 * who were heard soon are not asked again.
 */
async function hear(
  tx: Reader,
  plan: Plan,
  ask: { samples: number; leftMs: () => number; soon?: Heard },
): Promise<Heard> {
  const { samples, leftMs } = ask
  let heard: Heard = ask.soon ?? { asked: 0, fitting: 0, some: [], perMs: 0 }
  for (;;) {
    const { asked, fitting, some, perMs } = heard
    const beforeMs = leftMs()
    const inTime = Math.floor(boldness * beforeMs * perMs)
    const limit = asked === 0 ? chosen.first : Math.min(2 * asked, inTime)
    if (limit < worth * asked) return heard
    const ids = await selectByChance(tx, Number(plan.query.params[0]), { after: asked, limit })
    if (ids.length === 0) return heard
    const among = () => countAmong(tx, plan, { ids, few: samples })
    const found = asked === 0 ? await among() : await readInTime(tx, leftMs(), among)
    if (found === undefined) return heard
    heard = {
      asked: asked + ids.length,
      fitting: fitting + found.members,
      some: [...some, ...found.some].slice(0, samples),
      perMs: ids.length / Math.max(1, beforeMs - leftMs()),
    }
  }
}
