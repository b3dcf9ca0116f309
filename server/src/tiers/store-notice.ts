import type { Day, Instant } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'

/** A tier that will be lost: `day` is the first one without it. */
export interface Notice {
  ownerId: string
  day: Day
  tier: string
}

/** Owners whose stored tier is another than the one where everybody starts, after one of them, in their order. */
export async function readRaised(
  tx: Reader,
  ask: { programId: number; ladder: string; base: string | null; after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ ownerId: string }>(
    `select owner_id as "ownerId" from tier_state
     where program_id = $1 and ladder = $2 and owner_id > $3
       and (tier is distinct from $4 or jsonb_typeof(memory -> 'grants') = 'array')
     order by owner_id limit $5`,
    [ask.programId, ask.ladder, ask.after ?? '00000000-0000-0000-0000-000000000000', ask.base, ask.limit],
  )
  return rows.map((row) => row.ownerId)
}

/** Notes who is told now; those who were told of the same day already are left out. */
export async function insertNotices(
  tx: Writer,
  ask: { programId: number; ladder: string; now: Instant; ending: readonly Notice[] },
): Promise<(Notice & { id: string })[]> {
  if (ask.ending.length === 0) return []
  return tx.query<Notice & { id: string }>(
    `insert into tier_notice (program_id, owner_id, ladder, day, notice_id, tier, told_at)
     select $1, v.owner_id, $2, v.day, gen_random_uuid(), v.tier, to_timestamp($3 / 1000.0)
     from unnest($4::uuid[], $5::integer[], $6::text[]) as v (owner_id, day, tier)
     on conflict do nothing
     returning notice_id as id, owner_id as "ownerId", day, tier`,
    [
      ask.programId,
      ask.ladder,
      ask.now,
      ask.ending.map((each) => each.ownerId),
      ask.ending.map((each) => each.day),
      ask.ending.map((each) => each.tier),
    ],
  )
}

/** Forgets notices of tiers that were gone before a day. */
export async function dropNotices(tx: Writer, programId: number, before: Day): Promise<number> {
  return tx.execute('delete from tier_notice where program_id = $1 and day < $2', [programId, before])
}
