import type { PointFlows } from '@perennial/contract'
import { invariant } from '../../kernel/verdict.ts'
import { type AccountName, accountName, isMemberAccount } from '../../ledger/index.ts'

/** The columns of a period, all zero. */
export const noFlows: Readonly<PointFlows> = {
  issued: 0,
  debtPaid: 0,
  clawedBack: 0,
  debtIncurred: 0,
  spent: 0,
  spendReturned: 0,
  expired: 0,
  adjustedUp: 0,
  adjustedDown: 0,
  convertedIn: 0,
  convertedOut: 0,
  funded: 0,
  migrated: 0,
  transferredIn: 0,
  transferredOut: 0,
  writtenOff: 0,
  activated: 0,
}

/** What a column does to what members hold. */
const flowSigns: Readonly<Record<keyof PointFlows, 1 | -1 | 0>> = {
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
  activated: 0,
}

const flowNames = Object.keys(noFlows) as (keyof PointFlows)[]

/** From outside to a member, by the account outside. */
const coming: Partial<Record<AccountName, keyof PointFlows>> = {
  issuance: 'issued',
  spent: 'spendReturned',
  adjusted: 'adjustedUp',
  converted: 'convertedIn',
  funded: 'funded',
  migrated: 'migrated',
  transit: 'transferredIn',
  written_off: 'writtenOff',
}

/** From a member to outside. */
const going: Partial<Record<AccountName, keyof PointFlows>> = {
  issuance: 'clawedBack',
  spent: 'spent',
  expired: 'expired',
  adjusted: 'adjustedDown',
  converted: 'convertedOut',
  transit: 'transferredOut',
}

/** The one column that a flow counts in; undefined for what only moves within an account or is made new lots of. */
export function columnOf(flow: { debit: number; credit: number }): keyof PointFlows | undefined {
  const [from, to] = [accountName(flow.debit), accountName(flow.credit)]
  if (isMemberAccount(flow.debit) && isMemberAccount(flow.credit))
    return from === 'pending' && to === 'available' ? 'activated' : undefined
  if (from === 'rearranged' || to === 'rearranged') return undefined
  if (from === 'issuance' && to === 'debt') return 'debtPaid'
  if (from === 'debt' && to === 'issuance') return 'debtIncurred'
  const column = isMemberAccount(flow.credit) ? coming[from] : going[to]
  invariant(column !== undefined, `a flow from ${from} to ${to} has its column in the reports of the books`)
  return column
}

/** Adds a flow to the columns of its period. */
export function addFlow(to: PointFlows, flow: { debit: number; credit: number; amount: number }): void {
  const column = columnOf(flow)
  if (column !== undefined) to[column] += flow.amount
}

/** What the columns did to what members hold. */
export function changeOf(flows: PointFlows): number {
  return flowNames.reduce((sum, name) => sum + flowSigns[name] * flows[name], 0)
}

/** The sums of columns. */
export function sumFlows(all: readonly PointFlows[]): PointFlows {
  const sum = { ...noFlows }
  for (const each of all) for (const name of flowNames) sum[name] += each[name]
  return sum
}
