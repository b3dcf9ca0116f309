import {
  type Activity,
  type Basket,
  lineFactsOf,
  lineTest,
  rememberedOf,
  type StageEffect,
  type StageRecord,
} from '../../activity/index.ts'
import type { Ladder } from './ladder.ts'

/** What stands of an order on a ladder; kept with the order. */
export type CountRow = readonly [ladder: string, amount: number]

/** The rows of a record; none for an order that counted nowhere. */
export function countRows(record: StageRecord): readonly CountRow[] {
  return (record as readonly CountRow[] | undefined) ?? []
}

/** What an activity, or what is left of an order, counts on a ladder; points by what is posted with it. */
export function countedBy(ladder: Ladder, activity: Activity, earlier: readonly StageEffect[]): number {
  switch (ladder.spec.metric) {
    case 'spend':
      return spendOn(ladder, activity)
    case 'points':
      return pointsOn(ladder, earlier)
    case 'orders':
      return activity.basket === undefined ? 0 : 1
    case 'visits':
      return ladder.visits.has(activity.type) ? 1 : 0
  }
}

/** All postings of the currency: what a return takes back counts below zero, on the day of the order. */
export function pointsOn(ladder: Ladder, earlier: readonly StageEffect[]): number {
  let points = 0
  for (const effect of earlier) {
    if (effect.kind === 'post' && effect.posting.currency === ladder.currencyCode)
      points += effect.posting.amount
  }
  return points
}

function spendOn(ladder: Ladder, { basket }: Activity): number {
  if (basket?.shared === undefined) return spendOf(ladder, basket)
  return rememberedOf(ladder, basket.shared, { question: questionOf, ask: () => spendOf(ladder, basket) })
}

function questionOf({ lines }: Ladder): string {
  return lines === undefined ? 'spend' : `spend/${lines.moneyExponent}/${lines.source}`
}

function spendOf({ lines }: Ladder, basket: Basket | undefined): number {
  const holds = lines && lineTest(lines, lineFactsOf)
  let spend = 0
  for (const line of basket?.lines ?? []) {
    if (line.amountMinor > 0 && line.present && holds?.(line) !== false) spend += line.amountMinor
  }
  return spend
}
