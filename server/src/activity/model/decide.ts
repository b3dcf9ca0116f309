import type { Effect, RuleVerdict } from '@perennial/contract'
import { newUuid } from '../../kernel/ids.ts'
import { instantText } from '../../kernel/instants.ts'
import { invariant, ok, type Verdict } from '../../kernel/verdict.ts'
import { carryOut, type Entry, post, settle } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type {
  Activity,
  AnyStage,
  Count,
  Counted,
  CounterKey,
  Emit,
  Facts,
  Redecision,
  StageEffect,
  StageRecord,
} from '../stage.ts'
import { type Basket, basketOf, wholeOrder } from './basket.ts'
import { balanceFacts, factsNamed, historyFacts, keepNamed } from './facts.ts'
import { leftoverOf } from './leftover.ts'
import { mergePosts } from './merge-posts.ts'
import { numberOwner, passOn, refuseClosed } from './owner-books.ts'
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
  type Recorded,
  type RecordedInput,
  whoIs,
} from './work.ts'

/** How deep derived activities may follow one another; a deeper one is a programme that feeds itself. */
const depthMax = 8

/** The source of activities that the programme itself emits. */
export const derivedSource = 'perennial'

/** What changes while one activity is decided. */
interface Progress {
  work: OwnerWork
  budgets: Budgets
  entries: Entry[]
  effects: StageEffect[]
  recorded: Recorded[]
  emitted: { emit: Emit; parent: Activity }[]
}

function begin(work: OwnerWork, budgets: Budgets): Progress {
  return { work, budgets, entries: [], effects: [], recorded: [], emitted: [] }
}

/**
 * What a late activity earned may be due already: it is settled here, so that the next decision never sees it open. What
 * came to an owner who was merged into another follows at once.
 */
function finish(progress: Progress, decider: Decider): Outcome {
  const { budgets, recorded, effects } = progress
  const due = settle(progress.work.books, decider.now, decider.release.timeZone)
  const passed = passOn(due.books, decider, recorded[0]?.activity)
  const entries = [...progress.entries, ...due.entries, ...passed.entries]
  return { work: { ...progress.work, books: passed.books }, budgets, recorded, entries, effects }
}

/** Facts from all sides: what is known of the member, what the stages know, what the books hold. */
function gatherFacts(decider: Decider, work: OwnerWork, activity: Activity): Facts {
  let member: Readonly<Record<string, unknown>> = work.member
  const facts: Record<string, Readonly<Record<string, unknown>>> = {}
  const counted = counting(work.counters)
  for (const [index, stage] of decider.stages.entries()) {
    const own = stage.facts?.({ state: work.states[index], release: decider.release, activity, counted })
    if (own === undefined) continue
    for (const [name, fields] of Object.entries(own)) {
      if (name === 'member') member = { ...member, ...fields }
      else facts[name] = { ...facts[name], ...fields }
    }
  }
  facts.member = decider.outside === undefined ? member : { ...member, ...decider.outside }
  facts.balances = balanceFacts(work.books, decider.release)
  if (factsNamed(decider.release, decider.stages).has('history')) {
    const { day } = activity
    facts.history = historyFacts(work.orders, { day, zone: decider.release.timeZone })
  }
  return facts
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
  const who = whoIs(progress.work.ownerId, input.facts.member)
  for (const [index, stage] of decider.stages.entries()) {
    const decided = stage.decide({
      release,
      who,
      state: progress.work.states[index],
      activity,
      facts: input.facts,
      earlier,
      redecision: input.redecision?.(stage.name),
      counted: (of, key) => countedFor(progress, input, { stage, of, key }),
      explain: decider.explain,
    })
    if (!decided.ok) return decided
    for (const effect of mergePosts(decided.value.effects)) {
      const before = progress.work.books
      const applied = applyEffect(progress, { decider, release, effect, parent: activity })
      if (!applied.ok) return applied
      earlier.push(effect)
      if (effect.kind === 'carry-out' && activity.command !== undefined) {
        const { books } = progress.work
        answer.told.push(...toldOfCommand({ command: activity.command, before, books, release, effect }))
      }
    }
    if (decided.value.record !== undefined) answer.records[stage.name] = decided.value.record
    answer.told.push(...decided.value.told)
    answer.verdicts.push(...decided.value.verdicts)
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
  if (of !== 'budget') return counting(progress.work.counters)(of, key)
  return progress.budgets.get(counterText(key)) ?? 0
}

function applyEffect(
  progress: Progress,
  input: { decider: Decider; release: Release; effect: StageEffect; parent: Activity },
): Verdict<null> {
  const { decider, effect } = input
  if (effect.kind === 'post' || effect.kind === 'carry-out') {
    const { books } = progress.work
    const zone = decider.release.timeZone
    const posted =
      effect.kind === 'post' ? post(books, effect.posting, zone) : carryOut(books, effect.instruction, zone)
    if (!posted.ok) return posted
    progress.work = { ...progress.work, books: posted.value.books }
    progress.entries.push(...posted.value.entries)
  } else if (effect.kind === 'count') applyCount(progress, effect)
  else if (effect.kind === 'emit') progress.emitted.push({ emit: effect, parent: input.parent })
  evolveStates(progress, decider, effect)
  progress.effects.push(effect)
  return ok(null)
}

/** Most effects concern one stage or none: what stays as it is needs no copy. */
function evolveStates(progress: Progress, decider: Decider, effect: StageEffect): void {
  let states: unknown[] | undefined
  for (const [index, stage] of decider.stages.entries()) {
    const before = progress.work.states[index]
    const after = stage.evolve(before, effect, decider.release)
    if (after === before) continue
    states ??= [...progress.work.states]
    states[index] = after
  }
  if (states !== undefined) progress.work = { ...progress.work, states }
}

function applyCount(progress: Progress, count: Count): void {
  const key = counterText(count)
  if (count.of === 'budget') {
    const budgets = new Map(progress.budgets)
    budgets.set(key, (budgets.get(key) ?? 0) + count.amount)
    progress.budgets = budgets
    return
  }
  const counters = new Map(progress.work.counters)
  counters.set(key, (counters.get(key) ?? 0) + count.amount)
  progress.work = { ...progress.work, counters }
}

/** A new activity. */
export interface AskedNew {
  activity: Omit<Activity, 'basket'>
  input: RecordedInput
  /** The basket of an order whose `input.order` nobody will come back to: it is decided and not remembered. */
  basket?: Basket
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
    invariant(parent.depth < depthMax, `activities derived from ${parent.id} are more than ${depthMax} deep`)
    const derived = decideOne(progress, decider, derivedActivity(emit, parent))
    if (!derived.ok) return derived
  }
  return ok(finish(progress, decider))
}

