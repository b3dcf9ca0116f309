import type { Activity, StageRecord } from '../../activity/index.ts'
import { lineRefusal, wholeItems } from '../../earning/index.ts'
import type { StampCard } from './card.ts'

/** What stands of an order on a card; kept with the order. */
export type StampedRow = readonly [card: string, stamps: number]

/** The rows of a record; none for an order that stamped nothing. */
export function stampedRows(record: StageRecord): readonly StampedRow[] {
  return (record as readonly StampedRow[] | undefined) ?? []
}

/** Most stamps of one activity on one card: each full card is an activity of its own. */
const stampsMax = 1000

/** What is counted for a card. */
export interface Counted {
  /** Items, or 1 for the order or the activity; 0 where nothing is eligible. */
  base: number
  stamps: number
}

/** The stamps that an activity, or what is left of an order, gives. */
export function countFor(card: StampCard, { basket }: Activity): Counted {
  const { kind, count } = card.spec.stamps
  const lines = (basket?.lines ?? []).filter(
    (line) => line.quantity.units > 0n && line.amountMinor >= 0 && lineRefusal(card, line) === undefined,
  )
  const needsLine = kind === 'per-order' || card.picksLines
  const base =
    kind === 'per-item'
      ? wholeItems(lines.map((line) => line.quantity))
      : needsLine && lines.length === 0
        ? 0
        : 1
  return { base, stamps: Math.min(base * count, stampsMax) }
}
