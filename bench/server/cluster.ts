import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { migrate } from '../../server/src/platform/migrate/index.ts'
import { startEmbeddedPostgres } from '../../server/src/platform/postgres/index.ts'

/** A resource: the product's own database server in a folder of its own, with the settings that the product gives it. */
export interface Cluster {
  adminUrl: string
  folder: string
  ownerUrl: string
  appUrl: string
  /** Runs statements as the superuser, past row-level security; rows of the last one. */
  sql<Row extends object = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<Row[]>
  /** Runs statements one after the other in another database. */
  sqlOn(url: string, statements: readonly string[]): Promise<void>
  /** The same connection string with another database's name. */
  urlOf(database: string): string
  stop(): Promise<void>
}

const migrations = path.join(import.meta.dirname, '..', '..', 'server', 'migrations')

/** Makes a cluster with the product's schema. Its folder is gone when it stops. */
export async function startCluster(log: (sentence: string) => void): Promise<Cluster> {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-bench-'))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({ dataDir: folder, log })
  await migrate({ ownerUrl: server.ownerUrl, folder: migrations })
  const admin = new pg.Client({ connectionString: server.adminUrl, application_name: 'bench' })
  // A bench may kill the server on purpose: what then asks it fails by itself.
  admin.on('error', () => {})
  await admin.connect()
  return {
    adminUrl: server.adminUrl,
    folder,
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    sql: async <Row extends object>(text: string, params?: readonly unknown[]) =>
      (await admin.query(text, params as unknown[])).rows as Row[],
    sqlOn: async (url, statements) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      for (const statement of statements) await client.query(statement)
      await client.end()
    },
    urlOf: (database) => {
      const url = new URL(server.adminUrl)
      url.pathname = `/${database}`
      return url.href
    },
    stop: async () => {
      await admin.end().catch(() => {})
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
