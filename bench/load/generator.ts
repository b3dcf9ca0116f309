import { quantile } from '../measure/statistics.ts'
import { type Connection, openConnection, type Target } from './connection.ts'
import { type OrderShape, orderText } from './orders.ts'

/** One stretch of load. */
export interface LoadAsk {
  target: Target
  shape: OrderShape
  connections: number
  seconds: number
  /** The first order's number; following ones are consecutive. */
  first: number
  /** Orders go round in this many numbers, which repeats what was sent. Default: each is new. */
  among?: number
}

/** What came back within the seconds. Answers that come after the end are waited for and not counted. */
export interface LoadReport {
  /** Answers by status. */
  statuses: Record<number, number>
  /** Answers within the measured seconds. */
  answered: number
  /** Orders sent in all, counted or not. */
  sent: number
  seconds: number
  medianMs: number
  /** The 99th percentile. */
  slowMs: number
}

/** Holds connections open between stretches, because connecting is not what is measured. */
export interface Generator {
  run(ask: LoadAsk): Promise<LoadReport>
  close(): void
}

export function createGenerator(): Generator {
  const connections = new Map<string, Connection[]>()

  async function connectionsTo(target: Target, count: number, broken: (error: Error) => void) {
    const place = `${target.port}${target.path}`
    const open = connections.get(place) ?? []
    connections.set(place, open)
    while (open.length < count) open.push(await openConnection(target, broken))
    return open.slice(0, count)
  }

  return {
    run: async (ask) => {
      let fail: (error: Error) => void = () => {}
      const failed = new Promise<never>((_, reject) => (fail = reject))
      const used = await connectionsTo(ask.target, ask.connections, (error) => fail(error))
      return Promise.race([drive(used, ask), failed])
    },
    close: () => {
      for (const open of connections.values()) for (const connection of open) connection.close()
    },
  }
}

function drive(connections: readonly Connection[], ask: LoadAsk): Promise<LoadReport> {
  const { shape, first, among } = ask
  const startedAt = performance.now()
  const endsAt = startedAt + ask.seconds * 1000
  const statuses: Record<number, number> = {}
  const latencies: number[] = []
  let sent = 0
  let open = connections.length
  return new Promise((resolve) => {
    for (const connection of connections) next(connection)

    function next(connection: Connection): void {
      const sentAt = performance.now()
      const number = first + (among === undefined ? sent : sent % among)
      sent += 1
      connection.post(orderText(shape, number), (status) => {
        const now = performance.now()
        statuses[status] = (statuses[status] ?? 0) + 1
        if (now <= endsAt) {
          latencies.push(now - sentAt)
          next(connection)
          return
        }
        open -= 1
        if (open === 0) finish()
      })
    }

    function finish(): void {
      const sorted = Float64Array.from(latencies).sort()
      resolve({
        statuses,
        answered: latencies.length,
        sent,
        seconds: ask.seconds,
        medianMs: quantile(sorted, 0.5),
        slowMs: quantile(sorted, 0.99),
      })
    }
  })
}
