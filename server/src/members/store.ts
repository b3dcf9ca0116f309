import type { FreeData } from '@perennial/contract'
import type { Reader, Writer } from '../platform/database.ts'
import type { Identifier, IdentifierKind } from './model/identifiers.ts'
import type { NormalReference } from './model/references.ts'

export type MemberStatus = 'active' | 'closed'

/** A member as this domain knows it. Instants are epoch milliseconds. */
export interface Member {
  /** Dashed UUID. */
  memberId: string
  /** Whom the member was merged into; null for everybody else. */
  mergedInto: string | null
  /** Where that leads to in the end, when the other was merged as well. */
  mergedRoot: string | null
  status: MemberStatus
  name: string | null
  externalId: string | null
  email: string | null
  phone: string | null
  card: string | null
  attributes: FreeData
  enrolledAt: number
  revision: number
}

/** Who enrols, with a fresh id and identifiers in their one spelling, one of a kind at most. */
export interface Newcomer {
  memberId: string
  identifiers: readonly Identifier[]
  name?: string
  attributes?: FreeData
  /** Epoch milliseconds. */
  enrolledAt: number
}

/** What rules may read of a member. */
export interface MemberFacts {
  attributes: FreeData
  /** Epoch milliseconds. */
  enrolledAt: number
  status: MemberStatus
  name: string | null
}

/** Whom a reference names. */
export interface Referenced extends NormalReference {
  memberId: string
  status: MemberStatus
}

/** Members that references name, whatever their status; for one who was merged, the member they lead to. */
export async function selectReferenced(
  tx: Reader,
  programId: number,
  references: readonly NormalReference[],
): Promise<Referenced[]> {
  const rows = await selectRooted(tx, programId, references)
  const roots = rows.flatMap((row) => (row.mergedRoot === null ? [] : [row.mergedRoot]))
  const led = roots.length === 0 ? undefined : await selectStatuses(tx, programId, roots)
  return rows.map(({ mergedRoot, ...row }) =>
    mergedRoot === null ? row : { ...row, memberId: mergedRoot, status: led?.get(mergedRoot) ?? row.status },
  )
}

async function selectStatuses(
  tx: Reader,
  programId: number,
  memberIds: readonly string[],
): Promise<Map<string, MemberStatus>> {
  const rows = await tx.query<{ memberId: string; status: MemberStatus }>(
    'select member_id as "memberId", status from member where program_id = $1 and member_id = any($2::uuid[])',
    [programId, memberIds],
  )
  return new Map(rows.map((row) => [row.memberId, row.status]))
}

/** Members that references themselves name, and where those lead to who were merged. */
export function selectRooted(
  tx: Reader,
  programId: number,
  references: readonly NormalReference[],
): Promise<(Referenced & { mergedRoot: string | null })[]> {
  const named = references.filter((reference) => reference.kind !== 'id')
  const ids = references.filter((reference) => reference.kind === 'id').map((reference) => reference.value)
  return tx.query(
    `select i.kind, i.value, i.member_id as "memberId", m.status, m.merged_root as "mergedRoot"
     from unnest($2::text[], $3::text[]) as wanted (kind, value)
     cross join lateral (select kind, value, member_id from member_identifier
       where program_id = $1 and kind = wanted.kind and value = wanted.value offset 0) i
     cross join lateral (select status, merged_root from member
       where program_id = $1 and member_id = i.member_id offset 0) m
     union all
     select 'id', m.member_id::text, m.member_id, m.status, m.merged_root
     from unnest($4::uuid[]) as wanted (member_id)
     cross join lateral (select member_id, status, merged_root from member
       where program_id = $1 and member_id = wanted.member_id offset 0) m`,
    [programId, named.map((each) => each.kind), named.map((each) => each.value), ids],
  )
}

/** One identifier and whose it is to be. */
export interface Claim extends Identifier {
  memberId: string
}

/**
 * Takes what is free, in sorted order so that two transactions that want the same identifiers wait instead of
 * deadlocking. Of equal claims the first given wins. Returns the claims that were taken.
 */
export function insertIdentifiers(tx: Writer, programId: number, claims: readonly Claim[]): Promise<Claim[]> {
  return tx.query<Claim>(
    `insert into member_identifier (program_id, kind, value, member_id)
     select $1, kind, value, member_id
     from unnest($2::text[], $3::text[], $4::uuid[]) with ordinality as claim (kind, value, member_id, place)
     order by kind collate "C", value collate "C", place
     on conflict do nothing returning kind, value, member_id as "memberId"`,
    [
      programId,
      claims.map((claim) => claim.kind),
      claims.map((claim) => claim.value),
      claims.map((claim) => claim.memberId),
    ],
  )
}

/** Frees identifiers, those that still belong to the member named. */
export async function deleteIdentifiers(
  tx: Writer,
  programId: number,
  claims: readonly Claim[],
): Promise<void> {
  await tx.execute(
    `delete from member_identifier i
     using unnest($2::text[], $3::text[], $4::uuid[]) as gone (kind, value, member_id)
     where i.program_id = $1 and i.kind = gone.kind and i.value = gone.value and i.member_id = gone.member_id`,
    [
      programId,
      claims.map((claim) => claim.kind),
      claims.map((claim) => claim.value),
      claims.map((claim) => claim.memberId),
    ],
  )
}

