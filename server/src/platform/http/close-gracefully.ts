import type { FastifyInstance } from 'fastify'

const closeIdleEveryMs = 50

/**
 * Stops accepting, lets the requests in flight finish, and after `drainMs` (default 25,000) closes what is left.
 * Requests that arrive on open connections meanwhile are still served, and told to reconnect elsewhere.
 */
export async function closeGracefully(app: FastifyInstance, drainMs = 25_000): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), drainMs)
  // Closing looks for idle connections once; one that was answering then is idle later, and would be waited for.
  const idle = setInterval(() => app.server.closeIdleConnections(), closeIdleEveryMs)
  try {
    await app.close()
  } finally {
    clearTimeout(timer)
    clearInterval(idle)
  }
}
