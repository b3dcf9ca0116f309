import type { Effect, RuleVerdict } from '@perennial/contract'
import { newUuid } from '../../kernel/ids.ts'
import { instantText } from '../../kernel/instants.ts'
import { invariant, ok, type Verdict } from '../../kernel/verdict.ts'
import type { Release } from '../../programs/index.ts'
import type {
  Activity,
  AnyStage,
  Counted,
  CounterKey,
  Emit,
  Facts,
  Redecision,
  StageEffect,
  StageRecord,
} from '../stage.ts'
import { type Basket, basketOf, wholeOrder } from './basket.ts'
import { balanceFacts, decidersOf, factsNamed, historyFacts, keepNamed, tellersOf } from './facts.ts'
import { leftoverOf } from './leftover.ts'
import { mergePosts } from './merge-posts.ts'
import { numberOwner, refuseClosed } from './owner-books.ts'
import { applyEffect, begin, finish, ownMap, type Progress } from './progress.ts'
import type { Matched } from './returns.ts'
import { toldOfCommand } from './told-command.ts'
import {
  activityOf,
  type Budgets,
  counterText,
  counting,
  type Decider,
  type Kept,
  type Outcome,
  type OwnerWork,
  orderNamed,
  type RecordedInput,
  whoIs,
} from './work.ts'

/**
 * How deep derived activities may follow one another. What a programme that feeds itself would emit beyond that does not
 * happen: the order that set it off is worth more than the rest of the chain.
 */
const depthMax = 8

/** The source of activities that the programme itself emits. */
export const derivedSource = 'perennial'

const noFacts: Facts = {}
const none: readonly never[] = []

/**
 * The facts that decisions of the release read, from all sides: what is known of the member, what the stages know, what
 * the books hold. These are kept with the activity, so that deciding it again reads the same.
 */
function gatherFacts(progress: Progress, decider: Decider, activity: Activity): Facts {
  const { release, stages, outside } = decider
  const named = factsNamed(release, stages)
  if (named.size === 0) return noFacts
  let member: Readonly<Record<string, unknown>> = progress.member
  const facts: Record<string, Readonly<Record<string, unknown>>> = {}
  const counted = counting(progress.counters)
  for (const index of tellersOf(release, stages)) {
    const own = stages[index]?.facts?.({ state: progress.states[index], release, activity, counted }) ?? {}
    for (const name of Object.keys(own)) {
      if (name === 'member') member = { ...member, ...own.member }
      else facts[name] = { ...facts[name], ...own[name] }
    }
  }
  facts.member = outside === undefined ? member : { ...member, ...outside }
  if (named.has('balances')) facts.balances = balanceFacts(progress.books, release)
  if (named.has('history'))
    facts.history = historyFacts(progress, { day: activity.day, zone: release.timeZone })
  return keepNamed(facts, named)
}

interface StagesInput {
  decider: Decider
  /** The release that decides: the order's own in a re-decision. */
  release: Release
  activity: Activity
  facts: Facts
  /** By stage name; undefined for a first decision. */
  redecision: ((stage: string) => Redecision) | undefined
  kept?: Kept | undefined
}

interface StagesAnswer {
  records: Record<string, StageRecord>
  told: Effect[]
  verdicts: RuleVerdict[]
}

/** Asks every stage in order; each effect changes the state that the next decision sees. */
function askStages(progress: Progress, input: StagesInput): Verdict<StagesAnswer> {
  const { decider, release, activity } = input
  const answer: StagesAnswer = { records: {}, told: [], verdicts: [] }
  const earlier: StageEffect[] = []
  const who = whoIs(progress.ownerId, input.facts.member)
  for (const index of decidersOf(release, decider.stages, activity)) {
    const stage = decider.stages[index] as AnyStage
    const decided = stage.decide({
      release,
      who,
      state: progress.states[index],
      activity,
      facts: input.facts,
      earlier,
      redecision: input.redecision?.(stage.name),
      counted: (of, key) => countedFor(progress, input, { stage, of, key }),
      explain: decider.explain,
    })
    if (!decided.ok) return decided
    for (const effect of mergePosts(decided.value.effects)) {
      const before = progress.books
      const applied = applyEffect(progress, { decider, release, effect, parent: activity })
      if (!applied.ok) return applied
      earlier.push(effect)
      if (effect.kind === 'carry-out' && activity.command !== undefined) {
        const { books } = progress
        answer.told.push(...toldOfCommand({ command: activity.command, before, books, release, effect }))
      }
    }
    const { record, told, verdicts } = decided.value
    if (record !== undefined) answer.records[stage.name] = record
    if (told.length > 0) answer.told.push(...told)
    if (verdicts.length > 0) answer.verdicts.push(...verdicts)
  }
  return ok(answer)
}

