import { copyOf } from '../../kernel/maps.ts'
import { ok, type Verdict } from '../../kernel/verdict.ts'
import { carryOut, type Entry, post, settle } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { Activity, AnyStage, Count, Emit, StageEffect } from '../stage.ts'
import { passOn } from './owner-books.ts'
import {
  type Budgets,
  counterText,
  type Decider,
  type Outcome,
  type OwnerWork,
  type Recorded,
} from './work.ts'

/** What changes while one activity is decided. What it was given stays as it is: a refused decision leaves no trace. */
export interface Progress extends OwnerWork {
  given: OwnerWork
  budgets: Budgets
  /** What the activity adds to budgets; undefined for nothing. */
  used: Map<string, number> | undefined
  entries: Entry[]
  effects: StageEffect[]
  recorded: Recorded[]
  emitted: { emit: Emit; parent: Activity }[]
}

export function begin(work: OwnerWork, budgets: Budgets): Progress {
  const { ownerId, books, states, counters, orders, past, member } = work
  const own = { ownerId, books, states, counters, orders, past, member, given: work }
  return { ...own, budgets, used: undefined, entries: [], effects: [], recorded: [], emitted: [] }
}

/** A map that the decision may change: a copy of what it was given, made once. */
export function ownMap<Value>(
  now: ReadonlyMap<string, Value>,
  given: ReadonlyMap<string, Value>,
): Map<string, Value> {
  return now === given ? copyOf(given) : (now as Map<string, Value>)
}

/**
 * What a late activity earned may be due already: it is settled here, so that the next decision never sees it open. What
 * came to an owner who was merged into another follows at once.
 */
export function finish(progress: Progress, decider: Decider): Outcome {
  const { recorded, effects, entries, used } = progress
  const due = settle(progress.books, decider.now, decider.release.timeZone)
  const { books, entries: passed } = passOn(due.books, decider, recorded[0]?.activity)
  if (due.entries.length > 0) entries.push(...due.entries)
  if (passed.length > 0) entries.push(...passed)
  const { ownerId, states, counters, orders, past, member } = progress
  return {
    work: { ownerId, books, states, counters, orders, past, member },
    used,
    recorded,
    entries,
    effects,
  }
}

/** Carries out what a stage wants done; all later decisions see it. */
export function applyEffect(
  progress: Progress,
  input: { decider: Decider; release: Release; effect: StageEffect; parent: Activity },
): Verdict<null> {
  const { decider, effect } = input
  if (effect.kind === 'post' || effect.kind === 'carry-out') {
    const { books } = progress
    const zone = decider.release.timeZone
    const posted =
      effect.kind === 'post' ? post(books, effect.posting, zone) : carryOut(books, effect.instruction, zone)
    if (!posted.ok) return posted
    progress.books = posted.value.books
    progress.entries.push(...posted.value.entries)
  } else if (effect.kind === 'count') applyCount(progress, effect)
  else if (effect.kind === 'emit') progress.emitted.push({ emit: effect, parent: input.parent })
  evolveStates(progress, decider, effect)
  progress.effects.push(effect)
  return ok(null)
}

/** Most effects concern one stage or none: what stays as it is needs no copy. */
function evolveStates(progress: Progress, decider: Decider, effect: StageEffect): void {
  const { stages, release } = decider
  for (let index = 0; index < stages.length; index += 1) {
    const before = progress.states[index]
    const after = (stages[index] as AnyStage).evolve(before, effect, release)
    if (after === before) continue
    if (progress.states === progress.given.states) progress.states = progress.states.slice()
    ;(progress.states as unknown[])[index] = after
  }
}

function applyCount(progress: Progress, count: Count): void {
  const key = counterText(count)
  if (count.of === 'budget') {
    progress.used ??= new Map()
    progress.used.set(key, (progress.used.get(key) ?? 0) + count.amount)
    return
  }
  const counters = ownMap(progress.counters, progress.given.counters)
  counters.set(key, (counters.get(key) ?? 0) + count.amount)
  progress.counters = counters
}
