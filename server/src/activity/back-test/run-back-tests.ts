import type { Log } from '../../platform/log.ts'
import type { ProgramPlace } from '../ask.ts'
import { type AskParts, askBackTest } from './ask-back-test.ts'
import type { BackTestProgress } from './back-test.ts'
import {
  type BackTestRow,
  beatBackTest,
  claimBackTest,
  endBackTest,
  returnBackTest,
} from './store-back-tests.ts'

export interface RunBackTests extends AskParts {
  log: Pick<Log, 'warn'>
}

/** Thrown into a back-test that was cancelled. */
class Cancelled extends Error {}

const beatEveryMs = 1_000

/**
 * Runs the back-tests of a programme that nobody works on, one after the other; how many. A stopped one is handed back and
 * begun anew by whoever comes next: it writes nothing until its end.
 */
export async function runBackTests(
  parts: RunBackTests,
  program: ProgramPlace,
  signal?: AbortSignal,
): Promise<number> {
  const { programId } = program
  for (let ran = 0; ; ran += 1) {
    if (signal?.aborted === true) return ran
    const row = await parts.database.write({ programId }, (tx) => claimBackTest(tx, programId))
    if (row === undefined) return ran
    await runOne(parts, { program, row, signal })
  }
}

async function runOne(
  parts: RunBackTests,
  work: { program: ProgramPlace; row: BackTestRow; signal: AbortSignal | undefined },
): Promise<void> {
  const { program, row } = work
  const { backTestId } = row
  const { programId } = program
  const stop = new AbortController()
  const onAbort = () => stop.abort(work.signal?.reason)
  work.signal?.addEventListener('abort', onAbort, { once: true })
  let at: BackTestProgress = { phase: 'reading', done: 0, total: 0 }
  const beat = setInterval(() => {
    const progress = { ...at, total: at.total === 0 ? null : at.total }
    parts.database
      .write({ programId }, (tx) => beatBackTest(tx, programId, { backTestId, progress }))
      .then((goesOn) => {
        if (!goesOn) stop.abort(new Cancelled())
      })
      .catch((error: unknown) => parts.log.warn('A back-test could not say how far it is', { err: error }))
  }, beatEveryMs)
  try {
    const ended = await askBackTest(parts, program, {
      ...row.ask,
      onProgress: (progress) => {
        at = progress
      },
      signal: stop.signal,
    })
    const done = { phase: 'done' as const, done: at.done, total: at.total }
    await parts.database.write({ programId }, (tx) =>
      endBackTest(tx, programId, {
        backTestId,
        state: ended.ok ? 'done' : 'failed',
        progress: done,
        result: ended.ok ? ended.value : null,
        problem: ended.ok ? null : ended.refusal.detail,
      }),
    )
  } catch (error) {
    await failed(parts, { programId, backTestId, error, isStopped: work.signal?.aborted === true })
  } finally {
    clearInterval(beat)
    work.signal?.removeEventListener('abort', onAbort)
  }
}

async function failed(
  parts: RunBackTests,
  at: { programId: number; backTestId: string; error: unknown; isStopped: boolean },
): Promise<void> {
  const { programId, backTestId, error } = at
  if (error instanceof Cancelled) return
  if (at.isStopped) {
    await parts.database.write({ programId }, (tx) => returnBackTest(tx, programId, backTestId))
    return
  }
  parts.log.warn('A back-test failed', { program: programId, err: error })
  await parts.database.write({ programId }, (tx) =>
    endBackTest(tx, programId, {
      backTestId,
      state: 'failed',
      progress: { phase: 'done', done: 0, total: null },
      result: null,
      problem: error instanceof Error ? error.message : String(error),
    }),
  )
}
