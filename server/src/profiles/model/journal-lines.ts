import type { AccountsReport } from '@perennial/contract'
import { type DeferredLine, deferredLines } from './deferred.ts'

/** The account of each line against deferred revenue, and its text. */
const contra: Readonly<Record<DeferredLine, { account: string; text: string }>> = {
  estimateMinor: { account: 'change-of-estimate', text: 'change of estimate' },
  issuedMinor: { account: 'revenue', text: 'deferred on points issued' },
  fundedMinor: { account: 'cash', text: 'paid in by members' },
  migratedMinor: { account: 'opening-balance', text: 'brought over from an earlier programme' },
  convertedMinor: { account: 'points-exchange', text: 'exchanged between currencies' },
  adjustedMinor: { account: 'goodwill', text: 'adjusted by staff' },
  writtenOffMinor: { account: 'debts-written-off', text: 'debts written off' },
  redeemedMinor: { account: 'revenue-redeemed', text: 'revenue from points redeemed' },
  breakageMinor: { account: 'revenue-breakage', text: 'revenue from expected breakage' },
}

/** Owed to members for points that they have not used. */
const deferredAccount = 'deferred-revenue'

type Row = (string | number | null)[]

/** Journal lines of a report: two of the same amount for each movement, so that every day is balanced. */
export function journalLines(report: AccountsReport): Row[] {
  const rows: Row[] = [['date', 'account', 'debit', 'credit', 'currency', 'text']]
  for (const { name, moneyCurrency, periods } of report.currencies) {
    for (const { to, deferred } of periods) {
      for (const line of deferredLines) {
        const amount = deferred[line]
        if (amount === 0) continue
        const { account, text } = contra[line]
        // What is deferred is owed: more of it is a credit.
        const [debit, credit] = amount > 0 ? [account, deferredAccount] : [deferredAccount, account]
        const told = `${name}: ${text}`
        rows.push([to, debit, Math.abs(amount), null, moneyCurrency, told])
        rows.push([to, credit, null, Math.abs(amount), moneyCurrency, told])
      }
    }
  }
  const [head = [], ...lines] = rows
  return [
    head,
    ...lines.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : String(a[0]) > String(b[0]) ? 1 : 0)),
  ]
}
