import type { Reader, Writer } from '../platform/database.ts'

/** Where an owner stands on a ladder, and until when that holds without anything happening. */
export interface TierNow {
  ownerId: string
  ladder: string
  tier: string
  /** When it may change by time alone; null for never. */
  until: number | null
}

/** How far the owners of a programme were looked at. */
export interface TierLook {
  /** What standings follow from beside the books of members. */
  basis: string
  complete: boolean
  /** The owner up to whom everybody was, while it is not complete. */
  lookedOwner: string | null
  looked: number
}

const lookColumns = 'basis, complete, looked_owner as "lookedOwner", looked'

/** Undefined where nobody has asked for tiers. */
export async function readLook(tx: Reader, programId: number): Promise<TierLook | undefined> {
  const [row] = await tx.query<TierLook>(`select ${lookColumns} from tier_look where program_id = $1`, [
    programId,
  ])
  return row
}

/** Lets one look at a time through, so that what is written is never older than what is there. */
export async function lockLook(tx: Writer, programId: number): Promise<TierLook | undefined> {
  const [row] = await tx.query<TierLook>(
    `select ${lookColumns} from tier_look where program_id = $1 for no key update`,
    [programId],
  )
  return row
}

/** Everybody is to be looked at, from the first one on. */
export async function beginLook(tx: Writer, programId: number, basis: string): Promise<void> {
  await tx.execute(
    `insert into tier_look (program_id, basis) values ($1, $2)
     on conflict (program_id) do update set basis = excluded.basis, complete = false, looked_owner = null, looked = 0`,
    [programId, basis],
  )
}

/** Keeps up to whom everybody was looked at; without a place, all were. */
export async function writeLooked(
  tx: Writer,
  programId: number,
  place: { ownerId: string; looked: number } | undefined,
): Promise<void> {
  await tx.execute(
    'update tier_look set complete = $2, looked_owner = $3, looked = $4 where program_id = $1',
    [programId, place === undefined, place?.ownerId ?? null, place?.looked ?? 0],
  )
}

interface PageAsk {
  programId: number
  ladders: readonly string[]
  limit: number
}

/** The owners of the next standings on ladders, in their order; one who stands on several may be there as often. */
export async function readOwnersAfter(tx: Reader, ask: PageAsk & { after: string }): Promise<string[]> {
  const rows = await tx.query<{ owner_id: string }>(
    `select owner_id from tier_state where program_id = $1 and owner_id > $2::uuid and ladder = any($3::text[])
     order by owner_id limit $4`,
    [ask.programId, ask.after, ask.ladders, ask.limit],
  )
  return rows.map((row) => row.owner_id)
}

/** Owners whose standing may have changed by an instant with nothing happening. */
export async function readDue(tx: Reader, ask: PageAsk & { now: number }): Promise<string[]> {
  const rows = await tx.query<{ owner_id: string }>(
    `select owner_id from tier_now where program_id = $1 and ladder = any($2::text[])
       and until <= 'epoch'::timestamptz + $3 * interval '1 millisecond' limit $4`,
    [ask.programId, ask.ladders, ask.now, ask.limit],
  )
  return [...new Set(rows.map((row) => row.owner_id))]
}

/** How many standings are stored on ladders. */
export async function countStandings(
  tx: Reader,
  ask: { programId: number; ladders: readonly string[] },
): Promise<number> {
  const [row] = await tx.query<{ standings: number }>(
    'select count(*) as standings from tier_state where program_id = $1 and ladder = any($2::text[])',
    [ask.programId, ask.ladders],
  )
  return row?.standings ?? 0
}

/** Writes where owners stand, where that is new. Ladders without a state are left out: there they stand where all begin. */
export async function writeTiersNow(
  tx: Writer,
  programId: number,
  standings: readonly TierNow[],
): Promise<void> {
  await tx.execute(
    `insert into tier_now (program_id, owner_id, ladder, tier, until)
     select $1, v.owner_id, v.ladder, v.tier, 'epoch'::timestamptz + v.until * interval '1 millisecond'
     from unnest($2::uuid[], $3::text[], $4::text[], $5::bigint[]) as v (owner_id, ladder, tier, until)
     where exists (select from tier_state s where s.program_id = $1 and s.owner_id = v.owner_id and s.ladder = v.ladder)
     on conflict (program_id, ladder, owner_id) do update set tier = excluded.tier, until = excluded.until
       where (tier_now.tier, tier_now.until) is distinct from (excluded.tier, excluded.until)`,
    [
      programId,
      standings.map((each) => each.ownerId),
      standings.map((each) => each.ladder),
      standings.map((each) => each.tier),
      standings.map((each) => each.until),
    ],
  )
}

/** Owners of whom something else became known than their activities tell are looked at again. */
export async function markDue(
  tx: Writer,
  ask: { programId: number; ladder: string; owners: readonly string[] },
): Promise<void> {
  await tx.execute(
    `update tier_now set until = '-infinity' where program_id = $1 and ladder = $2 and owner_id = any($3::uuid[])`,
    [ask.programId, ask.ladder, ask.owners],
  )
}
