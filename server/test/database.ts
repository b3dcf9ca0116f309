import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { ensureDatabase } from '../src/platform/postgres/index.ts'

/** A migrated database of one test file's own, on the real server of the run. */
export interface TestDatabase {
  name: string
  /** The schema's owner: for arranging what the app's login may not. */
  ownerUrl: string
  /** The login that the product serves with; row-level security holds for it. */
  appUrl: string
  /** The server's superuser: for looking past row-level security. */
  adminUrl: string
  /** Removes the database, also while connections to it are open. */
  drop(): Promise<void>
}

/** Makes a copy of the migrated template (about 0.3 s). Make it in `beforeAll`, drop it in `afterAll`. */
export function createTestDatabase(): Promise<TestDatabase> {
  return makeDatabase(inject('testServer').template)
}

/** Makes a database without any schema, for what makes schemas itself. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return makeDatabase('template0')
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const { adminUrl, ownerUrl, appUrl } = inject('testServer')
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(adminUrl, (admin) => ensureDatabase(admin, { name, template }))
  return {
    name,
    ownerUrl: onDatabase(ownerUrl, name),
    appUrl: onDatabase(appUrl, name),
    adminUrl: onDatabase(adminUrl, name),
    drop: () =>
      asAdmin(adminUrl, async (admin) => {
        await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`)
      }),
  }
}

/** The same connection string with another database's name. */
export function onDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Signs in beside the template, which nobody may be connected to while it is copied. */
async function asAdmin(adminUrl: string, work: (admin: pg.Client) => Promise<void>): Promise<void> {
  const admin = new pg.Client({ connectionString: onDatabase(adminUrl, 'postgres') })
  admin.on('error', () => {})
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end().catch(() => {})
  }
}
