import type { AccountsReport, DeferredRevenue, PointFlows } from '@perennial/contract'

export type CurrencyAccount = AccountsReport['currencies'][number]
export type AccountPeriod = CurrencyAccount['periods'][number]

/** Every flow with its sign: what members hold grows or shrinks by it. */
const signs = {
  issued: 1,
  debtPaid: 1,
  clawedBack: -1,
  debtIncurred: -1,
  spent: -1,
  spendReturned: 1,
  expired: -1,
  adjustedUp: 1,
  adjustedDown: -1,
  convertedIn: 1,
  convertedOut: -1,
  funded: 1,
  migrated: 1,
  transferredIn: 1,
  transferredOut: -1,
  writtenOff: 1,
} as const satisfies Partial<Record<keyof PointFlows, 1 | -1>>

export type Flow = keyof typeof signs
const flows = Object.keys(signs) as Flow[]

/** A flow with its sign. */
export function signedFlow(of: Pick<PointFlows, Flow>, flow: Flow): number {
  const value = of[flow]
  return value === 0 ? 0 : value * signs[flow]
}

/** The flows that say something in any of these periods; issuing always does. */
export function flowsShown(periods: readonly Pick<PointFlows, Flow>[]): Flow[] {
  return flows.filter((flow) => flow === 'issued' || periods.some((period) => period[flow] !== 0))
}

/** What members held before each period: after the one before it. */
export function openings(account: Pick<CurrencyAccount, 'opening' | 'periods'>): number[] {
  return account.periods.map((_, place) => account.periods[place - 1]?.liability ?? account.opening)
}

export type DeferredLine = Exclude<keyof DeferredRevenue, 'openingMinor' | 'closingMinor'>
const deferredLines: readonly DeferredLine[] = [
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

/** The lines of the roll-forward that say something in any of these periods. */
export function deferredShown(periods: readonly Pick<AccountPeriod, 'deferred'>[]): DeferredLine[] {
  return deferredLines.filter((line) => periods.some(({ deferred }) => deferred[line] !== 0))
}

/** Whether a period is a whole calendar month, so that it goes by the month's name. */
export function wholeMonth({ from, to }: { from: string; to: string }): string | undefined {
  const next = new Date(`${to}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  const isWhole = from.endsWith('-01') && next.getUTCDate() === 1 && from.slice(0, 7) === to.slice(0, 7)
  return isWhole ? from.slice(0, 7) : undefined
}
