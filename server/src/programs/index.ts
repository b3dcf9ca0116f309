export type { CreatedProgram, CreateProgram } from './create-program.ts'
export type {
  AnyKind,
  Choice,
  CompileContext,
  CurrencyInForce,
  DefinitionKindEntry,
  ExpressionPlace,
  FactHints,
  FactSchema,
  Favour,
  Release,
  Specs,
  Stranger,
} from './definition.ts'
export type { FactPlace, FactProgress, FactSource, FactSql } from './fact-source.ts'
export { millisSql } from './fact-source.ts'
export { etagOf, revisionOf } from './if-match.ts'
export { inFieldOrder, kindSchema } from './kind-schema.ts'
export { listTemplates } from './list-templates.ts'
export { type ActivityType, activityTypeOf } from './model/activity-types.ts'
export { type Beta, betaMembers, readsSegments, type SegmentsOf } from './model/beta-group.ts'
export { newDefinitionText, withSchemaLine, withSpec } from './model/edit-yaml.ts'
export { compileExpression } from './model/expression.ts'
export { expressionStrangers } from './model/expression-strangers.ts'
export { idleEnd, type LotTimes, lotTimes } from './model/lot-times.ts'
export { didYouMean } from './model/near.ts'
export { changesOf, isSame, placeOf } from './model/plan-set.ts'
export { buildRelease, type DefinitionError, definitionsOf, type RawDefinition } from './model/release.ts'
export { type PassTime, programNow } from './move-clock.ts'
export { openProgram } from './open-program.ts'
export { ownKinds } from './own-kinds.ts'
export type { LoadProgram } from './program-cache.ts'
export { createPrograms, type Programs, type ProgramWrites, templatesFolder } from './programs.ts'
export { type DueOutcome, publishDue } from './publish-due.ts'
export type { PublishedRelease } from './publish-release.ts'
export type { PutDefinition } from './put-definition.ts'
export {
  type DefinitionFile,
  definitionsFolder,
  type FileProblem,
  fileProblem,
  folderRelease,
  type ProgramFolder,
  readFolder,
} from './read-folder.ts'
export { readTemplate, type Template } from './read-template.ts'
export { type ProgramRoutes, programRoutes } from './routes.ts'
export type { DefinitionDraft, Program, ReleaseRow } from './store.ts'
export { readAnnounced } from './store-proposals.ts'
export {
  lockProgram,
  noteVerified,
  type ProofTotals,
  type ReadOnly,
  readProofTotals,
  readReadOnly,
  unlockProgram,
} from './store-state.ts'
