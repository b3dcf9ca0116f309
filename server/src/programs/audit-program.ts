import { recordAudit } from '../access/index.ts'
import { invariant } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import { enterOrganization, readProgramPlace } from './store.ts'

/** Writes into the audit of its organisation what was done to a programme, from a transaction in its scope. */
export async function auditProgram(
  tx: Writer,
  entry: {
    programId: number
    actor: string
    /** A noun and a verb in the past: `release.published`. */
    action: string
    subject: string
    detail?: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  const { programId, ...act } = entry
  const place = await readProgramPlace(tx, programId)
  invariant(place !== undefined, 'what is done to a programme is done to one that is there')
  await enterOrganization(tx, place.organizationId)
  await recordAudit(tx, { ...act, organizationId: place.organizationId, programKey: place.key })
}
