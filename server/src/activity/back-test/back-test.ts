import { setImmediate } from 'node:timers/promises'
import type { BackTestResult } from '@perennial/contract'
import { type Day, dayStart, dayText, type Instant } from '../../kernel/instants.ts'
import { orThrow } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import type { Programs, Release } from '../../programs/index.ts'
import { loadMembers } from '../batch-load.ts'
import { factsNamed, isNamed } from '../model/facts.ts'
import type { AnyStage } from '../stage.ts'
import { type LoadedHistory, loadHistory } from './load-history.ts'
import type { History } from './model/history.ts'
import type { MembersNow } from './model/member-facts.ts'
import { type FirstReward, reportOf, type Tried } from './model/report.ts'
import { type TryRelease, tryRelease } from './model/try-release.ts'

export interface BackTestParts {
  database: Database
  programs: Pick<Programs, 'release'>
  stages: readonly AnyStage[]
}

export interface BackTestProgress {
  phase: 'reading' | 'deciding'
  done: number
  total: number
}

export interface BackTestAsk {
  programId: number
  from: Day
  to: Day
  tested: Release
  compared: Release | undefined
  firstReward: FirstReward | undefined
  /** The programme's clock. */
  now: Instant
  /** Default 2,000,000; of a larger programme only a share of the members is read. */
  activitiesMax?: number
  onProgress?: (progress: BackTestProgress) => void
  /** Stops between two activities. */
  signal?: AbortSignal | undefined
}

/** Long before any activity that is accepted: the window of everything begins here. */
export const firstDay: Day = -200_000

const activitiesAtMost = 2_000_000
/** How long deciding may keep the process from everything else. */
const breathMs = 8

/**
 * Tries a release, and the one it is compared with, on what happened in the programme: read once, decided in memory.
 * Writes nothing. Throws the signal's reason when it was stopped.
 */
export async function backTest(parts: BackTestParts, ask: BackTestAsk): Promise<BackTestResult> {
  const { programId, tested, compared, now, signal } = ask
  const startedAt = performance.now()
  const { history, buckets, releases } = await readHistory(parts, ask)
  const readers = [tested, ...(compared === undefined ? [] : [compared]), ...releases.values()]
  const membersNow = await readMembersNow(parts, { programId, now, releases: readers, history, signal })
  return tryBoth({
    ...ask,
    stages: parts.stages,
    history,
    releases,
    membersNow,
    sampledE4: Math.round((buckets / 64) * 10_000),
    readMs: performance.now() - startedAt,
  })
}

export interface TryBoth
  extends Pick<
      BackTestAsk,
      'from' | 'to' | 'tested' | 'compared' | 'firstReward' | 'now' | 'onProgress' | 'signal'
    >,
    Pick<TryRelease, 'stages' | 'history' | 'releases' | 'membersNow'> {
  sampledE4: number
  readMs: number
}

/** Tries the releases on a history that is at hand, and compares them. */
export async function tryBoth(input: TryBoth): Promise<BackTestResult> {
  const { tested, compared, from, to, history, signal } = input
  const { stages, releases, membersNow, firstReward } = input
  const startedAt = performance.now()
  const endsAt = Math.min(input.now, dayStart(to + 1, tested.timeZone))
  const known = { stages, history, releases, membersNow, endsAt, window: { from, to } }
  const candidates = compared === undefined ? [tested] : [tested, compared]
  const total = history.size * candidates.length
  const tried: Tried[] = []
  for (const release of candidates) {
    const before = history.size * tried.length
    const onDone = (done: number) => input.onProgress?.({ phase: 'deciding', done: before + done, total })
    tried.push(await tryToEnd({ ...known, release }, { onDone, signal }))
  }
  const [first, second] = tried as [Tried, Tried | undefined]
  const days = windowSeen(history, tested, { from, to })
  return reportOf({
    from: dayText(days.from),
    to: dayText(days.to),
    tested: first,
    compared: second,
    firstReward,
    sampledE4: input.sampledE4,
    readMs: input.readMs,
    decideMs: performance.now() - startedAt,
  })
}

