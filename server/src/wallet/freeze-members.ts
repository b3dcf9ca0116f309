import { type MemberOutcome, type MemberReference, problems } from '@perennial/contract'
import { recordAudit } from '../access/index.ts'
import { problemOf } from '../activity/index.ts'
import { publicId } from '../kernel/ids.ts'
import { ok, orThrow, type Refusal, refuse, type Verdict } from '../kernel/verdict.ts'
import {
  identifierContext,
  type NormalReference,
  normaliseReference,
  referenceKey,
  resolveMembers,
} from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import type { Program, Release } from '../programs/index.ts'
import type { Actor } from './audit-command.ts'
import { ownAccount, ownMember } from './own-account.ts'
import type { WalletRoutes } from './routes.ts'
import { askedBy } from './submit-command.ts'

export interface FreezeAsk {
  program: Program
  caller: Actor & { credentialId: string }
  idempotencyKey: string
  verb: 'freeze' | 'unfreeze'
  members: readonly MemberReference[]
  reason: string
  dryRun: boolean
}

/**
 * Freezes the value of many members, or lifts it; an outcome each, in their order. A repeat with the same key does
 * nothing again for those who were reached and goes on with the others.
 */
export async function freezeMembers(wiring: WalletRoutes, ask: FreezeAsk): Promise<MemberOutcome[]> {
  const { program, caller, verb, reason } = ask
  const { programId } = program
  const { actor, organizationId } = caller
  const release = orThrow(await wiring.programs.currentRelease(programId))
  const found = await wiring.database.read({ programId }, (tx) => findAll(tx, release, { ...ask, programId }))
  const commands = found.flatMap((each) => {
    if (!each.ok) return []
    // The key of the request with the member: neither can hold a line break of its own.
    const idempotencyKey = `${ask.idempotencyKey}\n${each.value}`
    const command = { verb, reason, actor }
    return [askedBy({ credentialId: caller.credentialId, idempotencyKey }, { ownerId: each.value, command })]
  })
  const verdicts = await wiring.pipeline.carryOut(program, commands, { dryRun: ask.dryRun })
  let next = 0
  let reached = 0
  const outcomes = found.map((member, index): MemberOutcome => {
    if (!member.ok) return outcome(index, null, member.refusal)
    const verdict = verdicts[next]
    next += 1
    if (verdict?.ok === true && !verdict.value.replayed) reached += 1
    return outcome(index, publicId('mem', member.value), refusalOf(verdict))
  })
  if (reached > 0 && !ask.dryRun)
    await wiring.database.write({ programId, organizationId }, (tx) =>
      recordAudit(tx, {
        organizationId,
        programKey: program.key,
        actor,
        action: `members.${verb === 'freeze' ? 'frozen' : 'unfrozen'}`,
        subject: program.key,
        detail: { members: reached },
      }),
    )
  return outcomes
}

function refusalOf(verdict: Verdict<unknown> | undefined): Refusal | undefined {
  if (verdict === undefined) throw new Error('Broken invariant: a command was not answered')
  if (verdict.ok) return undefined
  return verdict.refusal.code === 'activity_conflict'
    ? refuse('idempotency_key_reused', 'This key was used for another command. Nothing was changed.').refusal
    : verdict.refusal
}

function outcome(index: number, member: string | null, refusal: Refusal | undefined): MemberOutcome {
  if (refusal === undefined) return { index, status: 200, member }
  return { index, status: problems[refusal.code].status, member, problem: problemOf(refusal) }
}

/** The members whom references name, or why each cannot be reached. */
async function findAll(
  tx: Reader,
  release: Release,
  ask: Pick<FreezeAsk, 'members' | 'caller'> & { programId: number },
): Promise<Verdict<string>[]> {
  const { programId } = ask
  const context = identifierContext(release)
  const references = ask.members.map((each) => normaliseReference(each, context))
  const good = references.flatMap((each): NormalReference[] => (each.ok ? [each.value] : []))
  const known = await resolveMembers(tx, programId, good)
  const own = await ownMember(tx, { programId, actor: ask.caller.actor })
  return references.map((reference): Verdict<string> => {
    if (!reference.ok) return reference
    const memberId = known.get(referenceKey(reference.value))
    if (memberId === undefined)
      return refuse('member_unknown', 'No member has this identifier, or the account is closed.')
    return memberId === own ? ownAccount() : ok(memberId)
  })
}
