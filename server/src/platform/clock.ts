/** Where "now" comes from, so that a test can move it. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number
}

/** The clock of this machine. */
export const systemClock: Clock = { now: () => Date.now() }

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
