import type { Reader } from '../../platform/database.ts'
import { type ActivityRow, activityColumns, activityOfRow, type StoredActivity } from '../store.ts'

/** About how many activities a programme has, by the daily counts. */
export async function countActivities(tx: Reader, programId: number): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'select count(*) as count from activity where program_id = $1',
    [programId],
  )
  return row?.count ?? 0
}

/** Activities of some buckets, by owner and number, from after a place on; the last bucket is not included. */
export async function readHistoryPage(
  tx: Reader,
  page: {
    programId: number
    buckets: { from: number; until: number }
    after: { ownerId: string; seq: number } | undefined
    limit: number
  },
): Promise<StoredActivity[]> {
  const { programId, buckets, after, limit } = page
  // Two texts, so that each page begins in the index where the last one ended.
  const from = after === undefined ? '' : 'and (owner_id, seq) > ($5::uuid, $6::bigint)'
  const rows = await tx.query<ActivityRow>(
    `select ${activityColumns} from activity where program_id = $1 and bucket >= $2 and bucket < $3 ${from}
      order by owner_id, seq limit $4`,
    [
      programId,
      buckets.from,
      buckets.until,
      limit,
      ...(after === undefined ? [] : [after.ownerId, after.seq]),
    ],
  )
  return rows.map(activityOfRow)
}
