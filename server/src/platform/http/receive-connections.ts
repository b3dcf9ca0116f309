import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/**
 * Makes a server serve connections that another one has accepted, instead of listening itself; call before it is ready.
 * The returned function takes one of which nothing has been read. Closing waits for those that are open.
 */
export function receiveConnections(app: FastifyInstance): (connection: Socket) => void {
  const { server } = app
  const open = new Set<Socket>()
  let closeIfDrained = () => {}
  app.addHook(
    'onClose',
    () =>
      new Promise<void>((resolve) => {
        closeIfDrained = () => {
          if (open.size === 0) resolve()
        }
        closeIfDrained()
      }),
  )
  // This is when Node begins to look for headers that come too slowly.
  app.addHook('onReady', async () => void server.emit('listening'))
  return (connection) => {
    open.add(connection)
    connection.once('close', () => {
      open.delete(connection)
      closeIfDrained()
    })
    // As those have it that the server accepts; it decides itself what half-closed ones mean.
    connection.allowHalfOpen = true
    server.emit('connection', connection)
    connection.resume()
  }
}
