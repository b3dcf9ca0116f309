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
  /** Nobody listens and every line is cut, until {@link ChaosProxy.up}. */
  down(): Promise<void>
  up(): Promise<void>
  close(): Promise<void>
}

const commitMessage = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1')
const writeBegins = Buffer.from('begin isolation level read committed read write', 'latin1')

interface State {
  toSwallow: number
  isHole: boolean
  /** What waits for the hole to end. */
  held: (() => void)[]
  sockets: Set<Socket>
}

/** Opens a proxy on a free port of this machine to the server of `target`. */
export async function openChaosProxy(target: string): Promise<ChaosProxy> {
  const { hostname, port } = new URL(target)
  const ownPort = await freePort()
  const state: State = { toSwallow: 0, isHole: false, held: [], sockets: new Set() }
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
      for (const pass of state.held.splice(0)) pass()
    },
    down,
    up,
    close: down,
  }
}

function carry(client: Socket, server: Socket, state: State): void {
  let isWriting = false
  let isSwallowing = false
  for (const [socket, other] of [
    [client, server],
    [server, client],
  ] as const) {
    state.sockets.add(socket)
    socket.on('error', () => {})
    socket.once('close', () => {
      state.sockets.delete(socket)
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
    if (data.includes(writeBegins)) isWriting = true
    if (isWriting && data.includes(commitMessage)) {
      isWriting = false
      if (state.toSwallow > 0) {
        state.toSwallow -= 1
        isSwallowing = true
      }
    }
    pass(server, data)
  })
  server.on('data', (data: Buffer) => {
    // The answer has come, so the work is done for good; nobody will hear of it.
    if (isSwallowing) client.destroy()
    else pass(client, data)
  })
}
