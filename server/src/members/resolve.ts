import { invariant } from '../kernel/verdict.ts'
import type { Reader, Writer } from '../platform/database.ts'
import { type NormalReference, referenceKey } from './model/references.ts'
import {
  type Claim,
  deleteIdentifiers,
  insertIdentifiers,
  insertMembers,
  type MemberStatus,
  type Newcomer,
  selectReferenced,
} from './store.ts'

/**
 * The active members that references name, by {@link referenceKey}; one query for the batch. A reference without an
 * entry names nobody, or a member who was closed.
 */
export async function resolveMembers(
  tx: Reader,
  programId: number,
  references: readonly NormalReference[],
): Promise<Map<string, string>> {
  if (references.length === 0) return new Map()
  const rows = await selectReferenced(tx, programId, references)
  return new Map(
    rows.filter((row) => row.status === 'active').map((row) => [referenceKey(row), row.memberId]),
  )
}

/** Who has the identifiers that references name, whatever the status, by {@link referenceKey}; one query for all. */
export async function resolveHolders(
  tx: Reader,
  programId: number,
  references: readonly NormalReference[],
): Promise<Map<string, { memberId: string; status: MemberStatus }>> {
  if (references.length === 0) return new Map()
  const rows = await selectReferenced(tx, programId, references)
  return new Map(rows.map(({ memberId, status, ...row }) => [referenceKey(row), { memberId, status }]))
}

/** How an enrolment ended. */
export type Enrolment =
  /** The newcomer is a member, under the id that was proposed. */
  | { kind: 'enrolled'; memberId: string }
  /** Nothing was written for the newcomer: this identifier belongs to the member whose id is given. */
  | {
      kind: 'taken'
      memberId: string
      /** A closed member may still hold an identifier: nothing is to be posted to them. */
      status: MemberStatus
      identifier: { kind: Claim['kind']; value: string }
    }

const attemptsMax = 5

/**
 * Enrols newcomers set-wise and says for each proposed id who has the identifiers now. When two transactions enrol the
 * same identifier, the second waits, and is told the id of the first; of two newcomers in one call the first wins. A
 * newcomer who loses one identifier keeps none, so that nobody is enrolled by half.
 */
export async function enrolMembers(
  tx: Writer,
  programId: number,
  newcomers: readonly Newcomer[],
): Promise<Map<string, Enrolment>> {
  const outcomes = new Map<string, Enrolment>()
  let open = newcomers
  for (let attempt = 0; open.length > 0; attempt++) {
    // The holder found in the way may be gone by the next look, when its transaction frees the identifier: try again.
    invariant(attempt < attemptsMax, 'identifiers in dispute come to rest')
    for (const [memberId, outcome] of await enrolOnce(tx, programId, open)) outcomes.set(memberId, outcome)
    open = open.filter((newcomer) => !outcomes.has(newcomer.memberId))
  }
  return outcomes
}

/** Decides what one round can decide; a newcomer whose rival vanished is left for the next. */
async function enrolOnce(
  tx: Writer,
  programId: number,
  newcomers: readonly Newcomer[],
): Promise<Map<string, Enrolment>> {
  const outcomes = new Map<string, Enrolment>()
  const taken = new Set((await insertIdentifiers(tx, programId, newcomers.flatMap(claimsOf))).map(claimKey))
  const isWinner = (newcomer: Newcomer) => claimsOf(newcomer).every((claim) => taken.has(claimKey(claim)))
  const winners = newcomers.filter(isWinner)
  if (winners.length > 0) await insertMembers(tx, programId, winners)
  for (const { memberId } of winners) outcomes.set(memberId, { kind: 'enrolled', memberId })
  if (winners.length === newcomers.length) return outcomes

  const losers = newcomers.filter((newcomer) => !isWinner(newcomer))
  const halves = losers.flatMap(claimsOf).filter((claim) => taken.has(claimKey(claim)))
  if (halves.length > 0) await deleteIdentifiers(tx, programId, halves)
  const lost = losers.flatMap(claimsOf).filter((claim) => !taken.has(claimKey(claim)))
  const holders = new Map(
    (await selectReferenced(tx, programId, lost)).map((holder) => [referenceKey(holder), holder]),
  )
  for (const { memberId: proposed, kind, value } of lost) {
    const holder = holders.get(referenceKey({ kind, value }))
    if (holder === undefined || outcomes.has(proposed)) continue
    const { memberId, status } = holder
    outcomes.set(proposed, { kind: 'taken', memberId, status, identifier: { kind, value } })
  }
  return outcomes
}

function claimsOf(newcomer: Newcomer): Claim[] {
  return newcomer.identifiers.map(({ kind, value }) => ({ kind, value, memberId: newcomer.memberId }))
}

function claimKey(claim: Claim): string {
  return `${claim.memberId}/${referenceKey(claim)}`
}
