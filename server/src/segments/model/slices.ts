import { type CountedSlice, type Gap, gapsIn } from './estimate.ts'

/** Slices of members in a row, by their places: from one up to before another. */
export interface Run {
  from: number
  to: number
}

const lowest = '00000000-0000-0000-0000-000000000000'
const highest = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** What divides all members into slices by their ids: the slice at a place lies from its edge up to before the next. */
export function edgesOf(bounds: readonly string[]): readonly string[] {
  return [lowest, ...new Set(bounds), highest]
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

/** The ends, the middle and the quarters: they tell how fast counting goes, and are done however slow that is. */
const firstStep = 5

/** Fewer slices would leave processors without work. */
const stepMin = 2

/** What share of the time that is left a statement is to take, so that one that takes twice as long is hardly late. */
const boldness = 0.6

/** So many are counted at even distances, whatever they say; of fewer, neighbours may agree by chance. */
const evenly = 9

/** What a gap is worth looking into beside how much its two sides differ. */
const unseen = 0.1

/**
 * Which slices are counted next, by how long those took that were counted: all, where the time that is left suffices for
 * it, because nothing else is exact; or as many as take a part of it; none where they would be fewer than are worth a
 * statement.
 */
export function nextPlaces(
  slices: readonly CountedSlice[],
  { spentMs, leftMs }: { spentMs: number; leftMs: number },
): readonly number[] {
  const waiting = inOrderOfWorth(slices)
  const done = slices.reduce((sum, { of, members }) => sum + (members === undefined ? 0 : of), 0)
  if (done === 0) return waiting.slice(0, firstStep)
  const inTime = (done * Math.max(0, leftMs)) / Math.max(1, spentMs)
  const rest = slices.reduce((sum, { of, members }) => sum + (members === undefined ? of : 0), 0)
  if (rest <= inTime) return waiting
  let room = inTime * boldness
  const next: number[] = []
  for (const place of waiting) {
    room -= slices[place]?.of ?? 0
    if (room < 0) return next.length < stepMin ? [] : next
    next.push(place)
  }
  return next
}

/**
 * The places that were not counted, those first that tell most: the ends, and then always the middle of the widest gap;
 * of gaps whose sides differ, narrower ones too. Ids follow enrolment, and so does much of what is asked of members: any
 * number of the first lie all over, and closest where something changes.
 */
function inOrderOfWorth(slices: readonly CountedSlice[]): readonly number[] {
  const counted = slices.filter(({ members, of }) => members !== undefined && of > 0).length
  const worth = (gap: Gap) =>
    counted < evenly ? gap.to - gap.from : gap.of * (unseen + Math.abs(gap.before - gap.behind))
  const last = slices.length - 1
  const order = [...new Set([last, 0])].filter((place) => slices[place]?.members === undefined)
  const part = (gap: Gap, from: number, to: number): readonly Gap[] => {
    const of = slices.slice(from, to).reduce((sum, slice) => sum + slice.of, 0)
    return from < to ? [{ ...gap, from, to, of }] : []
  }
  let gaps = gapsIn(slices).flatMap((gap) => part(gap, Math.max(1, gap.from), Math.min(last, gap.to)))
  while (gaps.length > 0) {
    const widest = gaps.reduce((best, gap) => (worth(gap) > worth(best) ? gap : best))
    const middle = Math.floor((widest.from + widest.to) / 2)
    order.push(middle)
    gaps = [
      ...gaps.filter((gap) => gap !== widest),
      ...part(widest, widest.from, middle),
      ...part(widest, middle + 1, widest.to),
    ]
  }
  return order
}
