import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { organizationIds } from './model/organization-id.ts'
import { recordAudit } from './record-audit.ts'
import { findOrganization as findRow, insertOrganization, type OrganizationRow } from './store.ts'

/** The organisation with this key; refuses `not_found`. */
export async function findOrganization(database: Database, key: string): Promise<Verdict<OrganizationRow>> {
  for (const organizationId of organizationIds(key)) {
    const row = await database.read({ organizationId }, (tx) => findRow(tx, organizationId))
    if (row === undefined) break
    if (row.key === key) return ok(row)
  }
  return refuse('not_found', 'There is no organisation with this key.')
}

/** Creates the organisation unless it is there; `created` tells which. An existing one keeps its name. */
export async function ensureOrganization(
  database: Database,
  wanted: { key: string; name: string },
): Promise<OrganizationRow & { created: boolean }> {
  for (const organizationId of organizationIds(wanted.key)) {
    const row = { organizationId, ...wanted }
    const there = await database.write({ organizationId }, async (tx) => {
      const created = await insertOrganization(tx, row)
      if (created)
        await recordAudit(tx, {
          organizationId,
          actor: 'system',
          action: 'organization.created',
          subject: wanted.key,
        })
      return created ? { ...row, created } : findRow(tx, organizationId)
    })
    if (there?.key === wanted.key) return { created: false, ...there }
  }
  throw new Error(`Broken invariant: no number is free for the organisation ${wanted.key}`)
}
