import { fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'

/** What is said to a child, and what it says back about it. Everything is plain data, which is copied on its way. */
export type Said = { id: number; verb: string; what: unknown } | { given: unknown } | { close: true }
export type Heard = { id: number } & ({ told: number } | { answer: unknown } | { error: unknown })

/** A resource: another process of ours, which does what it is asked and keeps its own memory and connections. */
export interface Child {
  /** Asks for one of its verbs. `onTold` hears how far it is. Throws what the verb throws, or that the process is gone. */
  ask(verb: string, what: unknown, onTold?: (told: number) => void): Promise<unknown>
  /** Ends it: what runs is told to stop and fails. Whoever does not stop in time is ended anyway. May be called twice. */
  close(): Promise<void>
}

interface Asked {
  onTold: ((told: number) => void) | undefined
  settle(answer: unknown): void
  fail(error: unknown): void
}

export interface ChildOptions {
  /** Memory for what lives long; a process that needs more ends. Default: what Node gives to a process here. */
  memoryMb?: number
  /** How long it may take to let go of what it holds. Default 5,000. */
  closeWithinMs?: number
}

/** Starts a process with a module that calls `serveAsChild`; `given` is what its work begins with. */
export function openChild(entry: URL, given: unknown, options: ChildOptions = {}): Child {
  const { memoryMb, closeWithinMs = 5_000 } = options
  const child = fork(fileURLToPath(entry), {
    serialization: 'advanced',
    execArgv: memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`],
  })
  const asked = new Map<number, Asked>()
  let lastId = 0
  let fault: Error | undefined
  let closing: Promise<void> | undefined
  const ended = new Promise<void>((settle) => {
    const end = (error: Error) => {
      fault ??= error
      for (const { fail } of asked.values()) fail(fault)
      asked.clear()
      settle()
    }
    child.once('exit', (code, signal) => end(new Error(`The process has ended (${signal ?? code})`)))
    // It could not be started, or no longer be spoken to: in that case it ends.
    child.on('error', (error) => (child.pid === undefined ? end(error) : undefined))
  })
  child.on('message', (heard) => hear(asked, heard as Heard))
  const say = (said: Said) => child.send(said, () => {})
  say({ given })
  if (child.pid !== undefined) yieldTo(child.pid)

  async function end(): Promise<void> {
    if (child.connected) say({ close: true })
    const late = setTimeout(() => child.kill('SIGKILL'), closeWithinMs)
    await ended
    clearTimeout(late)
  }

  return {
    ask: (verb, what, onTold) =>
      new Promise((settle, fail) => {
        if (fault !== undefined || closing !== undefined) {
          fail(fault ?? new Error('The process has ended'))
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

function hear(asked: Map<number, Asked>, heard: Heard): void {
  const own = asked.get(heard.id)
  if (own === undefined) return
  if ('told' in heard) {
    own.onTold?.(heard.told)
    return
  }
  asked.delete(heard.id)
  if ('error' in heard) own.fail(heard.error)
  else own.settle(heard.answer)
}

/** Whoever serves requests goes first. */
function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or the system has no priorities: then it works like any other.
  }
}
