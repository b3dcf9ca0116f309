import type { Reader, Writer } from '../platform/database.ts'
import { enterProgram } from './store.ts'

/** Why and since when nothing may be written to a programme. */
export interface ReadOnly {
  since: Date
  reason: string
  /** Who asked for it, as in the audit. */
  by: string
}

/** In the scope of the programme: undefined while it may be written to. */
export async function readReadOnly(tx: Reader, programId: number): Promise<ReadOnly | undefined> {
  const [row] = await tx.query<ReadOnly>(
    `select read_only_since as since, read_only_reason as reason, read_only_by as by from program_state
     where program_id = $1 and read_only_since is not null`,
    [programId],
  )
  return row
}

/**
 * Lets nothing be written to a programme from now on: in force in every process within a second. In the scope of the
 * organisation, so that the audit can be written with it. One that is locked already keeps its first instant.
 */
export async function lockProgram(
  tx: Writer,
  lock: { programId: number; reason: string; by: string },
): Promise<ReadOnly> {
  await enterProgram(tx, lock.programId)
  const [row] = await tx.query<ReadOnly>(
    `insert into program_state (program_id, read_only_since, read_only_reason, read_only_by) values ($1, now(), $2, $3)
     on conflict (program_id) do update set read_only_since = coalesce(program_state.read_only_since, now()),
       read_only_reason = excluded.read_only_reason, read_only_by = excluded.read_only_by
     returning read_only_since as since, read_only_reason as reason, read_only_by as by`,
    [lock.programId, lock.reason, lock.by],
  )
  if (row === undefined) throw new Error('Broken invariant: a locked programme has its state')
  return row
}

/** The opposite of {@link lockProgram}; whether it was locked. */
export async function unlockProgram(tx: Writer, programId: number): Promise<boolean> {
  await enterProgram(tx, programId)
  const rows = await tx.execute(
    `update program_state set read_only_since = null, read_only_reason = null, read_only_by = null
     where program_id = $1 and read_only_since is not null`,
    [programId],
  )
  return rows === 1
}

/** Gives a release to its part of the members from now on. In the scope of the programme. */
export async function beginBeta(tx: Writer, programId: number, release: number): Promise<void> {
  await tx.execute(
    `insert into program_state (program_id, beta_release) values ($1, $2)
     on conflict (program_id) do update set beta_release = excluded.beta_release`,
    [programId, release],
  )
}

/** Everybody has the release in force again. In the scope of the programme. */
export async function endBeta(tx: Writer, programId: number): Promise<void> {
  await tx.execute(
    'update program_state set beta_release = null where program_id = $1 and beta_release is not null',
    [programId],
  )
}

/** Remembers that the books were verified now, and how they stood. In the scope of the programme. */
export async function noteVerified(tx: Writer, programId: number, clean: boolean): Promise<void> {
  await tx.execute(
    `insert into program_state (program_id, verified_at, verified_clean) values ($1, now(), $2)
     on conflict (program_id) do update set verified_at = excluded.verified_at, verified_clean = excluded.verified_clean`,
    [programId, clean],
  )
}

/** Totals over all programmes of the installation, for the numbers that operators watch. */
export interface ProofTotals {
  /** Programmes whose last verification found a break. */
  broken: number
  readOnly: number
  /** The last verification of the programme that waits longest for its next; null before the first. */
  oldest: Date | null
}

/** In any scope. */
export async function readProofTotals(tx: Reader): Promise<ProofTotals> {
  const [row] = await tx.query<ProofTotals>(
    `select broken, read_only as "readOnly", oldest_proof as oldest from perennial_proof_totals()`,
  )
  return row ?? { broken: 0, readOnly: 0, oldest: null }
}
