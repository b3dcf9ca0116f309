import { PgBoss } from 'pg-boss'
import type { TestDatabase } from '../database.ts'
import { until } from './app-process.ts'
import { withAdmin } from './shop.ts'

export interface Job {
  id: string
  state: string
  retry_count: number
}

/** Signs in to the queue that a worker has made, as somebody who only sends. */
export async function openQueue(database: TestDatabase): Promise<PgBoss> {
  const opened = new PgBoss({
    connectionString: database.adminUrl,
    schema: 'pgboss',
    createSchema: false,
    migrate: false,
    supervise: false,
    schedule: false,
  })
  opened.on('error', () => {})
  return opened.start()
}

/** The jobs of a duty that are so. */
export function jobsOf(database: TestDatabase, duty: string, where: string): Promise<Job[]> {
  return withAdmin(database.adminUrl, async (admin) => {
    const found = await admin.query<Job>(
      `select id, state::text, retry_count from pgboss.job where name = $1 and ${where}`,
      [duty],
    )
    return found.rows
  })
}

/** Has a worker do a duty, and waits until it is done; one that waits or runs already is that job. */
export async function runJob(queue: PgBoss, database: TestDatabase, duty: string): Promise<void> {
  await queue.send(duty, {})
  await until(`${duty} to be done`, 60_000, async () => {
    const open = await jobsOf(database, duty, `state in ('created', 'retry', 'active')`)
    return open.length === 0
  })
}
