import { createConnection, type Socket } from 'node:net'

/** Where requests go, and the header lines that each of them has. */
export interface Target {
  port: number
  path: string
  key: string
}

/** One keep-alive connection with one request at a time: what a client that waits for its answer does. */
export interface Connection {
  /** Sends a body and calls back with the status of the answer; bodies of answers are read and dropped. */
  post(body: string, answered: (status: number) => void): void
  /** The same to a path of its own, under an idempotency key. */
  command(
    request: { path: string; idempotencyKey: string; body: string },
    answered: (status: number) => void,
  ): void
  close(): void
}

const endOfHead = Buffer.from('\r\n\r\n')

/** Opens a connection. One that ends calls `ended`, and says whether an answer was still to come. */
export function openConnection(
  target: Target,
  ended: (error: Error, wasWaiting: boolean) => void,
): Promise<Connection> {
  const lines = ` HTTP/1.1\r\nhost: 127.0.0.1:${target.port}\r\nauthorization: Bearer ${target.key}\r\ncontent-type: application/json\r\n`
  const head = `POST ${target.path}${lines}content-length: `
  const socket = createConnection({ port: target.port, host: '127.0.0.1', noDelay: true })
  let answered: ((status: number) => void) | undefined
  let isClosed = false
  const reader = answerReader((status) => {
    const callback = answered
    answered = undefined
    callback?.(status)
  })
  socket.on('data', reader)
  const end = (error: Error) => {
    if (isClosed) return
    isClosed = true
    ended(error, answered !== undefined)
  }
  socket.on('error', end)
  socket.on('close', () => end(new Error('The server closed a connection of the load')))
  return new Promise((resolve) => socket.once('connect', () => resolve(connectionOn(socket))))

  function connectionOn(open: Socket): Connection {
    return {
      post: (body, callback) => {
        answered = callback
        // Bodies are ASCII, so characters are bytes.
        open.write(`${head}${body.length}\r\n\r\n${body}`, 'latin1')
      },
      command: ({ path, idempotencyKey, body }, callback) => {
        answered = callback
        const own = `POST ${path}${lines}idempotency-key: ${idempotencyKey}\r\ncontent-length: `
        open.write(`${own}${body.length}\r\n\r\n${body}`, 'latin1')
      },
      close: () => {
        isClosed = true
        open.destroy()
      },
    }
  }
}

/** Reads answers that carry their length, as those of the product do; calls back once each is whole. */
export function answerReader(whole: (status: number) => void): (chunk: Buffer) => void {
  let rest: Buffer | undefined
  let missing = 0
  let status = 0
  return (chunk) => {
    let data = rest === undefined ? chunk : Buffer.concat([rest, chunk])
    rest = undefined
    while (data.length > 0) {
      if (missing === 0) {
        const end = data.indexOf(endOfHead)
        if (end < 0) {
          rest = data
          return
        }
        const head = data.toString('latin1', 0, end)
        status = Number(head.slice(9, 12))
        missing = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
        data = data.subarray(end + endOfHead.length)
        if (missing === 0) whole(status)
      }
      const taken = Math.min(missing, data.length)
      if (taken === 0) continue
      missing -= taken
      data = data.subarray(taken)
      if (missing === 0) whole(status)
    }
  }
}
