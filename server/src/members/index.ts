export { type FindMembers, findMembers, type MemberPage } from './find-members.ts'
export { getMember } from './get-member.ts'
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
export { type Enrolment, enrolMembers, resolveMembers } from './resolve.ts'
export {
  type Member,
  type MemberFacts,
  type MemberStatus,
  type Newcomer,
  selectFacts as memberFacts,
} from './store.ts'
export { type UpdateMember, updateMember } from './update-member.ts'
