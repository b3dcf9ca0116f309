import { setImmediate } from 'node:timers/promises'
import type { Tried } from './model/report.ts'
import { type TryRelease, tryRelease } from './model/try-release.ts'

/** How long deciding may keep the process from everything else. */
const breathMs = 8

/** Tries one release to its end, and lets others have the process in between. */
export async function tryToEnd(
  input: TryRelease,
  more: { onDone?: (done: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<Tried> {
  more.signal?.throwIfAborted()
  const trial = tryRelease(input)
  for (let isDone = false; !isDone; ) {
    const until = performance.now() + breathMs
    while (!isDone && performance.now() < until) isDone = trial.advance(8)
    more.onDone?.(trial.done())
    await setImmediate()
    more.signal?.throwIfAborted()
  }
  return { release: input.release, tally: trial.tally }
}
