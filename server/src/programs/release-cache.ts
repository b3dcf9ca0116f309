import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import type { AnyKind, Release } from './definition.ts'
import type { Beta } from './model/beta-group.ts'
import { buildRelease, type RawDefinition } from './model/release.ts'
import { readCurrencyCodes, readRelease, readStanding, type Standing } from './store.ts'

/** How long this process may decide by a release after another process has published a newer one. */
const currentForMs = 1_000

interface Current extends Standing {
  number: number
  /** Until when this is believed. */
  untilMs: number
  /** Answers to questions asked before this are not believed: somebody has published since. */
  sinceMs: number
}

/** The releases in memory. Asking for what is known touches no database. */
export interface ReleaseCache {
  /** The release in force. Refuses `program_unpublished`. */
  current(programId: number): Promise<Verdict<Release>>
  /** Whether the programme may be written to. Refuses `program_read_only`. */
  writable(programId: number): Promise<Verdict<undefined>>
  /** The release that a part of the members has beside the one in force; undefined without one. */
  beta(programId: number): Promise<Beta | undefined>
  /** Any release by its number. Refuses `not_found`. */
  byNumber(programId: number, number: number): Promise<Verdict<Release>>
  /** The next question about how a programme stands is put to the database: for whoever has just changed that. */
  refresh(programId: number): void
}

/** A resource: remembers compiled releases for ever, since they never change, and the current number for a second. */
export function createReleaseCache(database: Database, kinds: readonly AnyKind[]): ReleaseCache {
  const releases = new Map<string, Promise<Verdict<Release>>>()
  const currents = new Map<number, Current>()
  const asking = new Map<number, Promise<Standing>>()

  async function ask(programId: number): Promise<Standing> {
    const askedMs = performance.now()
    const standing = await database.read({ programId }, (tx) => readStanding(tx, programId))
    const { number, closed, beta } = standing
    const sinceMs = currents.get(programId)?.sinceMs ?? Number.NEGATIVE_INFINITY
    if (number !== undefined && askedMs >= sinceMs)
      currents.set(programId, { number, closed, beta, untilMs: performance.now() + currentForMs, sinceMs })
    return standing
  }

  // Everybody who waits to hear how one programme stands waits for one query.
  function askOnce(programId: number): Promise<Standing> {
    const running = asking.get(programId)
    if (running !== undefined) return running
    const answer = ask(programId).finally(() => {
      if (asking.get(programId) === answer) asking.delete(programId)
    })
    asking.set(programId, answer)
    return answer
  }

  function remembered(programId: number): Current | undefined {
    const current = currents.get(programId)
    return current !== undefined && performance.now() < current.untilMs ? current : undefined
  }

  function byNumber(programId: number, number: number): Promise<Verdict<Release>> {
    const place = `${programId}/${number}`
    const known = releases.get(place)
    if (known !== undefined) return known
    const loading = loadRelease({ database, kinds, programId, number })
    releases.set(place, loading)
    // Only what is there is remembered: a failure or a number not yet published is asked again.
    const forget = () => releases.delete(place)
    loading.then((verdict) => verdict.ok || forget(), forget)
    return loading
  }

  return {
    byNumber,
    async current(programId) {
      const { number } = remembered(programId) ?? (await askOnce(programId))
      if (number === undefined)
        return refuse('program_unpublished', 'The programme has no release yet: publish one first.')
      return byNumber(programId, number)
    },
    async beta(programId) {
      const { beta } = remembered(programId) ?? (await askOnce(programId))
      return beta ?? undefined
    },
    async writable(programId) {
      const { closed } = remembered(programId) ?? (await askOnce(programId))
      if (closed === null) return ok(undefined)
      return refuse('program_read_only', `Nothing may be written to the programme: ${closed}`)
    },
    refresh(programId) {
      asking.delete(programId)
      currents.set(programId, { number: 0, closed: null, beta: null, untilMs: 0, sinceMs: performance.now() })
    },
  }
}

async function loadRelease(input: {
  database: Database
  kinds: readonly AnyKind[]
  programId: number
  number: number
}): Promise<Verdict<Release>> {
  const { database, kinds, programId, number } = input
  const found = await database.read({ programId }, async (tx) => {
    const row = await readRelease(tx, programId, number)
    return row && { row, codes: await readCurrencyCodes(tx, programId) }
  })
  if (found === undefined) return refuse('not_found', `The programme has no release ${number}.`)
  return ok(compileKept({ programId, number, kinds, definitions: found.row.definitions, codes: found.codes }))
}

function compileKept(input: {
  programId: number
  number: number
  kinds: readonly AnyKind[]
  definitions: readonly RawDefinition[]
  codes: ReadonlyMap<string, number>
}): Release {
  const built = buildRelease({ ...input, wasPublished: true })
  if (built.ok) return built.release
  const first = built.errors[0]
  throw new Error(
    `Broken invariant: release ${input.number} of programme ${input.programId} was published but does not compile: ${first?.kind}/${first?.key}: ${first?.detail}`,
  )
}
