import type { ActivityInput, Order } from '@perennial/contract'
import { decimalText } from '../../../kernel/decimal.ts'
import { type Day, dayOf, type Instant, instantText } from '../../../kernel/instants.ts'
import { openBooks, settle } from '../../../ledger/index.ts'
import type { Release } from '../../../programs/index.ts'
import { decideNew, decideReturn } from '../../model/decide.ts'
import { returnable } from '../../model/leftover.ts'
import { matchNamedOrder } from '../../model/returns.ts'
import { activityOf, type Decider, type Outcome, type OwnerWork, useBudgets } from '../../model/work.ts'
import type { AnyStage } from '../../stage.ts'
import type { Pantry } from './pantry.ts'
import type { Step, Story } from './story.ts'

/** What points a step brought or took, by rules. */
export interface StepEffect {
  currency: string
  amount: number
  rule: string
}

/** A step as it was lived. */
export interface LivedStep {
  at: Instant
  day: Day
  do: Step['do'] | 'enrol'
  /** What was posted; what could not be is left out of the life. */
  activity: ActivityInput
  effects: readonly StepEffect[]
  /** Of an order. */
  netMinor: number | undefined
}

/** A story under a release. */
export interface Life {
  steps: readonly LivedStep[]
  /** What the member holds at the end, by currency: available, pending and held, less debts. */
  held: ReadonlyMap<string, number>
}

export interface Stage {
  release: Release
  stages: readonly AnyStage[]
  pantry: Pantry
}

/** The member of every story. */
const ownerId = '01933f6e-2b7a-7c3e-8d1f-000000000001'
const hourMs = 3_600_000

interface Living {
  stage: Stage
  story: Story
  work: OwnerWork
  budgets: Map<string, number>
  now: Instant
  /** Activities of the orders so far. */
  orders: string[]
  lived: LivedStep[]
}

/** Lives a story with the one evaluator. With `endsReturned` every order goes back whole at the end. */
export function liveStory(stage: Stage, story: Story, endsReturned = false): Life {
  const living: Living = {
    stage,
    story,
    work: newcomer(stage, story),
    budgets: new Map(),
    now: story.startsAt,
    orders: [],
    lived: [],
  }
  enrol(living)
  for (const step of story.steps) live(living, step)
  if (endsReturned)
    for (let back = living.orders.length - 1; back >= 0; back -= 1)
      live(living, { waitHours: 0, do: 'return', back, whole: true })
  const { books } = settle(living.work.books, living.now, stage.release.timeZone)
  const held = new Map<string, number>()
  for (const [code, own] of books.currencies) {
    const key = stage.release.currencyByCode.get(code)?.key
    if (key !== undefined) held.set(key, own.available + own.pending + own.held - own.debt)
  }
  return { steps: living.lived, held }
}

function newcomer({ release, stages, pantry }: Stage, story: Story): OwnerWork {
  const codes = [...release.currencyByCode.keys()].sort((a, b) => a - b)
  const tags = story.belongs ? pantry.tags : []
  return {
    ownerId,
    books: openBooks(ownerId, codes.length === 0 ? [1] : codes, true),
    states: stages.map((stage) => stage.initial()),
    counters: new Map(),
    orders: new Map(),
    member: { attributes: {}, tags, name: '', enrolledAt: story.startsAt, orders: 0 },
  }
}

function deciderOf({ stage, story, now }: Living): Decider {
  const { release, stages, pantry } = stage
  const segments = story.belongs ? pantry.segments : []
  return { stages, release, now, explain: false, outside: { segments } }
}

function enrol(living: Living): void {
  const input = inputOf(living, { type: 'member.enrolled', sourceId: 'enrolment' })
  decide(living, { input, do: 'enrol' })
}

