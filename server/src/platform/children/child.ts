import { type ChildProcess, fork } from 'node:child_process'
import type { Socket } from 'node:net'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import { type Conversation, converse, type Said, type Verbs } from './conversation.ts'

/** What a child is told besides what is asked of it. `connection` comes with one. */
export type Told = Said | { given: unknown } | { connection: true } | { close: true }
/** What it says in its turn: `taken`, that it has a connection. */
export type Heard = Said | { taken: true }

/** A resource: another process of ours, which does what it is asked and keeps its own memory and connections. */
export interface Child {
  /** Asks for one of its verbs. `onTold` hears how far it is. Throws what the verb throws, or that the process is gone. */
  ask: Conversation['ask']
  /**
   * Hands a connection on, of which nothing has been read. False when the process ended before its turn came: then the
   * connection is still here. One that is on its way when the process ends is cut.
   */
  hand(connection: Socket): Promise<boolean>
  /** Ends it: what runs is told to stop and fails. Whoever does not stop in time is ended anyway. May be called twice. */
  close(): Promise<void>
  /** Resolves when the process has ended, however that was, with how. */
  ended: Promise<Error>
}

export interface ChildOptions {
  /** Memory for what lives long; a process that needs more ends. Default: what Node gives to a process here. */
  memoryMb?: number
  /** How long it may take to let go of what it holds. Default 5,000. */
  closeWithinMs?: number
  /** Whether those that serve requests go before it. Default true. */
  yields?: boolean
  /** What it may ask in its turn. Default: nothing. */
  verbs?: Verbs
}

/** Starts a process with a module that calls `serveAsChild`; `given` is what its work begins with. */
export function openChild(entry: URL, given: unknown, options: ChildOptions = {}): Child {
  const { memoryMb, closeWithinMs = 5_000, yields = true, verbs = {} } = options
  const child = fork(fileURLToPath(entry), {
    serialization: 'advanced',
    execArgv: memoryMb === undefined ? [] : [`--max-old-space-size=${memoryMb}`],
  })
  const say = (told: Told) => child.send(told, () => {})
  const conversation = converse(() => verbs, say)
  const handing = handOver(child)
  let closing: Promise<void> | undefined
  let isOver = false
  const ended = new Promise<Error>((settle) => {
    const end = (error: Error) => {
      isOver = true
      conversation.end(error)
      handing.end()
      settle(error)
    }
    child.once('exit', (code, signal) => end(new Error(`The process has ended (${signal ?? code})`)))
    // It could not be started, or no longer be spoken to: in that case it ends.
    child.on('error', (error) => (child.pid === undefined ? end(error) : undefined))
  })
  child.on('message', (heard: Heard) => ('taken' in heard ? handing.next() : conversation.hear(heard)))
  say({ given })
  if (yields && child.pid !== undefined) yieldTo(child.pid)

  async function end(): Promise<void> {
    if (child.connected) say({ close: true })
    const late = setTimeout(() => child.kill('SIGKILL'), closeWithinMs)
    await ended
    clearTimeout(late)
  }

  return {
    ask: (verb, what, onTold) =>
      closing === undefined || isOver
        ? conversation.ask(verb, what, onTold)
        : Promise.reject(new Error('The process has ended')),
    hand: (connection) => (isOver || !child.connected ? Promise.resolve(false) : handing.add(connection)),
    close: () => {
      closing ??= end()
      return closing
    },
    ended,
  }
}

/**
 * Connections go one by one, each when the one before has been taken: those that wait are not lost with the process. One
 * that is on its way stays open here as well until then, because Node forgets it when the process ends.
 */
function handOver(child: ChildProcess) {
  const waiting: { connection: Socket; settle: (handed: boolean) => void }[] = []
  let underWay: Socket | undefined

  function next(): void {
    underWay?.destroy()
    const first = waiting.shift()
    underWay = first?.connection
    if (first === undefined) return
    child.send({ connection: true } satisfies Told, first.connection, { keepOpen: true }, (error) => {
      if (error !== null && underWay === first.connection) next()
    })
    first.settle(true)
  }

  return {
    next,
    add: (connection: Socket) =>
      new Promise<boolean>((settle) => {
        waiting.push({ connection, settle })
        if (underWay === undefined) next()
      }),
    end: () => {
      underWay?.destroy()
      for (const { settle } of waiting.splice(0)) settle(false)
    },
  }
}

/** Whoever serves requests goes first. */
function yieldTo(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or the system has no priorities: then it works like any other.
  }
}
