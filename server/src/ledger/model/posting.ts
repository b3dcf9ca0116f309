import type { Instant } from '../../kernel/instants.ts'
import type { AccountCode } from './account.ts'
import type { Books, Hold, Lot } from './books.ts'

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
  /** How far a taking back may go: see the currency definition. What it may not take is written off by a row that says so. */
  debt: 'only-pending' | 'within-balance' | 'unlimited'
}

export type EntryReason =
  | Posting['reason']
  | 'activation'
  | 'adjustment'
  | 'cancel'
  | 'capture'
  | 'closure'
  | 'compaction'
  | 'debt-incurred'
  | 'debt-paid'
  | 'exchange'
  | 'expiry'
  | 'extension'
  | 'hold'
  | 'lapse'
  | 'migration'
  | 'spend'
  | 'spend-return'
  | 'top-up'
  | 'transfer'
  | 'write-off'

/** What one row took from a lot; below zero for what it gave back to it. */
export interface LotUse {
  lotSeq: number
  amount: number
}

/** Value that leaves for another owner. */
export interface SentTransfer {
  id: string
  kind: string
  to: string
  lots: readonly Pick<Lot, 'amount' | 'availableAt' | 'active' | 'expiresAt'>[]
  debt: number
  message: string | null
}

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
  /** Lots that this row consumed, or gave back to. */
  uses: readonly LotUse[]
  /** The hold that the row opens or changes, as it stands after it. */
  hold?: Hold
  /** The transfer that the row sends. */
  sent?: SentTransfer
  /** The transfer that the row brings to its end. */
  arrived?: { id: string; state: 'delivered' | 'returned' }
}

/** What an instruction does: the rows to write, and the books after them. */
export interface Posted {
  books: Books
  entries: readonly Entry[]
}
