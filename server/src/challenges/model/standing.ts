import type { CardStanding } from '@perennial/contract'
import { type Day, dayStart, instantText } from '../../kernel/instants.ts'
import type { StampCard } from './card.ts'
import { type Filled, openOn } from './fill.ts'

/** Where a card stands on a day, in the words of the contract. */
export function standingOf(card: StampCard, filled: Filled, at: { day: Day; zone: string }): CardStanding {
  const { key, spec } = card
  const { completed } = filled
  const open = openOn(filled, at.day)
  const said = { card: key, name: spec.name, completed }
  if (completed > 0 && !spec.restarts) return { ...said, stamps: spec.size, size: spec.size, expiresAt: null }
  return {
    ...said,
    stamps: open.stamps,
    size: open.size ?? spec.size,
    expiresAt: open.ends === undefined ? null : instantText(dayStart(open.ends, at.zone)),
  }
}
