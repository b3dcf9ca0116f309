import { Worker } from 'node:worker_threads'

/** What is said into a thread, and what it says back about it. Everything is plain data, which is copied on its way. */
export type Said = { id: number; verb: string; what: unknown } | { close: true }
export type Heard = { id: number } & ({ told: number } | { answer: unknown } | { error: unknown })

/** A resource: another thread of this process, which does what it is asked and keeps its own memory and connections. */
export interface Thread {
  /** Asks for one of its verbs. `onTold` hears how far it is. Throws what the verb throws, or that the thread is gone. */
  ask(verb: string, what: unknown, onTold?: (told: number) => void): Promise<unknown>
  /** Ends it: what runs is told to stop and fails. Whoever does not stop in time is ended anyway. May be called twice. */
  close(): Promise<void>
}

interface Asked {
  onTold: ((told: number) => void) | undefined
  settle(answer: unknown): void
  fail(error: unknown): void
}

export interface ThreadOptions {
  /** Memory for what lives long; a thread that needs more is ended. Default: what Node gives to a process here. */
  memoryMb?: number
  /** How long it may take to let go of what it holds. Default 5,000. */
  closeWithinMs?: number
}

/** Starts a thread with a module that calls `serveThread`; `given` is what its work begins with. */
export function openThread(entry: URL, given: unknown, options: ThreadOptions = {}): Thread {
  const { memoryMb, closeWithinMs = 5_000 } = options
  const worker = new Worker(entry, {
    workerData: given,
    resourceLimits: memoryMb === undefined ? {} : { maxOldGenerationSizeMb: memoryMb },
  })
  const asked = new Map<number, Asked>()
  let lastId = 0
  let fault: unknown
  let closing: Promise<void> | undefined
  const ended = new Promise<void>((settle) => {
    worker.once('exit', () => {
      for (const { fail } of asked.values()) fail(fault ?? new Error('The thread has ended'))
      asked.clear()
      settle()
    })
  })
  // Such as having no memory left: only this thread is gone.
  worker.on('error', (error) => {
    fault = error
  })
  worker.on('message', (heard: Heard) => {
    const own = asked.get(heard.id)
    if (own === undefined) return
    if ('told' in heard) return own.onTold?.(heard.told)
    asked.delete(heard.id)
    if ('error' in heard) own.fail(heard.error)
    else own.settle(heard.answer)
  })
  const say = (said: Said) => worker.postMessage(said)

  async function end(): Promise<void> {
    say({ close: true })
    const late = setTimeout(() => void worker.terminate(), closeWithinMs)
    await ended
    clearTimeout(late)
  }

  return {
    ask: (verb, what, onTold) =>
      new Promise((settle, fail) => {
        if (worker.threadId === -1 || closing !== undefined) {
          fail(fault ?? new Error('The thread has ended'))
          return
        }
        lastId += 1
        asked.set(lastId, { onTold, settle, fail })
        say({ id: lastId, verb, what })
      }),
    close: () => {
      closing ??= end()
      return closing
    },
  }
}
