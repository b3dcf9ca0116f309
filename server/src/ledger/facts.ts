import type { Reader } from '../platform/database.ts'

/** Rows of what owners can spend of the currency whose number the placeholder gives, as it was settled last. */
export function availableRows(currency: string): string {
  return `select owner_id, available from balance where program_id = $1 and currency = ${currency}`
}

/** What owners can spend, by owner and the number of the currency, as it was settled last. */
export async function readAvailable(
  tx: Reader,
  programId: number,
  owners: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const rows = await tx.query<{ owner_id: string; currency: number; available: number }>(
    'select owner_id, currency, available from balance where program_id = $1 and owner_id = any($2::uuid[])',
    [programId, owners],
  )
  const known = new Map<string, Map<number, number>>()
  for (const { owner_id: owner, currency, available } of rows) {
    const own = known.get(owner) ?? new Map<number, number>()
    known.set(owner, own.set(currency, available))
  }
  return known
}
