import type { TierLadderSpec } from '@perennial/contract'
import { addMonths, type Day } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { type Ladder, levelOf } from './model/ladder.ts'
import { looksBack, looksBackTo, type WindowKind } from './model/window.ts'
import { storedKind } from './store.ts'

const dayMin = -2_147_483_648

const joined = `coalesce((s.memory ->> 'anchor')::integer, 0)`

/** The anniversary of joining in the year of a day, or so many years later, in SQL. */
function anniversarySql(day: string, later: string): string {
  const years = `extract(year from date '1970-01-01' + ${day})::integer - extract(year from date '1970-01-01' + ${joined})::integer`
  return `((date '1970-01-01' + ${joined} + make_interval(years => ${years} + ${later}))::date - date '1970-01-01')`
}

/** The last anniversary on or before a day, or so many years later, in SQL. */
function passedSql(day: string, later: string): string {
  const isAhead = `${anniversarySql(day, '0')} > ${day}`
  return `(case when ${isAhead} then ${anniversarySql(day, `${later} - 1`)} else ${anniversarySql(day, later)} end)`
}

/** The first day of the window that ends on a day, in SQL: the same as `windowStart`. Needs \`s\`, the owner's state. */
function startSql(kind: WindowKind, day: string): string {
  if (kind === 'lifetime') return String(dayMin)
  if (kind === 'enrolment-year') return passedSql(day, '0')
  const date = `(date '1970-01-01' + ${day})`
  return kind === 'calendar-year'
    ? `(date_trunc('year', ${date})::date - date '1970-01-01')`
    : `((${date} - interval '12 months')::date - date '1970-01-01')`
}

/** The first day whose window no longer holds a day, in SQL: the same as `leavesOn`. */
function leavesSql(kind: WindowKind): string {
  if (kind === 'lifetime') return '2147483647'
  if (kind === 'enrolment-year') return passedSql('d.day', '1')
  if (kind === 'calendar-year')
    return `((date_trunc('year', date '1970-01-01' + d.day) + interval '1 year')::date - date '1970-01-01')`
  return `greatest((date '1970-01-01' + d.day + interval '12 months')::date - date '1970-01-01' + 1,
    (date '1970-01-01' + d.day + 1 + interval '12 months')::date - date '1970-01-01')`
}

/** The last day on which no more than so many periods have ended since a day, in SQL: the same as `lastBefore`. */
function lastSql({ landing, window }: TierLadderSpec, day: string, ends: string): string {
  if (landing === 'total' || window === 'lifetime') return day
  const date = `(date '1970-01-01' + ${day})`
  if (window === 'enrolment-year') return `(${passedSql(day, `${ends} + 1`)} - 1)`
  return window === 'calendar-year'
    ? `((date_trunc('year', ${date}) + make_interval(years => ${ends} + 1))::date - date '1970-01-01' - 1)`
    : `((${date} + make_interval(years => ${ends}))::date - date '1970-01-01')`
}

const ofOwner =
  'left join tier_state s on s.program_id = $1 and s.owner_id = d.owner_id and s.ladder = $2 and s.bucket = d.bucket'

/** What each owner reaches by the window that ends on the day $4. */
function reachedNow(kind: WindowKind): string {
  return `
  select d.owner_id, width_bucket(greatest(sum(d.amount), 0), $5::numeric[]) - 1 as level
  from tier_day d ${kind === 'enrolment-year' ? ofOwner : ''}
  where d.program_id = $1 and d.ladder = $2 and d.day between $3 and $4 and d.day >= ${startSql(kind, '$4::integer')}
  group by d.owner_id`
}

/** The same by all windows that end on the days $6 to $4, less the steps down since, from the spans of each total. */
function reachedBefore(spec: TierLadderSpec): string {
  const needsState = spec.window === 'enrolment-year'
  const last = lastSql(spec, 'least(h.until, $4::integer)', 'm.ends')
  return `
  with counted as (
    select d.owner_id, d.bucket, d.day, d.amount, ${leavesSql(spec.window)} as leaves
    from tier_day d ${needsState ? ofOwner : ''}
    where d.program_id = $1 and d.ladder = $2 and d.day between $3 and $4
  ), steps as (
    select owner_id, bucket, greatest(day, $6::integer) as at, amount from counted where leaves > $6
    union all
    select owner_id, bucket, leaves, -amount from counted where leaves > $6 and leaves <= $4
  ), by_day as (
    select owner_id, bucket, at, sum(amount) as amount from steps group by owner_id, bucket, at
  ), running as (
    select owner_id, bucket, coalesce(lead(at) over own - 1, 2147483647) as until,
      width_bucket(greatest(sum(amount) over own, 0), $5::numeric[]) - 1 as level
    from by_day window own as (partition by owner_id, bucket order by at)
  )
  select h.owner_id, max(h.level - m.ends) as level
  from running h ${needsState ? ofOwner.replaceAll('d.', 'h.') : ''}
  cross join generate_series(0, $8::integer) m (ends)
  where ${last} + $7::integer >= $4
  group by h.owner_id`
}

/**
 * How many owners with any amount or grant stand at each level on a day, for the whole programme; -1 for no tier. Who
 * reaches nothing in the windows that matter stands where everybody starts, and is not among them.
 */