/** A counter's value now; in a replay or an explanation, a budget's value then, which only the record tells. */
function countedFor(
  progress: Progress,
  input: StagesInput,
  asked: { stage: AnyStage; of: Counted; key: CounterKey },
): number {
  const { stage, of, key } = asked
  if (input.kept !== undefined && (of === 'budget' || input.kept.countersToo)) {
    if (of === 'family') return 0
    return stage.counted?.({ release: input.release, record: input.kept.records[stage.name], of, key }) ?? 0
  }
  if (of !== 'budget') return counting(progress.counters)(of, key)
  const text = counterText(key)
  return (progress.budgets.get(text) ?? 0) + (progress.used?.get(text) ?? 0)
}

/** A new activity. */
export interface AskedNew {
  activity: Omit<Activity, 'basket'>
  input: RecordedInput
  /** The basket of an order whose `input.order` nobody will come back to: it is decided and not remembered. */
  basket?: Basket | undefined
}

/** Decides a new activity, and the activities that its decision emits. */
export function decideNew(
  decider: Decider,
  at: { work: OwnerWork; budgets: Budgets },
  asked: AskedNew,
): Verdict<Outcome> {
  const closed = refuseClosed(at.work)
  if (closed !== undefined) return closed
  const progress = begin(at.work, at.budgets)
  const done = decideOne(progress, decider, asked)
  if (!done.ok) return done
  for (let next = progress.emitted.shift(); next !== undefined; next = progress.emitted.shift()) {
    const { emit, parent } = next
    if (parent.depth >= depthMax) continue
    const derived = decideOne(progress, decider, derivedActivity(emit, parent, decider))
    if (!derived.ok) return derived
  }
  return ok(finish(progress, decider))
}

/** A derived activity is as unique as its parent and its own key under it. */
function derivedActivity(emit: Emit, parent: Activity, { isTrial = false, kept }: Decider): AskedNew {
  const sourceId = `${parent.id}/${emit.key}`
  const input: RecordedInput = {
    type: emit.type,
    source: derivedSource,
    sourceId,
    occurredAt: isTrial ? '' : instantText(parent.occurredAt),
    ...(parent.channel === '' ? {} : { channel: parent.channel }),
    ...(parent.store === '' ? {} : { store: parent.store }),
    data: emit.data,
  }
  const { occurredAt, day } = parent
  const id = isTrial ? sourceId : (kept?.(input)?.id ?? newUuid())
  const drawnBy = parent.drawnBy && (() => `${parent.drawnBy?.()}/${emit.key}`)
  return { input, activity: activityOf({ id, input, occurredAt, day, depth: parent.depth + 1, drawnBy }) }
}

function decideOne(progress: Progress, decider: Decider, asked: AskedNew): Verdict<null> {
  const { release } = decider
  const basket = wholeBasket(asked, release)
  if (!basket.ok) return basket
  const order = asked.input.order
  const fulfils = orderNamed(progress, asked.input)?.activity.id
  const activity: Activity = { ...asked.activity, basket: basket.value, fulfils }
  const { seq, books } = numberOwner(progress.books, activity, release)
  progress.books = books
  const before = decider.kept?.(asked.input)
  const facts = before?.facts ?? gatherFacts(progress, decider, activity)
  const answer = askStages(progress, {
    decider,
    release,
    activity,
    facts,
    redecision: undefined,
    kept: before,
  })
  if (!answer.ok) return answer
  if (order !== undefined) {
    const orders = ownMap(progress.orders, progress.given.orders)
    const { records } = answer.value
    orders.set(activity.id, {
      activity: asked.activity,
      input: order,
      seq,
      release,
      facts,
      first: records,
      standing: records,
      left: wholeOrder(order),
    })
    progress.orders = orders
  }
  if (basket.value !== undefined) progress.member = withOneMoreOrder(progress.member)
  progress.recorded.push({
    activity,
    seq,
    input: asked.input,
    release: release.number,
    facts,
    records: answer.value.records,
    told: answer.value.told,
    verdicts: answer.value.verdicts,
    matches: none,
    unmatched: none,
    touched: none,
  })
  return ok(null)
}

