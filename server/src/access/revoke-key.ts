import { uuidOf } from '../kernel/ids.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Caller } from '../platform/http/index.ts'
import { recordAudit } from './record-audit.ts'
import { revokeKeyRow } from './store.ts'

/**
 * Ends a key for good; twice is the same as once. Answers its hash, for caches to forget. Refuses `not_found` for an
 * id that is no key of the caller's organisation.
 */
export async function revokeKey(
  on: { database: Database; clock: Clock },
  input: { caller: Pick<Caller, 'organizationId' | 'actor'>; key: string },
): Promise<Verdict<Buffer>> {
  const { organizationId, actor } = input.caller
  const keyId = uuidOf('key', input.key)
  if (keyId === undefined) return unknown
  const revoked = await on.database.write({ organizationId }, async (tx) => {
    const row = await revokeKeyRow(tx, { organizationId, keyId, nowMs: on.clock.now() })
    if (row?.isNew === true)
      await recordAudit(tx, {
        organizationId,
        actor,
        action: 'key.revoked',
        subject: input.key,
        detail: { prefix: row.prefix },
      })
    return row
  })
  return revoked === undefined ? unknown : ok(revoked.hash)
}

const unknown = refuse('not_found', 'There is no such key.')
