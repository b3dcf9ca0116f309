import type { IncomingMessage } from 'node:http'

/** The requests whose bodies are still being read. */
export interface Receiving {
  add(raw: IncomingMessage): void
  done(raw: IncomingMessage): void
  stop(): void
}

/**
 * Ends requests whose body does not arrive within `timeoutMs`. Node has a limit of its own, but only one for the
 * whole server, and a stream of activities may take as long as it likes.
 */
export function watchReceiving(timeoutMs: number): Receiving {
  const since = new Map<IncomingMessage, number>()
  const timer = setInterval(() => endLate(since, timeoutMs), Math.min(1000, timeoutMs)).unref()
  return {
    add: (raw) => since.set(raw, performance.now()),
    done: (raw) => since.delete(raw),
    stop: () => clearInterval(timer),
  }
}

// In the order in which they began, so the first young one ends the walk.
function endLate(since: Map<IncomingMessage, number>, timeoutMs: number): void {
  const limit = performance.now() - timeoutMs
  for (const [raw, startedAt] of since) {
    if (startedAt > limit) return
    since.delete(raw)
    if (raw.complete || raw.destroyed) continue
    const late = Object.assign(new Error('The body did not arrive in time'), { statusCode: 408 })
    // The reader of the body answers 408 and closes; destroying the request would close without an answer.
    if (raw.listenerCount('error') > 0) raw.emit('error', late)
    else raw.destroy()
  }
}
