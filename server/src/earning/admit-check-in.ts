import type { ActivityInput, ProblemCode, StoreSpec } from '@perennial/contract'
import { type Admission, findKeys, type ProgramPlace } from '../activity/index.ts'
import { canonicalJson, fingerprint } from '../kernel/canonical.ts'
import type { Instant } from '../kernel/instants.ts'
import type { Refusal } from '../kernel/verdict.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Release } from '../programs/index.ts'
import { isCurrentCode, isInside } from './model/place.ts'
import { addGuess, readGuesses, readSecret } from './store.ts'

/** Wrong codes of one member in an hour; then none is taken until it is over. */
const guessesMax = 10
const hourMs = 3_600_000

interface CheckIn {
  program: ProgramPlace
  release: Release
  input: ActivityInput
  isDry: boolean
}

/**
 * Lets `place.visited` in only with a proof of being there, where the store that it names has a place or a code. What is
 * refused was never recorded, so nothing decides it again. A check-in that was recorded gets its reply again, although its
 * code has gone. A dry run does not say whether a code is right, or it would be a way to guess.
 */
export function checkInAdmission(database: Database): Admission {
  return {
    types: new Set(['place.visited']),
    async admit(asked) {
      const refusal = await judge(database, asked)
      if (refusal === undefined) return undefined
      const { programId } = asked.program
      const { known } = await database.read({ programId }, (tx) => findKeys(tx, programId, [asked.input]))
      return known.length > 0 ? undefined : refusal
    },
  }
}

function problem(code: ProblemCode, detail: string, field: string): Refusal {
  return { code, detail, field }
}

async function judge(database: Database, asked: CheckIn): Promise<Refusal | undefined> {
  const { release, input } = asked
  const { latitude, longitude, code } = input.data ?? {}
  const stores: readonly (StoreSpec | undefined)[] =
    input.store === undefined ? [...release.stores.values()] : [release.stores.get(input.store)]
  if (typeof latitude === 'number' && typeof longitude === 'number') {
    const fences = stores.flatMap((store) => (store?.location === undefined ? [] : [store.location]))
    if (fences.length > 0) {
      if (fences.some((fence) => isInside({ latitude, longitude }, fence))) return undefined
      return problem('place_outside', 'The coordinates lie outside of the place.', 'data.latitude')
    }
  }
  if (typeof code === 'string') return judgeCode(database, asked, code)
  if (stores.some((store) => store?.location !== undefined || store?.checkInCode !== undefined))
    return problem('place_unproven', 'Send the coordinates, or the code that the store shows.', 'data')
  return undefined
}

async function judgeCode(database: Database, asked: CheckIn, code: string): Promise<Refusal | undefined> {
  const { program, release, input, isDry } = asked
  const { programId, clockOffsetSeconds } = program
  const { store = '' } = input
  const everySeconds = release.stores.get(store)?.checkInCode?.everySeconds
  if (everySeconds === undefined)
    return problem(
      'place_code_refused',
      'Name a store that shows codes.',
      input.store === undefined ? 'store' : 'data.code',
    )
  if (isDry) return undefined
  const now: Instant = systemClock.now() + clockOffsetSeconds * 1000
  const guesser = fingerprint(canonicalJson(input.member ?? {}))
  const guess = { programId, guesser, hour: Math.floor(now / hourMs) }
  const { secret, guesses } = await database.read({ programId }, async (tx) => ({
    secret: await readSecret(tx, { programId, store }),
    guesses: await readGuesses(tx, guess),
  }))
  if (guesses >= guessesMax)
    return problem('place_code_locked', 'Too many wrong codes: none is taken for up to an hour.', 'data.code')
  if (secret !== undefined && isCurrentCode(code, { secret, store, everySeconds, now })) return undefined
  await database.write({ programId }, (tx) => addGuess(tx, guess))
  return problem('place_code_refused', 'The store does not show this code, or no longer.', 'data.code')
}
