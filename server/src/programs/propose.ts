import type { Instant } from '../kernel/instants.ts'
import { invariant, ok, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import { auditProgram } from './audit-program.ts'
import type { AnyKind } from './definition.ts'
import { keepsAll, prepareRelease } from './publish-release.ts'
import { lockReleases, readDrafts } from './store.ts'
import { insertProposal, type Proposal, readProposal } from './store-proposals.ts'

/**
 * Freezes the drafts for review. Refuses `release_invalid`, `release_unchanged` and `limit_broken` as publishing does; a
 * refusal has written nothing.
 */
export async function propose(
  tx: Writer,
  kinds: readonly AnyKind[],
  ask: {
    programId: number
    note: string
    actor: string
    credentialId: string
    /** Default false: `limit_broken` is refused. */
    acceptsBrokenLimits?: boolean
    /** When it is to be published once it is approved, by the programme's clock. */
    publishAt?: Instant
  },
): Promise<Verdict<Proposal>> {
  const { programId, note, actor, credentialId } = ask
  const publishAt = ask.publishAt === undefined ? null : new Date(ask.publishAt)
  await lockReleases(tx, programId)
  const definitions = await readDrafts(tx, programId)
  const prepared = await prepareRelease(tx, { programId, kinds, definitions })
  if (!prepared.ok) return prepared
  const kept =
    ask.acceptsBrokenLimits === true ? ok(undefined) : await keepsAll(kinds, prepared.value.release)
  if (!kept.ok) return kept
  const number = await insertProposal(tx, {
    programId,
    note,
    author: actor,
    credential: credentialId,
    base: prepared.value.previous.number,
    definitions: definitions.map(({ kind, key, spec }) => ({ kind, key, spec })),
    changes: prepared.value.changes,
    publishAt,
  })
  const detail = { note, ...(publishAt === null ? {} : { publishAt }) }
  await auditProgram(tx, { programId, actor, action: 'proposal.made', subject: String(number), detail })
  const proposal = await readProposal(tx, programId, number)
  invariant(proposal !== undefined, 'what was proposed is there')
  return ok(proposal)
}
