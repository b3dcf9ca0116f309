import { newUuid } from '../kernel/ids.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { SealHead } from './store-seal.ts'

/** A verification as it was: what it said, and which head the chain had. */
export interface VerifyRun<Report> {
  finishedAt: Date
  clean: boolean
  report: Report
}

const runsKept = 30

/** Keeps the report of a verification; of older ones the last thirty stay. */
export async function keepVerifyRun(
  tx: Writer,
  run: { programId: number; clean: boolean; head: SealHead | null; report: unknown },
): Promise<void> {
  const { programId, clean, head, report } = run
  await tx.execute(
    `insert into verify_run (program_id, run_id, clean, seal, hash, report)
     values ($1, $2, $3, $4, decode($5, 'hex'), $6::json)`,
    [programId, newUuid(), clean, head?.seal ?? null, head?.hash ?? null, JSON.stringify(report)],
  )
  await tx.execute(
    `delete from verify_run where program_id = $1 and run_id not in (
       select run_id from verify_run where program_id = $1 order by run_id desc limit ${runsKept})`,
    [programId],
  )
}

/** The last verifications, newest first. The caller knows in which form it kept its reports. */
export function readVerifyRuns<Report>(
  tx: Reader,
  programId: number,
  limit: number,
): Promise<VerifyRun<Report>[]> {
  return tx.query(
    `select finished_at as "finishedAt", clean, report from verify_run
     where program_id = $1 order by run_id desc limit $2`,
    [programId, limit],
  )
}

/** The heads that the last verifications saw: a chain that was made anew has none of them. */
export function readKnownHeads(tx: Reader, programId: number): Promise<SealHead[]> {
  return tx.query<SealHead>(
    `select distinct seal, encode(hash, 'hex') as hash from verify_run
     where program_id = $1 and seal is not null order by seal`,
    [programId],
  )
}

/** How many journal rows of a programme are sealed, and when the last ones were; undefined while none are. */
export async function readSealed(
  tx: Reader,
  programId: number,
): Promise<{ rows: number; at: Date } | undefined> {
  const [row] = await tx.query<{ rows: number; at: Date | null }>(
    'select coalesce(sum(rows), 0)::bigint as rows, max(sealed_at) as at from journal_seal where program_id = $1',
    [programId],
  )
  return row === undefined || row.at === null ? undefined : { rows: row.rows, at: row.at }
}
