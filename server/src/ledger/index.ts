export { type AccountName, accountName, accounts, isMemberAccount } from './model/account.ts'
export {
  type Books,
  type CurrencyBooks,
  type Lot,
  numberActivity,
  openBooks,
  type Posted,
} from './model/books.ts'

export { post } from './model/post.ts'
export type { Entry, EntryReason, Posting } from './model/posting.ts'
export { settle } from './model/settle.ts'
export { type LoadBooks, lockBooks, readBooks, type WriteBooks, writeBooks } from './store.ts'
export {
  type BalanceAt,
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
export { type Break, verifyLedger } from './store-verify.ts'
