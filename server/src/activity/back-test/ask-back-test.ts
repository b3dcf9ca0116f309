import type { BackTestCreate, BackTestResult } from '@perennial/contract'
import { type Day, dayOf, parseDay } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Programs, Release } from '../../programs/index.ts'
import type { ProgramPlace } from '../ask.ts'
import { firstRewardOf } from '../design/definition.ts'
import {
  type BackTestAsk,
  type BackTestParts,
  type BackTestProgress,
  backTest,
  firstDay,
} from './back-test.ts'

/** What finding the releases needs, beside what trying them needs. */
export interface AskParts extends BackTestParts {
  programs: Pick<Programs, 'release' | 'draftRelease' | 'currentRelease'>
}

/**
 * What is to be tried, found and checked: the releases, the window, the first reward. Refuses `body_invalid`,
 * `release_invalid`, `not_found`, `program_unpublished`.
 */
export async function resolveBackTest(
  { programs }: Pick<AskParts, 'programs'>,
  program: ProgramPlace,
  ask: BackTestCreate,
): Promise<Verdict<BackTestAsk>> {
  const { programId } = program
  const find = (named: 'draft' | number) =>
    named === 'draft' ? programs.draftRelease(programId) : programs.release(programId, named)
  const tested = await (ask.definitions === undefined
    ? find(ask.release)
    : programs.draftRelease(programId, ask.definitions))
  if (!tested.ok) return tested
  const foreign = await otherMoney(tested.value, () => programs.currentRelease(programId))
  if (foreign !== undefined) return foreign
  const compared = await comparedWith(ask, find, () => programs.currentRelease(programId))
  if (!compared.ok) return compared
  const now = systemClock.now() + program.clockOffsetSeconds * 1000
  const window = windowOf(ask, dayOf(now, tested.value.timeZone))
  if (!window.ok) return window
  const firstReward = ask.firstReward ?? firstRewardOf(tested.value)
  if (firstReward !== undefined && !tested.value.currencies.has(firstReward.currency)) {
    const detail = `The release has no currency "${firstReward.currency}".`
    return refuse('body_invalid', detail, { field: 'firstReward.currency' })
  }
  return ok({ programId, ...window.value, tested: tested.value, compared: compared.value, firstReward, now })
}

/** What happened is counted in the money of then: a draft in another one cannot be tried on it, nor published. */
async function otherMoney(
  { settings }: Release,
  current: () => Promise<Verdict<Release>>,
): Promise<Verdict<never> | undefined> {
  const live = await current()
  if (!live.ok || live.value.settings.currency === settings.currency) return undefined
  const was = live.value.settings.currency
  const message = `The programme keeps its books in ${was}; what happened cannot be tried in ${settings.currency}.`
  const errors = [{ field: 'settings/program.currency', message }]
  return refuse('release_invalid', message, { extra: { errors } })
}

async function comparedWith(
  ask: BackTestCreate,
  find: (named: 'draft' | number) => Promise<Verdict<Release>>,
  current: () => Promise<Verdict<Release>>,
): Promise<Verdict<Release | undefined>> {
  if (ask.compareWith === null) return ok(undefined)
  if (ask.compareWith !== undefined) return find(ask.compareWith)
  const live = await current()
  // A programme that was never published is compared with nothing.
  return !live.ok && live.refusal.code === 'program_unpublished' ? ok(undefined) : live
}

function windowOf({ from, to }: BackTestCreate, today: Day): Verdict<{ from: Day; to: Day }> {
  const first = from === undefined ? firstDay : parseDay(from)
  const last = to === undefined ? today : parseDay(to)
  if (first === undefined) return refuse('body_invalid', `${from} is not a day.`, { field: 'from' })
  if (last === undefined) return refuse('body_invalid', `${to} is not a day.`, { field: 'to' })
  if (first > last) return refuse('body_invalid', 'The window ends before it begins.', { field: 'to' })
  return ok({ from: first, to: last })
}

/** Resolves and runs a back-test here and now. Throws the signal's reason when it was stopped. */
export async function askBackTest(
  parts: AskParts,
  program: ProgramPlace,
  asked: BackTestCreate & {
    onProgress?: (progress: BackTestProgress) => void
    signal?: AbortSignal | undefined
  },
): Promise<Verdict<BackTestResult>> {
  const { onProgress, signal, ...ask } = asked
  const resolved = await resolveBackTest(parts, program, ask)
  if (!resolved.ok) return resolved
  const more = { signal, ...(onProgress === undefined ? {} : { onProgress }) }
  return ok(await backTest(parts, { ...resolved.value, ...more }))
}
