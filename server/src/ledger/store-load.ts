import { bucketOf } from '../kernel/ids.ts'
import type { Day } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import {
  type Books,
  type BooksState,
  type CurrencyBooks,
  type Hold,
  type HoldState,
  type Lot,
  openBooks,
  openCurrency,
  type SpentPart,
} from './model/books.ts'
import { partsAfter } from './model/spend.ts'

interface BalanceRow {
  owner_id: string
  currency: number
  available: number
  pending: number
  held: number
  debt: number
  lifetime_earned: number
  lifetime_spent: number
  seq: number
  due_day: number | null
  active_day: number | null
  idle_at: Date | null
  state: number
  merged_into: string | null
}

const balanceColumns =
  'owner_id, currency, available, pending, held, debt, lifetime_earned, lifetime_spent, seq, due_day, active_day, idle_at, state, merged_into'

// Locked in sorted order, so that two batches that share owners wait for each other and never deadlock.
const selectLocked = `select ${balanceColumns} from balance
  where program_id = $1 and owner_id = any($2::uuid[]) order by owner_id, currency for no key update`

const selectPlain = `select ${balanceColumns} from balance
  where program_id = $1 and owner_id = any($2::uuid[]) order by owner_id, currency`

const insertBalances = `insert into balance (program_id, owner_id, currency, bucket)
  select $1, owner_id, currency, bucket from unnest($2::uuid[], $3::smallint[], $4::smallint[]) as v (owner_id, currency, bucket)
  order by owner_id, currency on conflict do nothing`

const selectLots = `select owner_id, currency, seq, activity_id, rule, amount, remaining, available_at, expires_at, credit
  from journal where program_id = $1 and owner_id = any($2::uuid[]) and remaining > 0 order by owner_id, currency, seq`

const selectActivations = `select owner_id, currency, reverses from journal
  where program_id = $1 and owner_id = any($2::uuid[]) and reason = 'activation'`

const selectHolds = `select owner_id, currency, hold_id, amount, captured, state, opened_at, expires_at, reference, parts from hold
  where program_id = $1 and owner_id = any($2::uuid[]) and (state = 'open' or hold_id = any($3::uuid[]))
  order by owner_id, currency, opened_at, hold_id`

/** What spends took from which lots, and how much of each spend came back: asked once a spend, not once a lot. */
const selectSpent = `with spends as materialized (
    select owner_id, currency, seq, bucket, activity_id,
      (select coalesce(sum(r.amount), 0)::bigint from journal r where r.program_id = $1 and r.owner_id = j.owner_id
        and r.currency = j.currency and r.debit = 6 and r.reverses = j.seq) as returned
    from journal j
    where program_id = $1 and owner_id = any($2::uuid[]) and activity_id = any($3::uuid[]) and reason in ('spend', 'capture'))
  select s.owner_id, s.currency, s.seq as spend_seq, s.activity_id as spend_id, u.amount as used, s.returned,
    l.seq, l.activity_id, l.rule, l.amount, l.remaining, l.available_at, l.expires_at
  from spends s
  join lot_use u on u.program_id = $1 and u.owner_id = s.owner_id and u.currency = s.currency and u.spend_seq = s.seq and u.bucket = s.bucket
  join journal l on l.program_id = $1 and l.owner_id = s.owner_id and l.currency = s.currency and l.seq = u.lot_seq and l.bucket = s.bucket
  order by s.owner_id, s.currency, s.seq, l.seq`

/** States by the number that a balance carries. */
export const bookStates: readonly BooksState[] = ['open', 'frozen', 'closed']

/** Holds and spends that commands name, whatever their state. */
export interface Named {
  /** Ids of holds. */
  holds: readonly string[]
  /** Ids of the activities that spent. */
  spends: readonly string[]
}

