import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Caller } from '../platform/http/index.ts'
import { hashSecret } from './model/secrets.ts'
import { recordAudit } from './record-audit.ts'
import { endSession } from './store.ts'

/** Ends a session for good. Doing it twice is the same as once. Answers the session's hash, for caches to forget. */
export async function signOut(
  on: { database: Database; clock: Clock },
  input: { caller: Caller; sessionToken: string },
): Promise<Buffer> {
  const { organizationId, actor } = input.caller
  const hash = hashSecret(input.sessionToken)
  await on.database.write({ organizationId }, async (tx) => {
    if (await endSession(tx, { hash, nowMs: on.clock.now() }))
      await recordAudit(tx, { organizationId, actor, action: 'session.closed', subject: actor })
  })
  return hash
}
