import type { Reader } from '../platform/database.ts'

/** What a programme's owners have together, and what is on its way between two of them. */
export interface Total {
  /** Available, pending and held, less debts. */
  held: number
  onTheWay: number
  /** The smallest amount that an owner can spend; null without owners. */
  least: number | null
}

/** The sum over all owners of a programme: one statement, so nothing that moves meanwhile is half seen. */
export async function readTotal(tx: Reader, programId: number): Promise<Total> {
  const [row] = await tx.query<Total>(
    `select (select coalesce(sum(available + pending + held - debt), 0)::bigint from balance where program_id = $1) as held,
      (select coalesce(sum(amount - debt), 0)::bigint from transfer where program_id = $1 and state = 'sent') as "onTheWay",
      (select min(available) from balance where program_id = $1) as least`,
    [programId],
  )
  return row ?? { held: 0, onTheWay: 0, least: null }
}
