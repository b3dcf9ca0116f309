import { invariant, ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import { type Acceptance, insertAcceptance, readAcceptances, readVersion } from './store.ts'

/**
 * Records that a member accepted an edition of the terms, once; accepting it again changes nothing and answers the first.
 * Refuses `not_found` for an edition that nobody was shown.
 */
export async function acceptTerms(
  tx: Writer,
  ask: { programId: number; memberId: string; version: number; source: string | null; actor: string },
): Promise<Verdict<{ acceptance: Acceptance; isNew: boolean }>> {
  const { programId, memberId, version } = ask
  if ((await readVersion(tx, programId, version)) === undefined)
    return refuse('not_found', `The terms have no version ${version}.`)
  const isNew = await insertAcceptance(tx, programId, ask)
  const acceptance = (await readAcceptances(tx, programId, memberId)).find((each) => each.version === version)
  invariant(acceptance !== undefined, 'what was accepted is there')
  return ok({ acceptance, isNew })
}
