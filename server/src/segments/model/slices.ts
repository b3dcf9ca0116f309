/** Slices of members in a row, by their places: from one up to before another. */
export interface Run {
  from: number
  to: number
}

const lowest = '00000000-0000-0000-0000-000000000000'
const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/**
 * What divides all members into slices of about a size by their ids, going by the ids of some: the slice at a place lies
 * from its edge up to before the next.
 */
export function edgesOf(ids: readonly string[], slices: number): readonly string[] {
  const sorted = ids.toSorted()
  const bounds = Array.from({ length: slices - 1 }, (_, index) =>
    sorted.at(Math.floor(((index + 1) * sorted.length) / slices)),
  )
  return [lowest, ...new Set(bounds.filter((bound) => bound !== undefined)), highest]
}

/** The places given as runs, in their order; of a single long one so many are made. */
export function runsOf(places: readonly number[], runsMin: number): readonly Run[] {
  const longest = Math.ceil(places.length / runsMin)
  const runs: Run[] = []
  for (const place of places.toSorted((one, other) => one - other)) {
    const last = runs.at(-1)
    if (last?.to === place && last.to - last.from < longest) last.to++
    else runs.push({ from: place, to: place + 1 })
  }
  return runs
}

/** So many slices, which lie all over, tell first how fast counting goes. */
const firstStep = 2

/** A statement over a few slices takes longer for each than one over many: by how much it may seem too slow. */
const patience = { few: 4, factor: 2 }

/** What share of the time that is left a statement may take: then one that takes longer is hardly late. */
const boldness = 0.6

/** How far counting is: what waits of so many slices, how many the last step counted, and how long that took. */
export interface Progress {
  of: number
  waiting: readonly number[]
  last: { slices: number; tookMs: number }
}

/**
 * Which slices are counted next: in each step twice as many as were counted before and no more than are counted well within
 * the time that is left, or all if time has no end. None where the rest would be late, going by the last step: what is not
 * counted to the end tells nothing.
 */
export function nextPlaces({ of, waiting, last }: Progress, leftMs: number): readonly number[] {
  const counted = of - waiting.length
  if (leftMs === Number.POSITIVE_INFINITY) return waiting
  if (leftMs <= 0) return []
  if (counted === 0) return waiting.filter((place) => (place * firstStep) % of < firstStep)
  const inTime = (leftMs * last.slices) / Math.max(1, last.tookMs)
  if (waiting.length > inTime * (last.slices <= patience.few ? patience.factor : 1)) return []
  return waiting.slice(0, Math.max(1, Math.min(2 * counted, Math.floor(boldness * inTime))))
}
