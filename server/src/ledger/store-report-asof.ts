import type { Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'
import { accounts } from './model/account.ts'
import { type Books, type Hold, type Lot, openBooks, openCurrency } from './model/books.ts'
import type { BalanceAt, LotAt } from './store-read.ts'

/** An owner's open holds of an instant, with the lots that they spoke for. */
const selectHolds = `select hold_id as id, currency, amount, opened_at, expires_at, reference, parts from hold
  where program_id = $1 and owner_id = $2 and opened_at <= to_timestamp($3 / 1000.0)
    and (closed_at is null or closed_at > to_timestamp($3 / 1000.0)) order by opened_at, hold_id`

/** Lots that were made spendable, whatever date they had waited for. */
const selectActivated = `select currency, reverses as seq from journal
  where program_id = $1 and owner_id = $2 and reason = 'activation' and reverses is not null
    and ($3::float8 is null or effective_at <= to_timestamp($3::float8 / 1000.0))`

const selectIdle = 'select currency, idle_at from balance where program_id = $1 and owner_id = $2'

/** The lots that were spendable because a row said so, by `currency/number`. `asOf` null: by all that is known. */
async function readActivated(
  tx: Reader,
  ask: { programId: number; ownerId: string; asOf: Instant | null },
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ currency: number; seq: number }>(selectActivated, [
    ask.programId,
    ask.ownerId,
    ask.asOf,
  ])
  return new Set(rows.map((row) => `${row.currency}/${row.seq}`))
}

/**
 * An owner's books as they stood at a past instant by the rows that were effective by then: not yet settled to it. Good
 * for settling and for reading, and for nothing else: numbers and days are not those of that time.
 */
export async function assembleBooksAt(
  tx: Reader,
  ask: {
    programId: number
    ownerId: string
    at: Instant
    currencies: readonly number[]
    balances: readonly BalanceAt[]
    lots: readonly LotAt[]
  },
): Promise<Books> {
  const { programId, ownerId, at } = ask
  const activated = await readActivated(tx, { programId, ownerId, asOf: at })
  const holds = await readHoldsAt(tx, ask)
  const idle = new Map(
    (await tx.query<{ currency: number; idle_at: Date | null }>(selectIdle, [programId, ownerId])).map(
      (row) => [row.currency, row.idle_at?.getTime() ?? null],
    ),
  )
  const known = new Map(ask.balances.map((each) => [each.currency, each]))
  const currencies = new Map(openBooks(ownerId, ask.currencies, true).currencies)
  for (const currency of ask.currencies) {
    const idleAt = idle.get(currency) ?? null
    currencies.set(currency, {
      ...openCurrency(currency, true),
      ...withoutNegative(known.get(currency) ?? { ...noBalance, currency }),
      // An end that lies later was moved there by what came after, or has not come.
      idleAt: idleAt !== null && idleAt <= at ? idleAt : null,
      // Whether something is due is found by looking.
      dueDay: Number.MIN_SAFE_INTEGER,
      lots: ask.lots
        .filter((lot) => lot.currency === currency && lot.remaining > 0)
        .map((lot) => lotThen(lot, activated)),
      holds: holds.get(currency) ?? [],
    })
  }
  return { ...openBooks(ownerId, ask.currencies, true), currencies }
}

const noBalance = { available: 0, pending: 0, held: 0, debt: 0, lifetimeEarned: 0, lifetimeSpent: 0 }

/**
 * A row that was posted late with a date before what it drew on (an old order that paid a younger debt) leaves less
 * than nothing in one place for the time between: the sum is right, and the places are set against each other.
 */
function withoutNegative(balance: BalanceAt): BalanceAt {
  let { available, pending, debt } = balance
  if (pending < 0) {
    available += pending
    pending = 0
  }
  available -= Math.min(0, debt)
  debt = Math.max(0, debt)
  debt -= Math.min(0, available)
  available = Math.max(0, available)
  return { ...balance, available, pending, debt }
}

function lotThen(lot: LotAt, activated: ReadonlySet<string>): Lot {
  const { seq, activityId, rule, amount, remaining, availableAt, expiresAt } = lot
  const active = availableAt === null || activated.has(`${lot.currency}/${seq}`)
  return { seq, activityId, rule, amount, remaining, availableAt, active, expiresAt }
}

async function readHoldsAt(
  tx: Reader,
  ask: { programId: number; ownerId: string; at: Instant },
): Promise<Map<number, Hold[]>> {
  const rows = await tx.query<{
    id: string
    currency: number
    amount: number
    opened_at: Date
    expires_at: Date
    reference: string | null
    parts: [number, number][]
  }>(selectHolds, [ask.programId, ask.ownerId, ask.at])
  const holds = new Map<number, Hold[]>()
  for (const row of rows) {
    const hold: Hold = {
      id: row.id,
      amount: row.amount,
      captured: 0,
      state: 'open',
      openedAt: row.opened_at.getTime(),
      expiresAt: row.expires_at.getTime(),
      reference: row.reference,
      parts: row.parts.map(([lotSeq, amount]) => ({ lotSeq, amount })),
    }
    holds.set(row.currency, [...(holds.get(row.currency) ?? []), hold])
  }
  return holds
}

/** One row of an owner's journal as a statement tells it. */
export interface StatementEntry {
  currency: number
  seq: number
  debit: number
  credit: number
  amount: number
  activityId: string
  rule: string | null
  reason: string
  effectiveAt: Instant
}

/** An owner's rows that were effective from an instant on and before another one, in the order of their effect. */
export async function readStatementEntries(
  tx: Reader,
  ask: { programId: number; ownerId: string; from: Instant; until: Instant; limit: number },
): Promise<StatementEntry[]> {
  const rows = await tx.query<Omit<StatementEntry, 'effectiveAt'> & { effective_at: Date }>(
    `select currency, seq, debit, credit, amount, activity_id as "activityId", rule, reason, effective_at
      from journal where program_id = $1 and owner_id = $2 and debit <> ${accounts.rearranged} and credit <> ${accounts.rearranged}
        and effective_at >= to_timestamp($3 / 1000.0) and effective_at < to_timestamp($4 / 1000.0)
      order by currency, effective_at, seq limit $5`,
    [ask.programId, ask.ownerId, ask.from, ask.until, ask.limit],
  )
  return rows.map(({ effective_at, ...row }) => ({ ...row, effectiveAt: effective_at.getTime() }))
}
