import type { Terms } from './terms.ts'

/** A line as the judge sees it: tenths of an item, and the price of one in minor units. */
export interface Line {
  lineId: string
  sku: string
  category: string
  tenths: number
  priceMinor: number
}

/** Rules that listen to orders, in the order in which they are told and posted. */
export const orderRules = ['big', 'base', 'boost', 'miles', 'odd', 'small', 'stars'] as const
export type OrderRule = (typeof orderRules)[number]

export function currencyOf(rule: OrderRule): 'points' | 'stars' | 'miles' {
  return rule === 'stars' || rule === 'miles' ? rule : 'points'
}

/** Half a minor unit away from zero. */
export function amountOf(line: Line): number {
  const tenths = Math.abs(line.tenths * line.priceMinor)
  const rounded = (tenths - (tenths % 10)) / 10 + (tenths % 10 >= 5 ? 1 : 0)
  return line.priceMinor < 0 ? -rounded : rounded
}

export function spendOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + Math.max(0, amountOf(line)), 0)
}

export interface Question {
  terms: Terms
  lines: readonly Line[]
  tier: string
  /** How much a rule may give at most. */
  room(rule: OrderRule): number
  /** Of a second decision: only rules that gave something the first time. */
  asked?: ReadonlySet<OrderRule>
}

/** What each rule grants. */
export function grants(question: Question): Map<OrderRule, number> {
  const { terms, tier } = question
  const lines = question.lines.filter((line) => line.tenths > 0)
  const net = lines.reduce((sum, line) => sum + amountOf(line), 0)
  const items = Math.floor(lines.reduce((sum, line) => sum + line.tenths, 0) / 10)
  const paid = lines.filter((line) => amountOf(line) >= 0)
  const noGifts = paid
    .filter((line) => line.category !== 'gift')
    .reduce((sum, line) => sum + amountOf(line), 0)
  const given = new Map<OrderRule, number>()
  const give = (rule: OrderRule, wanted: number) => {
    const isAsked = question.asked === undefined || question.asked.has(rule)
    if (isAsked && wanted > 0) given.set(rule, Math.min(wanted, question.room(rule)))
  }
  give('big', net >= terms.big.netMinor ? terms.big.points : 0)
  // A rule of the group that applies shuts the other out, even when it has no room left.
  if (!given.has('big')) give('small', net >= terms.small.netMinor ? terms.small.points : 0)
  give('base', Math.floor((noGifts * terms.base.points) / terms.base.perMinor))
  if (paid.length > 0 && items !== 3) give('odd', terms.odd)
  if (paid.length > 0 && terms.miles !== null) give('miles', terms.miles)
  give('stars', Math.floor(paid.reduce((sum, line) => sum + line.tenths, 0) / 10))
  if (tier === 'gold') {
    const twentieths = 2 * (given.get('base') ?? 0) * (terms.boostTenths - 10)
    give('boost', Math.floor((twentieths + 10) / 20))
  }
  return given
}
