import type { RuleVerdict } from '@perennial/contract'
import type { Activity } from '../../activity/index.ts'
import { lineMiss, noLineSaying, type Saying, say, told } from '../../earning/index.ts'
import type { StampCard } from './card.ts'
import { countFor } from './count.ts'

/** A card's verdict in plain words. It grants no points itself: those of a full card stand among the effects. */
export function explainCard(card: StampCard, activity: Activity): RuleVerdict {
  const { base, stamps } = countFor(card, activity)
  const { size, perDay, stamps: each } = card.spec
  const said = {
    rule: `card:${card.key}`,
    name: card.spec.name,
    applied: stamps > 0,
    desired: 0,
    granted: 0,
  }
  if (stamps === 0) return { ...said, ...told([noneSaying(card, activity)]) }
  const sayings = [say('card-stamped', { stamps, size }, `${numbered(stamps, 'stamp')} of ${size}.`)]
  if (perDay !== undefined)
    sayings.push(say('card-day-limit', { perDay }, `A day counts at most ${numbered(perDay, 'stamp')}.`))
  const unit = each.kind === 'per-item' ? 'item' : each.kind === 'per-order' ? 'order' : 'activity'
  const calculation = `${unit === 'activity' ? '1 activity' : numbered(base, unit)} x ${each.count} = ${stamps}`
  return { ...said, ...told(sayings), calculation }
}

function noneSaying(card: StampCard, { basket }: Activity): Saying {
  const lines = (basket?.lines ?? []).filter((line) => line.quantity.units > 0n)
  if (lines.length === 0) return say('no-lines', {}, 'The order has no lines.')
  return noLineSaying(
    'card-nothing-stamped',
    lines,
    (line) => lineMiss(card, 'card', line) ?? { why: 'fraction', text: `${line.sku} is no whole item` },
  )
}

function numbered(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`
}
