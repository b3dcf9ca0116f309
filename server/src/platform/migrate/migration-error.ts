/** A migration that was refused or failed. The message names the migration, the cause and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError'
}
