import type { Instant } from '../../kernel/instants.ts'
import type { AccountCode } from './account.ts'

/** What a decision wants done to one owner's value in one currency. The ledger turns it into journal entries. */
export interface Posting {
  /** Small number of the currency in the programme. */
  currency: number
  /** Positive earns, negative takes back what was earned. Never zero. */
  amount: number
  /** The activity that asks for it. */
  activityId: string
  /** For a taking back: the activity that earned it, whose own lots are taken first. */
  takenFrom?: string
  rule: string | null
  reason: 'earn' | 'clawback' | 'restore'
  release: number
  effectiveAt: Instant
  /** From when the lot can be spent; null at once. */
  availableAt: Instant | null
  /** Until when the lot lasts; null for ever. */
  expiresAt: Instant | null
  /** Whether a taking back beyond what is there leaves a debt, or is written off with a row that says so. */
  debt: 'unlimited' | 'none'
}

export type EntryReason =
  | Posting['reason']
  | 'debt-incurred'
  | 'debt-paid'
  | 'write-off'
  | 'activation'
  | 'expiry'

/** One row of the journal. */
export interface Entry {
  ownerId: string
  currency: number
  seq: number
  debit: AccountCode
  credit: AccountCode
  amount: number
  activityId: string
  release: number
  rule: string | null
  reason: EntryReason
  effectiveAt: Instant
  availableAt: Instant | null
  expiresAt: Instant | null
  /** Whether the row is a lot. */
  isLot: boolean
  reverses: number | null
  /** Lots that this row consumed. */
  uses: readonly { lotSeq: number; amount: number }[]
}
