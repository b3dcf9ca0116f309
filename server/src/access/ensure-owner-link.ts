import { newUuid, publicId } from '../kernel/ids.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { newToken } from './model/secrets.ts'
import { recordAudit } from './record-audit.ts'
import { findOwner, insertLink, insertOwner, lockOwners } from './store.ts'

const linkLifetimeMs = 24 * 3_600_000

/** A link that signs the owner in once. */
export interface OwnerLink {
  /** Show it to the owner only, and only once: it is the key to the house. */
  url: string
  expiresAtMs: number
}

/** Makes the organisation's owner unless there is one, and a fresh sign-in link (once, within 24 hours) for them. */
export async function ensureOwnerLink(
  on: { database: Database; clock: Clock },
  input: { organizationId: number; publicUrl: string; ownerName?: string },
): Promise<OwnerLink> {
  const { organizationId } = input
  const token = newToken()
  const expiresAtMs = on.clock.now() + linkLifetimeMs
  await on.database.write({ organizationId }, async (tx) => {
    await lockOwners(tx, organizationId)
    let owner = await findOwner(tx, organizationId)
    if (owner === undefined) {
      owner = { staffId: newUuid(), name: input.ownerName ?? 'Owner', role: 'owner' }
      await insertOwner(tx, { organizationId, ...owner })
    }
    await insertLink(tx, { organizationId, staffId: owner.staffId, hash: token.hash, expiresAtMs })
    const subject = publicId('lnk', owner.staffId)
    await recordAudit(tx, { organizationId, actor: 'system', action: 'sign-in-link.created', subject })
  })
  return { url: new URL(`/sign-in?token=${token.text}`, input.publicUrl).href, expiresAtMs }
}
