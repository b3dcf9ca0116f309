import type { StampsCame, StampTerms } from '../../activity/index.ts'
import { addMonths, type Day } from '../../kernel/instants.ts'

/** Stamps of one day under the terms of one release, net of returns. */
export interface StampRow {
  day: Day
  release: number
  terms: StampTerms
  amount: number
}

/** Stamps that are on the card now: given together, ending together. */
export interface Live {
  /** The day and the release that gave them. */
  day: Day
  release: number
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

/** A card while it is being filled. */
interface Filling {
  rounds: { terms: StampTerms; times: number }[]
  completed: number
  live: Live[]
}

/**
 * Fills cards with stamps, in the order of days and, within a day, of releases. A card takes the size and the reward
 * under which its oldest stamp was given; it is full with so many stamps of which none has ended. This is the
 * definition: everything that is told or given follows from the rows alone. Rows come sorted. What came from members who
 * were merged into the owner is on the card before the first stamp of the day on which it came.
 */
export function fill(rows: readonly StampRow[], came: readonly StampsCame[] = []): Filled {
  const filling: Filling = { rounds: [], completed: 0, live: [] }
  const waiting = [...came].sort((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1))
  let today = { day: Number.NEGATIVE_INFINITY, given: 0 }
  for (const { day, release, terms, amount } of rows) {
    for (let next = waiting[0]; next !== undefined && next.day <= day; next = waiting[0]) {
      join(filling, next)
      waiting.shift()
    }
    if (day !== today.day) today = { day, given: 0 }
    const count = Math.min(amount, (terms.perDay ?? Number.POSITIVE_INFINITY) - today.given)
    filling.live = filling.live.filter((each) => each.ends > day)
    if (count <= 0 || isOver(filling, terms)) continue
    const taken = terms.restarts ? count : Math.min(count, missing(filling, terms))
    today.given += taken
    filling.live.push({ day, release, terms, ends: endOf(terms, day), count: taken })
    complete(filling)
  }
  for (const each of waiting) join(filling, each)
  return filling
}

/** A card that does not restart takes nothing more once it is full. */
function isOver({ completed }: Filling, { restarts }: StampTerms): boolean {
  return !restarts && completed > 0
}

/** How many stamps the card lacks; it has the terms of its oldest one. Where a larger one's ended, the next tells that it is full. */
function missing({ live }: Filling, terms: StampTerms): number {
  return Math.max(1, (live[0]?.terms ?? terms).size - countOf(live))
}

/**
 * What came was counted under the cap of its own day and member, and what that member had filled was given there. The
 * oldest stamps still fill first, whoever brought them.
 */
function join(filling: Filling, came: StampsCame): void {
  filling.completed += came.completed
  filling.live = filling.live.filter((each) => each.ends > came.day && !isOver(filling, each.terms))
  for (const { day, release, terms, amount: count } of came.stamps) {
    const ends = endOf(terms, day)
    if (ends <= came.day || isOver(filling, terms)) continue
    const place = filling.live.findIndex((each) => each.day > day)
    const stamps = { day, release, terms, ends, count }
    if (place < 0) filling.live.push(stamps)
    else filling.live.splice(place, 0, stamps)
  }
  complete(filling)
}

function complete(filling: Filling): void {
  for (let times = fullTimes(filling.live); times > 0; times = fullTimes(filling.live)) {
    const own = (filling.live[0] as Live).terms
    const taken = own.restarts ? times : 1
    filling.live = without(filling.live, own.size * taken)
    filling.rounds.push({ terms: own, times: taken })
    filling.completed += taken
    filling.live = filling.live.filter((each) => each.terms.restarts)
  }
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
