import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate } from '../src/platform/migrate/index.ts'
import {
  type EmbeddedPostgres,
  isDatabaseFolderInUse,
  startEmbeddedPostgres,
  stopAbandonedServer,
} from '../src/platform/postgres/index.ts'

/** What the test processes are told about the one server of the run. */
export interface TestServer {
  adminUrl: string
  ownerUrl: string
  appUrl: string
  /** The migrated database that each test database is a copy of. */
  template: string
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer
  }
}

const folderPrefix = 'perennial-tests-'

/**
 * No test cuts the power of this server, so it waits for no disk. What is confirmed has to survive elsewhere: the tests of
 * that start servers of their own, with the settings of production.
 */
const withoutDisk = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

/** Starts one embedded PostgreSQL for the whole run and migrates its template. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeAbandonedServers()
  const folder = mkdtempSync(path.join(tmpdir(), folderPrefix))
  chmodSync(folder, 0o755)
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    log: () => {},
    settings: { sharedBuffersMb: 128, connectionsMax: 200, extra: withoutDisk },
  })
  const remove = () => removeServer(server, folder)
  try {
    await migrate({
      ownerUrl: server.ownerUrl,
      folder: path.join(import.meta.dirname, '..', 'migrations'),
    })
  } catch (error) {
    await remove()
    throw error
  }
  project.provide('testServer', {
    adminUrl: server.adminUrl,
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    template: new URL(server.ownerUrl).pathname.slice(1),
  })
  return remove
}

async function removeServer(server: EmbeddedPostgres, folder: string): Promise<void> {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

/** A run that was killed leaves its server; the next run clears it away. Folders of the last minute may be starting. */
async function removeAbandonedServers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    const folder = path.join(tmpdir(), name)
    const ageMs = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (ageMs < 60_000 || isDatabaseFolderInUse(folder)) continue
    await stopAbandonedServer(folder)
    rmSync(folder, { recursive: true, force: true })
  }
}
