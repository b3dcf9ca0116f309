import type { GoalSpec, GoalView } from '@perennial/contract'
import { instantText } from '../../kernel/instants.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { systemClock } from '../../platform/clock.ts'
import type { Programs, Release } from '../../programs/index.ts'
import type { ProgramPlace } from '../ask.ts'
import { reportOf } from '../back-test/model/report.ts'
import { tryToEnd } from '../back-test/try-to-end.ts'
import type { AnyStage } from '../stage.ts'
import { goalsOf } from './definition.ts'
import { yearUntil } from './estimate.ts'
import { averageOrder, countYear, ordersPerBuyer, type Year } from './model/year.ts'
import type { Sample, Samples } from './sample-history.ts'

export interface GoalParts {
  programs: Pick<Programs, 'currentRelease' | 'draftRelease'>
  stages: readonly AnyStage[]
  samples: Samples
}

/** The goals of the drafts with where they stand, by the last twelve months under the release in force. */
export async function readGoals(
  parts: GoalParts,
  program: ProgramPlace,
): Promise<Verdict<{ goals: GoalView[]; countedAt: string; sampledE4: number }>> {
  const { programId } = program
  const drafts = await parts.programs.draftRelease(programId)
  if (!drafts.ok) return drafts
  const live = await parts.programs.currentRelease(programId)
  const release = live.ok ? live.value : drafts.value
  const now = systemClock.now() + program.clockOffsetSeconds * 1000
  const sample = await parts.samples.of({ programId, moneyExponent: release.moneyExponent, now })
  const window = yearUntil(now, release)
  const year = countYear(sample.history, release.timeZone, window)
  const goals = [...goalsOf(drafts.value)]
  const given = goals.some(([, { metric }]) => metric === 'budget' || metric === 'first-reward')
    ? await givenIn(parts, { programId, release, sample, now, window })
    : undefined
  return ok({
    goals: goals.map(([key, goal]) => viewOf(key, goal, actualOf(goal, { year, sample, given }))),
    countedAt: instantText(now),
    sampledE4: Math.round((sample.buckets / 64) * 10_000),
  })
}

/** What a release gave in the window, for goals about that. */
interface Given {
  costMinor: number
  ordersUntil(reward: NonNullable<GoalSpec['reward']>): number | null
}

async function givenIn(
  { stages, samples }: GoalParts,
  of: {
    programId: number
    release: Release
    sample: Sample
    now: number
    window: { from: number; to: number }
  },
): Promise<Given> {
  const { programId, release, sample, now, window } = of
  const { history, releases } = sample
  const membersNow = await samples.membersNow(sample, { programId, release, now })
  const tried = await tryToEnd({ stages, history, release, releases, membersNow, window, endsAt: now })
  const span = { from: '', to: '', sampledE4: 0, readMs: 0, decideMs: 0 }
  const report = (firstReward: GoalSpec['reward']) =>
    reportOf({ ...span, tested: tried, compared: undefined, firstReward }).tested
  return {
    costMinor: report(undefined).costMinor,
    ordersUntil: (reward) => report(reward).firstReward?.orders ?? null,
  }
}

function actualOf(
  { metric, reward }: GoalSpec,
  by: { year: Year; sample: Sample; given: Given | undefined },
): number | null {
  const { year, given } = by
  const scale = 64 / by.sample.buckets
  if (metric === 'satisfaction' || year.orders === 0) return null
  switch (metric) {
    case 'repeat-rate':
      return Math.round((year.repeaters * 10_000) / year.buyers) / 100
    case 'order-value':
      return averageOrder(year)
    case 'frequency':
      return ordersPerBuyer(year)
    case 'audience':
      return Math.round(year.buyers * scale)
    case 'budget':
      return given === undefined ? null : Math.round(given.costMinor * scale)
    case 'first-reward':
      return reward === undefined ? null : (given?.ordersUntil(reward) ?? null)
  }
}

/** Goals where less is better. */
const falling: ReadonlySet<GoalSpec['metric']> = new Set(['budget', 'first-reward'])

function viewOf(key: string, goal: GoalSpec, actual: number | null): GoalView {
  const { name, metric, from = null, to, by } = goal
  const way = from === null ? 0 : to - from
  const progress = actual === null || from === null || way === 0 ? null : (actual - from) / way
  const reached = actual === null ? null : falling.has(metric) ? actual <= to : actual >= to
  const progressE4 = progress === null ? null : Math.round(Math.min(10, Math.max(-10, progress)) * 10_000)
  return { key, name, metric, from, to, by, actual, progressE4, reached }
}
