import type { Day, Instant } from '../../../kernel/instants.ts'
import type { Verdict } from '../../../kernel/verdict.ts'
import { openBooks, settle } from '../../../ledger/index.ts'
import type { Release } from '../../../programs/index.ts'
import type { Basket } from '../../model/basket.ts'
import { decideNew, decideReturn } from '../../model/decide.ts'
import { isReturn } from '../../model/intake.ts'
import type { Matched } from '../../model/returns.ts'
import {
  activityOf,
  type Budgets,
  type Decider,
  type Outcome,
  type OwnerWork,
  type RecordedInput,
  useBudgets,
} from '../../model/work.ts'
import type { Activity, AnyStage } from '../../stage.ts'
import { type History, idAt, type Special } from './history.ts'
import { type FactsAt, type MembersNow, memberFactsOf } from './member-facts.ts'
import { createTally, type Tally, type Tallying } from './tally.ts'

export interface TryRelease {
  stages: readonly AnyStage[]
  history: History
  /** Decides what happened in the window. */
  release: Release
  /** Decide what happened before it: the releases of then, by number. */
  releases: ReadonlyMap<number, Release>
  /** Days in the release's zone, both included. */
  window: { from: Day; to: Day }
  /** Until when time is settled at the end. */
  endsAt: Instant
  /** {@link noMembersNow} where no release reads anything of them. */
  membersNow: MembersNow
}

/** A release at work on a history. */
export interface Trial {
  /** Decides up to so many activities more; whether all are done. */
  advance(count: number): boolean
  /** Activities behind it. */
  done(): number
  tally: Tally
}

/** What changes from activity to activity. */
interface Progress {
  input: TryRelease
  tallying: Tallying
  /** By owner; undefined before the first activity and after the last. */
  works: (OwnerWork | undefined)[]
  /** The day of each place in the zone of the release. */
  days: Int32Array
  /** Small numbers of the currencies of all releases. */
  currencies: readonly number[]
  budgets: Map<string, number>
  /** Activities of each owner that are still to come. */
  left: Uint32Array
  /** Owners of whom something was refused: what returns leave of their orders has to be worked out again. */
  broken: Set<number>
  factsOf: (work: OwnerWork, special: Special | undefined, isTested: boolean) => FactsAt
}

/**
 * Tries a release on a history: what happened before the window is decided by the releases of then, what happened in it
 * by the one that is tried, and what happened after it is left out. Orders that come back are decided again by the release
 * that decided them here. Time is settled before each decision as it was then.
 */
export function tryRelease(input: TryRelease): Trial {
  const { history } = input
  const tallying = createTally(input)
  const progress: Progress = {
    input,
    tallying,
    works: Array.from({ length: history.owners.length }),
    days: history.days(input.release.timeZone),
    currencies: currenciesOf(input),
    budgets: new Map(),
    left: activitiesByOwner(history),
    broken: new Set(),
    factsOf: memberFactsOf(input, tallying),
  }
  const deciding = [input.release, ...input.releases.values()]
  // Budgets are shared by all owners: then time goes before owners.
  const isShared = deciding.some((release) => sharesBudgets(input.stages, release, history.texts))
  const turns = isShared ? history.posted() : undefined
  let next = 0
  return {
    tally: tallying.tally,
    done: () => next,
    advance(count) {
      const end = Math.min(history.size, next + count)
      for (; next < end; next += 1) step(progress, turns === undefined ? next : (turns[next] as number))
      return next === history.size
    },
  }
}

function activitiesByOwner({ size, owner, owners }: History): Uint32Array {
  const counts = new Uint32Array(owners.length)
  for (let at = 0; at < size; at += 1) {
    const own = owner[at] as number
    counts[own] = (counts[own] as number) + 1
  }
  return counts
}

/** Whether what one owner gets hangs on what others got before, when a release decides activities of these types. */
export function sharesBudgets(
  stages: readonly AnyStage[],
  release: Release,
  types: readonly string[],
): boolean {
  return types.some((type) =>
    stages.some((stage) => (stage.needs?.(release, probeOf(type), nobody).budgets.length ?? 0) > 0),
  )
}

const nobody = { ownerId: '', household: '' }

function probeOf(type: string): Activity {
  const input = { type, source: '', sourceId: '' }
  return activityOf({ id: '', input, occurredAt: 0, day: 0, depth: 0 })
}

function step(progress: Progress, at: number): void {
  const { input, works, days, left, tallying } = progress
  const { history, window, release } = input
  const owner = history.owner[at] as number
  let work = works[owner] ?? openWork(progress, owner)
  const day = days[at] as number
  if (day <= window.to) work = decideAt(progress, { at, work, isTested: day >= window.from })
  const rest = (left[owner] as number) - 1
  left[owner] = rest
  if (rest > 0) {
    works[owner] = work
    return
  }
  works[owner] = undefined
  const due = settle(work.books, input.endsAt, release.timeZone)
  tallying.moved(due.entries)
  tallying.close(owner, { ...work, books: due.books })
}

