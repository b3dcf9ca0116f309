import { untilFulfilled } from './model/books.ts'

/**
 * Whoever is not listed is never settled by the job. The list holds days of the programme's zone, which begin up to 14
 * hours before those of UTC: the database's own zones, which may be of another edition, are not asked.
 */
export const dueCheck = {
  name: 'who has something due is listed for it in time',
  sql: `with spoken as (
      select h.owner_id, h.currency, (part.value ->> 0)::bigint as seq, sum((part.value ->> 1)::bigint) as amount
      from hold h cross join lateral json_array_elements(h.parts) part
      where h.program_id = $1 and h.state = 'open' group by 1, 2, 3),
    lots as (
      select owner_id, currency, seq, remaining, available_at, expires_at from journal
      where program_id = $1 and remaining > 0),
    activated as (
      select owner_id, currency, reverses as seq from journal where program_id = $1 and reason = 'activation'),
    instants as (
      select l.owner_id, l.currency, coalesce(l.expires_at, b.idle_at) as at
      from lots l join balance b on b.program_id = $1 and b.owner_id = l.owner_id and b.currency = l.currency
        left join spoken s on s.owner_id = l.owner_id and s.currency = l.currency and s.seq = l.seq
      where l.remaining > coalesce(s.amount, 0)
      union all
      select l.owner_id, l.currency, l.available_at
      from lots l left join activated a using (owner_id, currency, seq)
      where a.seq is null and l.available_at < to_timestamp(${untilFulfilled} / 1000.0)
      union all
      select owner_id, currency, expires_at from hold where program_id = $1 and state = 'open'),
    firsts as (
      select owner_id, currency, min(at) as at from instants where at is not null group by owner_id, currency)
    select f.owner_id, f.currency, null::bigint as seq,
      format('something is due at %s, the balance says day %s, which is %s', f.at, coalesce(b.due_day::text, 'none'),
        case when l.day is null then 'not listed' else 'too late' end) as detail
    from firsts f join balance b on b.program_id = $1 and b.owner_id = f.owner_id and b.currency = f.currency
      left join lot_due l on l.program_id = $1 and l.owner_id = f.owner_id and l.day = b.due_day
    where l.day is null or l.day * 86400.0 - 14 * 3600 > extract(epoch from f.at) limit 20`,
} as const
