import { canonicalJson } from '../../kernel/canonical.ts'
import type { Verdict } from '../../kernel/verdict.ts'
import { type Books, type Entry, openBooks, settle } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { AnyStage } from '../stage.ts'
import { decideNew, decideReturn } from './decide.ts'
import { isReturn, programDay } from './intake.ts'
import { type KeptDecision, keepDecision } from './kept.ts'
import type { Matched } from './returns.ts'
import {
  activityOf,
  type Decider,
  type Outcome,
  type OwnerWork,
  orderNamed,
  type Recorded,
  type RecordedInput,
} from './work.ts'

/** A stored activity as replay reads it. */
export interface ReplayedActivity {
  activityId: string
  seq: number
  release: number
  occurredAt: number
  postedAt: number
  input: RecordedInput
  decision: KeptDecision
}

/** A journal row as replay compares it. */
export interface ReplayedRow {
  currency: number
  seq: number
  debit: number
  credit: number
  amount: number
  activityId: string
  rule: string | null
  reason: string
  effectiveAt: number
  expiresAt: number | null
}

export interface OwnerHistory {
  ownerId: string
  /** In the order of decisions. */
  activities: readonly ReplayedActivity[]
  /** By currency and number. */
  journal: readonly ReplayedRow[]
  /** Until when time had been settled: the last posting of the journal. */
  settledUntil: number
}

export interface ReplayContext {
  stages: readonly AnyStage[]
  /** Releases by number: every one that an activity names. */
  releases: ReadonlyMap<number, Release>
  /** Any of them, for the currencies and the zone. */
  latest: Release
}

/** What the replay of one owner came to. */
export interface Replayed {
  /** What differs from the stored journal and decisions; empty when all is reproduced. */
  differences: readonly string[]
  books: Books
  activities: number
  rows: number
}

/** Decides an owner's whole history again from nothing and compares it with what is stored. Pure. */
export function replayOwner(context: ReplayContext, history: OwnerHistory): Replayed {
  const { latest, stages } = context
  let work: OwnerWork = {
    ownerId: history.ownerId,
    books: openBooks(history.ownerId, [], true),
    states: stages.map((stage) => stage.initial()),
    counters: new Map(),
    orders: new Map(),
    member: {},
  }
  const entries: Entry[] = []
  const differences: string[] = []
  const byKey = new Map(history.activities.map((each) => [inputKey(each.input), each]))
  for (const stored of history.activities) {
    // What an activity emitted is replayed with it.
    if ((stored.decision.d ?? 0) > 0) continue
    const due = settle(work.books, stored.postedAt, latest.timeZone)
    entries.push(...due.entries)
    work = { ...work, books: withCurrencies(due.books, releaseOf(context, stored.release)) }
    const outcome = decideStored(context, { work, stored, byKey })
    if (!outcome.ok) {
      differences.push(`activity ${stored.activityId} is refused now: ${outcome.refusal.detail}`)
      continue
    }
    work = outcome.value.work
    entries.push(...outcome.value.entries)
    differences.push(...compareRecorded(context, { outcome: outcome.value, byKey }))
  }
  const due = settle(work.books, history.settledUntil, latest.timeZone)
  entries.push(...due.entries)
  differences.push(...compareJournal(entries, history.journal))
  return { differences, books: due.books, activities: history.activities.length, rows: entries.length }
}

function releaseOf({ releases }: Pick<ReplayContext, 'releases'>, number: number): Release {
  const release = releases.get(number)
  if (release === undefined) throw new Error(`Broken invariant: release ${number} is not there`)
  return release
}

/** A release may bring currencies: the owner's books have them from the first activity that it decides. */
function withCurrencies(books: Books, release: Release): Books {
  const codes = [...release.currencyByCode.keys()]
  const fresh = (codes.length === 0 ? [1] : codes).filter((code) => !books.currencies.has(code))
  if (fresh.length === 0) return books
  const opened = [...books.currencies, ...openBooks(books.ownerId, fresh, true).currencies]
  return { ...books, currencies: new Map(opened.sort(([a], [b]) => a - b)) }
}

function inputKey(input: Pick<RecordedInput, 'type' | 'source' | 'sourceId'>): string {
  return `${input.type}\u0001${input.source}\u0001${input.sourceId}`
}