export interface LoadBooks {
  programId: number
  /** Sorted. */
  owners: readonly string[]
  /** Small numbers of every currency of the programme, at least one. */
  currencies: readonly number[]
  /** Owners for whom lots are needed whatever is due. */
  withLots: ReadonlySet<string>
  /** Today by the programme: owners with something due get their lots too. */
  today: Day
  /** Default: none. Their owners are in `withLots`. */
  named?: Named
}

/** Books of owners, locked until the transaction ends. Owners without a balance row get one. */
export async function lockBooks(tx: Writer, load: LoadBooks): Promise<Map<string, Books>> {
  let rows = await tx.query<BalanceRow>(selectLocked, [load.programId, load.owners])
  if (rows.length < load.owners.length * load.currencies.length) {
    const known = new Set(rows.map((row) => `${row.owner_id}/${row.currency}`))
    const missing = load.owners.flatMap((owner) =>
      load.currencies
        .filter((currency) => !known.has(`${owner}/${currency}`))
        .map((currency) => ({ owner, currency })),
    )
    if (missing.length > 0) {
      await tx.execute(insertBalances, [
        load.programId,
        missing.map((each) => each.owner),
        missing.map((each) => each.currency),
        missing.map((each) => bucketOf(each.owner)),
      ])
      rows = await tx.query<BalanceRow>(selectLocked, [load.programId, load.owners])
    }
  }
  return assemble(tx, load, rows)
}

/** Books of owners as they are, unlocked: for reading. Owners without rows get empty books. */
export async function readBooks(tx: Reader, load: LoadBooks): Promise<Map<string, Books>> {
  return assemble(tx, load, await tx.query<BalanceRow>(selectPlain, [load.programId, load.owners]))
}

async function assemble(
  tx: Reader,
  load: LoadBooks,
  rows: readonly BalanceRow[],
): Promise<Map<string, Books>> {
  const books = new Map(load.owners.map((owner) => [owner, openBooks(owner, load.currencies, false)]))
  const needLots = new Set(load.withLots)
  let isHeld = false
  for (const row of rows) {
    const owner = books.get(row.owner_id)
    if (owner === undefined) continue
    // Whatever comes to an owner who was merged into another is passed on, lot by lot.
    if ((row.due_day !== null && row.due_day <= load.today) || row.merged_into !== null)
      needLots.add(row.owner_id)
    isHeld ||= row.held > 0
    const currencies = owner.currencies as Map<number, CurrencyBooks>
    currencies.set(row.currency, booksOfRow(row))
    const state = bookStates[row.state] ?? 'open'
    if (row.active_day !== null || state !== 'open' || row.merged_into !== null)
      books.set(row.owner_id, { ...owner, activeDay: row.active_day, state, mergedInto: row.merged_into })
  }
  if (needLots.size > 0) {
    const place = { programId: load.programId, owners: [...needLots].sort(), books }
    await Promise.all([loadLots(tx, place), loadHolds(tx, { ...place, isHeld, named: load.named })])
    await loadSpent(tx, { ...place, named: load.named })
  }
  return books
}

function booksOfRow(row: BalanceRow): CurrencyBooks {
  return {
    ...openCurrency(row.currency, false),
    available: row.available,
    pending: row.pending,
    held: row.held,
    debt: row.debt,
    lifetimeEarned: row.lifetime_earned,
    lifetimeSpent: row.lifetime_spent,
    seq: row.seq,
    dueDay: row.due_day,
    listedDay: row.due_day,
    idleAt: row.idle_at?.getTime() ?? null,
  }
}

interface LotRow {
  owner_id: string
  currency: number
  seq: number
  activity_id: string
  rule: string | null
  amount: number
  remaining: number
  available_at: Date | null
  expires_at: Date | null
}

interface Place {
  programId: number
  owners: readonly string[]
  books: Map<string, Books>
}

function lotOfRow(row: LotRow, active: boolean): Lot {
  return {
    seq: row.seq,
    activityId: row.activity_id,
    rule: row.rule,
    amount: row.amount,
    remaining: row.remaining,
    availableAt: row.available_at?.getTime() ?? null,
    active,
    expiresAt: row.expires_at?.getTime() ?? null,
  }
}

