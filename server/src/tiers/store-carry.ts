import type { TierMemory } from '../activity/index.ts'
import { bucketOf } from '../kernel/ids.ts'
import type { Day } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'

/** Something that a source counts and its target does not yet, or no longer should. */
export interface CarryDifference {
  sourceId: string
  targetId: string
  ladder: string
  day: Day
  amount: number
  /** How often something was carried between the two. */
  steps: number
}

/** How often something of either kind was carried between two; `source` is the parameter that names one, or is null for all. */
function stepsOf(source: '$6' | '$7'): string {
  const ofSource = `where program_id = $1 and (${source}::uuid is null or source_id = ${source})`
  return `steps as (
    select source_id, target_id, max(version) as steps from (
      select source_id, target_id, version from tier_carried ${ofSource}
      union all
      select source_id, target_id, version from tier_memory_carried ${ofSource}
    ) as taken group by source_id, target_id
  )`
}

/**
 * How what was carried differs from what the sources count now, up to a day; pairs that are no longer merged should
 * have carried nothing. Ordered, so that everybody who looks at once sees the same first part.
 */
export async function readDifferences(
  tx: Reader,
  ask: {
    programId: number
    pairs: readonly { sourceId: string; targetId: string }[]
    /** Only this source. Default: all. */
    sourceId: string | undefined
    ladders: readonly string[]
    until: Day
    limit: number
  },
): Promise<CarryDifference[]> {
  return tx.query<CarryDifference>(
    `with pair as (
       select * from unnest($2::uuid[], $3::uuid[], $4::smallint[]) as p (source_id, target_id, bucket)
     ), wanted as (
       select p.source_id, p.target_id, d.ladder, d.day, d.amount
       from pair p join tier_day d on d.program_id = $1 and d.owner_id = p.source_id and d.bucket = p.bucket
       where d.ladder = any($5::text[]) and d.day <= $6
     ), carried as (
       select source_id, target_id, ladder, day, amount from tier_carried
       where program_id = $1 and ladder = any($5::text[]) and ($7::uuid is null or source_id = $7)
     ), ${stepsOf('$7')}
     select source_id as "sourceId", target_id as "targetId", ladder, day, coalesce(steps, 0) as steps,
       coalesce(w.amount, 0) - coalesce(c.amount, 0) as amount
     from wanted w full join carried c using (source_id, target_id, ladder, day) left join steps using (source_id, target_id)
     where coalesce(w.amount, 0) <> coalesce(c.amount, 0)
     order by source_id, target_id, ladder, day limit $8`,
    [
      ask.programId,
      ask.pairs.map((pair) => pair.sourceId),
      ask.pairs.map((pair) => pair.targetId),
      ask.pairs.map((pair) => bucketOf(pair.sourceId)),
      ask.ladders,
      ask.until,
      ask.sourceId ?? null,
      ask.limit,
    ],
  )
}

/** Adds to what was carried: one statement. Each source, target, ladder and day at most once. */
export async function addCarried(
  tx: Writer,
  programId: number,
  rows: readonly {
    sourceId: string
    targetId: string
    ladder: string
    day: Day
    amount: number
    step: number
  }[],
): Promise<void> {
  await tx.execute(
    `insert into tier_carried (program_id, source_id, target_id, ladder, day, amount, version)
     select $1, source_id, target_id, ladder, day, amount, step
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::integer[], $6::bigint[], $7::integer[])
       as v (source_id, target_id, ladder, day, amount, step)
     on conflict (program_id, source_id, target_id, ladder, day)
       do update set amount = tier_carried.amount + excluded.amount, version = excluded.version`,
    [
      programId,
      rows.map((row) => row.sourceId),
      rows.map((row) => row.targetId),
      rows.map((row) => row.ladder),
      rows.map((row) => row.day),
      rows.map((row) => row.amount),
      rows.map((row) => row.step),
    ],
  )
}

/** What a member has who was merged into another, and what the other last remembered of it. */
export interface CarriedMemory {
  sourceId: string
  targetId: string
  ladder: string
  /** What is known of the source; null once they are no longer merged. */
  own: TierMemory | null
  /** Null before anything was remembered. */
  carried: Pick<TierMemory, 'grants' | 'peak'> | null
  steps: number
}

/** What is known of sources beside their days, with what their targets remember; rows of nothing on both sides are left out. */
export async function readMemories(
  tx: Reader,
  ask: {
    programId: number
    pairs: readonly { sourceId: string; targetId: string }[]
    /** Only this source. Default: all. */
    sourceId: string | undefined
    ladders: readonly string[]
  },
): Promise<CarriedMemory[]> {
  return tx.query<CarriedMemory>(
    `with pair as (
       select * from unnest($2::uuid[], $3::uuid[], $4::smallint[]) as p (source_id, target_id, bucket)
     ), own as (
       select p.source_id, p.target_id, s.ladder, s.memory
       from pair p join tier_state s on s.program_id = $1 and s.owner_id = p.source_id and s.bucket = p.bucket
       where s.ladder = any($5::text[]) and s.memory is not null
     ), carried as (
       select source_id, target_id, ladder, memory from tier_memory_carried
       where program_id = $1 and ladder = any($5::text[]) and ($6::uuid is null or source_id = $6)
     ), ${stepsOf('$6')}
     select source_id as "sourceId", target_id as "targetId", ladder, o.memory as own, c.memory as carried,
       coalesce(steps, 0) as steps
     from own o full join carried c using (source_id, target_id, ladder) left join steps using (source_id, target_id)
     order by source_id, target_id, ladder`,
    [
      ask.programId,
      ask.pairs.map((pair) => pair.sourceId),
      ask.pairs.map((pair) => pair.targetId),
      ask.pairs.map((pair) => bucketOf(pair.sourceId)),
      ask.ladders,
      ask.sourceId ?? null,
    ],
  )
}

/** Sets what targets remember of sources: one statement. Each source, target and ladder at most once. */
export async function writeCarriedMemory(
  tx: Writer,
  programId: number,
  rows: readonly {
    sourceId: string
    targetId: string
    ladder: string
    memory: Pick<TierMemory, 'grants' | 'peak'>
    step: number
  }[],
): Promise<void> {
  await tx.execute(
    `insert into tier_memory_carried (program_id, source_id, target_id, ladder, memory, version)
     select $1, source_id, target_id, ladder, memory, step
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::integer[])
       as v (source_id, target_id, ladder, memory, step)
     on conflict (program_id, source_id, target_id, ladder)
       do update set memory = excluded.memory, version = excluded.version`,
    [
      programId,
      rows.map((row) => row.sourceId),
      rows.map((row) => row.targetId),
      rows.map((row) => row.ladder),
      rows.map((row) => JSON.stringify(row.memory)),
      rows.map((row) => row.step),
    ],
  )
}
