import type { Reader } from '../platform/database.ts'
import type { Prefix } from './store.ts'

/** Where a page of a search goes on: after this text, then after this member. */
export interface Place {
  text: string
  memberId: string
}

// The bytes of this character sort after those of every other one, so `prefix || it` closes the range of a prefix.
const last = '\u{10ffff}'

/** Newest first, after the member given, without those who were merged. */
export async function selectNewest(
  tx: Reader,
  page: { programId: number; after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ memberId: string }>(
    `select member_id as "memberId" from member
     where program_id = $1 and merged_root is null and member_id < coalesce($2::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
     order by member_id desc limit $3`,
    [page.programId, page.after ?? null, page.limit],
  )
  return rows.map((row) => row.memberId)
}

/**
 * Members by the identifier of one kind that starts with a prefix, in byte order from an index, without those that an
 * earlier prefix of the same search has shown.
 */
export async function selectByIdentifier(
  tx: Reader,
  page: {
    programId: number
    wanted: Prefix
    earlier: readonly Prefix[]
    after: Place | undefined
    limit: number
  },
): Promise<string[]> {
  const rows = await tx.query<{ memberId: string }>(
    `select i.member_id as "memberId" from member_identifier i
     where i.program_id = $1 and i.kind = $2 and i.value ~>=~ $3 and i.value ~<~ $4
       and ($5::text is null or i.value ~>~ $5)
       and not exists (
         select from member_identifier shown
         join unnest($6::text[], $7::text[]) as earlier (kind, prefix)
           on shown.kind = earlier.kind and starts_with(shown.value, earlier.prefix)
         where shown.program_id = $1 and shown.member_id = i.member_id)
     order by i.value using ~<~ limit $8`,
    [
      page.programId,
      page.wanted.kind,
      page.wanted.prefix,
      page.wanted.prefix + last,
      page.after?.text ?? null,
      page.earlier.map((each) => each.kind),
      page.earlier.map((each) => each.prefix),
      page.limit,
    ],
  )
  return rows.map((row) => row.memberId)
}

/** Members by the start of their name in any case, without those that an earlier prefix has shown. */
export async function selectByName(
  tx: Reader,
  page: {
    programId: number
    prefix: string
    earlier: readonly Prefix[]
    after: Place | undefined
    limit: number
  },
): Promise<string[]> {
  const rows = await tx.query<{ memberId: string }>(
    `select m.member_id as "memberId" from member m
     where m.program_id = $1 and m.name_lower is not null and m.name_lower ~>=~ lower($2) and m.name_lower ~<~ (lower($2) || $3)
       and ($4::text is null or m.name_lower ~>~ $4 or (m.name_lower = $4 and m.member_id > $5::uuid))
       and not exists (
         select from member_identifier shown
         join unnest($6::text[], $7::text[]) as earlier (kind, prefix)
           on shown.kind = earlier.kind and starts_with(shown.value, earlier.prefix)
         where shown.program_id = $1 and shown.member_id = m.member_id)
     order by m.name_lower using ~<~, m.member_id limit $8`,
    [
      page.programId,
      page.prefix,
      last,
      page.after?.text ?? null,
      page.after?.memberId ?? null,
      page.earlier.map((each) => each.kind),
      page.earlier.map((each) => each.prefix),
      page.limit,
    ],
  )
  return rows.map((row) => row.memberId)
}

/** The text that a member has in one list of a search now: an identifier, or the name in lower case. */
export async function selectPlace(
  tx: Reader,
  member: { programId: number; memberId: string; list: string },
): Promise<Place | undefined> {
  const [row] = await tx.query<{ text: string }>(
    `select value as text from member_identifier
     where program_id = $1 and member_id = $2 and kind = $3
     union all
     select name_lower from member
     where program_id = $1 and member_id = $2 and $3 = 'name' and name is not null limit 1`,
    [member.programId, member.memberId, member.list],
  )
  return row && { text: row.text, memberId: member.memberId }
}
