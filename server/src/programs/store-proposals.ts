import type { BetaAudience, ProposalState, ReleaseChange, WorseChange } from '@perennial/contract'
import { newUuid } from '../kernel/ids.ts'
import type { Reader, Writer } from '../platform/database.ts'
import type { RawDefinition } from './model/release.ts'

/** Drafts frozen for review, as they are kept. */
export interface Proposal {
  number: number
  note: string
  author: string
  credential: string
  base: number
  definitions: RawDefinition[]
  changes: ReleaseChange[]
  proposedAt: Date
  state: ProposalState
  approvedBy: string | null
  approvedAt: Date | null
  actedBy: string | null
  actedAt: Date | null
  reason: string | null
  publishAt: Date | null
  release: number | null
  betaRelease: number | null
  audience: BetaAudience | null
  /** What it may make worse for members, and since when that is announced by the programme's clock. */
  worse: WorseChange[] | null
  announcedAt: Date | null
}

const columns = `number, note, author, credential, base, definitions, changes, proposed_at as "proposedAt", state,
  approved_by as "approvedBy", approved_at as "approvedAt", acted_by as "actedBy", acted_at as "actedAt", reason,
  publish_at as "publishAt", release, beta_release as "betaRelease", audience, worse,
  announced_at as "announcedAt"`

export async function insertProposal(
  tx: Writer,
  proposal: Pick<
    Proposal,
    'note' | 'author' | 'credential' | 'base' | 'definitions' | 'changes' | 'publishAt'
  > & { programId: number },
): Promise<number> {
  const { programId, note, author, credential, base, definitions, changes, publishAt } = proposal
  const [row] = await tx.query<{ number: number }>(
    `insert into proposal (program_id, number, note, author, credential, base, definitions, changes, publish_at)
     values ($1, (select coalesce(max(number), 0) + 1 from proposal where program_id = $1), $2, $3, $4, $5, $6::jsonb, $7::jsonb,
       $8)
     returning number`,
    [
      programId,
      note,
      author,
      credential,
      base,
      JSON.stringify(definitions),
      JSON.stringify(changes),
      publishAt,
    ],
  )
  if (row === undefined) throw new Error('Broken invariant: an inserted proposal has a number')
  return row.number
}

export async function readProposal(
  tx: Reader,
  programId: number,
  number: number,
): Promise<Proposal | undefined> {
  const [row] = await tx.query<Proposal>(
    `select ${columns} from proposal where program_id = $1 and number = $2`,
    [programId, number],
  )
  return row
}

/** Newest first, those with a number below `below`. */
export function readProposals(
  tx: Reader,
  page: { programId: number; state: ProposalState | undefined; below: number; limit: number },
): Promise<Proposal[]> {
  return tx.query<Proposal>(
    `select ${columns} from proposal where program_id = $1 and ($2::text is null or state = $2) and number < $3
     order by number desc limit $4`,
    [page.programId, page.state ?? null, page.below, page.limit],
  )
}

/** Those that are to be published until an instant, the earliest first. */
export function readScheduled(
  tx: Reader,
  programId: number,
  until: Date,
): Promise<Pick<Proposal, 'number' | 'publishAt'>[]> {
  return tx.query(
    `select number, publish_at as "publishAt" from proposal
     where program_id = $1 and state = 'scheduled' and publish_at <= $2 order by publish_at, number`,
    [programId, until],
  )
}

/** What may change of a proposal. */
export type ProposalChange = Pick<Proposal, 'number' | 'state'> &
  Partial<
    Pick<
      Proposal,
      'approvedBy' | 'reason' | 'publishAt' | 'release' | 'betaRelease' | 'audience' | 'worse' | 'announcedAt'
    >
  > & {
    actedBy?: string
  }

/** The caller has locked the releases. What the change does not name stays. */
export async function updateProposal(tx: Writer, programId: number, change: ProposalChange): Promise<void> {
  const { number, state, approvedBy, actedBy, reason, publishAt, release, betaRelease, audience } = change
  const { worse, announcedAt } = change
  await tx.execute(
    `update proposal set state = $3, approved_by = coalesce($4, approved_by),
       approved_at = case when $4::text is null then approved_at else now() end,
       acted_by = coalesce($5, acted_by), acted_at = case when $5::text is null then acted_at else now() end,
       reason = coalesce($6, reason), publish_at = coalesce($7, publish_at), release = coalesce($8, release),
       beta_release = coalesce($9, beta_release), audience = coalesce($10::jsonb, audience),
       worse = coalesce($11::jsonb, worse), announced_at = coalesce($12, announced_at)
     where program_id = $1 and number = $2`,
    [
      programId,
      number,
      state,
      approvedBy ?? null,
      actedBy ?? null,
      reason ?? null,
      publishAt ?? null,
      release ?? null,
      betaRelease ?? null,
      audience == null ? null : JSON.stringify(audience),
      worse == null ? null : JSON.stringify(worse),
      announcedAt ?? null,
    ],
  )
}

/** Proposals that will be published and may be worse for members, the earliest first. */
export function readAnnounced(tx: Reader, programId: number): Promise<Proposal[]> {
  return tx.query<Proposal>(
    `select ${columns} from proposal where program_id = $1 and state = 'scheduled' and announced_at is not null
     order by publish_at, number`,
    [programId],
  )
}

/** The proposal whose release runs as a beta; undefined without one. */
export async function readBetaProposal(tx: Reader, programId: number): Promise<Proposal | undefined> {
  const [row] = await tx.query<Proposal>(
    `select ${columns} from proposal where program_id = $1 and state = 'beta'`,
    [programId],
  )
  return row
}

export interface Comment {
  author: string
  text: string
  at: Date
}

export async function insertComment(
  tx: Writer,
  programId: number,
  comment: Pick<Comment, 'author' | 'text'> & { proposal: number },
): Promise<void> {
  await tx.execute(
    'insert into proposal_comment (program_id, proposal, comment_id, author, text) values ($1, $2, $3, $4, $5)',
    [programId, comment.proposal, newUuid(), comment.author, comment.text],
  )
}

/** Oldest first. */
export function readComments(tx: Reader, programId: number, proposal: number): Promise<Comment[]> {
  return tx.query<Comment>(
    `select author, text, commented_at as at from proposal_comment where program_id = $1 and proposal = $2
     order by commented_at, comment_id`,
    [programId, proposal],
  )
}
