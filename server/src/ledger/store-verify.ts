import { dayOf, dayStarts } from '../kernel/instants.ts'
import { joinInBulk, type Reader } from '../platform/database.ts'
import type { Break } from './break.ts'
import { accounts } from './model/account.ts'
import { readHead, type SealHead } from './store-seal.ts'
import { dueCheck } from './store-verify-due.ts'
import { checkHeads, sealChecks } from './store-verify-seals.ts'

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
      select owner_id, currency, null::bigint as seq, format('available %s is %s by the journal, pending %s/%s, held %s/%s, debt %s/%s, earned %s/%s, spent %s/%s',
          b.available, coalesce(s.available, 0), b.pending, coalesce(s.pending, 0), b.held, coalesce(s.held, 0),
          b.debt, coalesce(s.debt, 0), b.lifetime_earned, coalesce(s.earned, 0), b.lifetime_spent, coalesce(s.spent, 0)) as detail
      from (select * from balance where program_id = $1) b full join sums s using (owner_id, currency)
      where (b.available, b.pending, b.held, b.debt, b.lifetime_earned, b.lifetime_spent) is distinct from
        (coalesce(s.available, 0)::bigint, coalesce(s.pending, 0)::bigint, coalesce(s.held, 0)::bigint,
         coalesce(s.debt, 0)::bigint, coalesce(s.earned, 0)::bigint, coalesce(s.spent, 0)::bigint)
      limit 20`,
  },
  {
    name: 'journal numbers lie within the counter of the balance',
    sql: `select j.owner_id, j.currency, j.last as seq, format('the journal reaches number %s, the balance says %s', j.last, b.seq) as detail
      from (select owner_id, currency, max(seq) as last from journal where program_id = $1 group by owner_id, currency) j
      left join balance b on b.program_id = $1 and b.owner_id = j.owner_id and b.currency = j.currency
      where b.seq is null or b.seq < j.last limit 20`,
  },
  {
    name: 'what is left of a lot is its amount less its uses',
    sql: `select owner_id, currency, seq, format('of lot %s %s is left, by its uses %s', seq, j.remaining, j.amount - coalesce(u.used, 0)) as detail
      from (select owner_id, currency, seq, amount, remaining from journal where program_id = $1 and remaining is not null) j
      full join (select owner_id, currency, lot_seq as seq, sum(amount) as used from lot_use where program_id = $1
        group by owner_id, currency, lot_seq) u using (owner_id, currency, seq)
      where j.remaining is distinct from j.amount - coalesce(u.used, 0) limit 20`,
  },
  {
    name: 'what the open lots hold is what the balance holds',
    sql: `select b.owner_id, b.currency, null::bigint as seq, format('lots hold %s, the balance holds %s', coalesce(l.remaining, 0), b.available + b.pending + b.held) as detail
      from balance b left join (select owner_id, currency, sum(remaining) as remaining from journal
        where program_id = $1 and remaining > 0 group by owner_id, currency) l using (owner_id, currency)
      where b.program_id = $1 and coalesce(l.remaining, 0) <> b.available + b.pending + b.held limit 20`,
  },
  {
    name: 'a row that takes points names the lots it took',
    sql: `select j.owner_id, j.currency, j.seq, format('row %s takes %s, its lots give %s', j.seq, j.amount, coalesce(u.used, 0)) as detail
      from journal j left join (select owner_id, currency, spend_seq as seq, sum(amount) as used from lot_use
        where program_id = $1 group by owner_id, currency, spend_seq) u using (owner_id, currency, seq)
      where j.program_id = $1 and j.debit in (${a.available}, ${a.pending}, ${a.held})
        and j.credit not in (${a.available}, ${a.pending}, ${a.held}) and j.amount <> coalesce(u.used, 0) limit 20`,
  },
  {
    name: 'what a balance holds back is what its open holds ask for',
    sql: `select owner_id, currency, null::bigint as seq, format('the balance holds back %s, open holds are %s', coalesce(b.held, 0), coalesce(h.amount, 0)) as detail
      from (select owner_id, currency, held from balance where program_id = $1) b
      full join (select owner_id, currency, sum(amount) as amount from hold
        where program_id = $1 and state = 'open' group by owner_id, currency) h using (owner_id, currency)
      where coalesce(b.held, 0) <> coalesce(h.amount, 0) limit 20`,
  },
  {
    name: 'a hold is what the journal says it is',
    sql: `select h.owner_id, h.currency, j.seq, format('hold %s says %s, the journal %s', h.hold_id, h.amount, coalesce(j.amount, 0)) as detail
      from (select owner_id, currency, hold_id, amount from hold where program_id = $1) h
      left join (select owner_id, currency, activity_id, min(seq) as seq, sum(amount) as amount from journal
        where program_id = $1 and reason = 'hold' group by owner_id, currency, activity_id) j
        on j.owner_id = h.owner_id and j.currency = h.currency and j.activity_id = h.hold_id
      where coalesce(j.amount, 0) <> h.amount limit 20`,
  },
  {
    name: 'open holds speak for no more of a lot than is left of it',
    sql: `with parts as (
        select h.owner_id, h.currency, (part.value ->> 0)::bigint as seq, sum((part.value ->> 1)::bigint) as spoken
        from hold h cross join lateral json_array_elements(h.parts) part
        where h.program_id = $1 and h.state = 'open' group by 1, 2, 3),
      whole as (
        select owner_id, currency, hold_id, amount, (select coalesce(sum((part.value ->> 1)::bigint), 0) from json_array_elements(parts) part) as spoken
        from hold where program_id = $1)
      (select p.owner_id, p.currency, p.seq, format('holds speak for %s of lot %s, %s is left of it', p.spoken, p.seq, coalesce(j.remaining, 0)) as detail
        from parts p left join (select owner_id, currency, seq, remaining from journal where program_id = $1) j
          on j.owner_id = p.owner_id and j.currency = p.currency and j.seq = p.seq
        where p.spoken > coalesce(j.remaining, 0) limit 20)
      union all
      (select owner_id, currency, null, format('hold %s is for %s and speaks for %s', hold_id, amount, spoken)
        from whole where spoken <> amount limit 20)`,
  },
  {
    name: 'what is on its way is what was sent and has not arrived',
    sql: `with moved as (
        select currency, sum(amount) filter (where credit = ${a.transit}) as left_for, sum(amount) filter (where debit = ${a.transit}) as arrived
        from journal where program_id = $1 and (debit = ${a.transit} or credit = ${a.transit}) group by currency),
      open as (select currency, sum(amount - debt) as amount from transfer where program_id = $1 and state = 'sent' group by currency)
      select null::uuid as owner_id, currency, null::bigint as seq, format('%s is on its way by the journal, %s by the transfers',
        coalesce(m.left_for, 0) - coalesce(m.arrived, 0), coalesce(o.amount, 0)) as detail
      from moved m full join open o using (currency)
      where coalesce(m.left_for, 0) - coalesce(m.arrived, 0) <> coalesce(o.amount, 0) limit 20`,
  },
  {
    name: 'daily flows equal the journal',
    sql: `with days as (
        select width_bucket((extract(epoch from effective_at) * 1000)::float8, $2::float8[]) + $3 - 1 as day, currency, debit, credit, sum(amount) as amount
        from journal where program_id = $1 group by 1, 2, 3, 4),
      flows as (select day, currency, debit, credit, sum(amount) as amount from ledger_day where program_id = $1 group by 1, 2, 3, 4)
      select null::uuid as owner_id, currency, null::bigint as seq, format('on day %s accounts %s to %s moved %s by the rollup, %s by the journal', day, debit, credit, f.amount, d.amount) as detail
      from days d full join flows f using (day, currency, debit, credit) where d.amount is distinct from f.amount limit 20`,
  },
  dueCheck,
]

/** How many steps {@link verifyLedger} takes. */
export const ledgerSteps = sealChecks.length + checks.length

async function daysOf(tx: Reader, ask: { programId: number; zone: string }) {
  const [span] = await tx.query<{ first: Date | null; last: Date | null }>(
    'select min(effective_at) as first, max(effective_at) as last from journal where program_id = $1',
    [ask.programId],
  )
  const first = dayOf(span?.first?.getTime() ?? 0, ask.zone)
  const last = dayOf(span?.last?.getTime() ?? 0, ask.zone)
  return { first, starts: dayStarts(first, last, ask.zone) }
}

interface BreakRow {
  owner_id: string | null
  currency: number
  seq: number | null
  detail: string
}

export interface VerifyLedger {
  programId: number
  zone: string
  /** Heads of the chain that were written down: each must still be part of it. Default: none. */
  heads?: readonly SealHead[]
  /** Called before each step with its name. May throw, which ends the verification. */
  onStep?(name: string): void
}

export interface LedgerProof {
  breaks: Break[]
  /** How many rows of each sort were recomputed. */
  checked: Record<string, number>
  /** The end of the chain; null while nothing was sealed. */
  head: SealHead | null
}

/**
 * Compares the journal with its seals, and recomputes balances, lots, holds, transfers and rollups of a programme from
 * it. Breaks that name a row come first. Each check is one statement, so writes that go on meanwhile cannot be half seen.
 */
export async function verifyLedger(tx: Reader, ask: VerifyLedger): Promise<LedgerProof> {
  const { programId } = ask
  await joinInBulk(tx)
  const head = (await readHead(tx, programId)) ?? null
  const breaks: Break[] = []
  for (const check of sealChecks) {
    ask.onStep?.(check.name)
    breaks.push(...(await check.find(tx, programId)))
  }
  breaks.push(...(await checkHeads(tx, programId, ask.heads ?? [])))
  const days = await daysOf(tx, ask)
  for (const check of checks) {
    ask.onStep?.(check.name)
    const params = check.sql.includes('$2') ? [programId, days.starts, days.first] : [programId]
    for (const row of await tx.query<BreakRow>(check.sql, params)) {
      const { owner_id: ownerId, currency, seq, detail } = row
      breaks.push({ check: check.name, ownerId, currency, seq, detail })
    }
  }
  const [counts] = await tx.query<Record<string, number>>(
    `select (select count(*) from journal where program_id = $1) as "journal rows",
      (select count(*) from balance where program_id = $1) as balances,
      (select count(*) from journal where program_id = $1 and remaining is not null) as lots,
      (select count(*) from hold where program_id = $1) as holds,
      (select count(*) from transfer where program_id = $1) as transfers,
      (select coalesce(sum(rows), 0)::bigint from journal_seal where program_id = $1) as "sealed rows"`,
    [programId],
  )
  return { breaks, checked: counts ?? {}, head }
}
