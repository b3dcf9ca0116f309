import type { Day, Instant } from '../../kernel/instants.ts'
import type { Release } from '../../programs/index.ts'
import { factsNamed } from '../model/facts.ts'
import { type Buckets, readHistory } from './load-history.ts'
import type { History } from './model/history.ts'
import type { Tally } from './model/tally.ts'
import { sharesBudgets, type TryRelease } from './model/try-release.ts'
import { type HistorySource, readMembersNow, releasesOf } from './read-known.ts'
import { tryToEnd } from './try-to-end.ts'

/** Which part of a history is to be kept, and for what: rules may read what is only read for them. */
export interface ReadPart {
  programId: number
  buckets: Buckets
  tested: Release
  compared: Release | undefined
  /** The programme's clock. */
  now: Instant
}

/** What is known of a part that was read. */
export interface PartRead {
  activities: number
  /** Whether what one member gets hangs on what others got before: then all of them have to be in one part. */
  sharesBudgets: boolean
}

export type TryPart = Pick<TryRelease, 'release' | 'window' | 'endsAt'>

export interface PartTried {
  tally: Tally
  /** The first day of the window on which anything happened; its last one if nothing did. */
  firstDay: Day
}

export type OnDone = (activities: number) => void

/**
 * A resource: what some of a programme's members did, kept in memory, so that releases can be tried on it one after the
 * other. Here or in another process: what goes in and out can be told to one.
 */
export interface HistoryPart {
  read(ask: ReadPart, onDone: OnDone): Promise<PartRead>
  try(ask: TryPart, onDone: OnDone): Promise<PartTried>
  /** What runs stops and throws. */
  close(): Promise<void>
}

type Known = Pick<TryRelease, 'history' | 'releases' | 'membersNow'>

/** A part that is read and tried here, in the process of the caller. For `breathMs` see {@link tryToEnd}. */
export function createHistoryPart(source: HistorySource, breathMs?: number): HistoryPart {
  const stop = new AbortController()
  const { signal } = stop
  let known: Known | undefined
  return {
    async read(ask, onDone) {
      // What was read before is let go of first.
      known = undefined
      const read = await readPart(source, ask, { onDone, signal })
      known = read
      const { history, releases } = read
      const deciding = [
        ask.tested,
        ...(ask.compared === undefined ? [] : [ask.compared]),
        ...releases.values(),
      ]
      return {
        activities: history.size,
        sharesBudgets: deciding.some((release) => sharesBudgets(source.stages, release, history.texts)),
      }
    },
    try(ask, onDone) {
      if (known === undefined)
        throw new Error('Broken invariant: a part is read before anything is tried on it')
      return tryPart({ ...ask, ...known, stages: source.stages }, { onDone, signal, breathMs })
    },
    close() {
      stop.abort()
      return Promise.resolve()
    },
  }
}

/** Tries a release on a part of a history that is at hand. */
export async function tryPart(
  input: TryRelease,
  more: { onDone: OnDone; signal: AbortSignal | undefined; breathMs?: number | undefined },
): Promise<PartTried> {
  const { tally } = await tryToEnd(input, more)
  return { tally, firstDay: firstDayIn(input) }
}

function firstDayIn({ history, release, window }: TryRelease): Day {
  let first = window.to
  for (const day of history.days(release.timeZone)) if (day >= window.from && day < first) first = day
  return first
}

/** Reads a part with all that trying needs. Where a release of then reads past orders, all orders are remembered. */
async function readPart(
  source: HistorySource,
  ask: ReadPart,
  more: { onDone: OnDone; signal: AbortSignal },
): Promise<Known> {
  const { programId, buckets, tested, compared, now } = ask
  const { signal } = more
  const readsOrders = (release: Release | undefined) =>
    release !== undefined && factsNamed(release, source.stages).has('history')
  const read = (wholeOrders: boolean): Promise<History> =>
    readHistory(source.database, {
      programId,
      buckets,
      moneyExponent: tested.moneyExponent,
      until: now,
      wholeOrders,
      onProgress: more.onDone,
      signal,
    })
  const wholeOrders = readsOrders(tested) || readsOrders(compared)
  let history = await read(wholeOrders)
  const releases = await releasesOf(source, programId, history)
  if (!wholeOrders && [...releases.values()].some(readsOrders)) history = await read(true)
  const readers = [tested, ...(compared === undefined ? [] : [compared]), ...releases.values()]
  const membersNow = await readMembersNow(source, { programId, now, releases: readers, history, signal })
  return { history, releases, membersNow }
}
