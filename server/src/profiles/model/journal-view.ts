import type { JournalRow } from '@perennial/contract'
import { publicId } from '../../kernel/ids.ts'
import { instantText } from '../../kernel/instants.ts'
import { accountName, accounts, type JournalEntry } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import { currencyKey } from './balances.ts'

/** What moving to (or from) an account does to what the member can spend: available, less debt. */
function weightOf(account: number): number {
  return account === accounts.available || account === accounts.debt ? 1 : 0
}

/** A row of the journal, told from the member's side. */
export function journalView(
  entry: JournalEntry,
  context: { release: Release; types: ReadonlyMap<string, string> },
): JournalRow {
  return {
    seq: entry.seq,
    currency: currencyKey(context.release, entry.currency),
    change: entry.amount * (weightOf(entry.credit) - weightOf(entry.debit)),
    debit: accountName(entry.debit),
    credit: accountName(entry.credit),
    amount: entry.amount,
    activity: publicId('act', entry.activityId),
    activityType: context.types.get(entry.activityId) ?? null,
    rule: entry.rule,
    reason: entry.reason,
    release: entry.release,
    effectiveAt: instantText(entry.effectiveAt),
    postedAt: instantText(entry.postedAt),
    expiresAt: entry.expiresAt === null ? null : instantText(entry.expiresAt),
  }
}
