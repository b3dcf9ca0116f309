import type { FastifyInstance } from 'fastify'

/**
 * Stops accepting, lets the requests in flight finish, and after `drainMs` (default 25,000) closes what is left.
 * Requests that arrive on open connections meanwhile are still served, and told to reconnect elsewhere.
 */
export async function closeGracefully(app: FastifyInstance, drainMs = 25_000): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), drainMs)
  try {
    await app.close()
  } finally {
    clearTimeout(timer)
  }
}
