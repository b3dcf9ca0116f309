import type { FreeData } from '@perennial/contract'
import type { Instant } from '../kernel/instants.ts'
import type { Reader } from '../platform/database.ts'

/** A member as far as the days of the year are concerned. */
export interface YearlyMember {
  memberId: string
  attributes: FreeData
  enrolledAt: Instant
}

const columns = `m.member_id as "memberId", m.attributes,
  floor(extract(epoch from m.enrolled_at) * 1000)::bigint as "enrolledAt"`

/** Active members whose attribute `birthday` ends with one of the texts `MM-DD`, in the order of their ids. */
export function readBirthdays(
  tx: Reader,
  page: { programId: number; monthDays: readonly string[]; after: string | null; limit: number },
): Promise<YearlyMember[]> {
  return tx.query(
    `select ${columns} from member m
      where m.program_id = $1 and right(m.attributes->>'birthday', 5) = any($2::text[]) and m.attributes ? 'birthday'
        and m.status = 'active' and m.merged_into is null and ($3::uuid is null or m.member_id > $3)
      order by m.member_id limit $4`,
    [page.programId, page.monthDays, page.after, page.limit],
  )
}

/** Active members who enrolled within one of the spans (from inclusive, until exclusive), in the order of their ids. */
export function readEnrolledWithin(
  tx: Reader,
  page: {
    programId: number
    spans: readonly { from: Instant; until: Instant }[]
    after: string | null
    limit: number
  },
): Promise<YearlyMember[]> {
  return tx.query(
    `select ${columns}
      from unnest($2::float8[], $3::float8[]) as span (from_ms, until_ms)
      join member m on m.program_id = $1
        and m.enrolled_at >= to_timestamp(span.from_ms / 1000.0) and m.enrolled_at < to_timestamp(span.until_ms / 1000.0)
      where m.status = 'active' and m.merged_into is null and ($4::uuid is null or m.member_id > $4)
      order by m.member_id limit $5`,
    [
      page.programId,
      page.spans.map((span) => span.from),
      page.spans.map((span) => span.until),
      page.after,
      page.limit,
    ],
  )
}

/** When the first member enrolled; undefined while there is none. */
export async function readFirstEnrolment(tx: Reader, programId: number): Promise<Instant | undefined> {
  const [row] = await tx.query<{ first: number | null }>(
    `select floor(extract(epoch from min(enrolled_at)) * 1000)::bigint as first from member where program_id = $1`,
    [programId],
  )
  return row?.first ?? undefined
}
