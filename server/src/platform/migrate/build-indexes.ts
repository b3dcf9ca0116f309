import pg from 'pg'
import { MigrationError } from './migration-error.ts'

interface IndexStatement {
  name: string
  sql: string
}

const form = /^create\s+(?:unique\s+)?index\s+concurrently\s+(\w+)\s+on\s/i

/**
 * Builds the indexes of a migration's `indexes.sql` without holding up writers, which cannot be done in a transaction.
 * So each can be taken up again: what a killed build left half-made is dropped and built anew, what is whole is kept.
 */
export async function buildIndexes(
  client: pg.Client,
  migration: { name: string; indexes: string },
): Promise<void> {
  for (const statement of splitIndexStatements(migration)) {
    const state = await readState(client, statement.name)
    if (state === 'whole') continue
    if (state === 'half-made') {
      await client.query(`DROP INDEX CONCURRENTLY ${pg.escapeIdentifier(statement.name)}`)
    }
    try {
      await client.query(statement.sql)
    } catch (error) {
      throw new MigrationError(
        `The index ${statement.name} of the migration ${migration.name} was not built: ${(error as Error).message}. Everything else of it is in place; run again to take it up.`,
        { cause: error },
      )
    }
  }
}

/** The statements of an indexes.sql. Throws MigrationError on anything but CREATE INDEX CONCURRENTLY name ON. */
export function splitIndexStatements(migration: { name: string; indexes: string }): IndexStatement[] {
  const withoutComments = migration.indexes.replaceAll(/--.*$/gm, '')
  return withoutComments
    .split(/;\s*(?:\n|$)/)
    .map((sql) => sql.trim())
    .filter((sql) => sql !== '')
    .map((sql) => {
      const name = form.exec(sql)?.[1]
      if (name === undefined) {
        throw new MigrationError(
          `indexes.sql of the migration ${migration.name} may only hold CREATE INDEX CONCURRENTLY name ON ... statements, and not: ${sql.slice(0, 60)}`,
        )
      }
      return { name: name.toLowerCase(), sql }
    })
}

async function readState(client: pg.Client, name: string): Promise<'absent' | 'half-made' | 'whole'> {
  const found = await client.query<{ whole: boolean }>(
    'SELECT indisvalid AND indisready AS whole FROM pg_index WHERE indexrelid = to_regclass($1)',
    [pg.escapeIdentifier(name)],
  )
  const row = found.rows[0]
  if (row === undefined) return 'absent'
  return row.whole ? 'whole' : 'half-made'
}