function live(living: Living, step: Step): void {
  living.now += step.waitHours * hourMs
  const due = settle(living.work.books, living.now, living.stage.release.timeZone)
  living.work = { ...living.work, books: due.books }
  const sourceId = String(living.lived.length)
  if (step.do === 'return') {
    giveBack(living, step)
    return
  }
  const input =
    step.do === 'order'
      ? inputOf(living, {
          type: 'order.placed',
          sourceId,
          order: orderOf(living.stage, step),
          ...placeOf(step),
        })
      : inputOf(living, { type: step.type, sourceId, ...(isEmpty(step.data) ? {} : { data: step.data }) })
  decide(living, { input, do: step.do })
}

function isEmpty(data: object): boolean {
  return Object.keys(data).length === 0
}

function placeOf({ channel, store }: { channel: string; store: string }) {
  return { ...(channel === '' ? {} : { channel }), ...(store === '' ? {} : { store }) }
}

function inputOf(
  { now }: Living,
  more: Pick<ActivityInput, 'type' | 'sourceId'> & Partial<ActivityInput>,
): ActivityInput {
  return { source: 'story', occurredAt: instantText(now), ...more }
}

function orderOf({ release }: Stage, step: Extract<Step, { do: 'order' }>): Order {
  return {
    currency: release.settings.currency,
    lines: step.lines.map(({ sku, category, quantity, priceMinor }, index) => ({
      lineId: String(index + 1),
      sku: sku === '' ? 'any' : sku,
      quantity: String(quantity),
      unitPrice: decimalText({ units: BigInt(priceMinor), scale: release.moneyExponent }),
      ...(category === '' ? {} : { category }),
    })),
  }
}

function decide(living: Living, what: { input: ActivityInput; do: LivedStep['do'] }): void {
  const { release } = living.stage
  const { input } = what
  const day = dayOf(living.now, release.timeZone)
  const id = `story-${living.lived.length}`
  const activity = activityOf({ id, input, occurredAt: living.now, day, depth: 0 })
  const at = { work: living.work, budgets: living.budgets }
  const outcome = decideNew(deciderOf(living), at, { activity, input })
  if (!outcome.ok) return
  const netMinor = outcome.value.recorded[0]?.activity.basket?.netMinor
  if (input.order !== undefined) living.orders.push(id)
  take(living, { ...what, day, outcome: outcome.value, netMinor })
}

function giveBack(living: Living, step: Extract<Step, { do: 'return' }>): void {
  const { release } = living.stage
  const orderId = living.orders.at(-1 - step.back)
  const book = orderId === undefined ? undefined : living.work.orders.get(orderId)
  const line = book?.input.lines[0]
  if (book === undefined || line === undefined) return
  const named = {
    order: book.activity.sourceId,
    ...(step.whole ? {} : { lines: [{ lineId: line.lineId, quantity: '1' }] }),
  }
  const input = inputOf(living, {
    type: 'order.returned',
    sourceId: String(living.lived.length),
    return: named,
  })
  const matched = matchNamedOrder(returnable(book), named)
  if (!matched.ok || matched.value.matches.length === 0) return
  const day = dayOf(living.now, release.timeZone)
  const id = `story-${living.lived.length}`
  const activity = activityOf({ id, input, occurredAt: living.now, day, depth: 0 })
  const at = { work: living.work, budgets: living.budgets }
  const asked = { activity, input, matched: matched.value, shippingMinor: 0 }
  const outcome = decideReturn(deciderOf(living), at, asked)
  if (outcome.ok) take(living, { input, do: 'return', day, outcome: outcome.value, netMinor: undefined })
}

function take(
  living: Living,
  what: {
    input: ActivityInput
    do: LivedStep['do']
    day: Day
    outcome: Outcome
    netMinor: number | undefined
  },
): void {
  const { outcome, day, netMinor } = what
  living.work = outcome.work
  useBudgets(living.budgets, outcome.used)
  const effects = outcome.recorded.flatMap(({ told }) =>
    told.flatMap(({ kind, currency, amount, rule }) =>
      kind === 'points' && currency !== undefined && amount !== undefined && rule !== undefined
        ? [{ currency, amount, rule }]
        : [],
    ),
  )
  living.lived.push({ at: living.now, day, do: what.do, activity: what.input, effects, netMinor })
}
