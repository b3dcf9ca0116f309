import { connect, createServer, type Server, type Socket } from 'node:net'
import { freePort } from './app-process.ts'

/** Stands between the product and its database, and breaks what it is told to. */
export interface ChaosProxy {
  /** The same login through the proxy. */
  through(url: string): string
  /** Lets the database do the next `count` commits of writing transactions, keeps the answers and cuts the lines. */
  swallowCommits(count: number): void
  /** How many commits are still to be swallowed. */
  commitsToSwallow(): number
  /** Nothing passes in either direction and nothing is cut, until {@link ChaosProxy.heal}, which lets all of it pass. */
  blackHole(): void
  heal(): void
  /** Does this to every line from its next answer (or question) on, until {@link ChaosProxy.heal}. */
  meddle(how: Meddling): void
  /** Lines that were meddled with and that the product has not given up yet. */
  meddledLines(): number
  /** Lines opened since the proxy was made. */
  opened(): number
  /** Nobody listens and every line is cut, until {@link ChaosProxy.up}. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

/**
 * `trickle`: answers come a byte at a time. `reset`: half an answer, then RST. `half-close`: half an answer, then FIN, and
 * the proxy goes on listening. `half-close-up`: the question passes, then FIN to the database, whose answers still pass.
 */
export type Meddling = 'trickle' | 'reset' | 'half-close' | 'half-close-up'

const trickleEveryMs = 50

type Mark = 'write begins' | 'commit' | undefined

function markOf(sql: string): Mark {
  if (sql.startsWith('begin isolation level read committed read write')) return 'write begins'
  return sql === 'commit' ? 'commit' : undefined
}

/**
 * Reads what the product says on one line, message by message, whatever pieces it comes in; the marks among it. A
 * statement is named when it is parsed and goes by that name from then on.
 */
function listener(): (data: Buffer) => Mark[] {
  let rest: Buffer = Buffer.alloc(0)
  let hasStarted = false
  const named = new Map<string, Mark>()

  function heard(type: string, body: string): Mark {
    const [first = '', second = ''] = body.split('\0', 2)
    if (type === 'Q') return markOf(first)
    if (type === 'P') named.set(first, markOf(second))
    return type === 'B' ? named.get(second) : undefined
  }

  return (data) => {
    rest = Buffer.concat([rest, data])
    const marks: Mark[] = []
    for (;;) {
      // The first message of a line has no type.
      const typeBytes = hasStarted ? 1 : 0
      if (rest.length < typeBytes + 4) return marks
      const end = typeBytes + rest.readUInt32BE(typeBytes)
      if (rest.length < end) return marks
      if (hasStarted)
        marks.push(heard(rest.toString('latin1', 0, 1), rest.toString('latin1', 5, Math.min(end, 200))))
      hasStarted = true
      rest = rest.subarray(end)
    }
  }
}

interface State {
  toSwallow: number
  isHole: boolean
  /** What waits for the hole to end. */
  held: (() => void)[]
  sockets: Set<Socket>
  meddling: Meddling | undefined
  /** The product's ends of lines that were meddled with. */
  meddled: Set<Socket>
  opened: number
}

/** Opens a proxy on a free port of this machine to the server of `target`. */
export async function openChaosProxy(target: string): Promise<ChaosProxy> {
  const { hostname, port } = new URL(target)
  const ownPort = await freePort()
  const state: State = {
    toSwallow: 0,
    isHole: false,
    held: [],
    sockets: new Set(),
    meddling: undefined,
    meddled: new Set(),
    opened: 0,
  }
  let server: Server | undefined

  async function up(): Promise<void> {
    const opened = createServer((client) => carry(client, connect(Number(port), hostname), state))
    await new Promise<void>((resolve) => opened.listen(ownPort, '127.0.0.1', resolve))
    server = opened
  }

  async function down(): Promise<void> {
    const closed = new Promise((resolve) => (server === undefined ? resolve(0) : server.close(resolve)))
    server = undefined
    for (const socket of state.sockets) socket.destroy()
    await closed
  }

  await up()
  return {
    through: (url) => {
      const changed = new URL(url)
      changed.port = String(ownPort)
      return changed.href
    },
    swallowCommits: (count) => {
      state.toSwallow = count
    },
    commitsToSwallow: () => state.toSwallow,
    blackHole: () => {
      state.isHole = true
    },
    heal: () => {
      state.isHole = false
      state.meddling = undefined
      for (const pass of state.held.splice(0)) pass()
    },
    meddle: (how) => {
      state.meddling = how
    },
    meddledLines: () => state.meddled.size,
    opened: () => state.opened,
    down,
    up,
    close: down,
  }
}

function carry(client: Socket, server: Socket, state: State): void {
  const listen = listener()
  let isWriting = false
  let isSwallowing = false
  state.opened += 1
  for (const [socket, other] of [
    [client, server],
    [server, client],
  ] as const) {
    state.sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => {
      state.sockets.delete(socket)
      state.meddled.delete(socket)
      other.destroy()
    })
  }
  const pass = (socket: Socket, data: Buffer) => {
    const write = () => {
      if (!socket.destroyed) socket.write(data)
    }
    // What is held goes first, or the order of the bytes is lost.
    if (state.isHole) state.held.push(write)
    else write()
  }
  client.on('data', (data: Buffer) => {
    for (const mark of listen(data)) {
      if (mark === 'write begins') isWriting = true
      if (!isWriting || mark !== 'commit') continue
      isWriting = false
      if (state.toSwallow === 0) continue
      state.toSwallow -= 1
      isSwallowing = true
    }
    pass(server, data)
    if (state.meddling === 'half-close-up' && !server.writableEnded) {
      state.meddled.add(client)
      server.end()
    }
  })
  server.on('data', (data: Buffer) => {
    // The answer has come, so the work is done for good; nobody will hear of it.
    if (isSwallowing) client.destroy()
    else if (state.meddling === undefined || state.meddling === 'half-close-up') pass(client, data)
    else spoil(client, data, state)
  })
}

/** Passes on an answer as the meddling of the moment has it. */
function spoil(client: Socket, data: Buffer, state: State): void {
  state.meddled.add(client)
  if (state.meddling === 'trickle') {
    trickle(client, data, state)
    return
  }
  if (client.writableEnded) return
  client.write(data.subarray(0, Math.ceil(data.length / 2)))
  if (state.meddling === 'reset') client.resetAndDestroy()
  else client.end()
}

/** Never ends by itself: what follows on this line waits behind it, as behind a line that has all but died. */
function trickle(client: Socket, data: Buffer, state: State): void {
  let next = 0
  const timer = setInterval(() => {
    if (client.destroyed) {
      clearInterval(timer)
      return
    }
    if (state.meddling !== 'trickle') return
    client.write(data.subarray(next, next + 1))
    next += 1
    if (next >= data.length) clearInterval(timer)
  }, trickleEveryMs)
  timer.unref()
}
