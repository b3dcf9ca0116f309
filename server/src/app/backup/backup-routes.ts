import { backupsView } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { findOrganization } from '../../access/index.ts'
import { orThrow, refuse } from '../../kernel/verdict.ts'
import { listCopies, readBackupState } from '../../platform/backup/index.ts'
import type { Database } from '../../platform/database.ts'
import { type Caller, route } from '../../platform/http/index.ts'
import type { Config } from '../config.ts'
import { houseKey } from '../first-start.ts'

/** What the people who run the installation may know about its backups. */
export function backupRoutes(
  app: FastifyInstance,
  on: { database: Database; backups: Config['backups'] },
): void {
  route(app, {
    method: 'GET',
    url: '/v1/backups',
    permission: 'staff',
    summary: 'Read the state of backups',
    description:
      'Backups hold all organisations of the installation, so only signed-in staff of the organisation that runs it may ask. Copies are those in the folder of backups that this process sees; the newest comes first.',
    schema: { reply: backupsView },
    handler: async ({ caller }) => {
      await requireHouse(on.database, caller)
      const { everyHours, keep, drillDays, folder } = on.backups
      return {
        schedule: everyHours === 0 ? null : { everyHours, keep, drillDays },
        copies: listCopies(folder).map((copy) => ({ ...copy, takenAt: copy.takenAt.toISOString() })),
        ...readBackupState(folder),
      }
    },
  })
}

async function requireHouse(database: Database, caller: Caller): Promise<void> {
  const house = await findOrganization(database, houseKey)
  if (house.ok && house.value.organizationId === caller.organizationId) return
  orThrow(refuse('forbidden', 'Only the organisation that runs this installation may see its backups.'))
}
