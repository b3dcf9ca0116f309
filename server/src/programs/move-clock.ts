import { instantText, parseInstant } from '../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { moveOffset, type Program } from './store.ts'

const dayMs = 86_400_000
const stepDaysMax = 400
const startMsMax = 3653 * dayMs

/** What time brings to a programme: called after each day that passes, and once more when the clock has arrived. */
export type PassTime = (program: Program, at: 'day' | 'arrival') => Promise<void>

export interface MoveClock {
  program: Program
  /** An instant as clients write it. */
  to: string
}

/** What the clock of a programme shows, in epoch milliseconds. */
export function programNow(program: { clockOffsetSeconds: number }): number {
  return systemClock.now() + program.clockOffsetSeconds * 1000
}

/**
 * Moves the clock of a test programme forward, day by day, and does what time brings on each of them; the programme as
 * it is on arrival. A move that breaks off has arrived on the day that it reached. Refuses `clock_not_movable` and
 * `clock_step_refused`.
 */
export async function moveClock(
  parts: { database: Database; passTime: PassTime },
  move: MoveClock,
): Promise<Verdict<Program>> {
  let { program } = move
  if (!program.test)
    return refuse('clock_not_movable', `"${program.key}" is a live programme: its clock is the time of day.`)
  const to = parseInstant(move.to)
  if (to === undefined) return refuse('clock_step_refused', `${move.to} is not an instant.`, { field: 'to' })
  let reached = programNow(program)
  if (to <= reached) return stepRefused(`Its clock shows ${instantText(reached)} already.`)
  if (to - reached > stepDaysMax * dayMs)
    return stepRefused(`It is more than ${stepDaysMax} days from ${instantText(reached)} to there.`)
  while (reached < to) {
    reached = Math.min(to, reached + dayMs)
    const set = await setClock(parts.database, program, reached)
    if (set === undefined) return stepRefused('Somebody else moved it further meanwhile.')
    program = set
    await parts.passTime(program, reached < to ? 'day' : 'arrival')
  }
  return ok(program)
}

function stepRefused(detail: string): Verdict<never> {
  return refuse('clock_step_refused', detail, { field: 'to' })
}

/** Undefined when the clock was ahead of what this process knew. The seconds that the move itself takes count as well. */
async function setClock(database: Database, program: Program, at: number): Promise<Program | undefined> {
  const clockOffsetSeconds = Math.max(program.clockOffsetSeconds, offsetTo(at))
  const { programId, organizationId } = program
  const moved = await database.write({ organizationId }, (tx) =>
    moveOffset(tx, { programId, clockOffsetSeconds }),
  )
  return moved ? { ...program, clockOffsetSeconds } : undefined
}

function offsetTo(at: number): number {
  return Math.ceil((at - systemClock.now()) / 1000)
}

/** Where the clock of a new test starts. Refuses `clock_step_refused`, `clock_not_movable`. */
export function startClock(create: {
  test: boolean
  startsAt?: string | undefined
}): Verdict<{ clockOffsetSeconds: number } | undefined> {
  const { test, startsAt } = create
  if (startsAt === undefined) return ok(test ? { clockOffsetSeconds: 0 } : undefined)
  const field = 'startsAt'
  if (!test) return refuse('clock_not_movable', 'Only a test has a clock that starts elsewhere.', { field })
  const at = parseInstant(startsAt)
  if (at === undefined || Math.abs(at - systemClock.now()) > startMsMax)
    return refuse('clock_step_refused', 'Give an instant within ten years of today.', { field })
  return ok({ clockOffsetSeconds: offsetTo(at) })
}
