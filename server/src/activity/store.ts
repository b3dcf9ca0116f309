import type { ActivityInput } from '@perennial/contract'
import { bucketOf } from '../kernel/ids.ts'
import type { Instant } from '../kernel/instants.ts'
import { invariant } from '../kernel/verdict.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { NaturalKey } from './model/intake.ts'
import type { KeptDecision } from './model/kept.ts'
import type { PackedDecision } from './model/packed.ts'
import { bodyOf, decisionOf, shorten } from './model/short-text.ts'
import type { OrderState } from './store-orders.ts'

/** A natural key that is taken. */
export interface KnownKey extends NaturalKey {
  hash: string
  activityId: string
  /** Null while parked. */
  ownerId: string | null
}

interface KeyRow {
  now_ms: number
  source: string | null
  source_id: string
  type: string
  body_hash: Buffer
  activity_id: string
  owner_id: string | null
}

const selectKeys = `select floor(extract(epoch from c.now) * 1000)::bigint as now_ms, k.*
  from (select clock_timestamp() as now) c left join (
    select k.* from unnest($2::text[], $3::text[], $4::text[]) as v (source, source_id, type) cross join lateral (
      select a.source, a.source_id, a.type, a.body_hash, a.activity_id, a.owner_id from activity_key a
      where a.program_id = $1 and a.source = v.source and a.source_id = v.source_id and a.type = v.type offset 0) k
  ) k on true`

/** Which of the keys are taken, and the database's clock. */
export async function findKeys(
  tx: Reader,
  programId: number,
  keys: readonly NaturalKey[],
): Promise<{ now: Instant; known: KnownKey[] }> {
  const rows = await tx.query<KeyRow>(selectKeys, [
    programId,
    keys.map((key) => key.source),
    keys.map((key) => key.sourceId),
    keys.map((key) => key.type),
  ])
  const known = rows
    .filter((row) => row.source !== null)
    .map((row) => ({
      source: row.source ?? '',
      sourceId: row.source_id,
      type: row.type,
      hash: row.body_hash.toString('hex'),
      activityId: row.activity_id,
      ownerId: row.owner_id,
    }))
  const [first] = rows
  invariant(first !== undefined, 'the clock answers whatever keys are known')
  return { now: first.now_ms, known }
}

const insertKeys = `insert into activity_key (program_id, source, source_id, type, body_hash, activity_id, owner_id, bucket)
  select $1, source, source_id, type, body_hash, activity_id, owner_id, bucket
  from unnest($2::text[], $3::text[], $4::text[], $5::bytea[], $6::uuid[], $7::uuid[], $8::smallint[])
    as v (source, source_id, type, body_hash, activity_id, owner_id, bucket)
  order by source, source_id, type`

/**
 * Claims natural keys. Fails with a unique violation when another transaction took one of them in the meantime: that is
 * rare, and asking each insert to look out for it writes half as much again.
 */
export async function claimKeys(tx: Writer, programId: number, keys: readonly KnownKey[]): Promise<void> {
  await tx.execute(insertKeys, [
    programId,
    keys.map((key) => key.source),
    keys.map((key) => key.sourceId),
    keys.map((key) => key.type),
    keys.map((key) => Buffer.from(key.hash, 'hex')),
    keys.map((key) => key.activityId),
    keys.map((key) => key.ownerId),
    keys.map((key) => (key.ownerId === null ? null : bucketOf(key.ownerId))),
  ])
}

/** Gives the owner to a key that was claimed while its activity was parked; false when it has one already. */
export async function adoptKey(tx: Writer, programId: number, key: KnownKey): Promise<boolean> {
  const adopted = await tx.execute(
    `update activity_key set owner_id = $5, bucket = $6
      where program_id = $1 and source = $2 and source_id = $3 and type = $4 and owner_id is null`,
    [
      programId,
      key.source,
      key.sourceId,
      key.type,
      key.ownerId,
      key.ownerId === null ? null : bucketOf(key.ownerId),
    ],
  )
  return adopted === 1
}

/** An activity as it is stored. */
export interface StoredActivity {
  activityId: string
  ownerId: string
  seq: number
  release: number
  occurredAt: Instant
  postedAt: Instant
  type: string
  input: ActivityInput
  decision: KeptDecision
}

export interface ActivityRow {
  activity_id: string
  owner_id: string
  seq: number
  release: number
  occurred_at: Date
  posted_at: Date
  type: string
  body: ActivityInput | null
  decision: PackedDecision | null
  /** Both of them where they are null. */
  short: string | null
  state?: OrderState | null
}

export const activityColumns =
  'activity_id, owner_id, seq, release, occurred_at, posted_at, type, body, decision, short'

export function activityOfRow(row: ActivityRow): StoredActivity {
  return {
    activityId: row.activity_id,
    ownerId: row.owner_id,
    seq: row.seq,
    release: row.release,
    occurredAt: row.occurred_at.getTime(),
    postedAt: row.posted_at.getTime(),
    type: row.type,
    input: bodyOf(row),
    decision: decisionOf(row),
  }
}

