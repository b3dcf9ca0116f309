import type { ActivityInput } from '@perennial/contract'
import type { Refusal } from '../kernel/verdict.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { NaturalKey } from './model/intake.ts'

/** A return that waits for its order. */
export interface Parked {
  activityId: string
  input: ActivityInput
  /** Why it could not be applied when the order came; null while it waits. */
  refusal: Refusal | null
  parkedAt: number
}

interface ParkedRow {
  activity_id: string
  body: ActivityInput
  refusal: Refusal | null
  parked_at: Date
}

function parkedOfRow(row: ParkedRow): Parked {
  return {
    activityId: row.activity_id,
    input: row.body,
    refusal: row.refusal,
    parkedAt: row.parked_at.getTime(),
  }
}

/** Parks returns under the orders that they wait for. */
export async function insertParked(
  tx: Writer,
  programId: number,
  rows: readonly { activityId: string; order: NaturalKey; body: string }[],
): Promise<void> {
  await tx.execute(
    `insert into parked_activity (program_id, activity_id, order_source, order_source_id, body)
      select $1, activity_id, source, source_id, body::json from unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) as v (activity_id, source, source_id, body)`,
    [
      programId,
      rows.map((row) => row.activityId),
      rows.map((row) => row.order.source),
      rows.map((row) => row.order.sourceId),
      rows.map((row) => row.body),
    ],
  )
}

export async function readParked(tx: Reader, programId: number, ids: readonly string[]): Promise<Parked[]> {
  const rows = await tx.query<ParkedRow>(
    'select activity_id, body, refusal, parked_at from parked_activity where program_id = $1 and activity_id = any($2::uuid[])',
    [programId, ids],
  )
  return rows.map(parkedOfRow)
}

/**
 * Parked returns whose order has come, in the order in which they were parked. Lateral, so that it costs a look-up for
 * each return that waits: joined freely, the planner goes over all keys of the programme several times a second.
 */
export async function readReadyParked(tx: Reader, programId: number, limit: number): Promise<Parked[]> {
  const rows = await tx.query<ParkedRow>(
    `select p.activity_id, p.body, p.refusal, p.parked_at from parked_activity p
      cross join lateral (select owner_id from activity_key
        where program_id = $1 and source = p.order_source and source_id = p.order_source_id and type = 'order.placed' offset 0) k
      where p.program_id = $1 and p.refusal is null and k.owner_id is not null order by p.parked_at, p.activity_id limit $2`,
    [programId, limit],
  )
  return rows.map(parkedOfRow)
}

/** Takes applied returns out of the waiting place. */
export async function deleteParked(tx: Writer, programId: number, ids: readonly string[]): Promise<void> {
  await tx.execute('delete from parked_activity where program_id = $1 and activity_id = any($2::uuid[])', [
    programId,
    ids,
  ])
}

/** Keeps why a parked return could not be applied: it is shown, and not tried again. */
export async function refuseParked(
  tx: Writer,
  programId: number,
  row: { activityId: string; refusal: Refusal },
): Promise<void> {
  await tx.execute(
    'update parked_activity set refusal = $3::json where program_id = $1 and activity_id = $2',
    [programId, row.activityId, JSON.stringify(row.refusal)],
  )
}
