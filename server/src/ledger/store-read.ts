import type { Day, Instant } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { accounts } from './model/account.ts'

/** A journal row as it is stored. */
export interface JournalEntry {
  currency: number
  seq: number
  debit: number
  credit: number
  amount: number
  activityId: string
  release: number
  rule: string | null
  reason: string
  effectiveAt: Instant
  postedAt: Instant
  availableAt: Instant | null
  expiresAt: Instant | null
  remaining: number | null
  reverses: number | null
}

interface JournalColumns {
  currency: number
  seq: number
  debit: number
  credit: number
  amount: number
  activity_id: string
  release: number
  rule: string | null
  reason: string
  effective_at: Date
  posted_at: Date
  available_at: Date | null
  expires_at: Date | null
  remaining: number | null
  reverses: number | null
}

const journalColumns =
  'currency, seq, debit, credit, amount, activity_id, release, rule, reason, effective_at, posted_at, available_at, expires_at, remaining, reverses'

function entryOf(row: JournalColumns): JournalEntry {
  return {
    currency: row.currency,
    seq: row.seq,
    debit: row.debit,
    credit: row.credit,
    amount: row.amount,
    activityId: row.activity_id,
    release: row.release,
    rule: row.rule,
    reason: row.reason,
    effectiveAt: row.effective_at.getTime(),
    postedAt: row.posted_at.getTime(),
    availableAt: row.available_at?.getTime() ?? null,
    expiresAt: row.expires_at?.getTime() ?? null,
    remaining: row.remaining,
    reverses: row.reverses,
  }
}

/** One owner's journal, newest first, from before a row on. */
export async function readJournal(
  tx: Reader,
  page: {
    programId: number
    ownerId: string
    before: { currency: number; seq: number } | undefined
    limit: number
  },
): Promise<JournalEntry[]> {
  const rows = await tx.query<JournalColumns>(
    `select ${journalColumns} from journal where program_id = $1 and owner_id = $2
      and ($3::bigint is null or (seq, currency) < ($3::bigint, $4::smallint))
      order by seq desc, currency desc limit $5`,
    [page.programId, page.ownerId, page.before?.seq ?? null, page.before?.currency ?? null, page.limit],
  )
  return rows.map(entryOf)
}

/** One owner's whole journal in the order of writing, for replay. */
export async function readWholeJournal(
  tx: Reader,
  programId: number,
  ownerId: string,
): Promise<JournalEntry[]> {
  const rows = await tx.query<JournalColumns>(
    `select ${journalColumns} from journal where program_id = $1 and owner_id = $2 order by currency, seq`,
    [programId, ownerId],
  )
  return rows.map(entryOf)
}

/** A lot as it stood at an instant. */
export interface LotAt {
  currency: number
  seq: number
  activityId: string
  rule: string | null
  /** Of the row that credited it. */
  reason: string
  amount: number
  /** What was left of it by the rows that are written. */
  remaining: number
  /** What its expiry took. */
  expired: number
  earnedAt: Instant
  availableAt: Instant | null
  expiresAt: Instant | null
}

/** Lots that are shown although nothing is left of them. */
const lotsMax = 500

/**
 * An owner's lots, newest first: all that had something left, and the newest of the others. `asOf` takes only rows that
 * were effective by then; null takes all that is known.
 */
export async function readLots(
  tx: Reader,
  ask: { programId: number; ownerId: string; asOf: Instant | null },
): Promise<LotAt[]> {
  const rows = await tx.query<
    Omit<LotAt, 'earnedAt' | 'availableAt' | 'expiresAt'> & {
      earned_at: Date
      available_at: Date | null
      expires_at: Date | null
    }
  >(
    `with used as (
        select u.currency, u.lot_seq, sum(u.amount) as amount, sum(u.amount) filter (where s.credit = ${accounts.expired}) as expired
        from lot_use u join journal s on s.program_id = u.program_id and s.owner_id = u.owner_id
          and s.currency = u.currency and s.seq = u.spend_seq and s.bucket = u.bucket
        where u.program_id = $1 and u.owner_id = $2
          and ($3::float8 is null or s.effective_at <= to_timestamp($3::float8 / 1000.0))
        group by u.currency, u.lot_seq
      ), lots as (
        select j.currency, j.seq, j.activity_id, j.rule, j.reason, j.amount, j.amount - coalesce(used.amount, 0) as remaining,
          coalesce(used.expired, 0) as expired, j.effective_at, j.available_at, j.expires_at,
          row_number() over (order by j.effective_at desc, j.seq desc, j.currency) as place
        from journal j left join used on used.currency = j.currency and used.lot_seq = j.seq
        where j.program_id = $1 and j.owner_id = $2 and j.remaining is not null
          and ($3::float8 is null or j.effective_at <= to_timestamp($3::float8 / 1000.0))
      )
      select currency, seq, activity_id as "activityId", rule, reason, amount, remaining::bigint as remaining,
        expired::bigint as expired, effective_at as earned_at, available_at, expires_at
      from lots where place <= ${lotsMax} or remaining > 0 order by place`,
    [ask.programId, ask.ownerId, ask.asOf],
  )
  return rows.map(({ earned_at, available_at, expires_at, ...lot }) => ({
    ...lot,
    earnedAt: earned_at.getTime(),
    availableAt: available_at?.getTime() ?? null,
    expiresAt: expires_at?.getTime() ?? null,
  }))
}

