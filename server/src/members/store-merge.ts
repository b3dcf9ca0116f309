import type { Reader, Writer } from '../platform/database.ts'
import type { Identifier } from './model/identifiers.ts'

/** Whose an identifier is, merged or not. */
export async function selectHolder(
  tx: Reader,
  programId: number,
  { kind, value }: Identifier,
): Promise<string | undefined> {
  const [row] = await tx.query<{ memberId: string }>(
    'select member_id as "memberId" from member_identifier where program_id = $1 and kind = $2 and value = $3',
    [programId, kind, value],
  )
  return row?.memberId
}

/** Where members who were merged lead to; those who were not are absent. */
export async function selectRoots(
  tx: Reader,
  programId: number,
  memberIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.query<{ memberId: string; root: string }>(
    `select member_id as "memberId", merged_root as root from member
     where program_id = $1 and member_id = any($2::uuid[]) and merged_root is not null`,
    [programId, memberIds],
  )
  return new Map(rows.map((row) => [row.memberId, row.root]))
}

/** Members who lead to a member. */
export async function selectSources(tx: Reader, programId: number, memberId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select member_id as id from member where program_id = $1 and merged_root = $2 order by member_id',
    [programId, memberId],
  )
  return rows.map((row) => row.id)
}

/** Members who lead to each of these, by it; who has none is absent. */
export async function selectLeading(
  tx: Reader,
  programId: number,
  roots: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ memberId: string; root: string }>(
    `select member_id as "memberId", merged_root as root from member
     where program_id = $1 and merged_root = any($2::uuid[]) order by member_id`,
    [programId, roots],
  )
  const leading = new Map<string, string[]>()
  for (const { memberId, root } of rows) leading.set(root, [...(leading.get(root) ?? []), memberId])
  return leading
}

/** A member and all who are merged into them, or into somebody who is. */
export async function selectBelow(tx: Reader, programId: number, memberId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `with recursive below as (
       select $2::uuid as member_id
       union
       select m.member_id from member m join below b on m.merged_into = b.member_id where m.program_id = $1
     )
     select member_id as id from below`,
    [programId, memberId],
  )
  return rows.map((row) => row.id)
}

/** Everybody who is merged into another now, or only one of them. */
export async function selectMerged(
  tx: Reader,
  programId: number,
  only?: string,
): Promise<{ memberId: string; mergedInto: string }[]> {
  return tx.query(
    `select member_id as "memberId", merged_into as "mergedInto" from member
     where program_id = $1 and merged_root is not null and ($2::uuid is null or member_id = $2) order by member_id`,
    [programId, only ?? null],
  )
}

/** Leads a member, and all who lead to that member, to another one. */
export async function mergeMember(
  tx: Writer,
  programId: number,
  merge: { memberId: string; into: string },
): Promise<void> {
  const values = [programId, merge.memberId, merge.into]
  await tx.execute('update member set merged_root = $3 where program_id = $1 and merged_root = $2', values)
  await tx.execute(
    'update member set merged_into = $3, merged_root = $3, revision = revision + 1 where program_id = $1 and member_id = $2',
    values,
  )
}

/** Ends it: whoever leads to the member by way of others stops there again. */
export async function unmergeMember(tx: Writer, programId: number, memberId: string): Promise<void> {
  await tx.execute(
    `with recursive below as (
       select member_id from member where program_id = $1 and merged_into = $2
       union
       select m.member_id from member m join below b on m.merged_into = b.member_id where m.program_id = $1
     )
     update member set merged_root = $2 where program_id = $1 and member_id in (select member_id from below)`,
    [programId, memberId],
  )
  await tx.execute(
    'update member set merged_into = null, merged_root = null, revision = revision + 1 where program_id = $1 and member_id = $2',
    [programId, memberId],
  )
}
