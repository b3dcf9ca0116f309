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

const activitiesAtMost = 2_000_000
/** How long deciding may keep the process from everything else. */
const breathMs = 8

/**
 * Tries a release, and the one it is compared with, on what happened in the programme: read once, decided in memory.
 * Writes nothing. Throws the signal's reason when it was stopped.
 */
export async function backTest(parts: BackTestParts, ask: BackTestAsk): Promise<BackTestResult> {
  const { tested, compared, signal } = ask
  const startedAt = performance.now()
  const report = ask.onProgress ?? (() => {})
  const { history, buckets, releases } = await readHistory(parts, ask)
  const known = { history, stages: parts.stages, releases, window: { from: ask.from, to: ask.to } }
  const endsAt = Math.min(ask.now, dayStart(ask.to + 1, tested.timeZone))
  const readMs = performance.now() - startedAt
  const candidates = compared === undefined ? [tested] : [tested, compared]
  const readers = [...candidates, ...releases.values()]
  const membersNow = await readMembersNow(parts, {
    programId: ask.programId,
    now: ask.now,
    releases: readers,
    history,
  })
  const total = history.size * candidates.length
  const tried: Tried[] = []
  for (const release of candidates) {
    const before = history.size * tried.length
    tried.push(
      await tryToEnd(
        { ...known, release, endsAt, membersNow },
        { onDone: (done) => report({ phase: 'deciding', done: before + done, total }), signal },
      ),
    )
  }
  const [first, second] = tried as [Tried, Tried | undefined]
  return reportOf({
    from: dayText(ask.from),
    to: dayText(ask.to),
    tested: first,
    compared: second,
    firstReward: ask.firstReward,
    sampledE4: Math.round((buckets / 64) * 10_000),
    readMs,
    decideMs: performance.now() - startedAt - readMs,
  })
}

/** Tries one release to its end, and lets others have the process in between. */
export async function tryToEnd(
  input: TryRelease,
  more: { onDone?: (done: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<Tried> {
  const trial = tryRelease(input)
  for (let isDone = false; !isDone; ) {
    const until = performance.now() + breathMs
    while (!isDone && performance.now() < until) isDone = trial.advance(64)
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
async function readMembersNow(
  { database, stages }: BackTestParts,
  of: { programId: number; now: Instant; releases: readonly Release[]; history: History },
): Promise<MembersNow> {
  const { programId, now, releases, history } = of
  const facts = new Map<string, Readonly<Record<string, unknown>>>()
  const states = new Map<string, Map<string, unknown>>()
  const readers = releases.filter((each) => factsNamed(each, stages).has('member'))
  for (let from = 0; from < history.owners.length && readers.length > 0; from += ownersPerPage) {
    const owners = history.owners.slice(from, from + ownersPerPage).sort()
    for (const release of readers) {
      const reads = (path: string) => isNamed(factsNamed(release, stages), path)
      const batch = { programId, release, owners, days: new Map(), reads, now }
      await database.read({ programId }, async (tx) => {
        const page = await loadMembers(tx, { programId, release, stages }, owners)
        for (const [owner, known] of page) facts.set(owner, { ...facts.get(owner), ...known })
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
