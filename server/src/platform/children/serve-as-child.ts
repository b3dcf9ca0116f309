import type { Heard, Said } from './child.ts'

/** What a child does: its verbs by their names, and how it lets go of what it holds. */
export interface ChildWork {
  verbs: Readonly<Record<string, (what: never, tell: (told: number) => void) => Promise<unknown>>>
  /** Makes what runs stop, and closes what is open. */
  close(): Promise<void>
}

/**
 * Makes a module the work of a process that `openChild` starts. `open` gets what the process was given. It ends when it is
 * told to and when nobody is there any more who could: a signal to all processes of a terminal is for the parent.
 */
export function serveAsChild<Given>(open: (given: Given) => ChildWork): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
  process.on('disconnect', () => process.exit(0))
  const say = (heard: Heard) => process.send?.(heard, () => {})
  const running = new Set<Promise<unknown>>()
  let own: ChildWork | undefined

  function run({ id, verb, what }: { id: number; verb: string; what: unknown }): void {
    const work = own?.verbs[verb]
    if (work === undefined) {
      say({ id, error: new Error(`The process knows no verb "${verb}"`) })
      return
    }
    const done = work(what as never, (told) => say({ id, told })).then(
      (answer) => say({ id, answer }),
      (error: unknown) => say({ id, error: plainError(error) }),
    )
    running.add(done)
    void done.finally(() => running.delete(done))
  }

  process.on('message', (said: Said) => {
    if ('given' in said) own = open(said.given as Given)
    else if ('close' in said)
      void (own?.close() ?? Promise.resolve())
        .then(() => Promise.all(running))
        .finally(() => process.disconnect())
    else run(said)
  })
}

/** Errors may carry what cannot be copied, such as a connection. */
function plainError(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error))
  const plain = new Error(error.message)
  if (error.stack !== undefined) plain.stack = error.stack
  return plain
}
