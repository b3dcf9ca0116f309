import type { TermsDocument } from '@perennial/contract'
import type { Reader, Writer } from '../platform/database.ts'

/** One edition of the terms, in every language that it was written in. */
export interface TermsVersion {
  version: number
  release: number
  since: Date
  documents: Readonly<Record<string, TermsDocument>>
}

const columns = 'version, release, since, documents'

export async function readVersion(
  tx: Reader,
  programId: number,
  version: number,
): Promise<TermsVersion | undefined> {
  const [row] = await tx.query<TermsVersion>(
    `select ${columns} from terms_version where program_id = $1 and version = $2`,
    [programId, version],
  )
  return row
}

export async function readLatestVersion(tx: Reader, programId: number): Promise<TermsVersion | undefined> {
  const [row] = await tx.query<TermsVersion>(
    `select ${columns} from terms_version where program_id = $1 order by version desc limit 1`,
    [programId],
  )
  return row
}

/** Newest first, with their languages instead of their texts. */
export function readVersions(
  tx: Reader,
  programId: number,
): Promise<(Pick<TermsVersion, 'version' | 'release' | 'since'> & { languages: string[] })[]> {
  return tx.query(
    `select version, release, since,
       array(select jsonb_object_keys(documents) order by 1) as languages
     from terms_version where program_id = $1 order by version desc`,
    [programId],
  )
}

/** False when somebody else kept that version first. */
export async function insertVersion(tx: Writer, programId: number, kept: TermsVersion): Promise<boolean> {
  const rows = await tx.execute(
    `insert into terms_version (program_id, version, release, since, documents) values ($1, $2, $3, $4, $5::jsonb)
     on conflict (program_id, version) do nothing`,
    [programId, kept.version, kept.release, kept.since, JSON.stringify(kept.documents)],
  )
  return rows === 1
}

export interface Acceptance {
  memberId: string
  version: number
  acceptedAt: Date
  source: string | null
}

const acceptanceColumns = 'member_id as "memberId", version, accepted_at as "acceptedAt", source'

/** Records an acceptance; one that is there already stays as it was. Whether it is new. */
export async function insertAcceptance(
  tx: Writer,
  programId: number,
  accepted: { memberId: string; version: number; source: string | null; actor: string },
): Promise<boolean> {
  const rows = await tx.execute(
    `insert into terms_acceptance (program_id, member_id, version, source, recorded_by) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [programId, accepted.memberId, accepted.version, accepted.source, accepted.actor],
  )
  return rows === 1
}

/** What a member accepted, newest version first. */
export function readAcceptances(tx: Reader, programId: number, memberId: string): Promise<Acceptance[]> {
  return tx.query<Acceptance>(
    `select ${acceptanceColumns} from terms_acceptance where program_id = $1 and member_id = $2 order by version desc`,
    [programId, memberId],
  )
}
