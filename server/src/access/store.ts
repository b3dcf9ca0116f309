import type { Scope } from '@perennial/contract'
import type { Reader, Writer } from '../platform/database.ts'

export interface OrganizationRow {
  organizationId: number
  key: string
  name: string
}

export interface StaffRow {
  staffId: string
  name: string
  role: string
}

export interface KeyRow {
  organizationId: number
  keyId: string
  name: string
  prefix: string
  scopes: Scope[]
  programKey: string | null
  createdAt: Date
  lastUsedAt: Date | null
  revokedAt: Date | null
}

export interface SessionRow {
  organizationId: number
  staffId: string
  expiresAt: Date
  revokedAt: Date | null
}

export interface AuditEntry {
  organizationId: number
  auditId: string
  programKey: string | null
  actor: string
  action: string
  subject: string
  detail: unknown
}

/** The organisation of the transaction's scope. */
export async function findOrganization(
  tx: Reader,
  organizationId: number,
): Promise<OrganizationRow | undefined> {
  const [row] = await tx.query<OrganizationRow>(
    'select organization_id as "organizationId", key, name from organization where organization_id = $1',
    [organizationId],
  )
  return row
}

/** False when somebody else took the number or the key. */
export async function insertOrganization(tx: Writer, row: OrganizationRow): Promise<boolean> {
  const inserted = await tx.execute(
    'insert into organization (organization_id, key, name) overriding system value values ($1, $2, $3) on conflict do nothing',
    [row.organizationId, row.key, row.name],
  )
  return inserted === 1
}

/** Makes everyone who would make an owner wait until this transaction is done. */
export async function lockOwners(tx: Writer, organizationId: number): Promise<void> {
  await tx.execute('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`owner of ${organizationId}`])
}

export async function findOwner(tx: Reader, organizationId: number): Promise<StaffRow | undefined> {
  const [row] = await tx.query<StaffRow>(
    `select staff_id as "staffId", name, role from staff where organization_id = $1 and role = 'owner' order by created_at, staff_id limit 1`,
    [organizationId],
  )
  return row
}

export async function findStaff(
  tx: Reader,
  staff: { organizationId: number; staffId: string },
): Promise<StaffRow | undefined> {
  const [row] = await tx.query<StaffRow>(
    'select staff_id as "staffId", name, role from staff where organization_id = $1 and staff_id = $2',
    [staff.organizationId, staff.staffId],
  )
  return row
}

export async function insertOwner(
  tx: Writer,
  staff: { organizationId: number; staffId: string; name: string },
): Promise<void> {
  await tx.execute(`insert into staff (organization_id, staff_id, name, role) values ($1, $2, $3, 'owner')`, [
    staff.organizationId,
    staff.staffId,
    staff.name,
  ])
}

export async function insertLink(
  tx: Writer,
  link: { organizationId: number; staffId: string; hash: Buffer; expiresAtMs: number },
): Promise<void> {
  await tx.execute(
    'insert into sign_in_link (organization_id, link_hash, staff_id, expires_at) values ($1, $2, $3, $4)',
    [link.organizationId, link.hash, link.staffId, new Date(link.expiresAtMs)],
  )
}

/** In a transaction with the link's own hash as its scope: whose it is, used or not. */
export async function findLink(tx: Reader, hash: Buffer): Promise<{ organizationId: number } | undefined> {
  const [row] = await tx.query<{ organizationId: number }>(
    'select organization_id as "organizationId" from sign_in_link where link_hash = $1',
    [hash],
  )
  return row
}

/** Uses the link up. Of many at once one gets the answer: the others wait for its row and then find it used. */
export async function consumeLink(
  tx: Writer,
  link: { hash: Buffer; nowMs: number },
): Promise<{ staffId: string } | undefined> {
  const [row] = await tx.query<{ staffId: string }>(
    'update sign_in_link set used_at = $2 where link_hash = $1 and used_at is null and expires_at > $2 returning staff_id as "staffId"',
    [link.hash, new Date(link.nowMs)],
  )
  return row
}

export async function insertSession(
  tx: Writer,
  session: { organizationId: number; staffId: string; hash: Buffer; nowMs: number; expiresAtMs: number },
): Promise<void> {
  await tx.execute(
    'insert into staff_session (organization_id, session_hash, staff_id, created_at, expires_at) values ($1, $2, $3, $4, $5)',
    [
      session.organizationId,
      session.hash,
      session.staffId,
      new Date(session.nowMs),
      new Date(session.expiresAtMs),
    ],
  )
}

/** In a transaction with the session's own hash as its scope. */
export async function findSession(tx: Reader, hash: Buffer): Promise<SessionRow | undefined> {
  const [row] = await tx.query<SessionRow>(
    'select organization_id as "organizationId", staff_id as "staffId", expires_at as "expiresAt", revoked_at as "revokedAt" from staff_session where session_hash = $1',
    [hash],
  )
  return row
}

/** False when it was over already. */
export async function endSession(tx: Writer, session: { hash: Buffer; nowMs: number }): Promise<boolean> {
  const ended = await tx.execute(
    'update staff_session set revoked_at = $2 where session_hash = $1 and revoked_at is null',
    [session.hash, new Date(session.nowMs)],
  )
  return ended === 1
}

const keyColumns =
  'organization_id as "organizationId", key_id as "keyId", name, prefix, scopes, program_key as "programKey", created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"'

/** In a transaction with the key's own hash as its scope. */
export async function findKey(tx: Reader, hash: Buffer): Promise<KeyRow | undefined> {
  const [row] = await tx.query<KeyRow>(`select ${keyColumns} from api_key where key_hash = $1`, [hash])
  return row
}

export async function listKeyRows(tx: Reader, organizationId: number): Promise<KeyRow[]> {
  return tx.query<KeyRow>(
    `select ${keyColumns} from api_key where organization_id = $1 order by created_at desc, key_id desc limit 1000`,
    [organizationId],
  )
}

export async function insertKey(
  tx: Writer,
  key: Omit<KeyRow, 'lastUsedAt' | 'revokedAt'> & { hash: Buffer },
): Promise<void> {
  await tx.execute(
    'insert into api_key (organization_id, key_id, name, prefix, key_hash, scopes, program_key, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      key.organizationId,
      key.keyId,
      key.name,
      key.prefix,
      key.hash,
      key.scopes,
      key.programKey,
      key.createdAt,
    ],
  )
}