/** Activities by their ids. */
export async function readActivities(
  tx: Reader,
  programId: number,
  ids: readonly string[],
): Promise<StoredActivity[]> {
  const rows = await tx.query<ActivityRow>(
    `select ${activityColumns} from activity where program_id = $1 and activity_id = any($2::uuid[])`,
    [programId, ids],
  )
  return rows.map(activityOfRow)
}

/** The activity of a natural key; undefined while there is none, or it is parked. */
export async function readActivityByKey(
  tx: Reader,
  programId: number,
  key: NaturalKey,
): Promise<StoredActivity | undefined> {
  const [known] = (await findKeys(tx, programId, [key])).known
  return known === undefined ? undefined : (await readActivities(tx, programId, [known.activityId]))[0]
}

/** One owner's activities, newest decision first, from before a number on. */
export async function readActivityPage(
  tx: Reader,
  page: { programId: number; ownerId: string; before: number | undefined; limit: number },
): Promise<StoredActivity[]> {
  const rows = await tx.query<ActivityRow>(
    `select ${activityColumns} from activity where program_id = $1 and owner_id = $2 and ($3::bigint is null or seq < $3)
      order by seq desc limit $4`,
    [page.programId, page.ownerId, page.before ?? null, page.limit],
  )
  return rows.map(activityOfRow)
}

/** One owner's activities in the order in which they were decided: what replay follows. */
export async function readDecisions(
  tx: Reader,
  programId: number,
  ownerId: string,
): Promise<StoredActivity[]> {
  const rows = await tx.query<ActivityRow>(
    `select ${activityColumns} from activity where program_id = $1 and owner_id = $2 order by seq`,
    [programId, ownerId],
  )
  return rows.map(activityOfRow)
}

const insertActivities = `insert into activity (program_id, owner_id, activity_id, bucket, seq, release, occurred_at, posted_at, type, body, decision, short)
  select $1, owner_id, activity_id, bucket, seq, release, to_timestamp(occurred_ms / 1000.0), to_timestamp($2 / 1000.0), type, body::json, decision::json, short
  from unnest($3::uuid[], $4::uuid[], $5::smallint[], $6::bigint[], $7::integer[], $8::float8[], $9::text[], $10::text[], $11::text[], $12::text[])
    as v (owner_id, activity_id, bucket, seq, release, occurred_ms, type, body, decision, short)`

/** Orders are what there is most of; everything else stays as JSON that SQL can read. */
function isShort(row: { type: string }): boolean {
  return row.type === 'order.placed'
}

/** Writes activities of a batch, in one statement. */
export async function insertStored(
  tx: Writer,
  batch: {
    programId: number
    postedAt: Instant
    rows: readonly (Omit<StoredActivity, 'input' | 'decision' | 'postedAt'> & {
      body: string
      decision: string
    })[]
  },
): Promise<void> {
  const { rows } = batch
  await tx.execute(insertActivities, [
    batch.programId,
    batch.postedAt,
    rows.map((row) => row.ownerId),
    rows.map((row) => row.activityId),
    rows.map((row) => bucketOf(row.ownerId)),
    rows.map((row) => row.seq),
    rows.map((row) => row.release),
    rows.map((row) => row.occurredAt),
    rows.map((row) => row.type),
    rows.map((row) => (isShort(row) ? null : row.body)),
    rows.map((row) => (isShort(row) ? null : row.decision)),
    rows.map((row) => (isShort(row) ? shorten(row.body, row.decision) : null)),
  ])
}

const insertDays = `insert into activity_day (program_id, day, metric, slice, amount)
  select $1, day, metric, $2, amount from unnest($3::integer[], $4::text[], $5::bigint[]) as v (day, metric, amount)`

/** Adds a batch's slice of the daily counts. */
export async function insertActivityDays(
  tx: Writer,
  batch: {
    programId: number
    slice: string
    rows: readonly { day: number; metric: string; amount: number }[]
  },
): Promise<void> {
  if (batch.rows.length === 0) return
  await tx.execute(insertDays, [
    batch.programId,
    batch.slice,
    batch.rows.map((row) => row.day),
    batch.rows.map((row) => row.metric),
    batch.rows.map((row) => row.amount),
  ])
}

/** Folds the slices of crowded days into one row each. */
export async function foldActivityDays(tx: Writer, programId: number): Promise<number> {
  return tx.execute(
    `with crowded as (
        select day, metric from activity_day where program_id = $1 group by day, metric having count(*) > 8 limit 2000
      ), gone as (
        delete from activity_day a using crowded c where a.program_id = $1 and a.day = c.day and a.metric = c.metric
        returning a.day, a.metric, a.amount
      )
      insert into activity_day (program_id, day, metric, slice, amount)
      select $1, day, metric, gen_random_uuid(), sum(amount) from gone group by day, metric`,
    [programId],
  )
}

/** How many of what by day, from `from` to `until`. */
export async function readActivityDays(
  tx: Reader,
  ask: { programId: number; from: number; until: number },
): Promise<{ day: number; metric: string; amount: number }[]> {
  return tx.query(
    `select day, metric, sum(amount)::bigint as amount from activity_day
      where program_id = $1 and day between $2 and $3 group by day, metric order by day`,
    [ask.programId, ask.from, ask.until],
  )
}
