import { type Day, dayOf, type Instant } from '../../kernel/instants.ts'
import { invariant } from '../../kernel/verdict.ts'
import { type AccountCode, accounts } from './account.ts'
import { type CurrencyBooks, type Hold, type Lot, untilFulfilled } from './books.ts'
import type { Entry, EntryReason, LotUse } from './posting.ts'

/** Why a row is written: what every row of one instruction has in common. */
export interface Cause {
  activityId: string
  release: number
  rule: string | null
  effectiveAt: Instant
}

/** Books while one instruction changes them: rows are added one after the other, each with the next number. */
export interface Draft {
  books: CurrencyBooks
  entries: Entry[]
  ownerId: string
  zone: string
  /** The lots by number, once something needed them; then `books.lots` is out of date until {@link finish}. */
  lots: Map<number, Lot> | undefined
}

export function beginDraft(books: CurrencyBooks, ownerId: string, zone: string): Draft {
  return { books, entries: [], ownerId, zone, lots: undefined }
}

/** The books after the instruction. */
export function finish(draft: Draft): CurrencyBooks {
  const { books, zone } = draft
  if (draft.lots === undefined) return books
  // By number, as they are loaded: a lot that was used up and given back would come last, and replay would decide otherwise.
  const lots = [...draft.lots.values()].filter((lot) => lot.remaining > 0).sort((a, b) => a.seq - b.seq)
  const finished = { ...books, lots }
  return { ...finished, dueDay: dueDayOf(finished, zone) }
}

/** The lots of the draft, which must have been loaded. */
export function lotsOf(draft: Draft): Map<number, Lot> {
  if (draft.lots === undefined) {
    invariant(draft.books.lots !== undefined, `the lots of owner ${draft.ownerId} are needed`)
    draft.lots = new Map()
    for (const lot of draft.books.lots) draft.lots.set(lot.seq, lot)
  }
  return draft.lots
}

type Row = Pick<Entry, 'debit' | 'credit' | 'amount' | 'reason'> &
  Partial<
    Pick<Entry, 'availableAt' | 'expiresAt' | 'isLot' | 'uses' | 'reverses' | 'hold' | 'sent' | 'arrived'>
  >

/** Adds a row, and moves the balances by it. */
export function write(draft: Draft, cause: Cause, row: Row): Entry {
  const seq = draft.books.seq + 1
  const { activityId, release, rule, effectiveAt } = cause
  const { hold, sent, arrived } = row
  const entry: Entry = {
    ownerId: draft.ownerId,
    currency: draft.books.currency,
    seq,
    debit: row.debit,
    credit: row.credit,
    amount: row.amount,
    activityId,
    release,
    rule,
    reason: row.reason,
    effectiveAt,
    availableAt: row.availableAt ?? null,
    expiresAt: row.expiresAt ?? null,
    isLot: row.isLot ?? false,
    reverses: row.reverses ?? null,
    uses: row.uses ?? noUses,
  }
  if (hold !== undefined) entry.hold = hold
  if (sent !== undefined) entry.sent = sent
  if (arrived !== undefined) entry.arrived = arrived
  draft.books = moved(draft.books, row)
  draft.entries.push(entry)
  return entry
}

const noUses: readonly LotUse[] = []

/** Books after a row. `spent` is what left for rewards, less what came back; earning counts at its own place. */
function moved(books: CurrencyBooks, { debit, credit, amount }: Row): CurrencyBooks {
  const change = (account: AccountCode) =>
    (credit === account ? amount : 0) - (debit === account ? amount : 0)
  return {
    ...books,
    available: books.available + change(accounts.available),
    pending: books.pending + change(accounts.pending),
    held: books.held + change(accounts.held),
    debt: books.debt - change(accounts.debt),
    lifetimeEarned: books.lifetimeEarned - change(accounts.issuance),
    lifetimeSpent: books.lifetimeSpent + change(accounts.spent),
    seq: books.seq + 1,
  }
}

/** When a lot ends: at its own end, or when its owner has been idle for too long. */
export function endOf(lot: Lot, books: Pick<CurrencyBooks, 'idleAt'>): Instant | null {
  return lot.expiresAt ?? books.idleAt
}

const nothingHeld: ReadonlyMap<number, number> = new Map()

/** What open holds speak for, by lot. */
export function spokenFor(holds: readonly Hold[]): ReadonlyMap<number, number> {
  if (holds.length === 0) return nothingHeld
  const held = new Map<number, number>()
  for (const hold of holds) {
    if (hold.state !== 'open') continue
    for (const { lotSeq, amount } of hold.parts) held.set(lotSeq, (held.get(lotSeq) ?? 0) + amount)
  }
  return held
}

