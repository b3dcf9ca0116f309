import { type Day, dayStarts, type Instant } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { accounts } from './model/account.ts'

/**
 * What is to end, by owner, currency and instant, for owners whose first due day is not after $3. What a hold speaks for
 * ends with its lot, and not before the hold does.
 */
const endings = `due as (
    select distinct owner_id from lot_due where program_id = $1 and day <= $3
  ), lots as (
    select j.owner_id, j.currency, j.seq, j.remaining, coalesce(j.expires_at, b.idle_at) as ends
    from due d join balance b on b.program_id = $1 and b.owner_id = d.owner_id
      join journal j on j.program_id = $1 and j.owner_id = b.owner_id and j.currency = b.currency and j.bucket = b.bucket and j.remaining > 0
    where coalesce(j.expires_at, b.idle_at) is not null
  ), held as (
    select h.owner_id, h.currency, (p.part->>0)::bigint as seq, (p.part->>1)::bigint as amount, h.expires_at
    from due d join hold h on h.program_id = $1 and h.owner_id = d.owner_id and h.state = 'open'
      cross join lateral json_array_elements(h.parts) as p (part)
  ), ends as (
    select l.owner_id, l.currency, l.ends, l.remaining - coalesce((select sum(h.amount) from held h
      where h.owner_id = l.owner_id and h.currency = l.currency and h.seq = l.seq), 0)::bigint as points from lots l
    union all
    select h.owner_id, h.currency, greatest(l.ends, h.expires_at), h.amount
    from held h join lots l on l.owner_id = h.owner_id and l.currency = h.currency and l.seq = h.seq
  ), days as (
    select owner_id, currency, $2 - 1 + width_bucket(extract(epoch from ends)::float8 * 1000, $4::float8[]) as day, sum(points)::bigint as points
    from ends where points > 0 and ends > to_timestamp($5 / 1000.0) group by 1, 2, 3
  )`

/** Points that will end on a day. */
export interface Ending {
  day: Day
  currency: number
  points: number
  owners: number
}

/** What ends after now, by day from `from` to `until` and currency. */
export async function readEndings(
  tx: Reader,
  ask: { programId: number; from: Day; until: Day; now: Instant; zone: string },
): Promise<Ending[]> {
  return tx.query<Ending>(
    `with ${endings}
      select day, currency, sum(points)::bigint as points, count(*)::bigint as owners from days
      where day between $2 and $3 group by day, currency order by day, currency`,
    [ask.programId, ask.from, ask.until, dayStarts(ask.from, ask.until, ask.zone), ask.now],
  )
}

/** A warning that somebody is to get. */
export interface Warning {
  id: string
  ownerId: string
  currency: number
  /** The day on which the points are gone. */
  day: Day
  /** The distance in days that it is for. */
  warnDays: number
  points: number
}

/**
 * Keeps warnings that are due and returns those that nobody had kept: of each owner, currency and day the nearest
 * distance that has been reached. Whoever else runs at the same time gets others or none.
 */
export async function insertWarnings(
  tx: Writer,
  ask: {
    programId: number
    today: Day
    now: Instant
    zone: string
    /** Currency and distance, pair by pair. */
    distances: readonly { currency: number; days: number }[]
    limit: number
  },
): Promise<Warning[]> {
  const from = ask.today + 1
  const until = ask.today + Math.max(...ask.distances.map((each) => each.days))
  return tx.query<Warning>(
    `with ${endings}, nearest as (
        select d.owner_id, d.currency, d.day, d.points, min(w.days) as warn_days
        from days d join unnest($6::smallint[], $7::smallint[]) as w (currency, days)
          on w.currency = d.currency and w.days >= d.day - ($2 - 1)
        where d.day between $2 and $3 group by d.owner_id, d.currency, d.day, d.points
      )
      insert into expiry_warning (program_id, owner_id, currency, day, warn_days, warning_id, points, warned_at)
      select $1, n.owner_id, n.currency, n.day, n.warn_days, gen_random_uuid(), n.points, to_timestamp($5 / 1000.0)
      from nearest n where not exists (select from expiry_warning x where x.program_id = $1 and x.owner_id = n.owner_id
        and x.currency = n.currency and x.day = n.day and x.warn_days = n.warn_days)
      order by n.owner_id, n.currency, n.day limit $8
      on conflict do nothing
      returning warning_id as id, owner_id as "ownerId", currency, day, warn_days as "warnDays", points`,
    [
      ask.programId,
      from,
      until,
      dayStarts(from, until, ask.zone),
      ask.now,
      ask.distances.map((each) => each.currency),
      ask.distances.map((each) => each.days),
      ask.limit,
    ],
  )
}

