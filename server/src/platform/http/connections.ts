import type { Server } from 'node:http'
import type { Metrics } from '../metrics.ts'

/** Counts the connections that are open, each process its own: so one sees how they are shared. */
export function countConnections(server: Server, metrics: Metrics): void {
  let open = 0
  server.on('connection', (connection) => {
    open += 1
    connection.once('close', () => {
      open -= 1
    })
  })
  metrics.gauge({
    name: 'perennial_process_connections',
    help: 'Connections of callers that are open',
    adds: true,
    read: () => open,
  })
}
