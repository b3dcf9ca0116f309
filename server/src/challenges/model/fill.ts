import type { StampTerms } from '../../activity/index.ts'
import { addMonths, type Day } from '../../kernel/instants.ts'

/** Stamps of one day under the terms of one release, net of returns. */
export interface StampRow {
  day: Day
  release: number
  terms: StampTerms
  amount: number
}

/** Stamps that are on the card now: given together, ending together. */
interface Live {
  terms: StampTerms
  /** The first day on which they are gone; infinity for never. */
  ends: Day
  count: number
}

/** What stamps made of a card. */
export interface Filled {
  /** Full cards, oldest first; equal ones in a row are told together. */
  rounds: readonly { terms: StampTerms; times: number }[]
  completed: number
  /** What is left on the card that is being filled, oldest first, as of the last day of the stamps. */
  live: readonly Live[]
}

/** The first day on which a stamp of a day is gone. */
function endOf({ expires }: StampTerms, day: Day): Day {
  if (expires === undefined) return Number.POSITIVE_INFINITY
  return (expires.months === undefined ? day + (expires.days ?? 0) : addMonths(day, expires.months)) + 1
}

/**
 * Fills cards with stamps, in the order of days and, within a day, of releases. A card takes the size and the reward
 * under which its oldest stamp was given; it is full with so many stamps of which none has ended. This is the
 * definition: everything that is told or given follows from the rows alone. Rows come sorted.
 */
export function fill(rows: readonly StampRow[]): Filled {
  const rounds: { terms: StampTerms; times: number }[] = []
  let completed = 0
  let live: Live[] = []
  let today = { day: Number.NEGATIVE_INFINITY, given: 0 }
  for (const { day, terms, amount } of rows) {
    if (day !== today.day) today = { day, given: 0 }
    const count = Math.min(amount, (terms.perDay ?? Number.POSITIVE_INFINITY) - today.given)
    live = live.filter((each) => each.ends > day)
    // A card that does not restart takes nothing more once it is full.
    if (count <= 0 || (!terms.restarts && completed > 0)) continue
    today.given += count
    live.push({ terms, ends: endOf(terms, day), count })
    for (let times = fullTimes(live); times > 0; times = fullTimes(live)) {
      const own = (live[0] as Live).terms
      const taken = own.restarts ? times : 1
      live = without(live, own.size * taken)
      rounds.push({ terms: own, times: taken })
      completed += taken
      live = live.filter((each) => each.terms.restarts)
    }
  }
  return { rounds, completed, live }
}

/** How often the stamps fill a card of the terms of the oldest: as often as these alone do, or once together with others. */
function fullTimes(live: readonly Live[]): number {
  const [oldest] = live
  if (oldest === undefined) return 0
  const own = Math.floor(oldest.count / oldest.terms.size)
  return own > 0 || countOf(live) < oldest.terms.size ? own : 1
}

function without(live: readonly Live[], stamps: number): Live[] {
  let rest = stamps
  return live.flatMap((each) => {
    const taken = Math.min(rest, each.count)
    rest -= taken
    return taken === each.count ? [] : [{ ...each, count: each.count - taken }]
  })
}

function countOf(live: readonly Live[]): number {
  return live.reduce((sum, each) => sum + each.count, 0)
}

/** What of the stamps is on the card on a day, none given after it: their number, its size, and when the first ends. */
export function openOn(
  { live }: Filled,
  day: Day,
): { stamps: number; size: number | undefined; ends: Day | undefined } {
  const open = live.filter((each) => each.ends > day)
  const ends = Math.min(...open.map((each) => each.ends))
  return {
    stamps: countOf(open),
    size: open[0]?.terms.size,
    ends: ends === Number.POSITIVE_INFINITY ? undefined : ends,
  }
}
