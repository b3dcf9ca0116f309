import type { Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'

/** Books of which many lots end together. */
export interface Crowded {
  ownerId: string
  currency: number
}

/**
 * Books in which compacting would save more than so many lots, by owner and currency, from after a place on. Books whose
 * counter is small are not looked into.
 */
export async function readCrowded(
  tx: Reader,
  ask: { programId: number; now: Instant; lots: number; after: Crowded | undefined; limit: number },
): Promise<Crowded[]> {
  return tx.query<Crowded>(
    `select b.owner_id as "ownerId", b.currency from balance b
      cross join lateral (select count(*) - count(distinct coalesce(j.expires_at, 'infinity')) as saved from journal j
        where j.program_id = $1 and j.owner_id = b.owner_id and j.currency = b.currency and j.remaining > 0
          and (j.available_at is null or j.available_at <= to_timestamp($2 / 1000.0)) offset 0) open
      where b.program_id = $1 and b.seq > $3 and b.available > 0 and b.state = 0 and open.saved > $3
        and ($4::uuid is null or (b.owner_id, b.currency) > ($4::uuid, $5::smallint))
      order by b.owner_id, b.currency limit $6`,
    [ask.programId, ask.now, ask.lots, ask.after?.ownerId ?? null, ask.after?.currency ?? null, ask.limit],
  )
}
