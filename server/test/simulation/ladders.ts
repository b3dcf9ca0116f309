import { monthsLater, yearOf } from './calendar.ts'
import { graceDays, type Terms } from './terms.ts'

export type LadderName = 'a-spend' | 'b-orders'

/** What counted on which day, by ladder, and the last day on which anything changed. */
export interface Ladders {
  counts: Map<LadderName, Map<number, number>>
  lastDay: Map<LadderName, number>
}

export function newLadders(): Ladders {
  return { counts: new Map(), lastDay: new Map() }
}

function tiersOf(terms: Terms, ladder: LadderName): readonly (readonly [string, number])[] {
  return ladder === 'a-spend'
    ? [
        ['entry', 0],
        ['silver', terms.silverMinor],
        ['gold', terms.goldMinor],
      ]
    : [
        ['guest', 0],
        ['regular', terms.regularOrders],
      ]
}

/** The sum of the window that ends on a day. */
function total(ladders: Ladders, ladder: LadderName, day: number): number {
  let sum = 0
  for (const [each, amount] of ladders.counts.get(ladder) ?? []) {
    if (each > day) continue
    if (ladder === 'a-spend' ? each >= monthsLater(day, -12) : yearOf(each) === yearOf(day)) sum += amount
  }
  return sum
}

function levelOn(ladders: Ladders, terms: Terms, at: { ladder: LadderName; day: number }): number {
  const grace = at.ladder === 'b-orders' ? graceDays : 0
  let best = 0
  for (let day = at.day - grace; day <= at.day; day += 1) {
    const sum = total(ladders, at.ladder, day)
    for (const [level, [, threshold]] of tiersOf(terms, at.ladder).entries())
      if (sum >= threshold) best = Math.max(best, level)
  }
  return best
}

export function tierOn(ladders: Ladders, terms: Terms, at: { ladder: LadderName; day: number }): string {
  return tiersOf(terms, at.ladder)[levelOn(ladders, terms, at)]?.[0] ?? ''
}

/** Counts an amount on a day. The ladder again when that lifted the member as of the latest day known. */
export function climbed(
  ladders: Ladders,
  terms: Terms,
  count: { ladder: LadderName; day: number; amount: number },
): LadderName[] {
  const { ladder, amount } = count
  if (amount === 0) return []
  const day = Math.max(count.day, ladders.lastDay.get(ladder) ?? count.day)
  const before = levelOn(ladders, terms, { ladder, day })
  const days = ladders.counts.get(ladder) ?? new Map<number, number>()
  ladders.counts.set(ladder, days.set(count.day, (days.get(count.day) ?? 0) + amount))
  ladders.lastDay.set(ladder, day)
  return levelOn(ladders, terms, { ladder, day }) > before ? [ladder] : []
}

export function standing(ladders: Ladders, terms: Terms, day: number): (readonly [string, string, number])[] {
  return (['a-spend', 'b-orders'] as const).map((ladder) => [
    ladder,
    tierOn(ladders, terms, { ladder, day }),
    total(ladders, ladder, day),
  ])
}
