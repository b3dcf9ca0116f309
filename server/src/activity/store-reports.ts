import type { Day, Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'
import { bodyOf } from './model/short-text.ts'

/** The first and the last day on which anything happened; undefined before anything has. */
export async function readActivityEdges(
  tx: Reader,
  programId: number,
): Promise<{ first: Day; last: Day } | undefined> {
  const [row] = await tx.query<{ first: Day | null; last: Day | null }>(
    'select min(day) as first, max(day) as last from activity_day where program_id = $1',
    [programId],
  )
  return row === undefined || row.first === null || row.last === null
    ? undefined
    : { first: row.first, last: row.last }
}

/**
 * How many of what, by metric, on all days up to `until`. Of `last-active`, which counts members by the day of their
 * last activity, only the days from `activeFrom` on, later than `until` too.
 */
export async function readActivityTotals(
  tx: Reader,
  ask: { programId: number; until: Day; activeFrom: Day },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ metric: string; amount: number }>(
    `select metric, coalesce(sum(amount), 0)::bigint as amount from activity_day
      where program_id = $1 and case when metric = 'last-active' then day >= $3 else day <= $2 end group by metric`,
    [ask.programId, ask.until, ask.activeFrom],
  )
  return new Map(rows.map((row) => [row.metric, row.amount]))
}

/** The types of activities, by their ids; unknown ones are left out. */
export async function readActivityTypes(
  tx: Reader,
  programId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<{ activityId: string; type: string }>(
    'select activity_id as "activityId", type from activity where program_id = $1 and activity_id = any($2::uuid[])',
    [programId, ids],
  )
  return new Map(rows.map((row) => [row.activityId, row.type]))
}

/** Commands by staff, by jobs and by others do not move an end by inactivity: see `model/owner-books.ts`. */
const isOwn = `(type not like 'wallet.%'
  or type in ('wallet.spend', 'wallet.hold', 'wallet.capture', 'wallet.top-up', 'wallet.exchange', 'wallet.transfer-out'))`

/** When something happened to an owner by an instant, in that order, and whether it was the owner's own doing. */
export async function readOwnerActions(
  tx: Reader,
  ask: { programId: number; ownerId: string; at: Instant },
): Promise<{ at: Instant; isOwn: boolean }[]> {
  const rows = await tx.query<{ occurred_at: Date; is_own: boolean }>(
    `select occurred_at, ${isOwn} as is_own from activity
      where program_id = $1 and owner_id = $2 and occurred_at <= to_timestamp($3 / 1000.0) order by occurred_at, seq`,
    [ask.programId, ask.ownerId, ask.at],
  )
  return rows.map((row) => ({ at: row.occurred_at.getTime(), isOwn: row.is_own }))
}

/** What an activity was, as a statement tells it. */
export interface ActivityCause {
  activityId: string
  type: string
  source: string
  sourceId: string
  /** What staff or a customer said about it, or what it was paid for. */
  note: string | null
}

interface CauseRow extends Pick<ActivityCause, 'activityId' | 'type'> {
  body: CauseBody | null
  short: string | null
}

interface CauseBody extends Pick<ActivityCause, 'source' | 'sourceId'> {
  command?: { reason?: string; reference?: string; message?: string }
}

function causeOf(row: CauseRow): ActivityCause {
  const { source, sourceId, command } = bodyOf(row)
  const note = command?.reason ?? command?.reference ?? command?.message ?? null
  return { activityId: row.activityId, type: row.type, source, sourceId, note }
}

/** What activities were, by their ids; unknown ones are left out. */
export async function readActivityCauses(
  tx: Reader,
  programId: number,
  ids: readonly string[],
): Promise<ReadonlyMap<string, ActivityCause>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.query<CauseRow>(
    `select activity_id as "activityId", type, body, short from activity
      where program_id = $1 and activity_id = any($2::uuid[])`,
    [programId, ids],
  )
  return new Map(rows.map((row) => [row.activityId, causeOf(row)]))
}
