import type { ApprovalState, WalletCommand } from '@perennial/contract'
import type { Reader, Writer } from '../platform/database.ts'

/** An adjustment as it is recorded. */
export type Adjustment = Extract<WalletCommand, { verb: 'adjust' }>

/** A request that waits, or waited, for a second person. */
export interface Approval {
  approvalId: string
  memberId: string
  command: Adjustment
  actor: string
  credentialId: string
  requestedAt: Date
  expiresAt: Date
  /** `expired` is an open one whose time is over. */
  state: ApprovalState
  decidedBy: string | null
  decidedAt: Date | null
  decisionReason: string | null
  activityId: string | null
}

const columns = `approval_id as "approvalId", member_id as "memberId", command, actor, credential as "credentialId",
  requested_at as "requestedAt", expires_at as "expiresAt", decided_by as "decidedBy", decided_at as "decidedAt",
  decision_reason as "decisionReason", activity_id as "activityId",
  case when state = 'open' and expires_at <= now() then 'expired' else state end as state`

/** How long a request waits. */
export const approvalDays = 7

/** Keeps a request; false when it is there already. */
export async function insertApproval(
  tx: Writer,
  programId: number,
  asked: Pick<Approval, 'approvalId' | 'memberId' | 'command' | 'credentialId'>,
): Promise<boolean> {
  const { approvalId, memberId, command, credentialId } = asked
  const inserted = await tx.execute(
    `insert into approval (program_id, approval_id, member_id, command, actor, credential, expires_at)
     values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) on conflict do nothing`,
    [programId, approvalId, memberId, JSON.stringify(command), command.actor, credentialId, approvalDays],
  )
  return inserted === 1
}

export async function selectApproval(
  tx: Reader,
  programId: number,
  approvalId: string,
): Promise<Approval | undefined> {
  const [row] = await tx.query<Approval>(
    `select ${columns} from approval where program_id = $1 and approval_id = $2`,
    [programId, approvalId],
  )
  return row
}

/** The same, locked until the transaction ends; undefined also while somebody else has it locked. */
export async function lockApproval(
  tx: Writer,
  programId: number,
  approvalId: string,
): Promise<Approval | undefined> {
  const [row] = await tx.query<Approval>(
    `select ${columns} from approval where program_id = $1 and approval_id = $2 for no key update skip locked`,
    [programId, approvalId],
  )
  return row
}

export interface Decision {
  approvalId: string
  state: 'approved' | 'rejected'
  decidedBy: string
  decisionReason: string | null
  activityId: string | null
}

/** Decides a locked request that is open. */
export async function updateApproval(tx: Writer, programId: number, decision: Decision): Promise<void> {
  const { approvalId, state, decidedBy, decisionReason, activityId } = decision
  await tx.execute(
    `update approval set state = $3, decided_by = $4, decided_at = now(), decision_reason = $5, activity_id = $6
     where program_id = $1 and approval_id = $2 and state = 'open'`,
    [programId, approvalId, state, decidedBy, decisionReason, activityId],
  )
}

/** Requests, newest first; `before` is the last one of the page before. */
export async function selectApprovals(
  tx: Reader,
  page: { programId: number; state: ApprovalState | undefined; before: string | undefined; limit: number },
): Promise<Approval[]> {
  return tx.query<Approval>(
    `select * from (select ${columns} from approval where program_id = $1) a
     where ($2::text is null or a.state = $2) and ($3::uuid is null or (a."requestedAt", a."approvalId") <
       (select requested_at, approval_id from approval where program_id = $1 and approval_id = $3))
     order by a."requestedAt" desc, a."approvalId" desc limit $4`,
    [page.programId, page.state ?? null, page.before ?? null, page.limit],
  )
}

/** The member that an actor is. */
export interface AccountLink {
  actor: string
  memberId: string
  linkedBy: string
  linkedAt: Date
}

const linkColumns = 'actor, member_id as "memberId", linked_by as "linkedBy", linked_at as "linkedAt"'

export async function selectLink(
  tx: Reader,
  programId: number,
  actor: string,
): Promise<AccountLink | undefined> {
  const [row] = await tx.query<AccountLink>(
    `select ${linkColumns} from staff_account where program_id = $1 and actor = $2`,
    [programId, actor],
  )
  return row
}

export async function selectLinks(tx: Reader, programId: number): Promise<AccountLink[]> {
  return tx.query<AccountLink>(
    `select ${linkColumns} from staff_account where program_id = $1 order by actor`,
    [programId],
  )
}

/** Links an actor to a member, instead of whom they were linked to. */
export async function upsertLink(
  tx: Writer,
  programId: number,
  link: Omit<AccountLink, 'linkedAt'>,
): Promise<void> {
  await tx.execute(
    `insert into staff_account (program_id, actor, member_id, linked_by) values ($1, $2, $3, $4)
     on conflict (program_id, actor) do update set member_id = excluded.member_id, linked_by = excluded.linked_by,
       linked_at = now()`,
    [programId, link.actor, link.memberId, link.linkedBy],
  )
}

export async function deleteLink(tx: Writer, programId: number, actor: string): Promise<void> {
  await tx.execute('delete from staff_account where program_id = $1 and actor = $2', [programId, actor])
}