function decideStored(
  context: ReplayContext,
  at: { work: OwnerWork; stored: ReplayedActivity; byKey: ReadonlyMap<string, ReplayedActivity> },
): Verdict<Outcome> {
  const { stored, work } = at
  const release = releaseOf(context, stored.release)
  const decider: Decider = {
    stages: context.stages,
    release,
    now: stored.postedAt,
    explain: false,
    kept: (input) => {
      // A replayed activity keeps its id, so what it emits is found under the sourceId that was stored.
      const there = at.byKey.get(inputKey(input))
      if (there === undefined) return undefined
      const { f: facts = {}, s: records = {} } = there.decision
      return { id: there.activityId, facts, records, countersToo: false }
    },
  }
  const { input, occurredAt } = stored
  const day = programDay(occurredAt, release)
  const activity = activityOf({ id: stored.activityId, input, occurredAt, day, depth: 0 })
  const place = { work, budgets: new Map<string, number>() }
  if (!isReturn(input.type)) return decideNew(decider, place, { activity, input })
  return decideReturn(decider, place, {
    activity,
    input,
    matched: keptMatch(stored),
    shippingMinor: shippingOf(work, stored),
  })
}

function keptMatch(stored: ReplayedActivity): Matched {
  return {
    matches: (stored.decision.m ?? []).map(([orderId, , lineIndex, , , quantity]) => ({
      orderId,
      lineIndex,
      quantity,
    })),
    unmatched: stored.decision.u ?? [],
  }
}

function shippingOf(work: OwnerWork, stored: ReplayedActivity): number {
  const named = stored.input.return
  if (named?.shippingMinor !== undefined) return named.shippingMinor
  if (named?.lines !== undefined || named?.order === undefined) return 0
  return orderNamed(work, stored.input)?.left.shippingMinor ?? 0
}

function compareRecorded(
  context: ReplayContext,
  input: { outcome: Outcome; byKey: ReadonlyMap<string, ReplayedActivity> },
): string[] {
  const differences: string[] = []
  for (const recorded of input.outcome.recorded) {
    const stored = input.byKey.get(inputKey(recorded.input))
    if (stored === undefined) {
      differences.push(`activity ${recorded.input.type} ${recorded.input.sourceId} was not recorded`)
      continue
    }
    if (stored.seq !== recorded.seq)
      differences.push(`activity ${stored.activityId}: number ${stored.seq}, replay ${recorded.seq}`)
    const again = decisionOf(context, recorded, input.outcome.work)
    for (const part of Object.keys({ ...again, ...stored.decision }) as (keyof KeptDecision)[]) {
      const [was, is] = [canonicalJson(stored.decision[part] ?? null), canonicalJson(again[part] ?? null)]
      if (was !== is)
        differences.push(`activity ${stored.activityId}, part ${part}: stored ${was}, replay ${is}`)
    }
  }
  return differences
}

/** What would be kept of an activity, after it. */
function decisionOf(
  context: Pick<ReplayContext, 'stages' | 'releases'>,
  recorded: Recorded,
  work: OwnerWork,
): KeptDecision {
  const parts = context.stages.flatMap(
    (stage, index) =>
      stage.summary?.({
        state: work.states[index],
        release: releaseOf(context, recorded.release),
        at: recorded.activity.occurredAt,
      }) ?? [],
  )
  return keepDecision(recorded, work, parts)
}

function compareJournal(entries: readonly Entry[], journal: readonly ReplayedRow[]): string[] {
  const differences: string[] = []
  const rows = new Map(journal.map((row) => [`${row.currency}/${row.seq}`, rowText(row)]))
  for (const entry of entries) {
    const place = `${entry.currency}/${entry.seq}`
    const stored = rows.get(place)
    rows.delete(place)
    if (stored !== rowText(entry))
      differences.push(`journal row ${place}: stored ${stored ?? 'nothing'}, replay ${rowText(entry)}`)
  }
  for (const [place, stored] of rows)
    differences.push(`journal row ${place}: stored ${stored}, replay nothing`)
  return differences
}

function rowText(row: ReplayedRow): string {
  const { debit, credit, amount, rule, reason, effectiveAt, expiresAt } = row
  return canonicalJson({ debit, credit, amount, rule, reason, effectiveAt, expiresAt })
}
