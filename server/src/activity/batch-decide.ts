import type { ActivityInput, RuleVerdict } from '@perennial/contract'
import { newUuid } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { invariant, ok, type Refusal, refuse, type Verdict } from '../kernel/verdict.ts'
import type { Entry } from '../ledger/index.ts'
import type { Newcomer } from '../members/index.ts'
import type { Asked, Found } from './batch-find.ts'
import type { Loaded } from './batch-load.ts'
import type { Accepted } from './batch-write.ts'
import { decideNew, decideReturn, derivedSource } from './model/decide.ts'
import { isReturn, programDay } from './model/intake.ts'
import { type KeptDecision, keepDecision } from './model/kept.ts'
import { returnable } from './model/leftover.ts'
import { type Matched, matchLatestFirst, matchNamedOrder } from './model/returns.ts'
import {
  activityOf,
  type Decider,
  type Outcome,
  type OwnerWork,
  orderNamed,
  type RecordedInput,
  useBudgets,
} from './model/work.ts'
import type { ReplyPart, StageEffect } from './stage.ts'

/** What deciding an item came to. */
export type Answer =
  | {
      kind: 'decided'
      ownerId: string
      activityId: string
      decision: KeptDecision
      verdicts: readonly RuleVerdict[]
    }
  | { kind: 'refused'; refusal: Refusal }
  /** Nothing was decided: the item is known, parked, or a twin. */
  | { kind: 'other' }

/** All that a batch decided, ready to be written. */
export interface DecidedBatch {
  answers: Answer[]
  accepted: Accepted[]
  entries: Entry[]
  effects: { ownerId: string; effect: StageEffect }[]
  works: Map<string, OwnerWork>
  /** Owners of whom something is to be written. */
  changed: Set<string>
}

interface DecideInput {
  decider: Decider
  loaded: Loaded
  newcomers: ReadonlyMap<string, Newcomer>
  asked: readonly Asked[]
  found: readonly Found[]
}

/** Decides the items of a batch one after the other; a refused one leaves everything as it was before it. Pure. */
export function decideBatch(input: DecideInput): DecidedBatch {
  const batch: DecidedBatch = {
    answers: [],
    accepted: [],
    entries: [...input.loaded.settled],
    effects: [],
    works: new Map(input.loaded.works),
    changed: new Set(input.loaded.settled.map((entry) => entry.ownerId)),
  }
  const progress = {
    batch,
    budgets: new Map(input.loaded.budgets),
    enrolled: new Set<string>(),
  }
  for (const [index, found] of input.found.entries()) {
    const asked = input.asked[index]
    invariant(asked !== undefined, 'every item found was asked')
    if (found.kind === 'refused') batch.answers.push({ kind: 'refused', refusal: found.refusal })
    else if (found.kind !== 'decide') batch.answers.push({ kind: 'other' })
    else
      batch.answers.push(
        decideItem(input, progress, { asked, ownerId: found.ownerId, orderId: found.orderId }),
      )
  }
  return batch
}

interface Progress {
  batch: DecidedBatch
  budgets: Map<string, number>
  /** Newcomers whose enrolment has been decided. */
  enrolled: Set<string>
}

interface Item {
  asked: Asked
  ownerId: string
  orderId: string | undefined
}

function decideItem(input: DecideInput, progress: Progress, item: Item): Answer {
  const { asked, ownerId } = item
  enrolFirst(input, progress, item)
  const work = progress.batch.works.get(ownerId)
  invariant(work !== undefined, `owner ${ownerId} was not loaded`)
  const decider = { ...input.decider, explain: asked.explain }
  const outcome = decideAsked(decider, { work, budgets: progress.budgets }, item)
  if (!outcome.ok) return { kind: 'refused', refusal: outcome.refusal }
  const decision = accept(input, progress, { ownerId, outcome: outcome.value, asked })
  const verdicts = outcome.value.recorded[0]?.verdicts ?? []
  return { kind: 'decided', ownerId, activityId: asked.activityId, decision, verdicts }
}

