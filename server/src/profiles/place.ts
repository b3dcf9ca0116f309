import type { Instant } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Caller } from '../platform/http/index.ts'
import type { Beta, Programs, Release } from '../programs/index.ts'

/** The programme that a request is for. */
export interface ProgramPlace {
  programId: number
  clockOffsetSeconds: number
  key: string
  name: string
}

/** What every route of this domain needs. */
export interface ProfileParts {
  database: Database
  programs: Pick<Programs, 'currentRelease' | 'release' | 'beta'>
  /** Throws the refusal `not_found` where the caller has no such programme. */
  findProgram(caller: Caller, key: string): Promise<ProgramPlace>
  clock: Clock
}

/** A programme as it is now. */
export interface Place extends ProgramPlace {
  release: Release
  /** What a part of the members has beside it. */
  beta: Beta | undefined
  /** By the programme's clock. */
  now: Instant
}

/** Throws the refusals `not_found` and `program_unpublished`. */
export async function openPlace(parts: ProfileParts, caller: Caller, key: string): Promise<Place> {
  const program = await parts.findProgram(caller, key)
  const release = orThrow(await parts.programs.currentRelease(program.programId))
  const beta = await parts.programs.beta(program.programId)
  return { ...program, release, beta, now: parts.clock.now() + program.clockOffsetSeconds * 1000 }
}
