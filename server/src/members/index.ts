export { type FindMembers, findMembers, type MemberPage } from './find-members.ts'
export { getMember } from './get-member.ts'
export {
  type Identifier,
  type IdentifierContext,
  type IdentifierKind,
  identifierKinds,
  normaliseIdentifier,
} from './model/identifiers.ts'
export { readNewcomer } from './model/newcomer.ts'
export { identifierContext } from './model/phone-country.ts'
export {
  type NormalReference,
  normaliseReference,
  parseMemberAddress,
  referenceKey,
} from './model/references.ts'
export { type Enrolment, enrolMembers, resolveMembers } from './resolve.ts'
export {
  type Member,
  type MemberFacts,
  type MemberStatus,
  type Newcomer,
  selectFacts as memberFacts,
  selectMembers as membersById,
} from './store.ts'
export { type UpdateMember, updateMember } from './update-member.ts'