/** The window as far as anything happened in it, where its ends were not named. */
function windowSeen(history: History, { timeZone }: Release, window: { from: Day; to: Day }) {
  const days = history.days(timeZone)
  let from = window.to
  for (const day of days) if (day >= window.from && day < from) from = day
  return { from: window.from <= firstDay ? from : window.from, to: window.to }
}

/** Tries one release to its end, and lets others have the process in between. */
export async function tryToEnd(
  input: TryRelease,
  more: { onDone?: (done: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<Tried> {
  more.signal?.throwIfAborted()
  const trial = tryRelease(input)
  for (let isDone = false; !isDone; ) {
    const until = performance.now() + breathMs
    while (!isDone && performance.now() < until) isDone = trial.advance(8)
    more.onDone?.(trial.done())
    await setImmediate()
    more.signal?.throwIfAborted()
  }
  return { release: input.release, tally: trial.tally }
}

/** The releases that decided what happened. */
export async function releasesOf(
  { programs }: Pick<BackTestParts, 'programs'>,
  programId: number,
  { release, size }: History,
): Promise<ReadonlyMap<number, Release>> {
  const releases = new Map<number, Release>()
  for (const number of new Set(release.subarray(0, size)))
    releases.set(number, orThrow(await programs.release(programId, number)))
  return releases
}

interface ReadHistory extends LoadedHistory {
  releases: ReadonlyMap<number, Release>
}

/** The history with the releases that decided it. Where one of these reads past orders, all orders are remembered. */
async function readHistory(parts: BackTestParts, ask: BackTestAsk): Promise<ReadHistory> {
  const { programId, tested, compared, signal } = ask
  const report = ask.onProgress ?? (() => {})
  const readsOrders = (release: Release | undefined) =>
    release !== undefined && factsNamed(release, parts.stages).has('history')
  const load = (wholeOrders: boolean) =>
    loadHistory(parts.database, {
      programId,
      moneyExponent: tested.moneyExponent,
      until: ask.now,
      wholeOrders,
      activitiesMax: ask.activitiesMax ?? activitiesAtMost,
      onProgress: (progress) => report({ phase: 'reading', ...progress }),
      signal,
    })
  const wholeOrders = readsOrders(tested) || readsOrders(compared)
  const loaded = await load(wholeOrders)
  const releases = await releasesOf(parts, programId, loaded.history)
  if (wholeOrders || ![...releases.values()].some(readsOrders)) return { ...loaded, releases }
  return { ...(await load(true)), releases }
}

const ownersPerPage = 1000

/** What rules may read of members, as it is today; nothing is asked where no rule reads any of it. */
export async function readMembersNow(
  { database, programs, stages }: BackTestParts,
  of: {
    programId: number
    now: Instant
    releases: readonly Release[]
    history: History
    signal?: AbortSignal | undefined
  },
): Promise<MembersNow> {
  const { programId, now, releases, history, signal } = of
  const facts = new Map<string, Readonly<Record<string, unknown>>>()
  const states = new Map<string, Map<string, unknown>>()
  const readers = releases.filter((each) => factsNamed(each, stages).has('member'))
  for (let from = 0; from < history.owners.length && readers.length > 0; from += ownersPerPage) {
    const owners = history.owners.slice(from, from + ownersPerPage).sort()
    for (const release of readers) {
      signal?.throwIfAborted()
      const reads = (path: string) => isNamed(factsNamed(release, stages), path)
      const nothing = { days: new Map(), returning: new Set<string>() }
      const batch = { programId, release, owners, ...nothing, reads, now }
      await database.read({ programId }, async (tx) => {
        const { members } = await loadMembers(tx, { programId, programs, release, stages }, owners)
        for (const [owner, known] of members) facts.set(owner, { ...facts.get(owner), ...known })
        for (const stage of stages.filter((each) => each.outside !== undefined)) {
          const own = states.get(stage.name) ?? new Map<string, unknown>()
          states.set(stage.name, own)
          for (const [owner, state] of await stage.load(tx, batch)) own.set(owner, state)
        }
      })
    }
  }
  return { facts, states }
}
