import { recordAudit } from '../access/index.ts'
import { publicId } from '../kernel/ids.ts'
import { ok, type Verdict } from '../kernel/verdict.ts'
import type { Writer } from '../platform/database.ts'
import type { Program } from '../programs/index.ts'
import type { Actor } from './audit-command.ts'
import { ownAccount } from './own-account.ts'
import { type AccountLink, deleteLink, selectLink, upsertLink } from './store-approvals.ts'

/**
 * Says which member an actor is; null ends that. In the scope of the programme and of its organisation. Refuses
 * `own_account` where somebody would change or end a link of their own: that would undo what it is for.
 */
export async function linkAccount(
  tx: Writer,
  ask: { program: Program; caller: Actor; actor: string; memberId: string | null },
): Promise<Verdict<AccountLink | undefined>> {
  const { program, caller, actor, memberId } = ask
  const { programId } = program
  const before = await selectLink(tx, programId, actor)
  if ((before?.memberId ?? null) === memberId) return ok(before)
  if (before !== undefined && actor === caller.actor) return ownAccount()
  if (memberId === null) await deleteLink(tx, programId, actor)
  else await upsertLink(tx, programId, { actor, memberId, linkedBy: caller.actor })
  const nameOf = (id: string | null | undefined) => (id == null ? null : publicId('mem', id))
  await recordAudit(tx, {
    organizationId: caller.organizationId,
    programKey: program.key,
    actor: caller.actor,
    action: memberId === null ? 'staff-account.unlinked' : 'staff-account.linked',
    subject: actor,
    detail: { member: nameOf(memberId), before: nameOf(before?.memberId) },
  })
  return ok(await selectLink(tx, programId, actor))
}