function wholeBasket({ input, basket }: AskedNew, release: Release): Verdict<Basket | undefined> {
  if (basket !== undefined) return ok(basket)
  const { order } = input
  return order === undefined ? ok(undefined) : basketOf(order, wholeOrder(order), release.moneyExponent)
}

/** Rules may read how many orders came before: where that was loaded, the next order of the batch sees one more. */
function withOneMoreOrder(member: OwnerWork['member']): OwnerWork['member'] {
  return typeof member.orders === 'number' ? { ...member, orders: member.orders + 1 } : member
}

/**
 * Decides a return or a cancellation: every order it takes from is decided again on what is left of it, under its own
 * release, with the facts and the room kept when it was first decided; the difference to what stands is posted.
 */
export function decideReturn(
  decider: Decider,
  at: { work: OwnerWork; budgets: Budgets },
  asked: {
    activity: Omit<Activity, 'basket'>
    input: RecordedInput
    matched: Matched
    shippingMinor: number
  },
): Verdict<Outcome> {
  const closed = refuseClosed(at.work)
  if (closed !== undefined) return closed
  const progress = begin(at.work, at.budgets)
  const activity: Activity = { ...asked.activity, basket: undefined }
  const { seq, books } = numberOwner(progress.books, activity, decider.release)
  progress.books = books
  const told: Effect[] = []
  const verdicts: RuleVerdict[] = []
  const touched = new Set(asked.matched.matches.map((match) => match.orderId))
  if (touched.size === 0 && asked.shippingMinor > 0) {
    const named = asked.input.return
    const source = named?.orderSource ?? asked.input.source
    for (const { activity: order } of progress.orders.values()) {
      if (order.sourceId === named?.order && order.source === source) touched.add(order.id)
    }
  }
  for (const orderId of touched) {
    const again = redecide(progress, decider, { cause: activity, orderId, asked })
    if (!again.ok) return again
    told.push(...again.value.told)
    verdicts.push(...again.value.verdicts)
  }
  progress.recorded.push({
    activity,
    seq,
    input: asked.input,
    release: decider.release.number,
    facts: {},
    records: {},
    told,
    verdicts,
    matches: asked.matched.matches,
    unmatched: asked.matched.unmatched,
    touched: [...touched],
  })
  return ok(finish(progress, decider))
}

function redecide(
  progress: Progress,
  decider: Decider,
  input: { cause: Activity; orderId: string; asked: { matched: Matched; shippingMinor: number } },
): Verdict<StagesAnswer> {
  const book = progress.orders.get(input.orderId)
  invariant(book !== undefined, `order ${input.orderId} was matched but not loaded`)
  const { cause, asked } = input
  const leftover = leftoverOf(decider, book, asked)
  if (!leftover.ok) return leftover
  const { left, basket, nothingLeft } = leftover.value
  const answer = askStages(progress, {
    decider,
    release: book.release,
    activity: { ...book.activity, basket },
    facts: book.facts,
    redecision: (stage) => ({
      first: book.first[stage],
      standing: book.standing[stage],
      cause: { id: cause.id, type: cause.type, occurredAt: cause.occurredAt, day: cause.day },
      nothingLeft,
    }),
  })
  if (!answer.ok) return answer
  const orders = ownMap(progress.orders, progress.given.orders)
  orders.set(input.orderId, { ...book, left, standing: { ...book.standing, ...answer.value.records } })
  progress.orders = orders
  return answer
}
