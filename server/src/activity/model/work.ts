import type { ActivityInput, Effect, FreeData, Order, RuleVerdict, WalletCommand } from '@perennial/contract'
import type { Day, Instant } from '../../kernel/instants.ts'
import type { Books, Entry } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { Activity, AnyStage, CounterKey, Facts, StageEffect, StageRecord, Who } from '../stage.ts'
import type { Basket, OrderLeft } from './basket.ts'
import type { PastOrders } from './past.ts'
import type { Match } from './returns.ts'

/** An order with all that deciding it again needs. A value. */
export interface OrderBook {
  activity: Omit<Activity, 'basket'>
  input: Order
  /** The owner's counter when it was decided. */
  seq: number
  release: Release
  /** Facts kept when it was first decided. */
  facts: Facts
  /** Each stage's first record, and what stands of it, by the stage's name. */
  first: Readonly<Record<string, StageRecord>>
  standing: Readonly<Record<string, StageRecord>>
  left: OrderLeft
}

/** An activity as it is recorded: what came from outside, or a command on value. */
export type RecordedInput = ActivityInput & { command?: WalletCommand | undefined }

/** Everything about one owner that deciding reads and changes. A value: accepting an activity makes a new one. */
export interface OwnerWork {
  ownerId: string
  books: Books
  /** State of each stage, in the order of the stages. */
  states: readonly unknown[]
  counters: ReadonlyMap<string, number>
  orders: ReadonlyMap<string, OrderBook>
  /** Orders that are not at hand, where rules read what they add up to: older ones, and those of merged members. */
  past?: PastOrders | undefined
  /** Facts about the member that no stage owns: attributes, when enrolled. */
  member: Readonly<Record<string, unknown>>
}

/** Whose something is; the household is a fact of the member like others, because it is kept like others. */
export function whoIs(ownerId: string, member: Facts[string] | undefined): Who {
  const household = member?.household
  return { ownerId, household: typeof household === 'string' ? household : ownerId }
}

/** What a return leaves of an order. */
export interface Leftover {
  left: OrderLeft
  basket: Basket
  nothingLeft: boolean
}

/** Budgets are shared by all owners of the batch. */
export type Budgets = ReadonlyMap<string, number>

export interface Decider {
  stages: readonly AnyStage[]
  release: Release
  /** The programme's clock. */
  now: Instant
  explain: boolean
  /** In a back-test: what a return leaves of an order, where that was worked out before. */
  leftOf?: ((orderId: string) => Leftover | undefined) | undefined
  /** In a back-test: fields of `member` that stand in for what stages know today. */
  outside?: Readonly<Record<string, unknown>> | undefined
  /** In a back-test: nothing of what is decided is kept, so what only storing it needs is not made. */
  isTrial?: boolean
  /** In a replay or an explanation: what was kept of the activity when it was first decided. */
  kept?: (input: RecordedInput) => Kept | undefined
}

/** What a first decision left behind for those that repeat it. */
export interface Kept {
  /** In a replay: the id it has, for chance and for what it emitted hang on it. */
  id?: string
  facts: Facts
  records: Readonly<Record<string, StageRecord>>
  /** Whether counters too are taken from the records, because the owner's are not at hand. */
  countersToo: boolean
}

/** Something decided: an activity to record. */
export interface Recorded {
  activity: Activity
  seq: number
  input: RecordedInput
  release: number
  facts: Facts
  records: Readonly<Record<string, StageRecord>>
  told: readonly Effect[]
  verdicts: readonly RuleVerdict[]
  matches: readonly Match[]
  unmatched: readonly { sku: string; quantity: string }[]
  /** Orders whose state changed. */
  touched: readonly string[]
}

/** The answer of the stages to one activity and to what it made happen. */
export interface Outcome {
  work: OwnerWork
  /** What it adds to budgets; undefined for nothing. */
  used: Budgets | undefined
  recorded: readonly Recorded[]
  entries: readonly Entry[]
  effects: readonly StageEffect[]
}

/** Budgets after an activity used them. */
export function useBudgets(budgets: Map<string, number>, used: Budgets | undefined): void {
  if (used === undefined) return
  for (const [key, amount] of used) budgets.set(key, (budgets.get(key) ?? 0) + amount)
}

export function counterText(key: CounterKey): string {
  return `${key.key}\u0001${key.period}`
}

/** How many counters of a family are above zero. */
function familySize(counters: ReadonlyMap<string, number>, family: CounterKey): number {
  let size = 0
  for (const [text, value] of counters) {
    if (value > 0 && text.startsWith(family.key) && counterOf(text).period === family.period) size += 1
  }
  return size
}

/** What stages may ask of the counters at hand. */
export function counting(counters: ReadonlyMap<string, number>) {
  return (of: 'counter' | 'family', key: CounterKey): number =>
    of === 'family' ? familySize(counters, key) : (counters.get(counterText(key)) ?? 0)
}

export function counterOf(text: string): CounterKey {
  const [key, period] = text.split('\u0001')
  return { key: key ?? '', period: Number(period) }
}

/** What an activity of any source looks like to decisions, before its basket is known. */
export function activityOf(parts: {
  id: string
  input: Pick<ActivityInput, 'type' | 'source' | 'sourceId' | 'channel' | 'store'> & {
    data?: FreeData | undefined
    command?: WalletCommand | undefined
  }
  occurredAt: Instant
  day: Day
  depth: number
  drawnBy?: (() => string) | undefined
}): Activity {
  const { input } = parts
  return {
    id: parts.id,
    type: input.type,
    source: input.source,
    sourceId: input.sourceId,
    occurredAt: parts.occurredAt,
    day: parts.day,
    channel: input.channel ?? '',
    store: input.store ?? '',
    // Named here, so that it is there when the activity is copied with one: adding a field costs more than the copy.
    basket: undefined,
    data: input.data ?? {},
    command: input.command,
    fulfils: undefined,
    depth: parts.depth,
    drawnBy: parts.drawnBy,
  }
}

/** The order that a return, a cancellation or a fulfilment names, among those at hand. */
export function orderNamed(work: Pick<OwnerWork, 'orders'>, input: RecordedInput): OrderBook | undefined {
  const order = input.return?.order ?? input.fulfilment?.order
  if (order === undefined) return undefined
  const source = input.return?.orderSource ?? input.fulfilment?.orderSource ?? input.source
  for (const book of work.orders.values()) {
    if (book.activity.sourceId === order && book.activity.source === source) return book
  }
  return undefined
}
