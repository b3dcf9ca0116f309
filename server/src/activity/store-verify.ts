import { dayOf, dayStarts } from '../kernel/instants.ts'
import { joinInBulk, type Reader } from '../platform/database.ts'
import { byMember } from './model/owner-books.ts'

/** Something in the records of activities that does not add up. */
export interface ActivityBreak {
  /** The check that failed, by name. */
  check: string
  ownerId: string | null
  detail: string
}

/** What staff and jobs do to an owner makes nobody active. */
const ownTypes = [...byMember].map((verb) => `'wallet.${verb}'`).join(', ')

/** Each shows the rows that differ, at most twenty, from one statement: writes that go on meanwhile cannot be half seen. */
const checks: readonly { name: string; sql: string }[] = [
  {
    name: 'each natural key with an owner has its activity, and each activity its key',
    sql: `select coalesce(k.owner_id, a.owner_id) as owner_id, case
          when a.activity_id is null then format('key %s/%s of %s names activity %s, which is not there', k.source, k.source_id, k.type, k.activity_id)
          when k.activity_id is null then format('activity %s of type %s has no natural key', a.activity_id, a.type)
          else format('activity %s is of type %s and owner %s, its key says %s and %s', a.activity_id, a.type, a.owner_id, k.type, k.owner_id)
        end as detail
      from (select source, source_id, type, activity_id, owner_id from activity_key
        where program_id = $1 and owner_id is not null) k
      full join (select activity_id, owner_id, type from activity where program_id = $1) a using (activity_id)
      where k.owner_id is distinct from a.owner_id or k.type is distinct from a.type limit 20`,
  },
  {
    name: 'each natural key without an owner waits, and what waits has its key',
    sql: `select null::uuid as owner_id, format('activity %s: key is %s, waiting is %s', activity_id, k.source_id is not null, p.waits is not null) as detail
      from (select source_id, activity_id from activity_key where program_id = $1 and owner_id is null) k
      full join (select activity_id, true as waits from parked_activity where program_id = $1) p using (activity_id)
      where k.source_id is null or p.waits is null limit 20`,
  },
  {
    name: 'daily counts equal the activities',
    sql: `with counted as (
        select (width_bucket((extract(epoch from occurred_at) * 1000)::float8, $2::float8[]) + $3 - 1) as day,
          case type when 'order.placed' then 'orders' else 'returns' end as metric, count(*) as amount
        from activity where program_id = $1 and type in ('order.placed', 'order.returned', 'order.cancelled') group by 1, 2
        union all
        select last, 'last-active', count(*) from (
          select max(width_bucket((extract(epoch from occurred_at) * 1000)::float8, $2::float8[]) + $3 - 1) as last
          from activity where program_id = $1 and (type not like 'wallet.%' or type in (${ownTypes}))
          group by owner_id) members group by last),
      kept as (select day, metric, sum(amount) as amount from activity_day
        where program_id = $1 and metric in ('orders', 'returns', 'last-active') group by day, metric)
      select null::uuid as owner_id, format('day %s: %s counts %s, the activities %s', day, metric, coalesce(k.amount, 0), coalesce(c.amount, 0)) as detail
      from counted c full join kept k using (day, metric) where coalesce(c.amount, 0) <> coalesce(k.amount, 0) limit 20`,
  },
]

async function daysOf(tx: Reader, ask: { programId: number; zone: string }) {
  const [span] = await tx.query<{ first: Date | null; last: Date | null }>(
    'select min(occurred_at) as first, max(occurred_at) as last from activity where program_id = $1',
    [ask.programId],
  )
  const first = dayOf(span?.first?.getTime() ?? 0, ask.zone)
  const last = dayOf(span?.last?.getTime() ?? 0, ask.zone)
  return { first, starts: dayStarts(first, last, ask.zone) }
}

/** Compares natural keys, activities, waiting returns and daily counts of a programme; the breaks, and what was checked. */
export async function verifyActivities(
  tx: Reader,
  ask: { programId: number; zone: string },
): Promise<{ breaks: ActivityBreak[]; checked: Record<string, number> }> {
  const breaks: ActivityBreak[] = []
  await joinInBulk(tx)
  const days = await daysOf(tx, ask)
  for (const check of checks) {
    const params = check.sql.includes('$2') ? [ask.programId, days.starts, days.first] : [ask.programId]
    const rows = await tx.query<{ owner_id: string | null; detail: string }>(check.sql, params)
    for (const row of rows) breaks.push({ check: check.name, ownerId: row.owner_id, detail: row.detail })
  }
  const [counts] = await tx.query<Record<string, number>>(
    `select (select count(*) from activity where program_id = $1) as activities,
      (select count(*) from activity_key where program_id = $1) as "natural keys"`,
    [ask.programId],
  )
  return { breaks, checked: counts ?? {} }
}
