import type { Writer } from '../platform/database.ts'

/**
 * Merging is done one at a time in a programme, so that two members are never merged into each other. False when
 * somebody else is at it. Let go with the transaction.
 */
export async function tryMergeLock(tx: Writer, programId: number): Promise<boolean> {
  const [row] = await tx.query<{ free: boolean }>(
    "select pg_try_advisory_xact_lock(hashtextextended('merge/' || $1::text, 0)) as free",
    [String(programId)],
  )
  return row?.free === true
}
