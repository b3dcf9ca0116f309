export { consentRoutes } from './consent-routes.ts'
export { consentFacts, memberRows, profileFacts } from './facts.ts'
export { type FindMembers, findMembers, type MemberPage } from './find-members.ts'
export { type FoundMember, getMember, getNamedMember } from './get-member.ts'
export { createMemberFinder, type MemberFinder } from './member-finder.ts'
export type {
  Identifier,
  IdentifierContext,
  IdentifierKind,
} from './model/identifiers.ts'
export { readNewcomer } from './model/newcomer.ts'
export { identifierContext } from './model/phone-country.ts'
export {
  type NormalReference,
  normaliseReference,
  referenceKey,
} from './model/references.ts'
export { type Enrolment, enrolMembers, resolveHolders, resolveMembers } from './resolve.ts'
export {
  closeMembers,
  type Member,
  type MemberFacts,
  type MemberStatus,
  type Newcomer,
  selectByChance,
  selectFacts as memberFacts,
} from './store.ts'
export {
  mergeMember,
  selectBelow,
  selectLeading,
  selectMerged,
  selectRoots,
  selectSources,
  unmergeMember,
} from './store-merge.ts'
export {
  readBirthdays,
  readEnrolledWithin,
  readFirstEnrolment,
  type YearlyMember,
} from './store-yearly.ts'
export { type UpdateMember, updateMember } from './update-member.ts'
