import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Caller } from '../platform/http/index.ts'

/**
 * Whether the caller may touch a programme. A programme outside of its key's limit is `not_found`, exactly like one
 * that does not exist. Routes with `{program}` in their path are checked before their handler runs.
 */
export function requireProgram(caller: Caller, programKey: string): Verdict<true> {
  if (caller.programKey === null || caller.programKey === programKey) return ok(true)
  return refuse('not_found', 'There is no such programme.')
}

/** Whether the caller may act on the organisation as a whole: a key limited to one programme may not. Refuses `forbidden`. */
export function requireWholeOrganization(caller: Caller): Verdict<true> {
  if (caller.programKey === null) return ok(true)
  return refuse('forbidden', 'This key is limited to one programme.')
}
