import { publicId } from '../kernel/ids.ts'
import { ok, orThrow, refuse, type Verdict } from '../kernel/verdict.ts'
import { getMember } from '../members/index.ts'
import type { Database, Reader } from '../platform/database.ts'
import { selectLink } from './store-approvals.ts'

/** The member whom an actor is, also after a merge; undefined for nobody who is known. */
export async function ownMember(
  tx: Reader,
  ask: { programId: number; actor: string },
): Promise<string | undefined> {
  const link = await selectLink(tx, ask.programId, ask.actor)
  if (link === undefined) return undefined
  const member = publicId('mem', link.memberId)
  const found = await getMember(tx, { programId: ask.programId, member })
  return found.ok ? found.value.memberId : link.memberId
}

/** Refuses `own_account` where an actor would use a power of staff on an account of their own. */
export async function checkOwnAccount(
  tx: Reader,
  ask: { programId: number; actor: string; memberId: string },
): Promise<Verdict<null>> {
  return (await ownMember(tx, ask)) === ask.memberId ? ownAccount() : ok(null)
}

export function ownAccount(): Verdict<never> {
  return refuse('own_account', 'This account is your own. Nothing was changed.')
}

/** The same for routes: every verb of staff on a member passes here. Throws `own_account`. */
export async function refuseOwnAccount(
  { database }: { database: Database },
  ask: { programId: number; actor: string; memberId: string },
): Promise<void> {
  const { programId } = ask
  orThrow(await database.read({ programId }, (tx) => checkOwnAccount(tx, ask)))
}
