import { newUuid } from '../kernel/ids.ts'
import type { Writer } from '../platform/database.ts'
import { insertAudit } from './store.ts'

/** Who did what to what. */
export interface Audited {
  organizationId: number
  /** `key:<prefix>`, `staff:<name>` or `system`. */
  actor: string
  /** A noun and a verb in the past: `key.created`. */
  action: string
  /** The public id or key of what it was done to. */
  subject: string
  /** The programme it concerns, if one. */
  programKey?: string | null
  /** More facts; never a secret, never personal data. */
  detail?: Readonly<Record<string, unknown>>
}

/** Writes an entry in the same transaction as the act, so that neither is there without the other. */
export async function recordAudit(tx: Writer, audited: Audited): Promise<void> {
  await insertAudit(tx, {
    organizationId: audited.organizationId,
    auditId: newUuid(),
    programKey: audited.programKey ?? null,
    actor: audited.actor,
    action: audited.action,
    subject: audited.subject,
    detail: audited.detail ?? {},
  })
}
