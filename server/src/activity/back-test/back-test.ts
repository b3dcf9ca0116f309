import { type BackTestResult, builtInActivityTypes, standardActivityTypes } from '@perennial/contract'
import { type Day, dayStart, dayText, type Instant } from '../../kernel/instants.ts'
import type { Release } from '../../programs/index.ts'
import { createHistoryPart, type HistoryPart, type PartRead } from './history-part.ts'
import { shareOf } from './load-history.ts'
import { joinTallies } from './model/join-tallies.ts'
import { type FirstReward, reportOf, type Tried } from './model/report.ts'
import { sharesBudgets } from './model/try-release.ts'
import type { HistorySource } from './read-known.ts'

export interface BackTestParts extends HistorySource {
  /** Absent: everything is done in the process of the caller. */
  processes: HistoryProcesses | undefined
}

/** Other processes that keep parts of a history and try releases on them, side by side. */
export interface HistoryProcesses {
  /** How many at once, at most. */
  most: number
  /** From how many activities on one more process is worth its start. */
  activitiesEach: number
  open(): HistoryPart
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
const bucketsOfAll = 64

/**
 * Tries a release, and the one it is compared with, on what happened in the programme: read once, decided in memory, by
 * several processes where that is worth it. Writes nothing. Throws the signal's reason when it was stopped.
 */
export async function backTest(source: BackTestParts, ask: BackTestAsk): Promise<BackTestResult> {
  const { programId, signal, activitiesMax = activitiesAtMost } = ask
  const startedAt = performance.now()
  signal?.throwIfAborted()
  const share = await shareOf(source.database, { programId, activitiesMax })
  return withParts(openParts(source, ask, share), signal, async (opened) => {
    const { parts, size } = await readParts(opened, ask, share)
    return tryBoth({
      ...ask,
      parts,
      size,
      sampledE4: Math.round((share.buckets / bucketsOfAll) * 10_000),
      readMs: performance.now() - startedAt,
    })
  })
}

interface Share {
  buckets: number
  activities: number
}

/** As many parts as are worth a process each; one in this process, where not even one is. */
function openParts(source: BackTestParts, ask: BackTestAsk, share: Share): readonly HistoryPart[] {
  const { processes } = source
  const worth = processes === undefined ? 0 : Math.floor(share.activities / processes.activitiesEach)
  if (processes === undefined || worth < 1) return [createHistoryPart(source)]
  const count = mayShareBudgets(source, ask) ? 1 : Math.min(worth, processes.most, share.buckets)
  return Array.from({ length: count }, processes.open)
}

/** Found out again when it is known what happened, and who decided it then. */
function mayShareBudgets({ stages }: BackTestParts, { tested, compared }: BackTestAsk): boolean {
  const types = [...builtInActivityTypes, ...standardActivityTypes.map((type) => type.key)]
  return [tested, compared].some(
    (release) =>
      release !== undefined &&
      sharesBudgets(stages, release, [...types, ...Object.keys(release.settings.activityTypes)]),
  )
}

/** Does something with parts and closes them, whatever happens; a signal closes them in the middle. */
async function withParts<T>(
  parts: readonly HistoryPart[],
  signal: AbortSignal | undefined,
  work: (parts: readonly HistoryPart[]) => Promise<T>,
): Promise<T> {
  const close = () => Promise.all(parts.map((part) => part.close()))
  const stop = () => void close()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await work(parts)
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    signal?.removeEventListener('abort', stop)
    await close()
  }
}

/**
 * Reads the parts side by side. Budgets that members of several parts share can only be followed where all of them are:
 * then one part reads everything.
 */
async function readParts(
  opened: readonly HistoryPart[],
  ask: BackTestAsk,
  { buckets, activities }: Share,
): Promise<{ parts: readonly HistoryPart[]; size: number }> {
  const onDone = addingUp(opened.length, (done) =>
    ask.onProgress?.({ phase: 'reading', done, total: Math.max(done, activities) }),
  )
  const { programId, tested, compared, now } = ask
  const read = (parts: readonly HistoryPart[]): Promise<PartRead[]> =>
    Promise.all(
      parts.map((part, index) => {
        const own = { from: startOf(index, parts.length), until: startOf(index + 1, parts.length) }
        return part.read({ programId, buckets: own, tested, compared, now }, onDone(index))
      }),
    )
  const startOf = (index: number, of: number) => Math.floor((buckets * index) / of)
  let parts = opened
  let known = await read(parts)
  if (parts.length > 1 && known.some((part) => part.sharesBudgets)) {
    await Promise.all(parts.slice(1).map((part) => part.close()))
    parts = parts.slice(0, 1)
    known = await read(parts)
  }
  return { parts, size: known.reduce((sum, part) => sum + part.activities, 0) }
}

/** Makes one number of what several say how far they are. */
function addingUp(count: number, onSum: (sum: number) => void): (index: number) => (done: number) => void {
  const all = new Array<number>(count).fill(0)
  return (index) => (done) => {
    all[index] = done
    onSum(all.reduce((sum, each) => sum + each, 0))
  }
}

export interface TryBoth
  extends Pick<BackTestAsk, 'from' | 'to' | 'tested' | 'compared' | 'firstReward' | 'now' | 'onProgress'> {
  /** All that happened, read before. */
  parts: readonly Pick<HistoryPart, 'try'>[]
  /** Activities in all parts. */
  size: number
  sampledE4: number
  readMs: number
}

/** Tries the releases on a history that is at hand, and compares them. */
export async function tryBoth(input: TryBoth): Promise<BackTestResult> {
  const { parts, size, tested, compared, from, to, firstReward } = input
  const startedAt = performance.now()
  const endsAt = Math.min(input.now, dayStart(to + 1, tested.timeZone))
  const candidates = compared === undefined ? [tested] : [tested, compared]
  const tried: Tried[] = []
  let first: Day = to
  for (const release of candidates) {
    const before = size * tried.length
    const onDone = addingUp(parts.length, (done) =>
      input.onProgress?.({ phase: 'deciding', done: before + done, total: size * candidates.length }),
    )
    const ask = { release, window: { from, to }, endsAt }
    const all = await Promise.all(parts.map((part, index) => part.try(ask, onDone(index))))
    if (tried.length === 0) first = Math.min(...all.map((each) => each.firstDay))
    tried.push({ release, tally: joinTallies(all.map((each) => each.tally)) })
  }
  const [triedFirst, triedSecond] = tried as [Tried, Tried | undefined]
  return reportOf({
    // The window as far as anything happened in it, where its beginning was not named.
    from: dayText(from <= firstDay ? first : from),
    to: dayText(to),
    tested: triedFirst,
    compared: triedSecond,
    firstReward,
    sampledE4: input.sampledE4,
    readMs: input.readMs,
    decideMs: performance.now() - startedAt,
  })
}