export async function countLevels(
  tx: Reader,
  input: { programId: number; ladder: Ladder; day: Day },
): Promise<ReadonlyMap<number, number>> {
  const { ladder, day } = input
  const { spec } = ladder
  const isBack = looksBack(ladder)
  const back = Math.max(dayMin, looksBackTo(ladder, day))
  const from = earliestStart(spec.window, back)
  const reached = isBack ? reachedBefore(spec) : reachedNow(spec.window)
  const keys = isBack ? [back, spec.graceDays, spec.tiers.length] : []
  const tiers = `$${isBack ? 9 : 6}::text[]`
  const rows = await tx.query<{ level: number; owners: number }>(
    `select greatest(coalesce(r.level, -1), coalesce(g.level, -1), ${levelOf(ladder, 0)})::integer as level,
       count(*)::integer as owners
     from (${reached}) as r
     full join (
       select s.owner_id, max(array_position(${tiers}, each ->> 'tier') - 1) as level
       from tier_state s cross join lateral jsonb_array_elements(s.memory -> 'grants') as each
       where s.program_id = $1 and s.ladder = $2 and jsonb_typeof(s.memory -> 'grants') = 'array'
         and $4 between (each ->> 'from')::integer
         and least((each ->> 'until')::integer, (each ->> 'revoked')::integer - 1)
       group by s.owner_id
     ) as g using (owner_id)
     group by 1`,
    [input.programId, ladder.key, from, day, ladder.thresholds, ...keys, spec.tiers.map((tier) => tier.key)],
  )
  return new Map(rows.map((row) => [row.level, row.owners]))
}

/** No window that ends on the day or later starts before this. */
function earliestStart(kind: WindowKind, day: Day): Day {
  if (kind === 'lifetime') return dayMin
  return Math.max(dayMin, addMonths(day, -12) - 1)
}

/** An owner whose running total is not what the days add up to; `stored` is null where it is missing. */
export interface Misfit {
  ownerId: string
  stored: number | null
  recomputed: number
}

/** The first owner, by id, whose running total does not follow from the days. One of another window is not used. */
export async function firstMisfit(
  tx: Reader,
  programId: number,
  ladder: Ladder,
): Promise<Misfit | undefined> {
  const [found] = await tx.query<Misfit>(
    `select owner_id as "ownerId", x.total as stored, coalesce(d.total, 0) as recomputed
     from (select owner_id, day, total, counted_over from tier_state where program_id = $1 and ladder = $2) x
     full join (
       select d.owner_id, max(d.day) as last,
         sum(d.amount) filter (where d.day between ${startSql(ladder.spec.window, 's.day')} and s.day) as total
       from tier_day d
       left join tier_state s on s.program_id = $1 and s.owner_id = d.owner_id and s.ladder = $2
       where d.program_id = $1 and d.ladder = $2
       group by d.owner_id
     ) d using (owner_id)
     where x.total is distinct from coalesce(d.total, 0) and coalesce(x.counted_over = $3, x.day is null)
       or d.last > x.day
     order by owner_id limit 1`,
    [programId, ladder.key, storedKind(ladder.spec.window)],
  )
  return found
}

/** Computes running totals that are not of a ladder's window again from its days; of how many owners after one of them. */
export async function rebuildTotals(
  tx: Writer,
  ask: { programId: number; ladder: Ladder; after: string; limit: number },
): Promise<string[]> {
  const { programId, ladder, after, limit } = ask
  const { window } = ladder.spec
  // Locked by a statement of its own: the next one then sees the days of everybody whom this one waited for.
  const stale = await tx.query<{ owner: string }>(
    `select owner_id as owner from tier_state
     where program_id = $1 and ladder = $2 and owner_id > $3 and counted_over is distinct from $4
     order by owner_id limit $5 for no key update`,
    [programId, ladder.key, after, storedKind(window), limit],
  )
  const owners = stale.map((each) => each.owner)
  if (owners.length === 0) return owners
  await tx.execute(
    `update tier_state s set counted_over = $4, total = coalesce((
       select sum(d.amount) from tier_day d
       where d.program_id = $1 and d.owner_id = s.owner_id and d.ladder = $2 and d.bucket = s.bucket
         and d.day between ${startSql(window, 's.day')} and s.day), 0)
     where s.program_id = $1 and s.ladder = $2 and s.owner_id = any($3)`,
    [programId, ladder.key, owners, storedKind(window)],
  )
  return owners
}

/** Owners of a ladder of whom it is not known when they joined, after one of them, in their order. */
export async function readUnanchored(
  tx: Reader,
  ask: { programId: number; ladder: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ ownerId: string }>(
    `select owner_id as "ownerId" from tier_state
     where program_id = $1 and ladder = $2 and owner_id > $3 and memory ->> 'anchor' is null
     order by owner_id limit $4`,
    [ask.programId, ask.ladder, ask.after, ask.limit],
  )
  return rows.map((row) => row.ownerId)
}

/** Remembers when owners joined: one statement. Their totals are of other years then. */
export async function writeAnchors(
  tx: Writer,
  input: { programId: number; ladder: string; joined: readonly { ownerId: string; anchor: Day }[] },
): Promise<void> {
  await tx.execute(
    `update tier_state s set memory = coalesce(s.memory, '{}') || jsonb_build_object('anchor', v.anchor), counted_over = null
     from unnest($3::uuid[], $4::integer[]) as v (owner_id, anchor)
     where s.program_id = $1 and s.ladder = $2 and s.owner_id = v.owner_id and s.memory ->> 'anchor' is null`,
    [
      input.programId,
      input.ladder,
      input.joined.map((each) => each.ownerId),
      input.joined.map((each) => each.anchor),
    ],
  )
}
