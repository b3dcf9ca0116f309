import type { AwaitingApproval, WalletReply } from '@perennial/contract'
import { recordAudit } from '../access/index.ts'
import type { CommandAsked, Pipeline } from '../activity/index.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import { publicId } from '../kernel/ids.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import type { Program } from '../programs/index.ts'
import { type Actor, amountOf, auditCommand } from './audit-command.ts'
import { type Adjustment, type Approval, insertApproval, selectApproval } from './store-approvals.ts'
import { askedBy, submitCommand } from './submit-command.ts'

export interface AdjustParts {
  database: Database
  pipeline: Pipeline
}

export interface AdjustAsk {
  program: Program
  caller: Actor & { credentialId: string }
  idempotencyKey: string
  memberId: string
  /** Whom the address named, where that one was merged into the member. */
  formerId: string | undefined
  command: Adjustment
  dryRun: boolean
}

/** What asking for an adjustment came to: it was carried out, or waits for a second person. */
export type Adjusted = { replayed: boolean } & (
  | { kind: 'done'; reply: WalletReply }
  | { kind: 'awaiting'; reply: AwaitingApproval }
)

/**
 * Adjusts what a member has, or keeps the request for a second person where it is above what one may do alone. A repeat
 * gets the first answer, whatever became of the request since. What could not be carried out now is refused, and not
 * kept.
 */
export async function adjust(parts: AdjustParts, ask: AdjustAsk): Promise<Verdict<Adjusted>> {
  const { program, caller, memberId, formerId, command, dryRun } = ask
  const { credentialId } = caller
  const sender = { credentialId, idempotencyKey: ask.idempotencyKey }
  const asked = askedBy(sender, { ownerId: memberId, command })
  const approvalId = approvalOf(asked)
  const known = await parts.database.read({ programId: program.programId }, (tx) =>
    selectApproval(tx, program.programId, approvalId),
  )
  if (known !== undefined) return awaiting(known, ask)
  const formerly = formerId === undefined ? [] : [{ ownerId: formerId, command }]
  const done = await submitCommand(parts.pipeline, program, { ...asked, formerly, dryRun })
  if (!done.ok) return done.refusal.code === 'approval_needed' ? request(parts, ask, asked) : done
  const { reply, replayed } = done.value
  if (!dryRun && !replayed) await auditCommand(parts, { program, caller, memberId, command, reply })
  return ok({ kind: 'done', reply, replayed })
}

/**
 * A request and the command that it asks for have one key: so it is found again when it is repeated, and carried out
 * once, alone or approved.
 */
function approvalOf({ sourceId: hex }: CommandAsked): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** The natural key of the command of a request. */
export function keyOfApproval(approvalId: string): Pick<CommandAsked, 'type' | 'sourceId'> {
  return { type: 'wallet.adjust', sourceId: approvalId.replaceAll('-', '') }
}

/** Who stands for the second person while it is only looked what an adjustment would do. */
const nobodyYet = 'nobody'

async function request(parts: AdjustParts, ask: AdjustAsk, asked: CommandAsked): Promise<Verdict<Adjusted>> {
  const { program, caller, memberId, command } = ask
  const approved = { ...asked, command: { ...command, approvedBy: nobodyYet } }
  const preview = await submitCommand(parts.pipeline, program, { ...approved, dryRun: true })
  if (!preview.ok) return preview
  if (ask.dryRun) {
    const reply = { status: 'awaiting-approval', approval: null, preview: preview.value.reply } as const
    return ok({ kind: 'awaiting', replayed: false, reply })
  }
  const { programId } = program
  const { organizationId, credentialId, actor } = caller
  const approvalId = approvalOf(asked)
  const kept = await parts.database.write({ programId, organizationId }, async (tx) => {
    const isNew = await insertApproval(tx, programId, { approvalId, memberId, command, credentialId })
    if (!isNew) return selectApproval(tx, programId, approvalId)
    await recordAudit(tx, {
      organizationId,
      programKey: program.key,
      actor,
      action: 'approval.requested',
      subject: publicId('apr', approvalId),
      detail: { member: publicId('mem', memberId), ...amountOf(command) },
    })
    return undefined
  })
  if (kept !== undefined) return awaiting(kept, ask)
  return ok({ kind: 'awaiting', replayed: false, reply: replyOf(approvalId) })
}

function replyOf(approvalId: string): AwaitingApproval {
  return { status: 'awaiting-approval', approval: publicId('apr', approvalId) }
}

/** The answer to a repeat of a request that is kept. Refuses another request under the same key. */
function awaiting(known: Approval, ask: AdjustAsk): Verdict<Adjusted> {
  const isSame =
    [ask.memberId, ask.formerId].includes(known.memberId) &&
    canonicalJson(known.command) === canonicalJson(ask.command)
  return isSame
    ? ok({ kind: 'awaiting', replayed: true, reply: replyOf(known.approvalId) })
    : refuse('idempotency_key_reused', 'This key was used for another command. Nothing was changed.')
}