export async function insertMembers(
  tx: Writer,
  programId: number,
  members: readonly Newcomer[],
): Promise<void> {
  await tx.execute(
    `insert into member (program_id, member_id, name, attributes, enrolled_at)
     select $1, member_id, name, attributes::jsonb, to_timestamp(enrolled_ms / 1000.0)
     from unnest($2::uuid[], $3::text[], $4::text[], $5::float8[]) as fresh (member_id, name, attributes, enrolled_ms)`,
    [
      programId,
      members.map((member) => member.memberId),
      members.map((member) => member.name ?? null),
      members.map((member) => JSON.stringify(member.attributes ?? {})),
      members.map((member) => member.enrolledAt),
    ],
  )
}

/** What rules may read, by member id; one query. */
export async function selectFacts(
  tx: Reader,
  programId: number,
  memberIds: readonly string[],
): Promise<Map<string, MemberFacts>> {
  const rows = await tx.query<Omit<MemberFacts, 'enrolledAt'> & { memberId: string; enrolledAt: Date }>(
    `select m.member_id as "memberId", m.attributes, m.enrolled_at as "enrolledAt", m.status, m.name
     from unnest($2::uuid[]) as wanted (member_id)
     cross join lateral (select * from member where program_id = $1 and member_id = wanted.member_id offset 0) m`,
    [programId, memberIds],
  )
  return new Map(
    rows.map(({ memberId, enrolledAt, ...facts }) => [
      memberId,
      { ...facts, enrolledAt: enrolledAt.getTime() },
    ]),
  )
}

/**
 * Members who count, whom chance chose, after so many of them: in the same order each time, but for those who came or went
 * meanwhile. One in sixteen is among them.
 */
export async function selectByChance(
  tx: Reader,
  programId: number,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select member_id as id from member where program_id = $1 and status = 'active' and merged_into is null
       and uuid_hash_extended(member_id, 0) between 0 and 1152921504606846975
     order by uuid_hash_extended(member_id, 0), member_id limit $2 offset $3`,
    [programId, limit, after],
  )
  return rows.map(({ id }) => id)
}

/** Members by id, in the order asked for; unknown ids are left out. */
export async function selectMembers(
  tx: Reader,
  programId: number,
  memberIds: readonly string[],
): Promise<Member[]> {
  const rows = await tx.query<Omit<Member, 'enrolledAt'> & { enrolledAt: Date }>(
    `select m.member_id as "memberId", m.merged_into as "mergedInto", m.merged_root as "mergedRoot",
       m.status, m.name, m.attributes, m.enrolled_at as "enrolledAt", m.revision,
       i.external_id as "externalId", i.email, i.phone, i.card
     from unnest($2::uuid[]) with ordinality as wanted (member_id, place)
     join member m on m.program_id = $1 and m.member_id = wanted.member_id
     cross join lateral (
       select min(value) filter (where kind = 'externalId') as external_id,
         min(value) filter (where kind = 'email') as email,
         min(value) filter (where kind = 'phone') as phone,
         min(value) filter (where kind = 'card') as card
       from member_identifier where program_id = $1 and member_id = m.member_id
     ) i
     order by wanted.place`,
    [programId, memberIds],
  )
  return rows.map((row) => ({ ...row, enrolledAt: row.enrolledAt.getTime() }))
}

/** The revision there is, with the row locked until the transaction ends; undefined for an unknown member. */
export async function lockMember(
  tx: Writer,
  programId: number,
  memberId: string,
): Promise<{ revision: number; status: MemberStatus } | undefined> {
  const [row] = await tx.query<{ revision: number; status: MemberStatus }>(
    'select revision, status from member where program_id = $1 and member_id = $2 for no key update',
    [programId, memberId],
  )
  return row
}

/** All identifiers of one member. */
export async function selectIdentifiers(
  tx: Reader,
  programId: number,
  memberId: string,
): Promise<Identifier[]> {
  return tx.query<Identifier>(
    'select kind, value from member_identifier where program_id = $1 and member_id = $2 order by kind, value',
    [programId, memberId],
  )
}

/** Undefined leaves as it is; a null name removes it. */
export async function changeMember(
  tx: Writer,
  change: {
    programId: number
    memberId: string
    name: string | null | undefined
    attributes: FreeData | undefined
  },
): Promise<void> {
  const { programId, memberId, name, attributes } = change
  await tx.execute(
    `update member set revision = revision + 1,
       name = case when $3 then $4 else name end,
       attributes = coalesce($5::jsonb, attributes)
     where program_id = $1 and member_id = $2`,
    [
      programId,
      memberId,
      name !== undefined,
      name ?? null,
      attributes === undefined ? null : JSON.stringify(attributes),
    ],
  )
}

/** The kind of an identifier with the first letters that are looked for. */
export interface Prefix {
  kind: IdentifierKind
  prefix: string
}

/** Closes accounts. What they held is the ledger's business. */
export async function closeMembers(
  tx: Writer,
  programId: number,
  memberIds: readonly string[],
): Promise<void> {
  await tx.execute(
    "update member set status = 'closed', revision = revision + 1 where program_id = $1 and member_id = any($2::uuid[]) and status <> 'closed'",
    [programId, memberIds],
  )
}
