import type { BalanceAt, Entry } from '../../ledger/index.ts'
import { type AccountName, accountName } from '../../ledger/index.ts'

type Part = 'available' | 'pending' | 'held'

const parts: Partial<Record<AccountName, Part>> = { available: 'available', pending: 'pending', held: 'held' }

/** A balance after rows that time has brought and nobody has posted yet. */
export function withEntries(balance: BalanceAt, entries: readonly Entry[]): BalanceAt {
  const after = { ...balance }
  for (const entry of entries) {
    if (entry.currency !== balance.currency) continue
    const from = parts[accountName(entry.debit)]
    const to = parts[accountName(entry.credit)]
    if (from !== undefined) after[from] -= entry.amount
    if (to !== undefined) after[to] += entry.amount
  }
  return after
}
