import type { VerifyReport } from '@perennial/contract'
import { verifyActivities } from '../activity/index.ts'
import { publicId } from '../kernel/ids.ts'
import { orThrow } from '../kernel/verdict.ts'
import { verifyLedger } from '../ledger/index.ts'
import type { Database } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { verifyTiers } from '../tiers/index.ts'

/** Recomputing a whole programme takes longer than a request may. */
const timeoutMs = 3_600_000

/**
 * Recomputes what is kept about a programme from the rows that prove it: balances, lots and daily flows from the
 * journal, tier totals from their days, activities and their natural keys from each other. Changes nothing. Throws
 * the refusal `program_unpublished`.
 */
export async function verifyProgram(
  parts: { database: Database; programs: Pick<Programs, 'currentRelease'> },
  programId: number,
): Promise<VerifyReport> {
  const release = orThrow(await parts.programs.currentRelease(programId))
  const zone = release.timeZone
  const startedMs = performance.now()
  return parts.database.read(
    { programId },
    async (tx) => {
      const ledger = await verifyLedger(tx, { programId, zone })
      const activities = await verifyActivities(tx, { programId, zone })
      const tiers = await verifyTiers(tx, { programId, release })
      const misfit = tiers && { check: tiers.name, ownerId: tiers.ownerId, detail: tiers.detail }
      const breaks = [...ledger.breaks, ...activities.breaks, ...(misfit === undefined ? [] : [misfit])]
      return {
        clean: breaks.length === 0,
        checked: { ...ledger.checked, ...activities.checked },
        breaks: breaks.map(({ check, ownerId, detail }) => ({
          check,
          owner: ownerId === null ? null : publicId('mem', ownerId),
          detail,
        })),
        durationMs: Math.round(performance.now() - startedMs),
      }
    },
    { timeoutMs },
  )
}
