export { type MemberRoutes, memberRoutes } from './member-routes.ts'
export type { ProfileParts, ProgramPlace } from './place.ts'
export { programRoutes } from './program-routes.ts'
export { verifyProgram } from './verify-program.ts'
