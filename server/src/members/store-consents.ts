import type { ConsentChannel } from '@perennial/contract'
import type { Reader, Writer } from '../platform/database.ts'

/** What a member said of a channel. */
export interface Consent {
  channel: ConsentChannel
  given: boolean
  at: Date
  source: string
  wording: string
  actor: string
  recordedAt: Date
}

const columns = `channel, given, given_at as at, source, wording, actor, recorded_at as "recordedAt"`

export async function insertConsent(
  tx: Writer,
  consent: Omit<Consent, 'recordedAt'> & { programId: number; memberId: string; consentId: string },
): Promise<void> {
  const { programId, channel, memberId, at, consentId, given, source, wording, actor } = consent
  await tx.execute(
    `insert into consent (program_id, channel, member_id, given_at, consent_id, given, source, wording, actor)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [programId, channel, memberId, at, consentId, given, source, wording, actor],
  )
}

/** Everything that a member said, newest first. */
export function selectConsents(
  tx: Reader,
  input: { programId: number; memberId: string; channels: readonly string[]; limit: number },
): Promise<Consent[]> {
  return tx.query<Consent>(
    `select ${columns} from consent
     where program_id = $1 and channel = any($2::text[]) and member_id = $3
     order by given_at desc, consent_id desc limit $4`,
    [input.programId, input.channels, input.memberId, input.limit],
  )
}

/** The channels to which members say yes now. */
export async function selectGiven(
  tx: Reader,
  programId: number,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.query<{ memberId: string; channel: string; given: boolean }>(
    `select distinct on (member_id, channel) member_id as "memberId", channel, given from consent
     where program_id = $1 and member_id = any($2::uuid[])
     order by member_id, channel, given_at desc, consent_id desc`,
    [programId, memberIds],
  )
  const given = new Map<string, Set<string>>()
  for (const row of rows) {
    if (!row.given) continue
    const own = given.get(row.memberId) ?? new Set<string>()
    given.set(row.memberId, own.add(row.channel))
  }
  return given
}
