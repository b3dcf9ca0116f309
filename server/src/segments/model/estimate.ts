/** Members with ids in a row: how many there are, and how many of them fit; undefined where they were not counted. */
export interface CountedSlice {
  of: number
  members: number | undefined
}

/** Slices in a row that were not counted, from one place up to before another. */
export interface Gap {
  from: number
  to: number
  of: number
  /** Of how many in one those fit who were counted next to it, on both sides. */
  before: number
  behind: number
}

/** How many standard deviations a margin is wide. */
const deviations = 2.5

/**
 * How many fit in all slices, in the order of ids. In a gap the share is taken to go from that on its one side to that on
 * its other. The margin follows from how much these differ, which takes in chance as well as what changes with enrolment;
 * where they do not differ, from chance alone. Added is what may lie in a gap unseen: the less, the more were counted.
 */
export function estimateMembers(slices: readonly CountedSlice[]): { members: number; margin: number } {
  const { members, of } = countedOf(slices)
  const gaps = gapsIn(slices)
  const uncounted = gaps.reduce((sum, gap) => sum + gap.of, 0)
  const more = gaps.reduce((sum, gap) => sum + (gap.of * (gap.before + gap.behind)) / 2, 0)
  const between = gaps.reduce(
    (sum, gap) =>
      sum + ((gap.of * (gap.before - gap.behind)) ** 2 / 2) * (1 + 1 / Math.max(1, gap.to - gap.from)),
    0,
  )
  const seen = slices.filter((slice) => slice.members !== undefined && slice.of > 0).length
  const unseen = gaps.reduce((sum, gap) => sum + (gap.of / (2 * (seen + 1))) ** 2, 0)
  const variance = Math.max(between, varianceByChance({ members, of, uncounted })) + unseen
  const furthest = Math.max(more, uncounted - more)
  return {
    members: Math.round(members + more),
    margin: Math.ceil(Math.min(deviations * Math.sqrt(variance), furthest)),
  }
}

function countedOf(slices: readonly CountedSlice[]): { members: number; of: number } {
  const counted = slices.filter((slice) => slice.members !== undefined)
  return {
    members: counted.reduce((sum, slice) => sum + (slice.members ?? 0), 0),
    of: counted.reduce((sum, slice) => sum + slice.of, 0),
  }
}

/**
 * What was not counted yet. A slice without members tells nothing of those beside it; where nothing was counted on a side,
 * the share of all who were stands for it.
 */
export function gapsIn(slices: readonly CountedSlice[]): readonly Gap[] {
  const counted = countedOf(slices)
  const share = counted.members / Math.max(1, counted.of)
  const gaps: Gap[] = []
  let before = share
  let waiting: Gap[] = []
  let open: Gap | undefined
  for (const [place, { of, members }] of slices.entries()) {
    if (members === undefined) {
      if (open === undefined) {
        open = { from: place, to: place, of: 0, before, behind: share }
        waiting.push(open)
      }
      open.to = place + 1
      open.of += of
    } else {
      open = undefined
      if (of === 0) continue
      before = members / of
      gaps.push(...waiting.map((gap) => ({ ...gap, behind: before })))
      waiting = []
    }
  }
  return [...gaps, ...waiting]
}

/** By how much chance alone moves the members who fit among those who were not counted; also where nobody was found. */
function varianceByChance(at: { members: number; of: number; uncounted: number }): number {
  const share = (at.members + 1) / (at.of + 2)
  return share * (1 - share) * (at.uncounted ** 2 / (at.of + 1) + at.uncounted)
}
