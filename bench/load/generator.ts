import { quantile } from '../measure/statistics.ts'
import { type Connection, openConnection, type Target } from './connection.ts'
import { type OrderShape, orderText } from './orders.ts'
import { type SpendShape, spendRequest } from './spends.ts'

/** One stretch of load. */
export interface LoadAsk {
  target: Target
  shape: OrderShape
  connections: number
  seconds: number
  /** The first order's number; following ones are consecutive. */
  first: number
  /** Spends instead of orders. */
  spends?: SpendShape
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
  const pools = new Map<string, Set<Connection>>()
  let fail: (error: Error) => void = () => {}

  async function connectionsTo(target: Target, count: number): Promise<Connection[]> {
    const place = `${target.port}${target.path}`
    const pool = pools.get(place) ?? new Set<Connection>()
    pools.set(place, pool)
    // Servers close connections that are idle for long; those left the pool when that happened.
    while (pool.size < count) {
      const connection: Connection = await openConnection(target, (error, wasWaiting) => {
        pool.delete(connection)
        if (wasWaiting) fail(error)
      })
      pool.add(connection)
    }
    return [...pool].slice(0, count)
  }

  return {
    run: async (ask) => {
      const used = await connectionsTo(ask.target, ask.connections)
      const failed = new Promise<never>((_, reject) => (fail = reject))
      return Promise.race([drive(used, ask), failed])
    },
    close: () => {
      for (const pool of pools.values()) for (const connection of pool) connection.close()
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
      const answered = (status: number) => {
        const now = performance.now()
        statuses[status] = (statuses[status] ?? 0) + 1
        if (now <= endsAt) {
          latencies.push(now - sentAt)
          next(connection)
          return
        }
        open -= 1
        if (open === 0) finish()
      }
      if (ask.spends === undefined) connection.post(orderText(shape, number), answered)
      else connection.command(spendRequest(ask.spends, number), answered)
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
