import { setImmediate } from 'node:timers/promises'
import type { Tried } from './model/report.ts'
import { type TryRelease, tryRelease } from './model/try-release.ts'

/** How long deciding may keep a process that does other things too from them. */
const briefMs = 8

/** Tries one release to its end, and lets others have the process in between. */
export async function tryToEnd(
  input: TryRelease,
  more: {
    onDone?: (done: number) => void
    signal?: AbortSignal | undefined
    /** After how much work others get their turn. Default 8. */
    breathMs?: number | undefined
  } = {},
): Promise<Tried> {
  more.signal?.throwIfAborted()
  const trial = tryRelease(input)
  for (let isDone = false; !isDone; ) {
    const until = performance.now() + (more.breathMs ?? briefMs)
    while (!isDone && performance.now() < until) isDone = trial.advance(8)
    more.onDone?.(trial.done())
    await setImmediate()
    more.signal?.throwIfAborted()
  }
  return { release: input.release, tally: trial.tally }
}
