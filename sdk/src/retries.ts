/** How often and how patiently a request is repeated. */
export interface Retries {
  /** Repeats after the first attempt. */
  max: number
  /** The pause before the first repeat is up to this long, before each next up to twice as long. */
  delayMs: number
}

const pauseMaxMs = 20_000
const retryAfterMaxMs = 60_000
// What a proxy in between answers for a server that restarts; every request here is safe to repeat.
const busyStatuses = new Set([429, 502, 503, 504])

/**
 * How long to pause before repeating a request that was answered so; undefined when repeating is of no use: the
 * answer would be the same, or the server asks for more than a minute.
 */
export function pauseAfter(response: Response, attempt: number, retries: Retries): number | undefined {
  const header = response.headers.get('retry-after')
  // A conflict with a time to wait says that the first request with this key is still running.
  if (!busyStatuses.has(response.status) && !(response.status === 409 && header !== null)) return undefined
  const askedMs = header === null ? 0 : readRetryAfter(header)
  if (askedMs > retryAfterMaxMs) return undefined
  // Spread over the time after it too, so that many clients do not come back at one instant.
  return askedMs + jitter(attempt, retries)
}

/** A random pause, the longer the more attempts have failed. */
export function jitter(attempt: number, retries: Retries): number {
  return Math.random() * Math.min(pauseMaxMs, retries.delayMs * 2 ** attempt)
}

/** Seconds, or a date, in milliseconds from now. */
function readRetryAfter(header: string): number {
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? 0 : Math.max(0, ms)
}

/** Waits; ends at once, by throwing its reason, when the signal is given. */
export function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const timer = setTimeout(done, ms)
    function done(): void {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    function stop(): void {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}
