import type { Child } from './child.ts'

/** A resource: a process that is started again whenever it ends before it is told to. */
export interface KeptChild {
  /** The process, while it may be given work; undefined while it begins or is gone. */
  now(): Child | undefined
  /** Resolves when the first one is ready, or has ended before it was. */
  begun: Promise<void>
  /** Gives it no more work: it has said that it is about to end. */
  retire(): void
  close(): Promise<void>
}

export interface KeepChildOptions {
  open(): Child
  /** Hears how a process ended that nobody had told to, and after what pause another one begins. */
  onLost(error: Error, pauseMs: number): void
  /** The first pause. Default 500; it doubles up to half a minute for processes that end within a minute. */
  pauseMs?: number
}

const pauseMostMs = 30_000
const longLifeMs = 60_000

/** Keeps one process, whose verb `ready` answers once it may be given work. */
export function keepChild(options: KeepChildOptions): KeptChild {
  const { pauseMs: pauseFirstMs = 500 } = options
  let child: Child | undefined
  let ready: Child | undefined
  let isStopping = false
  let wake = () => {}
  let begin = () => {}
  const begun = new Promise<void>((resolve) => {
    begin = resolve
  })

  async function live(): Promise<Error> {
    const own = options.open()
    child = own
    let fault: Error | undefined
    try {
      await own.ask('ready', {})
      if (!isStopping) ready = own
    } catch (error) {
      // It has ended, or will not get ready any more.
      fault = error as Error
      await own.close()
    }
    begin()
    const error = await own.ended
    ready = undefined
    return fault ?? error
  }

  async function keep(): Promise<void> {
    let pauseMs = pauseFirstMs
    while (!isStopping) {
      const sinceMs = performance.now()
      const error = await live()
      if (isStopping) return
      if (performance.now() - sinceMs > longLifeMs) pauseMs = pauseFirstMs
      options.onLost(error, pauseMs)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      pauseMs = Math.min(pauseMs * 2, pauseMostMs)
    }
  }

  const kept = keep()
  return {
    now: () => ready,
    begun,
    retire: () => {
      ready = undefined
    },
    close: async () => {
      isStopping = true
      ready = undefined
      wake()
      await child?.close()
      await kept
    },
  }
}
