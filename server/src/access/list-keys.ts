import type { KeyView } from '@perennial/contract'
import type { Database } from '../platform/database.ts'
import { keyViewOf } from './key-view.ts'
import { listKeyRows } from './store.ts'

/** The organisation's keys, newest first, revoked ones included; the latest 1,000. */
export async function listKeys(database: Database, organizationId: number): Promise<KeyView[]> {
  const rows = await database.read({ organizationId }, (tx) => listKeyRows(tx, organizationId))
  return rows.map(keyViewOf)
}
