export { examineDatabase, type Finding, type FindingLevel, judgeStart } from './doctor.ts'
export {
  type EmbeddedOptions,
  type EmbeddedPostgres,
  isDatabaseFolderInUse,
  startEmbeddedPostgres,
  stopAbandonedServer,
} from './embedded.ts'
export { type ExternalOptions, prepareExternalPostgres } from './external.ts'
export { ensureDatabase } from './roles.ts'
export type { ServerSettings } from './settings.ts'
export { DatabaseStartError } from './start-error.ts'
