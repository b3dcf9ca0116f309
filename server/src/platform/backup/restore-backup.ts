import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { ok, type Refusal, RefusalError, type Verdict } from '../../kernel/verdict.ts'
import { MigrationError, migrate } from '../migrate/index.ts'
import { type CheckedBackup, readBackup } from './check-backup.ts'
import { type BackupTable, quoted } from './form.ts'
import { readRecord, readTables } from './read-schema.ts'
import { reservePositions, restampOutbox } from './restamp-outbox.ts'
import { inTransaction } from './session.ts'

export interface RestoreBackup {
  /** Connection string of the schema's owner of an empty installation. */
  ownerUrl: string
  /** What `checkBackup` found whole. Its file is held against its checksums once more while it is read. */
  backup: CheckedBackup
  migrationsFolder: string
  onProgress?: (rows: number, total: number) => void
  signal?: AbortSignal
}

/**
 * Brings a backup into an empty installation, in one transaction: it is all there or nothing is. The schema is brought
 * to that of the backup first; migrating it further is the caller's. Refuses `backup_invalid`, `restore_schema_differs`,
 * `restore_target_busy` and `restore_target_used`.
 */
export async function restoreBackup(options: RestoreBackup): Promise<Verdict<void>> {
  const { ownerUrl, backup, signal } = options
  try {
    // Looked at before anything is migrated, and once more when the tables are locked for good.
    await inTransaction({ url: ownerUrl, begin: 'begin', end: 'rollback' }, refuseUsed)
    await bringSchema(options, backup)
    await reservePositions(ownerUrl, backup)
    await inTransaction({ url: ownerUrl, begin: 'begin', end: 'commit' }, (client) => fill(client, options))
    return ok(undefined)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof RefusalError) return { ok: false, refusal: error.refusal }
    throw error
  }
}

function refusal(of: Refusal): never {
  throw new RefusalError(of)
}

/** Migrates an empty database to exactly the migrations of the backup. */
async function bringSchema(options: RestoreBackup, { header }: CheckedBackup): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-migrations-'))
  try {
    for (const { name } of header.migrations) {
      const from = path.join(options.migrationsFolder, name)
      try {
        cpSync(from, path.join(folder, name), { recursive: true })
      } catch {
        refusal({
          code: 'restore_schema_differs',
          detail: `The backup was written by a newer version (${header.product}): this one does not know the migration ${name}. Restore with that version.`,
        })
      }
    }
    await migrate({ ownerUrl: options.ownerUrl, folder })
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error
    refusal({
      code: 'restore_schema_differs',
      detail: `The database has other migrations than the backup: ${error.message} Restore into an empty database or a new data folder; it is brought up to date afterwards.`,
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(client: pg.Client, options: RestoreBackup): Promise<void> {
  const { backup, signal } = options
  await refuseOtherSchema(client, backup)
  const tables = await refuseUsed(client)
  const columns = new Map(tables.map((table) => [table.name, table.columns]))
  let done = 0
  const read = await readBackup(
    { file: backup.file, ...(signal === undefined ? {} : { signal }) },
    {
      header: async (header) => {
        for (const { name, columns: written } of header.tables)
          if (String(columns.get(name)) !== String(written))
            throw new Error(`Broken invariant: ${name} has other columns under the same migrations`)
      },
      rows: async (table, chunks) => {
        const list = (columns.get(table) ?? []).map(quoted).join(', ')
        const into = client.query(copyFrom(`copy public.${quoted(table)} (${list}) from stdin`))
        await pipeline(chunks, into)
        const expected = backup.trailer.tables.find((each) => each.table === table)?.rows
        if (into.rowCount !== expected)
          throw new Error(`The database took ${into.rowCount} rows of ${table}; the backup has ${expected}`)
        done += into.rowCount
        options.onProgress?.(done, backup.rows)
      },
      trailer: async () => {},
    },
  )
  if (!read.ok) refusal(read.refusal)
  if (read.value.sha256 !== backup.sha256)
    throw new Error('The file was changed while it was being restored. Nothing was changed.')
  await restampOutbox(client)
  for (const { name, next } of backup.trailer.sequences)
    await client.query(`alter sequence public.${quoted(name)} restart with ${BigInt(next)}`)
  for (const { name, tenant } of tables)
    if (tenant !== 'none') await client.query(`alter table public.${quoted(name)} force row level security`)
  await client.query('analyze')
}

/** Locks and opens all tables of a database that nobody uses and that holds nothing. */
async function refuseUsed(client: pg.Client): Promise<BackupTable[]> {
  await refuseCompany(client)
  const tables = await readTables(client)
  await openTables(client, tables)
  await refuseRows(client, tables)
  return tables
}

/** Rows that another process writes or keeps in its memory would not fit those that come. */
async function refuseCompany(client: pg.Client): Promise<void> {
  // Of other logins' sessions the owner may know little more than that they are there, and whose.
  const { rows } = await client.query<{ name: string; count: number }>(
    `select usename as name, count(*)::integer as count from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and usesysid is not null group by 1 order by 1`,
  )
  if (rows.length === 0) return
  const who = rows.map(({ name, count }) => `${count} x ${name}`).join(', ')
  refusal({
    code: 'restore_target_busy',
    detail: `Others are connected to this database (${who}). Stop every server and command that uses it and restore again. Nothing was changed.`,
  })
}

async function refuseOtherSchema(client: pg.Client, { header }: CheckedBackup): Promise<void> {
  const record = await readRecord(client)
  if (JSON.stringify(record) === JSON.stringify(header.migrations)) return
  refusal({
    code: 'restore_schema_differs',
    detail:
      'The database has other migrations than the backup. Restore into an empty database or a new data folder with a version that knows its migrations. Nothing was changed.',
  })
}

const lockUnavailable = '55P03'

/** Until the end of this transaction the owner sees and writes every row, and nobody else sees any table. */
async function openTables(client: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  try {
    for (const { name, tenant } of tables) {
      await client.query(`lock table public.${quoted(name)} in access exclusive mode`)
      if (tenant !== 'none')
        await client.query(`alter table public.${quoted(name)} no force row level security`)
    }
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== lockUnavailable) throw error
    refusal({
      code: 'restore_target_busy',
      detail:
        'Another program uses the tables of this database. Stop it and restore again. Nothing was changed.',
    })
  }
}

async function refuseRows(client: pg.Client, tables: readonly BackupTable[]): Promise<void> {
  for (const { name } of tables) {
    const { rows } = await client.query<{ used: boolean }>(
      `select exists (select from public.${quoted(name)}) as used`,
    )
    if (rows[0]?.used !== true) continue
    refusal({
      code: 'restore_target_used',
      detail: `This installation is not empty: there are rows in ${name}. Restore into a new data folder (PERENNIAL_DATA) or an empty database (DATABASE_URL). Nothing was changed.`,
    })
  }
}
