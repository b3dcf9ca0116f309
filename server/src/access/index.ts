export { createKey } from './create-key.ts'
export { ensureOrganization, findOrganization } from './ensure-organization.ts'
export { ensureOwnerLink, type OwnerLink } from './ensure-owner-link.ts'
export { listKeys } from './list-keys.ts'
export { type Gate, openGate } from './open-gate.ts'
export { type Audited, recordAudit } from './record-audit.ts'
export { revokeKey } from './revoke-key.ts'

export { accessRoutes } from './routes.ts'
