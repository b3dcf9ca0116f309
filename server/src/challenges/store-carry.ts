import type { CarriedCard } from '@perennial/contract'
import type { Reader, Writer } from '../platform/database.ts'

/** What came onto a card of one member from another, as it was carried last. */
export interface CarriedRow {
  sourceId: string
  targetId: string
  came: CarriedCard
  step: number
}

/** All that was carried; of one source, when it is given. */
export async function readCarried(
  tx: Reader,
  programId: number,
  sourceId: string | undefined,
): Promise<CarriedRow[]> {
  return tx.query<CarriedRow>(
    `select source_id as "sourceId", target_id as "targetId", came, version as step from card_carried
     where program_id = $1 and ($2::uuid is null or source_id = $2) order by source_id, target_id, card`,
    [programId, sourceId ?? null],
  )
}

/** Sets what was carried: one statement. Each source, target and card at most once. */
export async function writeCarried(
  tx: Writer,
  programId: number,
  rows: readonly CarriedRow[],
): Promise<void> {
  await tx.execute(
    `insert into card_carried (program_id, source_id, target_id, card, came, version)
     select $1, source_id, target_id, card, came, step
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::integer[])
       as v (source_id, target_id, card, came, step)
     on conflict (program_id, source_id, target_id, card) do update set came = excluded.came, version = excluded.version`,
    [
      programId,
      rows.map((row) => row.sourceId),
      rows.map((row) => row.targetId),
      rows.map((row) => row.came.card),
      rows.map((row) => JSON.stringify(row.came)),
      rows.map((row) => row.step),
    ],
  )
}
