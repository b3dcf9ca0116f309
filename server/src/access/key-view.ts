import type { KeyView } from '@perennial/contract'
import { publicId } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import type { KeyRow } from './store.ts'

/** A key as people may see it: everything but the secret, which nobody has. */
export function keyViewOf(row: KeyRow): KeyView {
  return {
    id: publicId('key', row.keyId),
    name: row.name,
    prefix: row.prefix,
    scopes: row.scopes,
    program: row.programKey,
    createdAt: instantText(row.createdAt.getTime()),
    lastUsedAt: row.lastUsedAt === null ? null : instantText(row.lastUsedAt.getTime()),
    revokedAt: row.revokedAt === null ? null : instantText(row.revokedAt.getTime()),
  }
}
