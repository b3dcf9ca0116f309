import { bucketOf } from '../kernel/ids.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { CounterKey } from './stage.ts'
import { highestPrefix } from './store-counters.ts'

/** Something that a source counted and its target does not have yet, or no longer should. */
export interface CounterDifference extends CounterKey {
  sourceId: string
  targetId: string
  amount: number
  /** How often something was carried between the two. */
  steps: number
}

/**
 * How what was carried differs from what the counters of sources hold now; pairs that are no longer merged should have
 * carried nothing. Of the highest of something the greater of both stands, and stays. Ordered, so that everybody who
 * looks at once sees the same first part.
 */
export function readCounterDifferences(
  tx: Reader,
  ask: {
    programId: number
    pairs: readonly { sourceId: string; targetId: string }[]
    /** Only this source. Default: all. */
    sourceId: string | undefined
    limit: number
  },
): Promise<CounterDifference[]> {
  const { pairs } = ask
  return tx.query<CounterDifference>(
    `with pair as (
       select * from unnest($2::uuid[], $3::smallint[], $4::uuid[], $5::smallint[]) as p (source_id, source_bucket, target_id, target_bucket)
     ), steps as (
       select source_id, target_id, max(version) as steps from counter_carried
       where program_id = $1 and ($6::uuid is null or source_id = $6) group by source_id, target_id
     ), wanted as (
       select p.source_id, p.target_id, c.key, c.period, c.value as amount
       from pair p join counter c on c.program_id = $1 and c.owner_id = p.source_id and c.bucket = p.source_bucket
       where not starts_with(c.key, $7)
     ), carried as (
       select source_id, target_id, key, period, amount from counter_carried
       where program_id = $1 and ($6::uuid is null or source_id = $6) and not starts_with(key, $7)
     ), difference as (
       select source_id, target_id, key, period, coalesce(w.amount, 0) - coalesce(c.amount, 0) as amount
       from wanted w full join carried c using (source_id, target_id, key, period)
       union all
       select p.source_id, p.target_id, c.key, c.period, c.value - coalesce(t.value, 0)
       from pair p join counter c on c.program_id = $1 and c.owner_id = p.source_id and c.bucket = p.source_bucket
       left join counter t on t.program_id = $1 and t.owner_id = p.target_id and t.bucket = p.target_bucket
         and t.key = c.key and t.period = c.period
       where starts_with(c.key, $7) and c.value > coalesce(t.value, 0)
     )
     select source_id as "sourceId", target_id as "targetId", key, period, amount, coalesce(steps, 0) as steps
     from difference left join steps using (source_id, target_id)
     where amount <> 0 order by source_id, target_id, key collate "C", period limit $8`,
    [
      ask.programId,
      pairs.map((pair) => pair.sourceId),
      pairs.map((pair) => bucketOf(pair.sourceId)),
      pairs.map((pair) => pair.targetId),
      pairs.map((pair) => bucketOf(pair.targetId)),
      ask.sourceId ?? null,
      highestPrefix,
      ask.limit,
    ],
  )
}

/** Adds to what was carried: one statement. Each source, target, key and period at most once. */
export async function addCarriedCounts(
  tx: Writer,
  programId: number,
  rows: readonly (CounterKey & { sourceId: string; targetId: string; amount: number; step: number })[],
): Promise<void> {
  await tx.execute(
    `insert into counter_carried (program_id, source_id, target_id, key, period, amount, version)
     select $1, source_id, target_id, key, period, amount, step
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::bigint[], $7::integer[])
       as v (source_id, target_id, key, period, amount, step)
     on conflict (program_id, source_id, target_id, key, period)
       do update set amount = counter_carried.amount + excluded.amount, version = excluded.version`,
    [
      programId,
      rows.map((row) => row.sourceId),
      rows.map((row) => row.targetId),
      rows.map((row) => row.key),
      rows.map((row) => row.period),
      rows.map((row) => row.amount),
      rows.map((row) => row.step),
    ],
  )
}
