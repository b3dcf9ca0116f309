import { dayOf, dayStarts } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'
import { accounts } from './model/account.ts'

/** Something in the books that does not add up. */
export interface Break {
  /** The check that failed, by name. */
  check: string
  ownerId: string | null
  detail: string
}

const a = accounts

/** Each recomputes from the journal alone and shows the rows that differ, at most twenty. */
const checks: readonly { name: string; sql: string }[] = [
  {
    name: 'balance equals the sum of its entries',
    sql: `with sums as (
        select owner_id, currency,
          coalesce(sum(change) filter (where account = ${a.available}), 0) as available,
          coalesce(sum(change) filter (where account = ${a.pending}), 0) as pending,
          coalesce(sum(change) filter (where account = ${a.held}), 0) as held,
          coalesce(-sum(change) filter (where account = ${a.debt}), 0) as debt,
          coalesce(-sum(change) filter (where account = ${a.issuance}), 0) as earned,
          coalesce(sum(change) filter (where account = ${a.spent}), 0) as spent
        from entries where program_id = $1 group by owner_id, currency)
      select owner_id, format('currency %s: available %s is %s by the journal, pending %s/%s, held %s/%s, debt %s/%s, earned %s/%s, spent %s/%s',
          currency, b.available, coalesce(s.available, 0), b.pending, coalesce(s.pending, 0), b.held, coalesce(s.held, 0),
          b.debt, coalesce(s.debt, 0), b.lifetime_earned, coalesce(s.earned, 0), b.lifetime_spent, coalesce(s.spent, 0)) as detail
      from (select * from balance where program_id = $1) b full join sums s using (owner_id, currency)
      where (b.available, b.pending, b.held, b.debt, b.lifetime_earned, b.lifetime_spent) is distinct from
        (coalesce(s.available, 0)::bigint, coalesce(s.pending, 0)::bigint, coalesce(s.held, 0)::bigint,
         coalesce(s.debt, 0)::bigint, coalesce(s.earned, 0)::bigint, coalesce(s.spent, 0)::bigint)
      limit 20`,
  },
  {
    name: 'journal numbers lie within the counter of the balance',
    sql: `select j.owner_id, format('currency %s: journal reaches number %s, balance says %s', j.currency, j.last, b.seq) as detail
      from (select owner_id, currency, max(seq) as last from journal where program_id = $1 group by owner_id, currency) j
      left join balance b on b.program_id = $1 and b.owner_id = j.owner_id and b.currency = j.currency
      where b.seq is null or b.seq < j.last limit 20`,
  },
  {
    name: 'what is left of a lot is its amount less its uses',
    sql: `select j.owner_id, format('currency %s lot %s: %s left, %s by its uses', j.currency, j.seq, j.remaining, j.amount - coalesce(u.used, 0)) as detail
      from (select owner_id, currency, seq, amount, remaining from journal where program_id = $1 and remaining is not null) j
      full join (select owner_id, currency, lot_seq as seq, sum(amount) as used from lot_use where program_id = $1
        group by owner_id, currency, lot_seq) u using (owner_id, currency, seq)
      where j.remaining is distinct from j.amount - coalesce(u.used, 0) limit 20`,
  },
  {
    name: 'what the open lots hold is what the balance holds',
    sql: `select b.owner_id, format('currency %s: lots hold %s, balance holds %s', b.currency, coalesce(l.remaining, 0), b.available + b.pending + b.held) as detail
      from balance b left join (select owner_id, currency, sum(remaining) as remaining from journal
        where program_id = $1 and remaining > 0 group by owner_id, currency) l using (owner_id, currency)
      where b.program_id = $1 and coalesce(l.remaining, 0) <> b.available + b.pending + b.held limit 20`,
  },
  {
    name: 'a row that takes points names the lots it took',
    sql: `select j.owner_id, format('currency %s row %s takes %s, its lots give %s', j.currency, j.seq, j.amount, coalesce(u.used, 0)) as detail
      from journal j left join (select owner_id, currency, spend_seq as seq, sum(amount) as used from lot_use
        where program_id = $1 group by owner_id, currency, spend_seq) u using (owner_id, currency, seq)
      where j.program_id = $1 and j.debit in (${a.available}, ${a.pending}, ${a.held})
        and j.credit not in (${a.available}, ${a.pending}, ${a.held}) and j.amount <> coalesce(u.used, 0) limit 20`,
  },
  {
    name: 'daily flows equal the journal',
    sql: `with days as (
        select width_bucket((extract(epoch from effective_at) * 1000)::float8, $2::float8[]) + $3 - 1 as day, currency, debit, credit, sum(amount) as amount
        from journal where program_id = $1 group by 1, 2, 3, 4),
      flows as (select day, currency, debit, credit, sum(amount) as amount from ledger_day where program_id = $1 group by 1, 2, 3, 4)
      select null::uuid as owner_id, format('day %s currency %s accounts %s to %s: rollup says %s, journal %s', day, currency, debit, credit, f.amount, d.amount) as detail
      from days d full join flows f using (day, currency, debit, credit) where d.amount is distinct from f.amount limit 20`,
  },
]

async function daysOf(tx: Reader, ask: { programId: number; zone: string }) {
  const [span] = await tx.query<{ first: Date | null; last: Date | null }>(
    'select min(effective_at) as first, max(effective_at) as last from journal where program_id = $1',
    [ask.programId],
  )
  const first = dayOf(span?.first?.getTime() ?? 0, ask.zone)
  const last = dayOf(span?.last?.getTime() ?? 0, ask.zone)
  return { first, starts: dayStarts(first, last, ask.zone) }
}

/** Recomputes balances, lots and rollups of a programme from its journal; the breaks found, and what was checked. */
export async function verifyLedger(
  tx: Reader,
  ask: { programId: number; zone: string },
): Promise<{ breaks: Break[]; checked: Record<string, number> }> {
  const breaks: Break[] = []
  const days = await daysOf(tx, ask)
  for (const check of checks) {
    const params = check.sql.includes('$2') ? [ask.programId, days.starts, days.first] : [ask.programId]
    const rows = await tx.query<{ owner_id: string | null; detail: string }>(check.sql, params)
    for (const row of rows) breaks.push({ check: check.name, ownerId: row.owner_id, detail: row.detail })
  }
  const [counts] = await tx.query<Record<string, number>>(
    `select (select count(*) from journal where program_id = $1) as "journal rows",
      (select count(*) from balance where program_id = $1) as balances,
      (select count(*) from journal where program_id = $1 and remaining is not null) as lots`,
    [ask.programId],
  )
  return { breaks, checked: counts ?? {} }
}
