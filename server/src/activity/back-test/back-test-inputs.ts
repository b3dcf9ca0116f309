import type { ActivityInput, BackTestResult } from '@perennial/contract'
import type { Day } from '../../kernel/instants.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Release } from '../../programs/index.ts'
import { factsNamed } from '../model/facts.ts'
import type { AnyStage } from '../stage.ts'
import { type BackTestProgress, firstDay, tryBoth } from './back-test.ts'
import { gatherHistory } from './gather-history.ts'
import { tryPart } from './history-part.ts'
import type { History } from './model/history.ts'
import { noMembersNow } from './model/member-facts.ts'
import type { FirstReward } from './model/report.ts'

export interface BackTestInputs {
  stages: readonly AnyStage[]
  /** In the order of their times. */
  inputs: Iterable<ActivityInput>
  tested: Release
  compared: Release | undefined
  firstReward: FirstReward | undefined
  /** Default: everything. */
  from?: Day | undefined
  to?: Day | undefined
  onProgress?: (progress: BackTestProgress) => void
  signal?: AbortSignal | undefined
}

/** Tries releases on activities that were never recorded; needs no database. */
export function backTestInputs(input: BackTestInputs): Promise<BackTestResult> {
  const { stages, tested, compared, firstReward } = input
  const startedAt = performance.now()
  const wholeOrders = [tested, compared].some(
    (release) => release !== undefined && factsNamed(release, stages).has('history'),
  )
  const history = gatherHistory(input.inputs, { moneyExponent: tested.moneyExponent, wholeOrders })
  // Nothing was decided before: what lies before the window is decided by what is tried.
  const known = { stages, history, releases: new Map([[0, tested]]), membersNow: noMembersNow }
  const { signal } = input
  return tryBoth({
    parts: [{ try: (ask, onDone) => tryPart({ ...ask, ...known }, { onDone, signal }) }],
    size: history.size,
    tested,
    compared,
    firstReward,
    from: input.from ?? firstDay,
    to: input.to ?? lastDay(history, tested),
    now: systemClock.now(),
    sampledE4: 10_000,
    readMs: performance.now() - startedAt,
    ...(input.onProgress === undefined ? {} : { onProgress: input.onProgress }),
  })
}

function lastDay(history: History, { timeZone }: Release): Day {
  const days = history.days(timeZone)
  let last = firstDay
  for (const day of days) if (day > last) last = day
  return last
}
