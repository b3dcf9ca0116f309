import { randomBytes } from 'node:crypto'
import type { StoreCode } from '@perennial/contract'
import type { ProgramPlace } from '../activity/index.ts'
import { orThrow, refuse, type Verdict } from '../kernel/verdict.ts'
import { systemClock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Programs } from '../programs/index.ts'
import { codeAt, stepOf } from './model/place.ts'
import { keepSecret, readSecret } from './store.ts'

const secretBytes = 32

/**
 * The code that a store shows now. The first question makes the store's secret. Refuses `not_found` where the release in
 * force has no such store, or the store shows no codes.
 */
export async function showCode(
  parts: { database: Database; programs: Pick<Programs, 'currentRelease'> },
  ask: { program: ProgramPlace; store: string },
): Promise<Verdict<StoreCode>> {
  const { store } = ask
  const { programId, clockOffsetSeconds } = ask.program
  const release = orThrow(await parts.programs.currentRelease(programId))
  const everySeconds = release.stores.get(store)?.checkInCode?.everySeconds
  if (everySeconds === undefined) return refuse('not_found', `There is no store "${store}" that shows codes.`)
  const at = { programId, store }
  let secret = await parts.database.read({ programId }, (tx) => readSecret(tx, at))
  secret ??= await parts.database.write({ programId }, async (tx) => {
    await keepSecret(tx, { ...at, secret: randomBytes(secretBytes) })
    return readSecret(tx, at)
  })
  if (secret === undefined) throw new Error('Broken invariant: a secret that was kept is there')
  const now = systemClock.now() + clockOffsetSeconds * 1000
  const step = stepOf(now, everySeconds)
  const secondsLeft = Math.ceil((step + 1) * everySeconds - now / 1000)
  return { ok: true, value: { store, code: codeAt(secret, store, step), secondsLeft, everySeconds } }
}
