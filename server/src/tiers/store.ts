import type { TierMemory } from '../activity/index.ts'
import { bucketOf } from '../kernel/ids.ts'
import type { Day } from '../kernel/instants.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { nothingKnown } from './model/grant.ts'
import type { DayAmount, WindowKind } from './model/window.ts'

/** The running total of one owner on one ladder. */
export interface StateRow {
  ownerId: string
  ladder: string
  day: Day
  total: number
  /** The kind of the window that `total` is of; undefined where that was not kept. */
  window: WindowKind | undefined
  memory: TierMemory
}

/** Kinds of windows as they are stored, from 1. */
const storedKinds: readonly WindowKind[] = [
  'calendar-year',
  'enrolment-year',
  'rolling-12-months',
  'lifetime',
]

/** A kind of window as it is stored. */
export function storedKind(kind: WindowKind): number {
  return storedKinds.indexOf(kind) + 1
}

/** A span of days of one owner on one ladder, both ends included. */
export interface DaysAsked {
  ownerId: string
  ladder: string
  from: Day
  until: Day
}

export async function readStates(
  tx: Reader,
  programId: number,
  owners: readonly string[],
): Promise<StateRow[]> {
  type Row = Omit<StateRow, 'memory' | 'window'> & { memory: TierMemory | null; over: number | null }
  const rows = await tx.query<Row>(
    `select s.owner_id as "ownerId", s.ladder, s.day, s.total, s.counted_over as over, s.memory
     from unnest($2::uuid[], $3::smallint[]) as wanted (owner_id, bucket)
     cross join lateral (select * from tier_state
       where program_id = $1 and owner_id = wanted.owner_id and bucket = wanted.bucket offset 0) s`,
    [programId, owners, owners.map(bucketOf)],
  )
  return rows.map(({ over, memory, ...row }) => ({
    ...row,
    window: storedKinds[(over ?? 0) - 1],
    memory: memory ?? nothingKnown,
  }))
}

const dayMin = -2_147_483_648
const dayMax = 2_147_483_647

/** The days of each span, ascending, in the order of the spans. */
export async function readDays(
  tx: Reader,
  programId: number,
  asked: readonly DaysAsked[],
): Promise<DayAmount[][]> {
  const rows = await tx.query<DayAmount & { place: number }>(
    `select wanted.place::integer as place, d.day, d.amount
     from unnest($2::uuid[], $3::smallint[], $4::text[], $5::integer[], $6::integer[])
       with ordinality as wanted (owner_id, bucket, ladder, from_day, until_day, place)
     cross join lateral (select day, amount from tier_day
       where program_id = $1 and owner_id = wanted.owner_id and ladder = wanted.ladder
         and day between wanted.from_day and wanted.until_day and bucket = wanted.bucket offset 0) d
     order by wanted.place, d.day`,
    [
      programId,
      asked.map((each) => each.ownerId),
      asked.map((each) => bucketOf(each.ownerId)),
      asked.map((each) => each.ladder),
      asked.map((each) => Math.max(dayMin, each.from)),
      asked.map((each) => Math.min(dayMax, each.until)),
    ],
  )
  const days: DayAmount[][] = asked.map(() => [])
  for (const { place, day, amount } of rows) days[place - 1]?.push({ day, amount })
  return days
}

// Rows of an owner are inserted under the lock of the owner's books only, so nobody inserts one between look and insert.
const mergeDays = `merge into tier_day d
  using unnest($2::uuid[], $3::text[], $4::integer[], $5::smallint[], $6::bigint[])
    as counted (owner_id, ladder, day, bucket, amount)
  on d.program_id = $1 and d.owner_id = any($2::uuid[]) and d.ladder = any($3::text[]) and d.day = any($4::integer[])
    and d.owner_id = counted.owner_id and d.ladder = counted.ladder and d.day = counted.day and d.bucket = counted.bucket
  when matched then update set amount = d.amount + counted.amount
  when not matched then insert (program_id, owner_id, ladder, day, bucket, amount)
    values ($1, counted.owner_id, counted.ladder, counted.day, counted.bucket, counted.amount)`

const mergeStates = `merge into tier_state s
  using unnest($2::uuid[], $3::text[], $4::smallint[], $5::integer[], $6::bigint[], $7::text[], $8::jsonb[],
      $9::smallint[]) as stood (owner_id, ladder, bucket, day, total, tier, memory, over)
  on s.program_id = $1 and s.owner_id = any($2::uuid[])
    and s.owner_id = stood.owner_id and s.ladder = stood.ladder and s.bucket = stood.bucket
  when matched then update set day = stood.day, total = stood.total, tier = stood.tier, memory = stood.memory,
    counted_over = stood.over
  when not matched then insert (program_id, owner_id, ladder, bucket, day, total, tier, memory, counted_over)
    values ($1, stood.owner_id, stood.ladder, stood.bucket, stood.day, stood.total, stood.tier, stood.memory, stood.over)`

/** Adds to days: one statement. Each owner, ladder and day at most once. */
export async function addDays(
  tx: Writer,
  programId: number,
  counts: readonly { ownerId: string; ladder: string; day: Day; amount: number }[],
): Promise<void> {
  await tx.execute(mergeDays, [
    programId,
    counts.map((each) => each.ownerId),
    counts.map((each) => each.ladder),
    counts.map((each) => each.day),
    counts.map((each) => bucketOf(each.ownerId)),
    counts.map((each) => each.amount),
  ])
}

/** Sets running totals: one statement. Each owner and ladder at most once. */
export async function writeStates(
  tx: Writer,
  programId: number,
  states: readonly (StateRow & { tier: string | null })[],
): Promise<void> {
  await tx.execute(mergeStates, [
    programId,
    states.map((each) => each.ownerId),
    states.map((each) => each.ladder),
    states.map((each) => bucketOf(each.ownerId)),
    states.map((each) => each.day),
    states.map((each) => each.total),
    states.map((each) => each.tier),
    states.map(({ memory }) => (memory === nothingKnown ? null : JSON.stringify(memory))),
    states.map(({ window }) => (window === undefined ? null : storedKind(window))),
  ])
}
