import type { BackTestCreate, BackTestResult, BackTestState, BackTestView } from '@perennial/contract'
import type { Reader, Writer } from '../../platform/database.ts'

/** A back-test as it is kept. */
export interface BackTestRow {
  backTestId: string
  askedBy: string
  askedAt: Date
  ask: BackTestCreate
  state: BackTestState
  progress: BackTestView['progress']
  endedAt: Date | null
  problem: string | null
}

const columns = `back_test_id as "backTestId", asked_by as "askedBy", asked_at as "askedAt", ask, state, progress,
  ended_at as "endedAt", problem`
const keptPerProgram = 50

export async function insertBackTest(
  tx: Writer,
  row: { programId: number; backTestId: string; askedBy: string; ask: BackTestCreate },
): Promise<void> {
  const progress: BackTestRow['progress'] = { phase: 'waiting', done: 0, total: null }
  await tx.execute(
    `insert into back_test (program_id, back_test_id, asked_by, ask, state, progress)
      values ($1, $2, $3, $4::json, 'waiting', $5::json)`,
    [row.programId, row.backTestId, row.askedBy, JSON.stringify(row.ask), JSON.stringify(progress)],
  )
  await tx.execute(
    `delete from back_test where program_id = $1 and ended_at is not null and back_test_id not in
      (select back_test_id from back_test where program_id = $1 order by back_test_id desc limit $2)`,
    [row.programId, keptPerProgram],
  )
}

/** Newest first. */
export function readBackTests(tx: Reader, programId: number): Promise<BackTestRow[]> {
  return tx.query<BackTestRow>(
    `select ${columns} from back_test where program_id = $1 order by back_test_id desc`,
    [programId],
  )
}

export async function readBackTest(
  tx: Reader,
  programId: number,
  backTestId: string,
): Promise<(BackTestRow & { result: BackTestResult | null }) | undefined> {
  const [row] = await tx.query<BackTestRow & { result: BackTestResult | null }>(
    `select ${columns}, result from back_test where program_id = $1 and back_test_id = $2`,
    [programId, backTestId],
  )
  return row
}

/**
 * The oldest back-test that nobody works on, taken by the caller: one that waits, or one whose worker has not been heard of
 * for half a minute.
 */
export async function claimBackTest(tx: Writer, programId: number): Promise<BackTestRow | undefined> {
  const [row] = await tx.query<BackTestRow>(
    `update back_test set state = 'running', beat_at = clock_timestamp()
      where program_id = $1 and back_test_id = (
        select back_test_id from back_test where program_id = $1 and (state = 'waiting'
          or (state = 'running' and beat_at < clock_timestamp() - interval '30 seconds'))
        order by back_test_id limit 1 for update skip locked)
      returning ${columns}`,
    [programId],
  )
  return row
}

/** Says that it is being worked on; false when it was cancelled. */
export async function beatBackTest(
  tx: Writer,
  programId: number,
  at: { backTestId: string; progress: BackTestRow['progress'] },
): Promise<boolean> {
  const beaten = await tx.execute(
    `update back_test set beat_at = clock_timestamp(), progress = $3::json
      where program_id = $1 and back_test_id = $2 and state = 'running'`,
    [programId, at.backTestId, JSON.stringify(at.progress)],
  )
  return beaten === 1
}

/** Keeps what it came to; one that was cancelled meanwhile stays so. */
export async function endBackTest(
  tx: Writer,
  programId: number,
  end: {
    backTestId: string
    state: 'done' | 'failed'
    progress: BackTestRow['progress']
    result: BackTestResult | null
    problem: string | null
  },
): Promise<void> {
  await tx.execute(
    `update back_test set state = $3, progress = $4::json, result = $5::json, problem = $6, ended_at = clock_timestamp()
      where program_id = $1 and back_test_id = $2 and state = 'running'`,
    [
      programId,
      end.backTestId,
      end.state,
      JSON.stringify(end.progress),
      end.result === null ? null : JSON.stringify(end.result),
      end.problem,
    ],
  )
}

/** Gives it back, for whoever comes next. */
export async function returnBackTest(tx: Writer, programId: number, backTestId: string): Promise<void> {
  await tx.execute(
    `update back_test set state = 'waiting', beat_at = null
      where program_id = $1 and back_test_id = $2 and state = 'running'`,
    [programId, backTestId],
  )
}

/** Stops it at the next safe point; one that has ended stays as it is. */
export async function cancelBackTest(tx: Writer, programId: number, backTestId: string): Promise<void> {
  await tx.execute(
    `update back_test set state = 'cancelled', ended_at = clock_timestamp()
      where program_id = $1 and back_test_id = $2 and state in ('waiting', 'running')`,
    [programId, backTestId],
  )
}
