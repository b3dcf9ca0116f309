import type { Socket } from 'node:net'
import type { Heard, Told } from './child.ts'
import { type Conversation, converse, type Verbs } from './conversation.ts'

/** What a child does: its verbs by their names, and how it lets go of what it holds. */
export interface ChildWork {
  verbs: Verbs
  /** Takes a connection that was handed on. Default: closes it. */
  receive?(connection: Socket): void
  /** Makes what runs stop, and closes what is open. */
  close(): Promise<void>
}

/**
 * Makes a module the work of a process that `openChild` starts. `open` gets what the process was given, and whom it may
 * ask. It ends when it is told to and when nobody is there any more who could: a signal to all processes of a terminal
 * is for the parent.
 */
export function serveAsChild<Given>(
  open: (given: Given, parent: Pick<Conversation, 'ask'>) => ChildWork,
): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {})
  process.on('disconnect', () => process.exit(0))
  let own: ChildWork | undefined
  const say = (heard: Heard) => process.send?.(heard, undefined, {}, () => {})
  const conversation = converse(() => own?.verbs ?? {}, say)

  async function close(): Promise<void> {
    try {
      await own?.close()
      await conversation.settled()
    } finally {
      process.disconnect()
    }
  }

  function receive(connection: Socket | undefined): void {
    say({ taken: true })
    // Whoever connected may have gone before the connection came here.
    if (connection === undefined) return
    if (own?.receive === undefined) connection.destroy()
    else own.receive(connection)
  }

  process.on('message', (told: Told, connection?: Socket) => {
    if ('given' in told) own = open(told.given as Given, conversation)
    else if ('connection' in told) receive(connection)
    else if ('close' in told) void close()
    else conversation.hear(told)
  })
}