/** The hash of the key, whether it is revoked now or was before; undefined for no key of this organisation. */
export async function revokeKeyRow(
  tx: Writer,
  key: { organizationId: number; keyId: string; nowMs: number },
): Promise<{ hash: Buffer; prefix: string; isNew: boolean } | undefined> {
  const [row] = await tx.query<{ hash: Buffer; prefix: string; revokedAt: Date | null }>(
    'select key_hash as hash, prefix, revoked_at as "revokedAt" from api_key where organization_id = $1 and key_id = $2 for update',
    [key.organizationId, key.keyId],
  )
  if (row === undefined) return undefined
  if (row.revokedAt === null)
    await tx.execute('update api_key set revoked_at = $3 where organization_id = $1 and key_id = $2', [
      key.organizationId,
      key.keyId,
      new Date(key.nowMs),
    ])
  return { hash: row.hash, prefix: row.prefix, isNew: row.revokedAt === null }
}

/** Says that the key was used, unless somebody said so since `unlessAfterMs`. */
export async function touchKey(
  tx: Writer,
  key: { organizationId: number; keyId: string; nowMs: number; unlessAfterMs: number },
): Promise<void> {
  await tx.execute(
    'update api_key set last_used_at = $3 where organization_id = $1 and key_id = $2 and (last_used_at is null or last_used_at < $4)',
    [key.organizationId, key.keyId, new Date(key.nowMs), new Date(key.unlessAfterMs)],
  )
}

export async function insertAudit(tx: Writer, entry: AuditEntry): Promise<void> {
  await tx.execute(
    'insert into audit_entry (organization_id, audit_id, program_key, actor, action, subject, detail) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      entry.organizationId,
      entry.auditId,
      entry.programKey,
      entry.actor,
      entry.action,
      entry.subject,
      JSON.stringify(entry.detail),
    ],
  )
}
