import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { buildIndexes } from './build-indexes.ts'
import { MigrationError } from './migration-error.ts'
import { type Migration, readMigrations } from './read-migrations.ts'

/** Which migrations the database had and which this run added, by name. */
export interface MigrationReport {
  applied: string[]
  alreadyThere: string[]
}

/** Two processes that start at once migrate one after the other. The number is arbitrary and ours. */
const lockKey = 7_236_017_425

const recordTable = `
  CREATE TABLE IF NOT EXISTS perennial_migration (
    name text PRIMARY KEY,
    checksum text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now(),
    duration_ms integer NOT NULL,
    -- Null while indexes.sql is not finished.
    indexed_at timestamptz
  )`

/**
 * Brings the database to the schema of `folder`, one transaction per migration: up.sql, then check.sql, whose every
 * row (check text, passed boolean) must have passed. A kill leaves whole migrations only; run it again. An optional
 * indexes.sql is built after the transaction and taken up again where a kill cut it short.
 * `ownerUrl` is the owner's connection string. Throws MigrationError; later migrations are then not tried.
 */
export async function migrate(options: {
  ownerUrl: string
  folder: string
  log?: (sentence: string) => void
}): Promise<MigrationReport> {
  const migrations = readMigrations(options.folder)
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'perennial migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    await prepareSession(client, options.log)
    await client.query(recordTable)
    const pending = await findPending(client, migrations)
    await finishIndexes(client, migrations)
    for (const migration of pending) {
      await applyOne(client, migration, options.log)
      await finishIndexes(client, [migration])
    }
    const applied = pending.map((migration) => migration.name)
    return { applied, alreadyThere: migrations.map((m) => m.name).filter((name) => !applied.includes(name)) }
  } finally {
    await client.end().catch(() => {})
  }
}

async function prepareSession(
  client: pg.Client,
  log: ((sentence: string) => void) | undefined,
): Promise<void> {
  // The server would finish the statement of a killed migrator before it noticed, and hold the lock meanwhile.
  // Systems that cannot notice refuse the setting; there a re-run waits a little longer.
  await client.query("SET client_connection_check_interval = '1s'").catch(() => {})
  // Quiet, because "already exists, skipping" is no news at every start.
  await client.query('SET client_min_messages = warning')
  for (let told = false; ; told = true) {
    // Asked again and again: a session that waits inside the server would be waited for by a concurrent index build.
    const tried = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [
      lockKey,
    ])
    if (tried.rows[0]?.locked === true) return
    if (!told) log?.('Another process is migrating this database; waiting for it.')
    await pause(100)
  }
}

/** Builds what these migrations' indexes.sql still lack and notes that they are whole. */
async function finishIndexes(client: pg.Client, migrations: readonly Migration[]): Promise<void> {
  const unfinished = await client.query<{ name: string }>(
    'SELECT name FROM perennial_migration WHERE indexed_at IS NULL ORDER BY name',
  )
  for (const { name } of unfinished.rows) {
    const migration = migrations.find((candidate) => candidate.name === name)
    if (migration === undefined) continue
    await buildIndexes(client, migration)
    await client.query('UPDATE perennial_migration SET indexed_at = now() WHERE name = $1', [name])
  }
}

/** The names of migrations in `folder` that the database lacks. Reads only; the app's login may do it. */
export async function pendingMigrations(options: { url: string; folder: string }): Promise<string[]> {
  const client = new pg.Client({ connectionString: options.url, application_name: 'perennial migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    const table = await client.query<{ found: boolean }>(
      "SELECT to_regclass('perennial_migration') IS NOT NULL AS found",
    )
    const migrations = readMigrations(options.folder)
    if (table.rows[0]?.found !== true) return migrations.map((migration) => migration.name)
    return (await findPending(client, migrations)).map((migration) => migration.name)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Compares the record with the folder. Throws MigrationError where history was changed. */
async function findPending(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const recorded = await client.query<{ name: string; checksum: string }>(
    'SELECT name, checksum FROM perennial_migration ORDER BY name',
  )
  for (const { name, checksum } of recorded.rows) {
    const migration = migrations.find((candidate) => candidate.name === name)
    if (migration === undefined) {
      throw new MigrationError(
        `The database has the migration ${name}, which this version of Perennial does not know. Start the version that applied it, or a newer one.`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new MigrationError(
        `The migration ${name} was changed after it was applied. Restore its up.sql and put the change into a new migration.`,
      )
    }
  }
  const last = recorded.rows.at(-1)?.name
  const pending = migrations.filter((migration) => recorded.rows.every((row) => row.name !== migration.name))
  const late = pending.find((migration) => last !== undefined && migration.name < last)
  if (late !== undefined) {
    throw new MigrationError(
      `The migration ${late.name} comes before ${last}, which is already applied. Give it the next free number.`,
    )
  }
  return pending
}

async function applyOne(
  client: pg.Client,
  migration: Migration,
  log: ((sentence: string) => void) | undefined,
): Promise<void> {
  const started = Date.now()
  await client.query('BEGIN')
  try {
    const before = await transactionId(client)
    await client.query(migration.up)
    await runChecks(client, migration)
    if ((await transactionId(client)) !== before) {
      throw new MigrationError(
        `The migration ${migration.name} ends its own transaction. Take COMMIT, ROLLBACK and BEGIN out of its files; what it committed must be undone by hand.`,
      )
    }
    const durationMs = Date.now() - started
    await client.query('INSERT INTO perennial_migration (name, checksum, duration_ms) VALUES ($1, $2, $3)', [
      migration.name,
      migration.checksum,
      durationMs,
    ])
    await client.query('COMMIT')
    log?.(`Applied the migration ${migration.name} in ${durationMs} ms.`)
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw explain(error, migration)
  }
}

async function transactionId(client: pg.Client): Promise<string> {
  const result = await client.query<{ id: string }>('SELECT pg_current_xact_id()::text AS id')
  return result.rows[0]?.id ?? ''
}

/** Every statement must bring at least one (check, passed) row: a check that finds nothing to look at proves nothing. */
async function runChecks(client: pg.Client, migration: Migration): Promise<void> {
  const answer = await client.query<{ check?: unknown; passed?: unknown }>(migration.check)
  // pg answers a text with several statements by an array, which its types do not tell.
  const results = Array.isArray(answer) ? (answer as (typeof answer)[]) : [answer]
  for (const [index, result] of results.entries()) {
    const which = `Statement ${index + 1} of check.sql of the migration ${migration.name}`
    if (result.rows.length === 0) throw new MigrationError(`${which} returned no rows, so it proves nothing.`)
    for (const row of result.rows) {
      if (typeof row.check !== 'string' || !('passed' in row)) {
        throw new MigrationError(`${which} must return the columns "check" (text) and passed (boolean).`)
      }
      if (row.passed !== true) {
        throw new MigrationError(
          `The migration ${migration.name} was rolled back: its check "${row.check}" failed.`,
        )
      }
    }
  }
}

function explain(error: unknown, migration: Migration): Error {
  if (error instanceof MigrationError || !(error instanceof Error)) return error as Error
  const position = Number((error as { position?: string }).position)
  const line = position > 0 ? ` near line ${migration.up.slice(0, position).split('\n').length}` : ''
  return new MigrationError(`The migration ${migration.name} was rolled back: ${error.message}${line}.`, {
    cause: error,
  })
}
