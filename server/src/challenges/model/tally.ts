import type { Stamp, StampsCame } from '../../activity/index.ts'
import { type Filled, fill, type StampRow } from './fill.ts'

/** All that is known of one owner on one card. */
export interface CardTally {
  /** By day, then by release; each at most once. */
  rows: readonly StampRow[]
  /** What came from members who were merged into the owner. */
  came: readonly StampsCame[]
  /** What they make of the card. */
  filled: Filled
  /** What stands of its rewards, by the number of the currency. */
  granted: ReadonlyMap<number, number>
  /** The highest round that was ever told: no round is told twice. */
  told: number
}

/** What is known of one owner, by card; a card that was never stamped is absent. */
export type CardTallies = ReadonlyMap<string, CardTally>

export const unstamped: CardTally = {
  rows: [],
  came: [],
  filled: fill([]),
  granted: new Map(),
  told: 0,
}

/** The rows with some stamps more, or fewer; rows of nothing are left out. */
export function withStamps(rows: readonly StampRow[], change: StampRow): readonly StampRow[] {
  const { day, release } = change
  const place = rows.findIndex((row) => row.day > day || (row.day === day && row.release >= release))
  const at = place < 0 ? rows.length : place
  const found = rows[at]
  const isThere = found !== undefined && found.day === day && found.release === release
  const amount = (isThere ? found.amount : 0) + change.amount
  const own = amount === 0 ? [] : [{ ...change, amount }]
  return [...rows.slice(0, at), ...own, ...rows.slice(isThere ? at + 1 : at)]
}

/** Stamps a card: the one fold of cards. */
export function stampOn(tally: CardTally, stamp: Stamp): CardTally {
  const { day, release, terms, amount } = stamp
  const rows = withStamps(tally.rows, { day, release, terms, amount })
  const filled = fill(rows, tally.came)
  const told = Math.max(tally.told, filled.completed)
  return { ...tally, rows, filled, granted: grantedWith(tally, stamp.posted), told }
}

/** Lets what a member has come onto the card, instead of what came of them before. */
export function joinCard(tally: CardTally, came: StampsCame, posted: Stamp['posted']): CardTally {
  const all = withCame(tally, came)
  const filled = fill(tally.rows, all)
  const told = Math.max(toldWith(tally, came), filled.completed)
  return { ...tally, came: all, filled, granted: grantedWith(tally, posted), told }
}

/** What came, with this instead of what came of the same member before; what is nothing is left out. */
export function withCame(tally: CardTally, came: StampsCame): readonly StampsCame[] {
  const others = tally.came.filter((each) => each.from !== came.from)
  const isNothing = came.completed === 0 && came.told === 0 && came.stamps.length === 0
  return isNothing ? others : [...others, came]
}

/** Rounds that the member was told are told here, too. */
export function toldWith(tally: CardTally, came: StampsCame): number {
  const before = tally.came.find((each) => each.from === came.from)
  return Math.max(0, tally.told + came.told - (before?.told ?? 0))
}

function grantedWith({ granted }: CardTally, posted: Stamp['posted']): ReadonlyMap<number, number> {
  const units = new Map(granted)
  for (const [currency, amount] of posted) units.set(currency, (units.get(currency) ?? 0) + amount)
  return units
}
