export { type MigrationReport, migrate, pendingMigrations } from './migrate.ts'
export { MigrationError } from './migration-error.ts'
