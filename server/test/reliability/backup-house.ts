import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { canary } from '../../src/app/backup/canary.ts'
import { judgeRestored } from '../../src/app/backup/judge-restored.ts'
import { composeProduct, type Product } from '../../src/app/compose.ts'
import { migrationsFolder } from '../../src/app/context.ts'
import { orThrow, type Verdict } from '../../src/kernel/verdict.ts'
import {
  type CheckedBackup,
  checkBackup,
  restoreBackup,
  writeBackup,
} from '../../src/platform/backup/index.ts'
import { openDatabase } from '../../src/platform/database.ts'
import { createEmptyDatabase, type TestDatabase } from '../database.ts'
import { orderOf } from '../harness.ts'
import { withAdmin } from './shop.ts'

/** A folder of its own for backups, and how to be rid of it. */
export function backupFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-backups-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Backs up a database as the command does. */
export async function backUp(database: TestDatabase, file: string) {
  return orThrow(await writeBackup({ ownerUrl: database.ownerUrl, file, product: 'test', canary }))
}

/** Restores as the command does: the file is checked first. */
export async function restoreInto(
  database: TestDatabase,
  file: string,
  more: Partial<Parameters<typeof restoreBackup>[0]> = {},
): Promise<Verdict<void>> {
  const checked = await checkBackup({ file })
  if (!checked.ok) return checked
  return restoreBackup({ ownerUrl: database.ownerUrl, backup: checked.value, migrationsFolder, ...more })
}

/** An empty database after a restore, and the product on it. */
export interface Restored {
  database: TestDatabase
  backup: CheckedBackup
  product: Product
  /** What is not right in it. */
  faults(): Promise<string[]>
  close(): Promise<void>
}

/** Restores into an empty database, with the owner's login alone. */
export async function restore(file: string): Promise<Restored> {
  const database = await createEmptyDatabase()
  const { ownerUrl, appUrl } = database
  const backup = orThrow(await checkBackup({ file }))
  orThrow(await restoreBackup({ ownerUrl, backup, migrationsFolder }))
  const connections = openDatabase({ url: appUrl, connectionsMax: 4 })
  const hot = openDatabase({ url: appUrl, connectionsMax: 4, hot: true })
  const product = composeProduct({ database: connections, hot, lanes: 2 })
  return {
    database,
    backup,
    product,
    faults: async () => (await judgeRestored(product, backup)).flatMap((each) => each.faults),
    close: async () => {
      await product.pipeline.close()
      await Promise.all([connections.close(), hot.close()])
      await database.drop()
    },
  }
}

/** Every table of the product with its rows as one hash, past every wall; where a restore changes rows on purpose, without those columns. */
export async function contentOf(database: TestDatabase): Promise<Record<string, string>> {
  return withAdmin(database.adminUrl, async (admin) => {
    const tables = await admin.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'perennial_migration' order by 1`,
    )
    const content: Record<string, string> = {}
    for (const { name } of tables.rows) {
      const row = /^outbox/.test(name) ? `(to_jsonb(t) - 'position')::text` : 't::text'
      const { rows } = await admin.query<{ told: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(${row}, chr(10) order by ${row} collate "C")), '') as told from "${name}" t`,
      )
      content[name] = rows[0]?.told ?? ''
    }
    return content
  })
}

/** An order of one of the demonstration's customers, of now. */
export function newOrder(sourceId: string) {
  const member = { externalId: 'C-0001' }
  return orderOf(sourceId, [['A', '1', '20.00']], { occurredAt: new Date().toISOString(), member })
}

/** The pages of a programme's outbox in their order, but for the first ones. */
export async function pagesAfter(
  database: TestDatabase,
  from: { programId: number; first: number },
): Promise<string[]> {
  return withAdmin(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ page_id: string }>(
      'select page_id from outbox where program_id = $1 order by position, page_id offset $2',
      [from.programId, from.first],
    )
    return rows.map((row) => row.page_id)
  })
}

/** The source ids of all activities that a database holds. */
export async function sourceIdsOf(database: TestDatabase): Promise<Set<string>> {
  return withAdmin(database.adminUrl, async (admin) => {
    const { rows } = await admin.query<{ source_id: string }>('select source_id from activity_key')
    return new Set(rows.map((row) => row.source_id))
  })
}

/** Runs a command that may write files of eight kilobytes, as on a disk that is full. */
export async function runFull(args: readonly string[], own: Record<string, string>) {
  const launcher = path.resolve(import.meta.dirname, '../../bin/perennial.js')
  const env = { PATH: process.env.PATH ?? '', ...own }
  const child = spawn('bash', ['-c', 'ulimit -f 8; exec "$@"', 'bash', process.execPath, launcher, ...args], {
    env,
  })
  let stdout = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  return new Promise<{ code: number | null; stdout: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stdout }))
  })
}
