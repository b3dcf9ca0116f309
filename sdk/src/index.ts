export type { CallOptions } from './calls.ts'
export { createPerennial, type Perennial, type PerennialOptions } from './create-perennial.ts'
export type { components, paths } from './openapi.ts'
export { type FieldError, PerennialError } from './perennial-error.ts'
export type {
  ActivityInput,
  ActivityOutcome,
  ActivityReply,
  DefinitionKind,
  MemberCreate,
  MemberPatch,
  ProgramClient,
} from './program-client.ts'
