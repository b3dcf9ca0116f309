import type { Reader, Writer } from '../platform/database.ts'

/** Where an owner stands on a ladder, and until when that holds without anything happening. */
export interface TierNow {
  ownerId: string
  ladder: string
  tier: string
  /** Null for ever. */
  until: number | null
}

/**
 * Owners after one, in their order, of whom something is stored on a ladder and whose tier was never looked at, or before
 * something happened, or whose tier has ended by an instant.
 */
export async function readOutdated(
  tx: Reader,
  ask: {
    programId: number
    release: number
    ladders: readonly string[]
    now: number
    after: string
    limit: number
  },
): Promise<string[]> {
  const rows = await tx.query<{ owner_id: string }>(
    `select distinct s.owner_id from tier_state s
     left join tier_now n on n.program_id = $1 and n.owner_id = s.owner_id and n.ladder = s.ladder and n.owner_id > $6::uuid
     where s.program_id = $1 and s.owner_id > $6::uuid and s.ladder = any($5::text[]) and (n.owner_id is null or n.release <> $2 or n.seen <> hash_record_extended(s, 0)::text
       or n.until <= 'epoch'::timestamptz + $3 * interval '1 millisecond')
     order by s.owner_id limit $4`,
    [ask.programId, ask.release, ask.now, ask.limit, ask.ladders, ask.after],
  )
  return rows.map((row) => row.owner_id)
}

/** How many standings are stored on ladders, and how many of them were ever looked at under a release. */
export async function countLooked(
  tx: Reader,
  ask: { programId: number; release: number; ladders: readonly string[] },
): Promise<{ done: number; of: number }> {
  const [row] = await tx.query<{ done: number; of: number }>(
    `select (select count(*) from tier_now where program_id = $1 and ladder = any($3::text[]) and release = $2) as done,
       (select count(*) from tier_state where program_id = $1 and ladder = any($3::text[])) as of`,
    [ask.programId, ask.release, ask.ladders],
  )
  return row ?? { done: 0, of: 0 }
}

/** Writes where owners stand, beside the state that it was read from. Ladders without a state are left out. */
export async function writeTiersNow(
  tx: Writer,
  ask: { programId: number; release: number; standings: readonly TierNow[] },
): Promise<void> {
  const { programId, release, standings } = ask
  await tx.execute(
    `insert into tier_now (program_id, owner_id, ladder, tier, until, release, seen)
     select $1, v.owner_id, v.ladder, v.tier, 'epoch'::timestamptz + v.until * interval '1 millisecond', $2, hash_record_extended(s, 0)::text
     from unnest($3::uuid[], $4::text[], $5::text[], $6::bigint[]) as v (owner_id, ladder, tier, until)
     join tier_state s on s.program_id = $1 and s.owner_id = v.owner_id and s.ladder = v.ladder
     on conflict (program_id, owner_id, ladder) do update set tier = excluded.tier, until = excluded.until,
       release = excluded.release, seen = excluded.seen`,
    [
      programId,
      release,
      standings.map((each) => each.ownerId),
      standings.map((each) => each.ladder),
      standings.map((each) => each.tier),
      standings.map((each) => each.until),
    ],
  )
}
