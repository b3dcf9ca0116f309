import { existsSync } from 'node:fs'
import path from 'node:path'
import { orThrow } from '../../src/kernel/verdict.ts'
import { tierStandings } from '../../src/tiers/index.ts'
import type { Harness } from '../harness.ts'

const folder = path.resolve(import.meta.dirname, '../../..', '../shared/data')

/** Files of real shops, which the project does not carry. */
export const onlineRetailFile = path.join(folder, 'online-retail/online_retail_2010-12_2011-12.csv.gz')
export const cdnowFile = path.join(folder, 'cdnow/CDNOW_sample.txt')

/** Whether the file is here; says so when it is not, because its tests are then left out. */
export function isHere(file: string): boolean {
  const here = existsSync(file)
  if (!here) console.warn(`skipped: ${path.basename(file)} is not on this machine`)
  return here
}

/** A member's books, the same for the same orders whatever ids were drawn. */
export interface MemberBooks {
  points: number
  /** Available, debt, earned and spent in all, and how many entries and activities there are. */
  all: string
}

/** The books of every member by external id. */
export async function booksByMember(
  harness: Pick<Harness, 'database'>,
  programId: number,
): Promise<Map<string, MemberBooks>> {
  const rows = await harness.database.read({ programId }, (tx) =>
    tx.query<{ member: string; points: number; books: string }>(
      `select i.value as member, b.available - b.debt as points,
         concat_ws(' ', b.available, b.debt, b.lifetime_earned, b.lifetime_spent,
           coalesce(j.amounts, ''), a.activities) as books
       from member_identifier i
       join balance b on b.program_id = i.program_id and b.owner_id = i.member_id
       left join (select owner_id, string_agg(concat(debit, '>', credit, ':', amount), ',' order by effective_at, amount, debit) as amounts
         from journal where program_id = $1 group by owner_id) j on j.owner_id = i.member_id
       left join (select owner_id, count(*) as activities
         from activity where program_id = $1 group by owner_id) a on a.owner_id = i.member_id
       where i.program_id = $1 and i.kind = 'externalId'`,
      [programId],
    ),
  )
  return new Map(rows.map((row) => [row.member, { points: row.points, all: row.books }]))
}

/** How many members there are of every tier at an instant, and where each of them stands. */
export async function tiersByMember(
  harness: Harness,
  programId: number,
  at: string,
): Promise<Map<string, string>> {
  const release = orThrow(await harness.programs.currentRelease(programId))
  return harness.database.read({ programId }, async (tx) => {
    const members = await tx.query<{ owner: string; member: string }>(
      "select member_id as owner, value as member from member_identifier where program_id = $1 and kind = 'externalId'",
      [programId],
    )
    const owners = members.map((each) => each.owner)
    const standings = await tierStandings(tx, { programId, release, owners, at: Date.parse(at) })
    return new Map(members.map(({ owner, member }) => [member, standings.get(owner)?.[0]?.tier ?? 'none']))
  })
}
