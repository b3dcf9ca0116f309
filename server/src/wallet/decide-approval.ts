import type { WalletReply } from '@perennial/contract'
import { recordAudit } from '../access/index.ts'
import { readActivityByKey } from '../activity/index.ts'
import { publicId, uuidOf } from '../kernel/ids.ts'
import { invariant, ok, refuse, type Verdict } from '../kernel/verdict.ts'
import { getMember } from '../members/index.ts'
import type { Writer } from '../platform/database.ts'
import type { Program } from '../programs/index.ts'
import { type AdjustParts, keyOfApproval } from './adjust.ts'
import { type Actor, amountOf } from './audit-command.ts'
import { checkOwnAccount } from './own-account.ts'
import {
  type Adjustment,
  type Approval,
  type Decision,
  lockApproval,
  selectApproval,
  updateApproval,
} from './store-approvals.ts'
import { submitCommand } from './submit-command.ts'

export interface DecideAsk {
  program: Program
  caller: Actor & { credentialId: string }
  approvalId: string
}

/** A request after its decision; what it did, where it was approved. */
export interface Decided {
  approval: Approval
  result: WalletReply | undefined
}

/**
 * Carries out what was asked for, in the name of who asked, approved by who calls. What the books refuse is answered and
 * leaves the request open. Refuses `approval_own`, `approval_decided`, `own_account`, `not_found`.
 */
export function approve(parts: AdjustParts, ask: DecideAsk): Promise<Verdict<Decided>> {
  return decide(parts, ask, async (approval, ownerId) => {
    const { actor, credentialId } = ask.caller
    if (approval.actor === actor || approval.credentialId === credentialId)
      return refuse(
        'approval_own',
        'You asked for this yourself: another person or credential has to decide.',
      )
    const command: Adjustment = { ...approval.command, approvedBy: actor }
    const asked = { ...keyOfApproval(approval.approvalId), ownerId, command }
    const done = await submitCommand(parts.pipeline, ask.program, asked)
    if (!done.ok) return done
    const { reply } = done.value
    const activityId = uuidOf('act', reply.activity ?? '')
    invariant(activityId !== undefined, 'what was carried out has an activity')
    return ok({ state: 'approved', decisionReason: null, activityId, result: reply })
  })
}

/** Ends a request without carrying it out; who asked for it may do so too. Refuses as {@link approve}. */
export function reject(parts: AdjustParts, ask: DecideAsk & { reason: string }): Promise<Verdict<Decided>> {
  return decide(parts, ask, () =>
    Promise.resolve(
      ok({ state: 'rejected', decisionReason: ask.reason, activityId: null, result: undefined }),
    ),
  )
}

type Outcome = Omit<Decision, 'approvalId' | 'decidedBy'> & { result: WalletReply | undefined }

/**
 * Decides a request while its row is locked, so that it has one end. The command runs in a transaction of its own and
 * may outlive a crash of this one: then its natural key tells, and the next who comes finds the request approved.
 */
async function decide(
  parts: AdjustParts,
  ask: DecideAsk,
  /** `ownerId` is whom the member has become by merges. */
  work: (approval: Approval, ownerId: string) => Promise<Verdict<Outcome>>,
): Promise<Verdict<Decided>> {
  const { program, caller, approvalId } = ask
  const { programId } = program
  const { organizationId, actor } = caller
  return parts.database.write({ programId, organizationId }, async (tx) => {
    const approval = await lockApproval(tx, programId, approvalId)
    if (approval === undefined) return unlockable(await selectApproval(tx, programId, approvalId))
    const found = await getMember(tx, { programId, member: publicId('mem', approval.memberId) })
    if (!found.ok) return found
    const { memberId } = found.value
    const own = await checkOwnAccount(tx, { programId, actor, memberId })
    if (!own.ok) return own
    if (await settleKnown(tx, programId, approval)) return decided('It was approved before.')
    if (approval.state === 'expired') return decided('Nobody decided it in time. Ask for it again.')
    if (approval.state !== 'open') return decided(`It was ${approval.state} by ${approval.decidedBy}.`)
    const outcome = await work(approval, memberId)
    if (!outcome.ok) return outcome
    const { result, ...decision } = outcome.value
    await updateApproval(tx, programId, { ...decision, approvalId, decidedBy: actor })
    await recordAudit(tx, {
      organizationId,
      programKey: program.key,
      actor,
      action: `approval.${decision.state}`,
      subject: publicId('apr', approvalId),
      detail: {
        member: publicId('mem', memberId),
        requestedBy: approval.actor,
        ...amountOf(approval.command),
        ...(result === undefined ? {} : { activity: result.activity }),
      },
    })
    const after = await selectApproval(tx, programId, approvalId)
    invariant(after !== undefined, 'a locked request is there')
    return ok({ approval: after, result })
  })
}

function unlockable(approval: Approval | undefined): Verdict<never> {
  return approval === undefined
    ? refuse('not_found', 'There is no such request in the programme.')
    : decided('Somebody else is deciding it at this moment: look again.')
}

function decided(detail: string): Verdict<never> {
  return refuse('approval_decided', detail)
}

/** Marks a request approved whose command is on record all the same; whether it is. */
async function settleKnown(tx: Writer, programId: number, approval: Approval): Promise<boolean> {
  if (approval.state === 'approved' || approval.state === 'rejected') return false
  const { approvalId } = approval
  const activity = await readActivityByKey(tx, programId, { ...keyOfApproval(approvalId), source: 'wallet' })
  if (activity === undefined) return false
  const { command } = activity.input as { command?: Adjustment }
  await updateApproval(tx, programId, {
    approvalId,
    state: 'approved',
    decidedBy: command?.approvedBy ?? approval.actor,
    decisionReason: null,
    activityId: activity.activityId,
  })
  return true
}