function currenciesOf({ release, releases }: TryRelease): readonly number[] {
  const codes = new Set([...release.currencyByCode.keys()])
  for (const each of releases.values()) for (const code of each.currencyByCode.keys()) codes.add(code)
  return codes.size === 0 ? [1] : [...codes].sort((a, b) => a - b)
}

/** What an owner has before anything happened to them. Whoever changes a map makes a copy of their own. */
const noCounters: OwnerWork['counters'] = new Map()
const noOrders: OwnerWork['orders'] = new Map()

function openWork({ input, currencies }: Progress, owner: number): OwnerWork {
  const { history, stages, membersNow } = input
  const ownerId = history.owners[owner] as string
  return {
    ownerId,
    books: openBooks(ownerId, currencies, true),
    states: stages.map((stage) => membersNow.states.get(stage.name)?.get(ownerId) ?? stage.initial()),
    counters: noCounters,
    orders: noOrders,
    member: {},
  }
}

function decideAt(progress: Progress, turn: { at: number; work: OwnerWork; isTested: boolean }): OwnerWork {
  const { input, tallying } = progress
  const { history } = input
  const { at, isTested } = turn
  const owner = history.owner[at] as number
  const special = history.special.get(at)
  const release = isTested ? input.release : releaseOf(input, history.release[at] as number)
  const now = history.postedAt[at] as number
  const due = settle(turn.work.books, now, release.timeZone)
  if (isTested) tallying.moved(due.entries)
  const settled = due.books === turn.work.books ? turn.work : { ...turn.work, books: due.books }
  const { work, outside } = progress.factsOf(settled, special, isTested)
  const leftovers = progress.broken.has(owner) ? undefined : special?.leftovers
  const leftOf = leftovers && ((orderId: string) => leftovers.get(orderId))
  const { stages } = input
  const decider: Decider = { stages, release, now, explain: false, isTrial: true, outside, leftOf }
  // Releases of then may have had another zone, and so another day for the same instant.
  const day = isTested ? (progress.days[at] as number) : (history.days(release.timeZone)[at] as number)
  const asked = askedAt(history, { at, special, day })
  const outcome = decide(decider, { work, budgets: progress.budgets }, { asked, special })
  if (!outcome.ok) {
    if (isTested) tallying.refused(outcome.refusal.code)
    progress.broken.add(owner)
    return work
  }
  useBudgets(progress.budgets, outcome.value.used)
  if (isTested) {
    tallying.decided({
      owner,
      outcome: outcome.value,
      orderMinor: asked.basket?.netMinor,
      backMinor: special?.backMinor ?? 0,
    })
    tallying.moved(outcome.value.entries)
  }
  return outcome.value.work
}

function releaseOf({ releases }: TryRelease, number: number): Release {
  const release = releases.get(number)
  if (release === undefined) throw new Error(`Broken invariant: release ${number} is not there`)
  return release
}

interface AskedAt {
  activity: Omit<Activity, 'basket'>
  input: RecordedInput
  basket: Basket | undefined
}

/** The activity of a place, made again from its columns. */
function askedAt(history: History, of: { at: number; special: Special | undefined; day: number }): AskedAt {
  const { at, special, day } = of
  const occurredAt = history.occurredAt[at] as number
  const named = special?.fulfils
  const input: RecordedInput = {
    type: history.texts[history.type[at] as number] as string,
    source: special?.source ?? (history.texts[history.source[at] as number] as string),
    sourceId: special?.sourceId ?? '',
    // Only what is told or stored needs it as text.
    occurredAt: '',
    channel: history.texts[history.channel[at] as number] as string,
    store: history.texts[history.store[at] as number] as string,
  }
  if (special?.order !== undefined) input.order = special.order
  if (special?.data !== undefined) input.data = special.data as NonNullable<RecordedInput['data']>
  if (special?.command !== undefined) input.command = special.command
  if (named !== undefined) {
    const order = { order: named.order, orderSource: named.source }
    if (special?.matched === undefined) input.fulfilment = order
    else input.return = order
  }
  const id = special?.id ?? String(at)
  return {
    input,
    activity: activityOf({ id, input, occurredAt, day, depth: 0, drawnBy: () => idAt(history, at) }),
    basket: history.baskets[at],
  }
}

function decide(
  decider: Decider,
  at: { work: OwnerWork; budgets: Budgets },
  of: { asked: AskedAt; special: Special | undefined },
): Verdict<Outcome> {
  const { asked, special } = of
  const { activity, input } = asked
  if (special?.matched === undefined || !isReturn(input.type)) return decideNew(decider, at, asked)
  // An order that was refused here cannot come back: its part of the return is left out.
  const matches = special.matched.matches.filter((match) => at.work.orders.has(match.orderId))
  const matched: Matched = { ...special.matched, matches }
  return decideReturn(decider, at, { activity, input, matched, shippingMinor: special.shippingMinor ?? 0 })
}
