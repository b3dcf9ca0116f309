import { orThrow } from '../../src/kernel/verdict.ts'
import type { Program } from '../../src/programs/index.ts'
import type { Harness } from '../harness.ts'

/** What members have, by external id. */
export async function available(
  harness: Harness,
  program: Program,
  currency = 'points',
): Promise<Record<string, number>> {
  const { programId } = program
  const code = orThrow(await harness.programs.currentRelease(programId)).currencies.get(currency)?.code
  const rows = await harness.database.read({ programId }, (tx) =>
    tx.query<{ member: string; available: number }>(
      `select i.value as member, b.available from member_identifier i join balance b
       on b.program_id = i.program_id and b.owner_id = i.member_id and b.currency = $2
       where i.program_id = $1 and i.kind = 'externalId' and b.available > 0`,
      [programId, code],
    ),
  )
  return Object.fromEntries(rows.map((row) => [row.member, row.available]))
}

export async function journal(
  harness: Harness,
  program: Program,
): Promise<{ amount: number; debit: number; reason: string; ends: string | null }[]> {
  const { programId } = program
  return harness.database.read({ programId }, (tx) =>
    tx.query(
      `select amount, debit, reason, to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as ends
       from journal where program_id = $1 order by owner_id, seq`,
      [programId],
    ),
  )
}

export async function memberCount(harness: Harness, program: Program): Promise<number> {
  const { programId } = program
  const [row] = await harness.database.read({ programId }, (tx) =>
    tx.query<{ count: number }>('select count(*) as count from member where program_id = $1', [programId]),
  )
  return row?.count ?? 0
}
