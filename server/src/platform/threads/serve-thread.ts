import { parentPort, workerData } from 'node:worker_threads'
import type { Heard, Said } from './thread.ts'

/** What a thread does: its verbs by their names, and how it lets go of what it holds. */
export interface ThreadWork {
  verbs: Readonly<Record<string, (what: never, tell: (told: number) => void) => Promise<unknown>>>
  /** Makes what runs stop, and closes what is open. */
  close(): Promise<void>
}

/** Makes a module the work of a thread that `openThread` starts. `open` gets what the thread was given. */
export function serveThread<Given>(open: (given: Given) => ThreadWork): void {
  const port = parentPort
  if (port === null) throw new Error('Broken invariant: this module is the work of a thread')
  const { verbs, close } = open(workerData as Given)
  const say = (heard: Heard) => port.postMessage(heard)
  const running = new Set<Promise<void>>()
  port.on('message', (said: Said) => {
    if ('close' in said) {
      void close()
        .then(() => Promise.all(running))
        .finally(() => port.close())
      return
    }
    const { id, verb, what } = said
    const work = verbs[verb]
    if (work === undefined) return say({ id, error: new Error(`The thread knows no verb "${verb}"`) })
    const run = work(what as never, (told) => say({ id, told })).then(
      (answer) => say({ id, answer }),
      (error: unknown) => say({ id, error: plainError(error) }),
    )
    running.add(run)
    void run.finally(() => running.delete(run))
  })
}

/** Errors may carry what cannot be copied, such as a connection. */
function plainError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const plain = new Error(error.message)
  if (error.stack !== undefined) plain.stack = error.stack
  return plain
}
