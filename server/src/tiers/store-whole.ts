import type { Day } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { Ladder } from './model/ladder.ts'
import { type WindowKind, windowStart } from './model/window.ts'

const dayMin = -2_147_483_648

/** The first day of the window that ends on a day, in SQL: the same as `windowStart`. */
function startSql(kind: WindowKind, day: string): string {
  if (kind === 'lifetime') return String(dayMin)
  const date = `(date '1970-01-01' + ${day})`
  return kind === 'calendar-year'
    ? `(date_trunc('year', ${date})::date - date '1970-01-01')`
    : `((${date} - interval '12 months')::date - date '1970-01-01')`
}

/** The first day whose window no longer holds a day, in SQL: the same as `leavesOn`. */
function leavesSql(kind: WindowKind): string {
  if (kind === 'lifetime') return '2147483647'
  if (kind === 'calendar-year')
    return `((date_trunc('year', date '1970-01-01' + day) + interval '1 year')::date - date '1970-01-01')`
  return `greatest((date '1970-01-01' + day + interval '12 months')::date - date '1970-01-01' + 1,
    (date '1970-01-01' + day + 1 + interval '12 months')::date - date '1970-01-01')`
}

const sumOfWindow = `
  select sum(amount) as best from tier_day
  where program_id = $1 and ladder = $2 and day between $3 and $4
  group by owner_id`

/** The best total of the windows that end on the days $5 to $4, from the steps in which it changes. */
function bestOfWindows(kind: WindowKind): string {
  return `
  with counted as (
    select owner_id, day, amount, ${leavesSql(kind)} as leaves from tier_day
    where program_id = $1 and ladder = $2 and day between $3 and $4
  ), steps as (
    select owner_id, greatest(day, $5::integer) as at, amount from counted where leaves > $5
    union all
    select owner_id, leaves, -amount from counted where leaves > $5 and leaves <= $4
  ), by_day as (
    select owner_id, at, sum(amount) as amount from steps group by owner_id, at
  ), running as (
    select owner_id, sum(amount) over (partition by owner_id order by at) as total from by_day
  )
  select max(total) as best from running group by owner_id`
}

/** How many owners with any amount stand at each level on a day, for the whole programme; -1 for no tier. */
export async function countLevels(
  tx: Reader,
  input: { programId: number; ladder: Ladder; day: Day },
): Promise<ReadonlyMap<number, number>> {
  const { ladder, day } = input
  const { window, graceDays } = ladder.spec
  const from = Math.max(dayMin, windowStart(window, day - graceDays))
  const best = graceDays === 0 ? sumOfWindow : bestOfWindows(window)
  const rows = await tx.query<{ level: number; owners: number }>(
    `select width_bucket(greatest(best, 0), $${graceDays === 0 ? 5 : 6}::numeric[]) - 1 as level, count(*)::integer as owners
     from (${best}) as totals group by 1`,
    [
      input.programId,
      ladder.key,
      from,
      day,
      ...(graceDays === 0 ? [] : [day - graceDays]),
      ladder.thresholds,
    ],
  )
  return new Map(rows.map((row) => [row.level, row.owners]))
}

/** An owner whose running total is not what the days add up to; `stored` is null where it is missing. */
export interface Misfit {
  ownerId: string
  stored: number | null
  recomputed: number
}

/** The first owner, by id, whose running total does not follow from the days. */
export async function firstMisfit(
  tx: Reader,
  programId: number,
  ladder: Ladder,
): Promise<Misfit | undefined> {
  const [found] = await tx.query<Misfit>(
    `select owner_id as "ownerId", s.total as stored, coalesce(d.total, 0) as recomputed
     from (select owner_id, day, total from tier_state where program_id = $1 and ladder = $2) s
     full join (
       select d.owner_id, max(d.day) as last,
         sum(d.amount) filter (where d.day between ${startSql(ladder.spec.window, 'x.day')} and x.day) as total
       from tier_day d
       left join tier_state x on x.program_id = $1 and x.owner_id = d.owner_id and x.ladder = $2
       where d.program_id = $1 and d.ladder = $2
       group by d.owner_id
     ) d using (owner_id)
     where s.total is distinct from coalesce(d.total, 0) or d.last > s.day
     order by owner_id limit 1`,
    [programId, ladder.key],
  )
  return found
}

/** Computes the running totals of a ladder again from its days: after a release that changes its window. */
export async function rebuildTotals(tx: Writer, programId: number, ladder: Ladder): Promise<number> {
  // Locked by a statement of its own: the next one then sees the days of everybody whom this one waited for.
  await tx.query(
    `select count(*) from (select 1 from tier_state where program_id = $1 and ladder = $2
      order by owner_id for no key update) locked`,
    [programId, ladder.key],
  )
  return tx.execute(
    `update tier_state s set total = coalesce((
       select sum(d.amount) from tier_day d
       where d.program_id = $1 and d.owner_id = s.owner_id and d.ladder = $2 and d.bucket = s.bucket
         and d.day between ${startSql(ladder.spec.window, 's.day')} and s.day), 0)
     where s.program_id = $1 and s.ladder = $2`,
    [programId, ladder.key],
  )
}