/** Forgets warnings of points that were gone before a day. */
export async function dropWarnings(tx: Writer, programId: number, before: Day): Promise<number> {
  return tx.execute('delete from expiry_warning where program_id = $1 and day < $2', [programId, before])
}

/** What became of the points that end, or would have ended, on a day. */
export interface Breakage {
  day: Day
  currency: number
  planned: number
  released: number
  reopened: number
  moved: number
  expired: number
  open: number
}

/** What was moved here is not new: it comes from a spend, from other lots or from another owner. */
const movedFrom = [accounts.spent, accounts.rearranged, accounts.transit].join(', ')
const movedTo = [accounts.rearranged, accounts.transit].join(', ')

/** Lots by the day of their end, and what became of them. Reads the whole journal of the programme. */
export async function readBreakage(
  tx: Reader,
  ask: { programId: number; from: Day; to: Day; zone: string },
): Promise<Breakage[]> {
  const starts = dayStarts(ask.from, ask.to, ask.zone)
  return tx.query<Breakage>(
    `with lots as (
        select owner_id, currency, seq, bucket, amount, remaining, debit in (${movedFrom}) as is_moved,
          $2 - 1 + width_bucket(extract(epoch from expires_at)::float8 * 1000, $4::float8[]) as day
        from journal where program_id = $1 and remaining is not null
          and expires_at >= to_timestamp($5 / 1000.0) and expires_at < to_timestamp($6 / 1000.0)
      ), used as (
        select l.owner_id, l.currency, l.seq,
          sum(u.amount) filter (where u.amount > 0 and s.credit not in (${accounts.expired}, ${movedTo})) as released,
          sum(u.amount) filter (where u.amount > 0 and s.credit in (${movedTo})) as moved,
          sum(u.amount) filter (where u.amount > 0 and s.credit = ${accounts.expired}) as expired,
          -sum(u.amount) filter (where u.amount < 0) as reopened
        from lots l
          join lot_use u on u.program_id = $1 and u.owner_id = l.owner_id and u.currency = l.currency and u.lot_seq = l.seq and u.bucket = l.bucket
          join journal s on s.program_id = $1 and s.owner_id = u.owner_id and s.currency = u.currency and s.seq = u.spend_seq and s.bucket = u.bucket
        group by l.owner_id, l.currency, l.seq
      )
      select l.day, l.currency,
        coalesce(sum(l.amount) filter (where not l.is_moved), 0)::bigint as planned,
        coalesce(sum(u.released), 0)::bigint as released,
        (coalesce(sum(u.reopened), 0) + coalesce(sum(l.amount) filter (where l.is_moved), 0))::bigint as reopened,
        coalesce(sum(u.moved), 0)::bigint as moved, coalesce(sum(u.expired), 0)::bigint as expired,
        sum(l.remaining)::bigint as open
      from lots l left join used u on u.owner_id = l.owner_id and u.currency = l.currency and u.seq = l.seq
      where l.day between $2 and $3 group by l.day, l.currency order by l.day, l.currency`,
    [ask.programId, ask.from, ask.to, starts, starts[0], starts.at(-1)],
  )
}
