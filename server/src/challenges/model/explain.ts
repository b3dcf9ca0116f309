import type { RuleVerdict } from '@perennial/contract'
import type { Activity } from '../../activity/index.ts'
import { categoryText, lineRefusal, type Saying, say, told } from '../../earning/index.ts'
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

const linesShown = 3

function noneSaying(card: StampCard, { basket }: Activity): Saying {
  const lines = (basket?.lines ?? []).filter((line) => line.quantity.units > 0n)
  if (lines.length === 0) return say('no-lines', {}, 'The order has no lines.')
  const shown = lines.slice(0, linesShown)
  const said = shown.map((line) => {
    if (line.amountMinor < 0) return `${line.sku} has a negative amount`
    const refusal = lineRefusal(card, line)
    if (refusal === 'product') return `${line.sku} is not one of the card's products`
    if (refusal === 'category') return categoryText(line)
    return refusal === 'condition'
      ? `${line.sku}: the condition does not hold`
      : `${line.sku} is no whole item`
  })
  const more = lines.length > linesShown ? `; and ${lines.length - linesShown} more` : ''
  const text = `No line of the order is stamped: ${said.join('; ')}${more}.`
  return say('card-nothing-stamped', { count: lines.length, lines: shown.map((line) => line.sku) }, text)
}

function numbered(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`
}