export interface BalanceAt {
  currency: number
  available: number
  pending: number
  held: number
  debt: number
  lifetimeEarned: number
  lifetimeSpent: number
}

/** What the books held at a past instant: the sum of every row that was effective by then. */
export async function readBalancesAt(
  tx: Reader,
  ask: { programId: number; ownerId: string; at: Instant },
): Promise<BalanceAt[]> {
  return tx.query<BalanceAt>(
    `select currency,
        coalesce(sum(change) filter (where account = ${accounts.available}), 0)::bigint as available,
        coalesce(sum(change) filter (where account = ${accounts.pending}), 0)::bigint as pending,
        coalesce(sum(change) filter (where account = ${accounts.held}), 0)::bigint as held,
        coalesce(-sum(change) filter (where account = ${accounts.debt}), 0)::bigint as debt,
        coalesce(-sum(change) filter (where account = ${accounts.issuance}), 0)::bigint as "lifetimeEarned",
        coalesce(sum(change) filter (where account = ${accounts.spent}), 0)::bigint as "lifetimeSpent"
      from entries where program_id = $1 and owner_id = $2 and effective_at <= to_timestamp($3 / 1000.0)
      group by currency order by currency`,
    [ask.programId, ask.ownerId, ask.at],
  )
}

/** Points that moved from one account to another on a day. */
export interface Flow {
  day: Day
  currency: number
  debit: number
  credit: number
  amount: number
}

/** Flows of the days from `from` to `until`, both included. */
export async function readFlows(
  tx: Reader,
  ask: { programId: number; from: Day; until: Day },
): Promise<Flow[]> {
  return tx.query<Flow>(
    `select day, currency, debit, credit, sum(amount)::bigint as amount from ledger_day
      where program_id = $1 and day between $2 and $3 group by day, currency, debit, credit order by day, currency`,
    [ask.programId, ask.from, ask.until],
  )
}

/** What members held of each currency at the end of the day before `day`, net of debts. */
export async function readLiabilityBefore(
  tx: Reader,
  ask: { programId: number; day: Day },
): Promise<{ currency: number; liability: number }[]> {
  return tx.query(
    `select currency, (coalesce(sum(amount) filter (where credit between 2 and 5), 0)
        - coalesce(sum(amount) filter (where debit between 2 and 5), 0))::bigint as liability
      from ledger_day where program_id = $1 and day < $2 group by currency`,
    [ask.programId, ask.day],
  )
}

/** Folds the slices of whole days into one row each. Readers always see the same sums. */
export async function foldFlows(tx: Writer, programId: number): Promise<number> {
  return tx.execute(
    `with crowded as (
        select day, currency, debit, credit from ledger_day where program_id = $1
        group by day, currency, debit, credit having count(*) > 8 limit 2000
      ), gone as (
        delete from ledger_day l using crowded c
        where l.program_id = $1 and l.day = c.day and l.currency = c.currency and l.debit = c.debit and l.credit = c.credit
        returning l.day, l.currency, l.debit, l.credit, l.amount
      )
      insert into ledger_day (program_id, day, currency, debit, credit, slice, amount)
      select $1, day, currency, debit, credit, gen_random_uuid(), sum(amount) from gone group by day, currency, debit, credit`,
    [programId],
  )
}

/** Owners who are listed under a due day up to `day`. */
export async function readDueOwners(
  tx: Reader,
  ask: { programId: number; day: Day; limit: number },
): Promise<{ ownerId: string }[]> {
  return tx.query(
    `select distinct owner_id as "ownerId" from (
        select owner_id from lot_due where program_id = $1 and day <= $2 order by day limit $3) due`,
    [ask.programId, ask.day, ask.limit],
  )
}

/** Forgets the due days that a settlement has dealt with. */
export async function dropDue(
  tx: Writer,
  done: { programId: number; day: Day; owners: readonly string[] },
): Promise<void> {
  await tx.execute('delete from lot_due where program_id = $1 and day <= $2 and owner_id = any($3::uuid[])', [
    done.programId,
    done.day,
    done.owners,
  ])
}

/** How many owners have books. */
export async function countOwners(tx: Reader, programId: number): Promise<number> {
  const [row] = await tx.query<{ owners: number }>(
    'select count(distinct owner_id) as owners from balance where program_id = $1',
    [programId],
  )
  return row?.owners ?? 0
}

/** Owners of a programme in the order of their ids, from after one on. */
export async function readOwnerPage(
  tx: Reader,
  page: { programId: number; after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ owner_id: string }>(
    `select distinct owner_id from balance where program_id = $1 and ($2::uuid is null or owner_id > $2) order by owner_id limit $3`,
    [page.programId, page.after ?? null, page.limit],
  )
  return rows.map((row) => row.owner_id)
}