/** The first day from which one of the lots may activate or end, or a hold lapse. */
export function dueDayOf(books: Pick<CurrencyBooks, 'lots' | 'holds' | 'idleAt'>, zone: string): Day | null {
  let first: Instant | null = null
  const see = (at: Instant | null) => {
    if (at !== null && at !== untilFulfilled && (first === null || at < first)) first = at
  }
  const held = spokenFor(books.holds)
  for (const lot of books.lots ?? []) {
    if (!lot.active) see(lot.availableAt)
    // What is spoken for ends when its hold does.
    if (lot.remaining > (held.get(lot.seq) ?? 0)) see(endOf(lot, books))
  }
  for (const hold of books.holds) if (hold.state === 'open') see(hold.expiresAt)
  return first === null ? null : dayOf(first, zone)
}

export function earlier(a: Day | null, b: Day | null): Day | null {
  if (a === null) return b
  return b === null ? a : Math.min(a, b)
}

/** The lot that a crediting row begins as. */
function lotOf(entry: Entry): Lot {
  return {
    seq: entry.seq,
    activityId: entry.activityId,
    rule: entry.rule,
    amount: entry.amount,
    remaining: entry.amount,
    availableAt: entry.availableAt,
    active: entry.availableAt === null,
    expiresAt: entry.expiresAt,
  }
}

/** Soonest end first; what never ends comes last; then the oldest. */
function bySoonestExpiry(a: Lot, b: Lot): number {
  if (a.expiresAt === b.expiresAt) return a.seq - b.seq
  if (a.expiresAt === null) return 1
  return b.expiresAt === null ? -1 : a.expiresAt - b.expiresAt
}

/** Takes from lots; a use below zero gives back. The lots must be loaded. */
export function useLots(draft: Draft, uses: readonly LotUse[]): void {
  const lots = lotsOf(draft)
  for (const { lotSeq, amount } of uses) {
    const lot = lots.get(lotSeq)
    invariant(lot !== undefined && lot.remaining >= amount, `lot ${lotSeq} has less than what is taken`)
    lots.set(lotSeq, { ...lot, remaining: lot.remaining - amount })
  }
}

/** Active lots with what is free of each, soonest end first. */
export function freeLots(draft: Draft): { lot: Lot; free: number }[] {
  const held = spokenFor(draft.books.holds)
  return [...lotsOf(draft).values()]
    .filter((lot) => lot.active)
    .map((lot) => ({ lot, free: lot.remaining - (held.get(lot.seq) ?? 0) }))
    .filter(({ free }) => free > 0)
    .sort((a, b) => bySoonestExpiry(a.lot, b.lot))
}

/** So much of the lots, in their order; less when they have less. */
export function chooseUses(from: readonly { lot: Lot; free: number }[], amount: number): LotUse[] {
  const uses: LotUse[] = []
  let rest = amount
  for (const { lot, free } of from) {
    if (rest === 0) break
    const part = Math.min(free, rest)
    uses.push({ lotSeq: lot.seq, amount: part })
    rest -= part
  }
  return uses
}

export function sumOf(uses: readonly LotUse[]): number {
  return uses.reduce((sum, use) => sum + use.amount, 0)
}

/**
 * Whatever becomes available pays an open debt before anything else can be done with it: so a debt never stands beside
 * points that could be spent.
 */
export function payDebt(draft: Draft, cause: Cause): void {
  const due = Math.min(draft.books.debt, draft.books.available)
  if (due === 0) return
  const uses = chooseUses(freeLots(draft), due)
  write(draft, cause, {
    debit: accounts.available,
    credit: accounts.debt,
    amount: due,
    reason: 'debt-paid',
    uses,
  })
  useLots(draft, uses)
}

/** A new lot from another account. The lots need not be loaded, unless there is a debt that it is to pay. */
export function credit(
  draft: Draft,
  cause: Cause,
  row: {
    from: AccountCode
    amount: number
    reason: EntryReason
    availableAt: Instant | null
    expiresAt: Instant | null
    /** Debts are paid from the account itself; a value that only moves pays afterwards. */
    paysDebt: boolean
    more?: Partial<Pick<Entry, 'arrived' | 'reverses'>>
  },
): void {
  const paid = row.paysDebt ? Math.min(draft.books.debt, row.amount) : 0
  if (paid > 0) {
    const reverses = row.more?.reverses ?? null
    write(draft, cause, {
      debit: row.from,
      credit: accounts.debt,
      amount: paid,
      reason: 'debt-paid',
      reverses,
    })
  }
  const rest = row.amount - paid
  if (rest === 0) return
  const entry = write(draft, cause, {
    debit: row.from,
    credit: row.availableAt === null ? accounts.available : accounts.pending,
    amount: rest,
    reason: row.reason,
    availableAt: row.availableAt,
    expiresAt: row.expiresAt,
    isLot: true,
    ...row.more,
  })
  const lot = lotOf(entry)
  if (draft.lots !== undefined) {
    draft.lots.set(lot.seq, lot)
    return
  }
  // The other lots stay as they are, so what is due first is what was, or the new one.
  const { lots, dueDay, idleAt } = draft.books
  const due = dueDayOf({ lots: [lot], holds: [], idleAt }, draft.zone)
  draft.books = { ...draft.books, lots: lots && [...lots, lot], dueDay: earlier(dueDay, due) }
}
