import type { Database } from './database.ts'
import type { Log } from './log.ts'

/** Where "now" comes from, so that a test can move it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}

let aheadMs = 0

/** The clock of this machine, set right by the database's while {@link followDatabaseClock} is at work. */
export const systemClock: Clock = { now: () => Date.now() + aheadMs }

const lookEveryMs = 30_000
/** What two machines that are set by the network differ by anyway, and what a slow answer could be taken for. */
const differenceMsMax = 1_000

/**
 * Sets {@link systemClock} right by the database's clock, now and from time to time, so that machines of one
 * installation agree on what has expired and which came first, however wrong their own clocks are. A process serves one
 * database; while that is away the last difference holds.
 */
export async function followDatabaseClock(
  database: Pick<Database, 'read'>,
  log: Pick<Log, 'warn'>,
): Promise<{ stop(): void }> {
  async function look(): Promise<void> {
    const before = Date.now()
    const rows = await database.read('none', (tx) =>
      tx.query<{ now_ms: number }>('select (extract(epoch from clock_timestamp()) * 1000)::float8 as now_ms'),
    )
    // The answer was made between the two readings; half the way is the best guess.
    const measuredMs = Math.round((rows[0]?.now_ms ?? before) - (before + Date.now()) / 2)
    if (Math.abs(measuredMs - aheadMs) < differenceMsMax) return
    aheadMs = Math.abs(measuredMs) < differenceMsMax ? 0 : measuredMs
    log.warn("This machine's clock is wrong; the database's is used", { aheadMs })
  }

  await look().catch(() => {})
  const timer = setInterval(() => void look().catch(() => {}), lookEveryMs)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}

/** A clock that only moves when it is told to. */
export interface TestClock extends Clock {
  /** Moves forward (or, with a negative number, back) by milliseconds. */
  advance(byMs: number): void
}

/** A clock that stands still at an instant (epoch milliseconds). */
export function testClock(startMs: number): TestClock {
  let nowMs = startMs
  return {
    now: () => nowMs,
    advance: (byMs) => {
      nowMs += byMs
    },
  }
}
