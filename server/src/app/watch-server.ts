import type { Log } from '../platform/log.ts'

/** The embedded server, as far as keeping it alive goes. */
export interface Revivable {
  isAlive(): boolean
  revive(): Promise<boolean>
}

const lookEveryMs = 500
const pauseMaxMs = 30_000

/**
 * Starts the embedded server again when it was killed (by the system for want of memory, by somebody in error), so that
 * it is down for its recovery and no longer; requests get 503 meanwhile. Every attached process watches; one revives.
 */
export function watchServer(server: Revivable, log: Log): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<void> = Promise.resolve()
  let stopped = false
  let pauseMs = lookEveryMs

  function lookLater(): void {
    if (stopped) return
    timer = setTimeout(() => {
      looking = look().then(lookLater)
    }, pauseMs)
    timer.unref()
  }

  async function look(): Promise<void> {
    if (server.isAlive()) return
    try {
      const revived = await server.revive()
      if (revived) log.warn('The database had ended unexpectedly and was started again')
      pauseMs = lookEveryMs
    } catch (error) {
      pauseMs = Math.min(pauseMs * 2, pauseMaxMs)
      log.error('The database has ended and does not start again; trying on', { err: error })
    }
  }

  lookLater()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await looking
    },
  }
}
