import type { DeferredRevenue, PointFlows } from '@perennial/contract'
import { type Fraction, fraction, isLess, largestRemainder, minus, plus, rounded } from './fractions.ts'

/** What a point is worth and how many are expected never to be used, as an accountant estimates it. */
export interface Estimate {
  /** Ten-thousandths of the money minor unit. */
  valueE4: number
  /** Hundredths of a per cent. */
  breakageE4: number
}

/** All that ever happened to the points of a currency. */
export interface PointTotals {
  /** Came in, net: issued, paid in, adjusted, converted, brought over, debts given up. */
  credited: number
  /** Spent, less what was given back. */
  redeemed: number
  expired: number
}

export const noTotals: PointTotals = { credited: 0, redeemed: 0, expired: 0 }

/** The contra accounts of a roll-forward, in the order of its lines. */
type Line = Exclude<keyof DeferredRevenue, 'openingMinor' | 'closingMinor'>

/** What the lines that credit points are made of. */
function creditsOf(flows: PointFlows): [Line, number][] {
  return [
    ['issuedMinor', flows.issued + flows.debtPaid - flows.clawedBack - flows.debtIncurred],
    ['fundedMinor', flows.funded],
    ['migratedMinor', flows.migrated],
    ['convertedMinor', flows.convertedIn - flows.convertedOut],
    ['adjustedMinor', flows.adjustedUp - flows.adjustedDown],
    ['writtenOffMinor', flows.writtenOff],
  ]
}

/** The totals after the flows of a period. What is on its way between owners stays owed, so transfers do not count. */
export function totalsAfter(before: PointTotals, flows: PointFlows): PointTotals {
  return {
    credited: creditsOf(flows).reduce((sum, [, points]) => sum + points, before.credited),
    redeemed: before.redeemed + flows.spent - flows.spendReturned,
    expired: before.expired + flows.expired,
  }
}

const whole = 10_000n

/**
 * Deferred revenue by IFRS 15 B46 and ASC 606-10-55-48: of the value of all points credited, the share of redeemed to
 * expected redemptions is recognised, breakage with it. It is never more than the value of what is outstanding, because
 * what ended cannot be redeemed any more, and never below zero. Exact, in minor units.
 */
export function deferredOf(totals: PointTotals, estimate: Estimate): Fraction {
  const value = BigInt(estimate.valueE4)
  const used = whole - BigInt(estimate.breakageE4)
  if (used === 0n) return fraction(0n)
  const outstanding = BigInt(totals.credited - totals.redeemed - totals.expired)
  // credited - redeemed / (share that is expected to be used), in points.
  const unearned = fraction(BigInt(totals.credited) * used - BigInt(totals.redeemed) * whole, used)
  const least = isLess(unearned, fraction(outstanding)) ? unearned : fraction(outstanding)
  return least.n <= 0n ? fraction(0n) : fraction(least.n * value, least.d * whole)
}

/** The roll-forward of a period: whole minor units, and opening + all lines = closing exactly. */
export function rollForward(period: {
  opening: PointTotals
  flows: PointFlows
  estimate: Estimate
  /** What was in force when the opening was told; the difference is a change of estimate. */
  before: Estimate
}): DeferredRevenue {
  const { opening, flows, estimate, before } = period
  const told = deferredOf(opening, before)
  const from = deferredOf(opening, estimate)
  const to = deferredOf(totalsAfter(opening, flows), estimate)
  const worth = (points: number) => fraction(BigInt(points) * BigInt(estimate.valueE4), whole)
  const lines: [Line, Fraction][] = [
    ['estimateMinor', minus(from, told)],
    ...creditsOf(flows).map(([line, points]): [Line, Fraction] => [line, worth(points)]),
    ['redeemedMinor', worth(flows.spendReturned - flows.spent)],
  ]
  const known = lines.reduce((sum, [, value]) => plus(sum, value), told)
  lines.push(['breakageMinor', minus(to, known)])
  const [openingMinor, closingMinor] = [rounded(told), rounded(to)]
  const amounts = largestRemainder(
    lines.map(([, value]) => value),
    closingMinor - openingMinor,
  )
  const minor: Partial<Record<Line, number>> = {}
  for (const [index, [line]] of lines.entries()) minor[line] = Number(amounts[index] ?? 0n)
  return {
    openingMinor: Number(openingMinor),
    ...(minor as Record<Line, number>),
    closingMinor: Number(closingMinor),
  }
}

/** The lines of several periods that follow each other, as one. */
export function sumDeferred(periods: readonly DeferredRevenue[]): DeferredRevenue {
  const [first] = periods
  const last = periods.at(-1)
  if (first === undefined || last === undefined) throw new Error('Broken invariant: a report has a period')
  const sum = { ...first }
  for (const each of periods.slice(1))
    for (const name of Object.keys(each) as (keyof DeferredRevenue)[]) sum[name] += each[name]
  return { ...sum, openingMinor: first.openingMinor, closingMinor: last.closingMinor }
}

/** Key order of the lines, for those who print them. */
export const deferredLines: readonly Line[] = [
  'estimateMinor',
  'issuedMinor',
  'fundedMinor',
  'migratedMinor',
  'convertedMinor',
  'adjustedMinor',
  'writtenOffMinor',
  'redeemedMinor',
  'breakageMinor',
]
export type DeferredLine = Line
