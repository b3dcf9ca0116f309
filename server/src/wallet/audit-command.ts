import type { WalletCommand, WalletReply, WalletVerb } from '@perennial/contract'
import { recordAudit } from '../access/index.ts'
import { publicId } from '../kernel/ids.ts'
import type { Database } from '../platform/database.ts'
import type { Program } from '../programs/index.ts'

/** What staff did, in the words of the audit. Verbs that are not here are those of members and tills. */
const acts: Partial<Record<WalletVerb, string>> = {
  adjust: 'value.adjusted',
  extend: 'lots.extended',
  'write-off': 'debt.written-off',
  freeze: 'value.frozen',
  unfreeze: 'value.unfrozen',
  close: 'account.closed',
  merge: 'members.merged',
  'grant-tier': 'tier.granted',
  'revoke-tier': 'tier.revoked',
}

/** Who acts, in which organisation. */
export interface Actor {
  organizationId: number
  actor: string
}

/**
 * Notes a command of staff in the audit, right after it was carried out: the activity itself already says who and why,
 * so that a crash between the two loses no fact.
 */
export async function auditCommand(
  { database }: { database: Database },
  done: {
    program: Pick<Program, 'programId' | 'key'>
    caller: Actor
    memberId: string
    command: WalletCommand
    reply: WalletReply
  },
): Promise<void> {
  const { program, caller, memberId, command, reply } = done
  const action = command.verb === 'merge' && command.into === null ? 'members.unmerged' : acts[command.verb]
  if (action === undefined) return
  const { organizationId, actor } = caller
  const detail = { activity: reply.activity, ...amountOf(command) }
  const subject = publicId('mem', memberId)
  await database.write({ programId: program.programId, organizationId }, (tx) =>
    recordAudit(tx, { organizationId, programKey: program.key, actor, action, subject, detail }),
  )
}

/** What of a command may stand in the audit: no reason, because people write names into it. */
export function amountOf(command: WalletCommand): Record<string, unknown> {
  return {
    ...('ladder' in command ? { ladder: command.ladder, tier: command.tier, until: command.until } : {}),
    ...('currency' in command ? { currency: command.currency } : {}),
    ...('amount' in command && command.amount !== undefined ? { amount: command.amount } : {}),
  }
}
