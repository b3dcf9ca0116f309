import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { hashSecret, isToken, newToken } from './model/secrets.ts'
import { recordAudit } from './record-audit.ts'
import { consumeLink, findLink, findStaff, insertSession } from './store.ts'

/** How long a session lasts. */
export const sessionLifetimeMs = 12 * 3_600_000

/** Uses a sign-in link up and opens a session; its token goes into a cookie and nowhere else. Refuses `sign_in_expired`. */
export async function signIn(
  on: { database: Database; clock: Clock },
  linkToken: string,
): Promise<Verdict<{ sessionToken: string }>> {
  if (!isToken(linkToken)) return expired
  const hash = hashSecret(linkToken)
  const link = await on.database.read({ credentialHash: hash }, (tx) => findLink(tx, hash))
  if (link === undefined) return expired
  const { organizationId } = link
  const nowMs = on.clock.now()
  const session = newToken()
  const signedIn = await on.database.write({ organizationId }, async (tx) => {
    const used = await consumeLink(tx, { hash, nowMs })
    if (used === undefined) return false
    const { staffId } = used
    const staff = await findStaff(tx, { organizationId, staffId })
    const expiresAtMs = nowMs + sessionLifetimeMs
    await insertSession(tx, { organizationId, staffId, hash: session.hash, nowMs, expiresAtMs })
    const actor = `staff:${staff?.name ?? ''}`
    await recordAudit(tx, { organizationId, actor, action: 'session.opened', subject: staff?.name ?? '' })
    return true
  })
  return signedIn ? ok({ sessionToken: session.text }) : expired
}

const expired = refuse(
  'sign_in_expired',
  'This link was used already, or is older than 24 hours. Start the server again, or run: perennial link.',
)
