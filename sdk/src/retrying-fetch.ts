import { unreachable } from './perennial-error.ts'
import { jitter, pause, pauseAfter, type Retries } from './retries.ts'

export type Fetch = typeof globalThis.fetch

/**
 * A fetch that repeats a request which got no reply, or was answered by a server too busy for it. The same bytes and
 * headers are sent again, the idempotency key among them, so a request whose reply was lost has one effect. Throws
 * PerennialError `unreachable`; the reason of `signal` when that ended it.
 */
export function retryingFetch(options: {
  fetch: Fetch
  retries: Retries
  timeoutMs: number
}): (request: Request) => Promise<Response> {
  const { retries } = options
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt >= retries.max
      let waitMs: number | undefined
      try {
        const response = await whole(options, request)
        waitMs = isLast ? undefined : pauseAfter(response, attempt, retries)
        if (waitMs === undefined) return response
      } catch (error) {
        if (request.signal.aborted) throw error
        if (isLast) throw unreachable(error)
        waitMs = jitter(attempt, retries)
      }
      await pause(waitMs, request.signal)
    }
  }
}

/** One attempt, with its body read to the end: a connection that breaks in the middle of a reply is a failure too. */
async function whole(options: { fetch: Fetch; timeoutMs: number }, request: Request): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(options.timeoutMs)])
  const response = await options.fetch(request.clone(), { signal })
  const body = await response.arrayBuffer()
  const { status, headers } = response
  return new Response(body.byteLength === 0 ? null : body, { status, headers })
}
