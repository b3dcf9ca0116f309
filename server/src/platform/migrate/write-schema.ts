import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEmbeddedPostgres } from '../postgres/index.ts'
import { dumpSchema } from './dump-schema.ts'
import { migrate } from './migrate.ts'

/** Writes server/schema.sql: the schema of a fresh database after all migrations of server/migrations. */
async function writeSchema(): Promise<void> {
  const server = path.resolve(import.meta.dirname, '..', '..', '..')
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-schema-'))
  const log = (sentence: string) => process.stderr.write(`${sentence}\n`)
  const postgres = await startEmbeddedPostgres({ dataDir: folder, log })
  try {
    await migrate({ ownerUrl: postgres.ownerUrl, folder: path.join(server, 'migrations'), log })
    writeFileSync(path.join(server, 'schema.sql'), await dumpSchema(postgres.ownerUrl))
  } finally {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

await writeSchema()
