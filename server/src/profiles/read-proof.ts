import type { ProofView, VerifyReport } from '@perennial/contract'
import { instantText } from '../kernel/instants.ts'
import { readHead, readSealed, readVerifyRuns } from '../ledger/index.ts'
import type { Reader } from '../platform/database.ts'
import { type ReadOnly, readReadOnly } from '../programs/index.ts'
import type { VerifyStep } from './verify-program.ts'

const runsShown = 10

/** A lock as it is told. */
export function readOnlyTold({ since, reason, by }: ReadOnly): NonNullable<ProofView['readOnly']> {
  return { since: instantText(since.getTime()), reason, by }
}

/** What is known about the books of a programme without verifying them now. */
export async function readProof(
  tx: Reader,
  programId: number,
  running: VerifyStep | undefined,
): Promise<ProofView> {
  const sealed = await readSealed(tx, programId)
  const lock = await readReadOnly(tx, programId)
  const runs = await readVerifyRuns<VerifyReport>(tx, programId, runsShown)
  return {
    readOnly: lock === undefined ? null : readOnlyTold(lock),
    head: (await readHead(tx, programId)) ?? null,
    sealed: sealed === undefined ? null : { rows: sealed.rows, at: instantText(sealed.at.getTime()) },
    running: running ?? null,
    runs: runs.map((run) => ({ finishedAt: instantText(run.finishedAt.getTime()), report: run.report })),
  }
}
