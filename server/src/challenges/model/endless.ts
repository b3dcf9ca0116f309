import type { StampCardSpec } from '@perennial/contract'
import type { CompileContext, Stranger } from '../../programs/index.ts'
import type { StampCard } from './card.ts'

const byFullCards = 'card.completed'

/**
 * A full card stamps every card that listens to full cards, itself among them. Where one brings at least as many stamps
 * as fill a card again, one order would fill cards for ever.
 */
export function endlessCards({ spec }: StampCard, { specs }: CompileContext): readonly Stranger[] {
  if (!feedsItself(spec)) return []
  const all = [...(specs.get('stamp-card') ?? new Map()).values()] as readonly StampCardSpec[]
  const filled = all.filter(feedsItself).reduce((sum, { stamps, size }) => sum + stamps.count / size, 0)
  if (filled < 1) return []
  const detail =
    'A full card stamps the cards that count full cards, and so many stamps fill one of them again: they would fill ' +
    'each other for ever. Ask for more stamps, or set perDay or restarts: false.'
  return [{ field: 'on', detail }]
}

/** A card with an end of its own is filled by full cards only so often. */
function feedsItself({ on, restarts, perDay }: StampCardSpec): boolean {
  return on === byFullCards && restarts && perDay === undefined
}
