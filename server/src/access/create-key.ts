import type { KeyView, Scope } from '@perennial/contract'
import { newUuid } from '../kernel/ids.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { keyViewOf } from './key-view.ts'
import { newKeySecret, shownPrefix } from './model/secrets.ts'
import { recordAudit } from './record-audit.ts'
import { insertKey } from './store.ts'

/** Who makes the key. The command line makes keys as `system`, with every scope. */
export interface KeyMaker {
  organizationId: number
  actor: string
  scopes: readonly Scope[]
}

/**
 * Makes an API key and tells its secret, this once. Refuses `forbidden` when the key could do more than its maker:
 * whoever may manage keys would otherwise have every scope.
 */
export async function createKey(
  on: { database: Database; clock: Clock },
  input: { maker: KeyMaker; name: string; scopes: readonly Scope[]; programKey: string | null },
): Promise<Verdict<KeyView & { secret: string }>> {
  const { organizationId, actor } = input.maker
  const missing = input.scopes.filter((scope) => !input.maker.scopes.includes(scope))
  if (missing.length > 0)
    return refuse('forbidden', `A key cannot give what its maker does not have: ${missing.join(', ')}.`)
  const secret = newKeySecret()
  const row = {
    organizationId,
    keyId: newUuid(),
    name: input.name,
    prefix: shownPrefix(secret.text),
    scopes: [...new Set(input.scopes)],
    programKey: input.programKey,
    createdAt: new Date(on.clock.now()),
  }
  const view = keyViewOf({ ...row, lastUsedAt: null, revokedAt: null })
  await on.database.write({ organizationId }, async (tx) => {
    await insertKey(tx, { ...row, hash: secret.hash })
    await recordAudit(tx, {
      organizationId,
      actor,
      action: 'key.created',
      subject: view.id,
      programKey: row.programKey,
      detail: { prefix: row.prefix, scopes: row.scopes },
    })
  })
  return ok({ ...view, secret: secret.text })
}
