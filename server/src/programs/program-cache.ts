import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { type Program, readProgram } from './store.ts'

const knownForMs = 1_000
const programsMax = 10_000

/** Finds programmes by their key. Asking for a known one touches no database for a second, unless it is a test. */
export type LoadProgram = (organizationId: number, key: string) => Promise<Verdict<Program>>

/** A resource: programmes by organisation and key. What was not found is never remembered. */
export function createProgramCache(database: Database): LoadProgram {
  const known = new Map<string, { program: Program; untilMs: number }>()
  const pending = new Map<string, Promise<Program | undefined>>()

  return async function loadProgram(organizationId, key) {
    const place = `${organizationId}/${key}`
    const found = known.get(place)
    if (found !== undefined && performance.now() < found.untilMs) return ok(found.program)
    // However many requests wait when it runs out, one asks.
    let asking = pending.get(place)
    if (asking === undefined) {
      const ask = database.read({ organizationId }, (tx) => readProgram(tx, organizationId, key))
      asking = ask.finally(() => pending.delete(place))
      pending.set(place, asking)
    }
    const program = await asking
    if (program === undefined) {
      known.delete(place)
      return refuse('not_found', `There is no programme "${key}".`)
    }
    // The clock of a test moves at once, in every process.
    if (program.test) return ok(program)
    if (known.size >= programsMax) known.clear()
    known.set(place, { program, untilMs: performance.now() + knownForMs })
    return ok(program)
  }
}
