import { RefusalError } from '../kernel/verdict.ts'
import type { LoadProgram } from './program-cache.ts'
import type { Program } from './store.ts'

/**
 * The programme that a request names, for routes. Throws the refusal `not_found` when the organisation has none with
 * this key or the credential may touch another one only: both look the same from outside.
 */
export async function openProgram(
  programs: { loadProgram: LoadProgram },
  caller: { organizationId: number; programKey: string | null },
  key: string,
): Promise<Program> {
  if (caller.programKey !== null && caller.programKey !== key)
    throw new RefusalError({ code: 'not_found', detail: `There is no programme "${key}".` })
  const program = await programs.loadProgram(caller.organizationId, key)
  if (!program.ok) throw new RefusalError(program.refusal)
  return program.value
}
