import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { splitIndexStatements } from './build-indexes.ts'
import { MigrationError } from './migration-error.ts'

/** One step of the schema, as its folder `NNNN-name` tells it. */
export interface Migration {
  name: string
  up: string
  check: string
  /** Indexes to build outside the transaction, from the optional indexes.sql; '' without one. */
  indexes: string
  /** SHA-256 of up.sql and indexes.sql, hex. What was applied never changes again. */
  checksum: string
}

/** Reads all migrations of a folder in order. A folder that does not exist holds none. Throws MigrationError. */
export function readMigrations(folder: string): Migration[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
  refuseBadNames(names)
  return names.map((name) => readMigration(folder, name))
}

function readMigration(folder: string, name: string): Migration {
  const [up, check] = ['up.sql', 'check.sql', 'note.md'].map((file) => {
    const full = path.join(folder, name, file)
    if (!existsSync(full)) {
      throw new MigrationError(
        `The migration ${name} has no ${file}. Each has up.sql, check.sql and note.md.`,
      )
    }
    return readText(full)
  })
  if (up === undefined || check === undefined) throw new Error('unreachable: both files were read')
  const indexesFile = path.join(folder, name, 'indexes.sql')
  const indexes = existsSync(indexesFile) ? readText(indexesFile) : ''
  splitIndexStatements({ name, indexes })
  return { name, up, check, indexes, checksum: createHash('sha256').update(up).update(indexes).digest('hex') }
}

/** Line ends must not make another checksum on another system. */
function readText(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
}

function refuseBadNames(names: readonly string[]): void {
  names.forEach((name, index) => {
    if (!/^\d{4}-[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
      throw new MigrationError(`The migration folder ${name} must be named like 0007-add-vouchers.`)
    }
    if (index > 0 && names[index - 1]?.slice(0, 4) === name.slice(0, 4)) {
      throw new MigrationError(
        `Two migrations have the number ${name.slice(0, 4)}. Give the newer one the next number.`,
      )
    }
  })
}