/** Changes the books of the owners, currency by currency. */
function changeBooks(
  load: Place,
  change: (books: CurrencyBooks, key: string) => CurrencyBooks | undefined,
): void {
  for (const ownerId of load.owners) {
    const books = load.books.get(ownerId)
    if (books === undefined) continue
    const currencies = new Map<number, CurrencyBooks>()
    for (const [currency, each] of books.currencies)
      currencies.set(currency, change(each, `${ownerId}/${currency}`) ?? each)
    load.books.set(ownerId, { ...books, currencies })
  }
}

async function loadLots(tx: Reader, load: Place): Promise<void> {
  const rows = await tx.query<LotRow>(selectLots, [load.programId, load.owners])
  const hasPending = rows.some((row) => row.available_at !== null)
  const activations = hasPending
    ? await tx.query<{ owner_id: string; currency: number; reverses: number }>(selectActivations, [
        load.programId,
        load.owners,
      ])
    : []
  const activated = new Set(activations.map((row) => `${row.owner_id}/${row.currency}/${row.reverses}`))
  const lots = new Map<string, Lot[]>()
  for (const row of rows) {
    const key = `${row.owner_id}/${row.currency}`
    const list = lots.get(key) ?? []
    if (list.length === 0) lots.set(key, list)
    list.push(lotOfRow(row, row.available_at === null || activated.has(`${key}/${row.seq}`)))
  }
  changeBooks(load, (books, key) => ({ ...books, lots: lots.get(key) ?? [] }))
}

interface HoldRow {
  owner_id: string
  currency: number
  hold_id: string
  amount: number
  captured: number
  state: HoldState
  opened_at: Date
  expires_at: Date
  reference: string | null
  parts: [number, number][]
}

async function loadHolds(
  tx: Reader,
  load: Place & { isHeld: boolean; named: Named | undefined },
): Promise<void> {
  const named = load.named?.holds ?? []
  if (!load.isHeld && named.length === 0) return
  const holds = new Map<string, Hold[]>()
  for (const row of await tx.query<HoldRow>(selectHolds, [load.programId, load.owners, named])) {
    const key = `${row.owner_id}/${row.currency}`
    const hold: Hold = {
      id: row.hold_id,
      amount: row.amount,
      captured: row.captured,
      state: row.state,
      openedAt: row.opened_at.getTime(),
      expiresAt: row.expires_at.getTime(),
      reference: row.reference,
      parts: row.parts.map(([lotSeq, amount]) => ({ lotSeq, amount })),
    }
    holds.set(key, [...(holds.get(key) ?? []), hold])
  }
  changeBooks(load, (books, key) => {
    const own = holds.get(key)
    return own && { ...books, holds: own }
  })
}

interface SpentRow extends LotRow {
  spend_seq: number
  spend_id: string
  used: number
  returned: number
}

async function loadSpent(tx: Reader, load: Place & { named: Named | undefined }): Promise<void> {
  const named = load.named?.spends ?? []
  if (named.length === 0) return
  const found = new Map<string, Map<string, { parts: SpentPart[]; returned: number }>>()
  for (const row of await tx.query<SpentRow>(selectSpent, [load.programId, load.owners, named])) {
    const key = `${row.owner_id}/${row.currency}`
    const own = found.get(key) ?? new Map<string, { parts: SpentPart[]; returned: number }>()
    found.set(key, own)
    const spend = own.get(row.spend_id) ?? { parts: [], returned: row.returned }
    own.set(row.spend_id, spend)
    spend.parts.push({ spendSeq: row.spend_seq, lot: lotOfRow(row, true), amount: row.used })
  }
  changeBooks(load, (books, key) => {
    const own = found.get(key)
    if (own === undefined) return undefined
    const spent = new Map([...own].map(([id, { parts, returned }]) => [id, partsAfter(parts, returned)]))
    return { ...books, spent }
  })
}
