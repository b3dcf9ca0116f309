export type { Break } from './break.ts'
export { availableRows, readAvailable } from './facts.ts'
export { type AccountName, accountName, accounts, isMemberAccount } from './model/account.ts'
export {
  type Books,
  type BooksState,
  type CurrencyBooks,
  type Hold,
  type HoldState,
  type Lot,
  numberActivity,
  openBooks,
  untilFulfilled,
} from './model/books.ts'
export {
  type CurrencyInstruction,
  carryOut,
  type Instruction,
  type OwnerInstruction,
  passAll,
  type Sendable,
} from './model/carry-out.ts'
export type { Cause } from './model/draft.ts'
export { post } from './model/post.ts'
export type { Entry, EntryReason, Posted, Posting, SentTransfer } from './model/posting.ts'
export { settle, withIdle } from './model/settle.ts'
export { type WriteBooks, writeBooks } from './store.ts'
export { type Crowded, readCrowded } from './store-crowded.ts'
export {
  type HoldRow,
  type OpenTransfer,
  readHolds,
  readLapsedOwners,
  readOpenTransfers,
  TransferClosed,
} from './store-holds.ts'
export { type LoadBooks, lockBooks, type Named, readBooks } from './store-load.ts'
export {
  type BalanceAt,
  countOwners,
  dropDue,
  type Flow,
  foldFlows,
  type JournalEntry,
  type LotAt,
  readBalancesAt,
  readDueOwners,
  readFlows,
  readJournal,
  readLiabilityBefore,
  readLots,
  readOwnerPage,
  readWholeJournal,
} from './store-read.ts'
export {
  assembleBooksAt,
  readStatementEntries,
  type StatementEntry,
} from './store-report-asof.ts'
export {
  type Breakage,
  dropWarnings,
  type Ending,
  insertWarnings,
  readBreakage,
  readEndings,
  type Warning,
} from './store-report-expiries.ts'
export {
  type ClosedMonth,
  insertClosedMonth,
  readClosedMonths,
  readFirstFlowDay,
} from './store-report-periods.ts'
export { readHead, type Sealed, type SealHead, sealJournal } from './store-seal.ts'
export { readTotal, type Total } from './store-total.ts'
export {
  type GiftFlag,
  readDelivered,
  readGiftFlags,
  readReceived,
  readTransfersOf,
  type TransferRecord,
} from './store-transfers.ts'
export { ledgerSteps, verifyLedger } from './store-verify.ts'
export {
  keepVerifyRun,
  readKnownHeads,
  readSealed,
  readVerifyRuns,
  type VerifyRun,
} from './store-verify-runs.ts'
export { checkHeads } from './store-verify-seals.ts'
