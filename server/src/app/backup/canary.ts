import { publicId } from '../../kernel/ids.ts'
import { readBalancesAt, readOwnerPage, readWholeJournal } from '../../ledger/index.ts'
import { getMember } from '../../members/index.ts'
import type { Canary } from '../../platform/backup/index.ts'

const membersMax = 5
/** Later than anything that is posted: the year 9999. */
const endOfTime = 253_370_764_800_000

/**
 * Some members as the product itself reads them: who they are, what they have, and how many rows say so. Taken inside
 * the snapshot of a backup and again after a restore, both must be the same.
 */
export const canary: Canary = async (tx, programId) => {
  const seen: unknown[] = []
  for (const ownerId of await readOwnerPage(tx, { programId, after: undefined, limit: membersMax })) {
    const member = await getMember(tx, { programId, member: publicId('mem', ownerId) })
    const balances = await readBalancesAt(tx, { programId, ownerId, at: endOfTime })
    const journal = await readWholeJournal(tx, programId, ownerId)
    seen.push({
      ownerId,
      member: member.ok ? member.value : member.refusal.code,
      balances,
      rows: journal.length,
    })
  }
  return seen
}
