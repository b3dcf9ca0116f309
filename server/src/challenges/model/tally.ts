import type { Stamp } from '../../activity/index.ts'
import { type Filled, fill, type StampRow } from './fill.ts'

/** All that is known of one owner on one card. */
export interface CardTally {
  /** By day, then by release; each at most once. */
  rows: readonly StampRow[]
  /** What they make of the card. */
  filled: Filled
  /** What stands of its rewards, by the number of the currency. */
  granted: ReadonlyMap<number, number>
  /** The highest round that was ever told: no round is told twice. */
  told: number
}

/** What is known of one owner, by card; a card that was never stamped is absent. */
export type CardTallies = ReadonlyMap<string, CardTally>

export const unstamped: CardTally = { rows: [], filled: fill([]), granted: new Map(), told: 0 }

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
  const granted = new Map(tally.granted)
  for (const [currency, units] of stamp.posted) granted.set(currency, (granted.get(currency) ?? 0) + units)
  const filled = fill(rows)
  return { rows, filled, granted, told: Math.max(tally.told, filled.completed) }
}