function decideAsked(
  decider: Decider,
  at: { work: OwnerWork; budgets: ReadonlyMap<string, number> },
  item: Item,
): Verdict<Outcome> {
  const { intake, activityId } = item.asked
  // A command happens when it is decided, whatever its sender's clock says.
  const occurredAt = isCommand(intake.input) ? decider.now : intake.occurredAt
  const input = isCommand(intake.input)
    ? { ...intake.input, occurredAt: instantText(occurredAt) }
    : intake.input
  const day = programDay(occurredAt, decider.release)
  const activity = activityOf({ id: activityId, input, occurredAt, day, depth: 0 })
  if (!isReturn(input.type)) return decideNew(decider, at, { activity, input })
  const matched = matchReturn(at.work, item)
  if (!matched.ok) return matched
  const shippingMinor = shippingBack(at.work, item)
  return decideReturn(decider, at, { activity, input, matched: matched.value, shippingMinor })
}

function isCommand(input: RecordedInput): boolean {
  return input.command !== undefined
}

function matchReturn(work: OwnerWork, item: Item): Verdict<Matched> {
  const named = item.asked.intake.input.return
  invariant(named !== undefined, 'a return says what is returned')
  if (item.asked.orderKey === undefined) {
    return ok(
      matchLatestFirst([...work.orders.values()].map(returnable), named, item.asked.intake.occurredAt),
    )
  }
  const book = orderNamed(work, item.asked.intake.input)
  if (book === undefined) {
    // The order stood earlier in this batch and was refused there.
    return refuse('activity_invalid', 'The order that it returns was refused. Nothing was changed.', {
      field: 'return.order',
    })
  }
  return matchNamedOrder(returnable(book), named)
}

/** Shipping given back: as said, or all of it when the whole order goes back. */
function shippingBack(work: OwnerWork, item: Item): number {
  const named = item.asked.intake.input.return
  if (named?.shippingMinor !== undefined) return named.shippingMinor
  return named?.lines === undefined ? (orderNamed(work, item.asked.intake.input)?.left.shippingMinor ?? 0) : 0
}

/** A newcomer's enrolment is an activity of its own, right before what brought the newcomer. */
function enrolFirst(input: DecideInput, progress: Progress, item: Item): void {
  const newcomer = input.newcomers.get(item.ownerId)
  if (newcomer === undefined || progress.enrolled.has(item.ownerId)) return
  progress.enrolled.add(item.ownerId)
  if (item.asked.intake.input.type === 'member.enrolled') return
  const enrolment: ActivityInput = {
    type: 'member.enrolled',
    source: derivedSource,
    sourceId: `enrolment/${newcomer.memberId}`,
    occurredAt: instantText(newcomer.enrolledAt),
  }
  const work = progress.batch.works.get(item.ownerId)
  invariant(work !== undefined, 'a newcomer has work')
  const { release } = input.decider
  const activity = activityOf({
    id: newUuid(),
    input: enrolment,
    occurredAt: newcomer.enrolledAt,
    day: programDay(newcomer.enrolledAt, release),
    depth: 0,
  })
  const outcome = decideNew(
    input.decider,
    { work, budgets: progress.budgets },
    { activity, input: enrolment },
  )
  // Enrolling posts at most welcome points to empty books, so it cannot reach a limit.
  invariant(outcome.ok, 'an enrolment is never refused')
  accept(input, progress, { ownerId: item.ownerId, outcome: outcome.value, asked: undefined })
}

/** Takes an outcome into the batch; what is kept of the activity that was asked for. */
function accept(
  input: DecideInput,
  progress: Progress,
  accepted: { ownerId: string; outcome: Outcome; asked: Asked | undefined },
): KeptDecision {
  const { ownerId, outcome, asked } = accepted
  const { batch } = progress
  useBudgets(progress.budgets, outcome.used)
  batch.works.set(ownerId, outcome.work)
  batch.changed.add(ownerId)
  batch.entries.push(...outcome.entries)
  for (const effect of outcome.effects) batch.effects.push({ ownerId, effect })
  let first: KeptDecision | undefined
  for (const [index, recorded] of outcome.recorded.entries()) {
    const parts = partsOf(input, outcome.work, recorded.activity.occurredAt)
    const decision = keepDecision(recorded, outcome.work, parts)
    const isAsked = index === 0 && asked !== undefined
    batch.accepted.push({
      ownerId,
      recorded,
      decision,
      body: isAsked && !isCommand(asked.intake.input) ? asked.intake.body : undefined,
      hash: isAsked ? asked.intake.hash : undefined,
    })
    first ??= decision
  }
  invariant(first !== undefined, 'an outcome records its activity')
  return first
}

function partsOf(input: DecideInput, work: OwnerWork, at: number): ReplyPart[] {
  const { stages, release } = input.decider
  return stages.flatMap((stage, index) => stage.summary?.({ state: work.states[index], release, at }) ?? [])
}
