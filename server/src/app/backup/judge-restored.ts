import type { CheckedBackup } from '../../platform/backup/index.ts'
import type { Database } from '../../platform/database.ts'
import { verifyProgram } from '../../profiles/index.ts'
import type { Programs } from '../../programs/index.ts'
import { canary } from './canary.ts'

/** What was found about one programme after a restore. */
export interface RestoredProgram {
  program: string
  /** False when nothing was published yet, so that there are no books to prove. */
  published: boolean
  /** Everything that is not right; empty when all is. */
  faults: string[]
}

/** Proves the books of every programme of a backup where it was restored, and looks for the members it had seen. */
export async function judgeRestored(
  product: { database: Database; programs: Pick<Programs, 'currentRelease' | 'release'> },
  backup: CheckedBackup,
  signal?: AbortSignal,
): Promise<RestoredProgram[]> {
  const judged: RestoredProgram[] = []
  for (const { programId, key } of backup.header.programs) {
    signal?.throwIfAborted()
    const faults: string[] = []
    const release = await product.programs.currentRelease(programId)
    if (release.ok) {
      const report = await verifyProgram(product, programId, signal === undefined ? {} : { signal })
      faults.push(
        ...report.breaks.map(({ check, owner, detail }) => `${check}: ${owner ?? 'programme'}: ${detail}`),
      )
    }
    const known = backup.trailer.canaries.find((each) => each.programId === programId)
    const seen = await product.database.read({ programId }, (tx) => canary(tx, programId))
    // As JSON, because that is how the backup holds it.
    if (known !== undefined && JSON.stringify(seen) !== JSON.stringify(known.seen))
      faults.push('canary: members are not as they were when the backup was taken')
    judged.push({ program: key, published: release.ok, faults })
  }
  return judged
}
