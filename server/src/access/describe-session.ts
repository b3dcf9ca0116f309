import type { Database } from '../platform/database.ts'
import type { Caller } from '../platform/http/index.ts'
import { findOrganization } from './store.ts'

/** Who is signed in, for the console's corner. */
export async function describeSession(
  database: Database,
  caller: Caller,
): Promise<{ staff: string; organization: string; role: string }> {
  const { organizationId } = caller
  const organization = await database.read({ organizationId }, (tx) => findOrganization(tx, organizationId))
  return {
    staff: caller.actor.replace(/^staff:/, ''),
    organization: organization?.name ?? '',
    role: 'owner',
  }
}