/** A derived activity is as unique as its parent and its own key under it. */
function derivedActivity(emit: Emit, parent: Activity): AskedNew {
  const input: RecordedInput = {
    type: emit.type,
    source: derivedSource,
    sourceId: `${parent.id}/${emit.key}`,
    occurredAt: instantText(parent.occurredAt),
    ...(parent.channel === '' ? {} : { channel: parent.channel }),
    ...(parent.store === '' ? {} : { store: parent.store }),
    data: emit.data,
  }
  const { occurredAt, day } = parent
  return { input, activity: activityOf({ id: newUuid(), input, occurredAt, day, depth: parent.depth + 1 }) }
}

function decideOne(progress: Progress, decider: Decider, asked: AskedNew): Verdict<null> {
  const { release } = decider
  const basket = wholeBasket(asked, release)
  if (!basket.ok) return basket
  const order = asked.input.order
  const fulfils = orderNamed(progress.work, asked.input)?.activity.id
  const activity: Activity = { ...asked.activity, basket: basket.value, fulfils }
  const { seq, work: numbered } = numberOwner(progress.work, activity, release)
  progress.work = numbered
  const before = decider.kept?.(asked.input)
  const facts = before?.facts ?? gatherFacts(decider, progress.work, activity)
  const answer = askStages(progress, {
    decider,
    release,
    activity,
    facts,
    redecision: undefined,
    kept: before,
  })
  if (!answer.ok) return answer
  const kept = before?.facts ?? keepNamed(facts, factsNamed(release, decider.stages))
  if (order !== undefined) {
    const orders = new Map(progress.work.orders)
    const { records } = answer.value
    orders.set(activity.id, {
      activity: asked.activity,
      input: order,
      seq,
      release,
      facts: kept,
      first: records,
      standing: records,
      left: wholeOrder(order),
    })
    progress.work = { ...progress.work, orders }
  }
  if (basket.value !== undefined)
    progress.work = { ...progress.work, member: withOneMoreOrder(progress.work.member) }
  progress.recorded.push({
    activity,
    seq,
    input: asked.input,
    release: release.number,
    facts: kept,
    ...answer.value,
    matches: [],
    unmatched: [],
    touched: [],
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
  const { seq, work: numbered } = numberOwner(progress.work, activity, decider.release)
  progress.work = numbered
  const told: Effect[] = []
  const verdicts: RuleVerdict[] = []
  const touched = new Set(asked.matched.matches.map((match) => match.orderId))
  if (touched.size === 0 && asked.shippingMinor > 0) {
    const named = asked.input.return
    const source = named?.orderSource ?? asked.input.source
    for (const { activity: order } of progress.work.orders.values()) {
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
  const book = progress.work.orders.get(input.orderId)
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
  const orders = new Map(progress.work.orders)
  orders.set(input.orderId, { ...book, left, standing: { ...book.standing, ...answer.value.records } })
  progress.work = { ...progress.work, orders }
  return answer
}
