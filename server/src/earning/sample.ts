import type { Order, RuleVerdict } from '@perennial/contract'
import type { Activity, CounterKey, Decided, Facts, StageRecord, Who } from '../activity/index.ts'
import { basketOf, type OrderLeft, wholeOrder } from '../activity/index.ts'
import { dayOf, type Instant } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { buildRelease, ownKinds, type Release } from '../programs/index.ts'
import { counterKind, earningRuleKind } from './definition.ts'
import { earningStage } from './stage.ts'

type Spec = Readonly<Record<string, unknown>>

/** A programme for tests: rules by key over usual settings. */
export interface SampleProgram {
  rules: Readonly<Record<string, Spec>>
  timeZone?: string
  currency?: string
  points?: Spec
  activityTypes?: Spec
  counters?: Readonly<Record<string, Spec>>
}

const kinds = [...ownKinds, earningRuleKind, counterKind] as unknown as Parameters<
  typeof buildRelease
>[0]['kinds']

export function buildSample(sample: SampleProgram): ReturnType<typeof buildRelease> {
  const { timeZone = 'Europe/London', currency = 'GBP', activityTypes = {} } = sample
  const unit = { one: 'point', other: 'points' }
  return buildRelease({
    programId: 1,
    number: 7,
    kinds,
    codes: new Map([['points', 3]]),
    definitions: [
      { kind: 'settings', key: 'program', spec: { name: 'Sample', timeZone, currency, activityTypes } },
      { kind: 'currency', key: 'points', spec: { name: 'Points', unit, ...sample.points } },
      { kind: 'currency', key: 'status', spec: { name: 'Status', unit } },
      ...Object.entries(sample.counters ?? {}).map(([key, spec]) => ({
        kind: 'counter',
        key,
        spec: { name: `Counter ${key}`, ...spec },
      })),
      ...Object.entries(sample.rules).map(([key, spec]) => ({
        kind: 'earning-rule',
        key,
        spec: { name: `Rule ${key}`, currency: 'points', ...spec },
      })),
    ],
  })
}

export function sampleRelease(sample: SampleProgram): Release {
  const built = buildSample(sample)
  if (!built.ok) throw new Error(built.errors.map((error) => `${error.field}: ${error.detail}`).join('\n'))
  return built.release
}

/** One order at a shop, and what stands of it. */
export interface Placed {
  activity: Activity
  order: Order
  facts: Facts
  who: Who
  left: OrderLeft
  first: StageRecord
  standing: StageRecord
  decided: Decided
  /** Points posted for it so far, by rule. */
  posted: Map<string, number>
}

/** A shop in memory: one member, real decisions, counters as the pipeline would keep them. */
export interface Shop {
  release: Release
  counters: Map<string, number>
  place(
    order: Order,
    more?: Partial<Activity> & { facts?: Facts; explain?: boolean; ownerId?: string },
  ): Placed
  /** Decides the order again on what is left. */
  giveBack(placed: Placed, left: OrderLeft, explain?: boolean): Decided
}

const stage = earningStage()
const owner = '00000000-0000-4000-8000-000000000001'
const noon: Instant = Date.UTC(2026, 4, 13, 12)

type Counted = (of: 'counter' | 'budget', key: CounterKey) => number

/** What deciding needs of a shop. */
interface Till {
  release: Release
  counted: Counted
  /** Adds what was decided to counters, and to what was posted for the order. */
  apply(decided: Decided, posted: Map<string, number>): void
}

export function openShop(sample: SampleProgram): Shop {
  const release = sampleRelease(sample)
  const counters = new Map<string, number>()
  const place = (of: string, { key, period }: CounterKey) => `${of} ${key} ${period}`
  const counted: Counted = (of, key) => counters.get(place(of, key)) ?? 0
  const apply = (decided: Decided, posted: Map<string, number>): void => {
    for (const effect of decided.effects) {
      if (effect.kind === 'count') {
        const { of, amount } = effect
        counters.set(place(of, effect), counted(of, effect) + amount)
      }
      if (effect.kind !== 'post') continue
      const rule = effect.posting.rule ?? ''
      posted.set(rule, (posted.get(rule) ?? 0) + effect.posting.amount)
    }
  }
  const till = { release, counted, apply }
  return {
    release,
    counters,
    place: (order, more = {}) => placeOrder(till, order, more),
    giveBack: (placed, left, explain = false) => giveBackTo(till, placed, { left, explain }),
  }
}

function whoIs(ownerId: string, facts: Facts): Who {
  return { ownerId, household: (facts.member?.household as string | undefined) ?? ownerId }
}

function placeOrder(till: Till, order: Order, more: NonNullable<Parameters<Shop['place']>[1]>): Placed {
  const { release, counted } = till
  const { facts = {}, explain = false, ownerId = owner, ...given } = more
  const occurredAt = given.occurredAt ?? noon
  const activity: Activity = {
    id: 'order',
    type: 'order.placed',
    source: 'shop',
    sourceId: '1',
    occurredAt,
    day: dayOf(occurredAt, release.timeZone),
    channel: '',
    store: '',
    basket: orThrow(basketOf(order, wholeOrder(order), release.moneyExponent)),
    data: {},
    depth: 0,
    ...given,
  }
  const who = whoIs(ownerId, facts)
  const input = {
    release,
    who,
    state: null,
    activity,
    facts,
    earlier: [],
    redecision: undefined,
    counted,
    explain,
  }
  const decided = orThrow(stage.decide(input))
  const posted = new Map<string, number>()
  till.apply(decided, posted)
  const { record } = decided
  const left = wholeOrder(order)
  return { activity, order, facts, who, left, first: record, standing: record, decided, posted }
}

function giveBackTo(till: Till, placed: Placed, more: { left: OrderLeft; explain: boolean }): Decided {
  const { release, counted } = till
  const { left, explain } = more
  const { first, standing, facts, who } = placed
  const basket = orThrow(basketOf(placed.order, left, release.moneyExponent))
  const cause = {
    id: 'return',
    type: 'order.returned',
    occurredAt: noon + 864e5,
    day: placed.activity.day + 1,
  }
  const nothingLeft = left.quantities.every((quantity) => Number(quantity) === 0)
  const activity = { ...placed.activity, basket }
  const redecision = { first, standing, cause, nothingLeft }
  const input = { release, who, state: null, activity, facts, earlier: [], redecision, counted, explain }
  const decided = orThrow(stage.decide(input))
  till.apply(decided, placed.posted)
  placed.left = left
  if (decided.record !== undefined) placed.standing = decided.record
  return decided
}

/** An order of lines such as `['apple', '2', '1.50']`: sku, quantity, unit price. */
export function orderOf(
  lines: readonly (readonly [sku: string, quantity: string, unitPrice: string])[],
  more: Partial<Order> & { line?: Partial<Order['lines'][number]> } = {},
): Order {
  const { line, ...order } = more
  return {
    currency: 'GBP',
    lines: lines.map(([sku, quantity, unitPrice], index) => ({
      lineId: `l${index}`,
      sku,
      quantity,
      unitPrice,
      ...line,
    })),
    ...order,
  }
}

/** What each rule posted for an order, without those that stand at zero. */
export function standingPoints(placed: Placed): Record<string, number> {
  return Object.fromEntries([...placed.posted].filter(([, points]) => points !== 0))
}

/** The verdict on one rule. */
export function verdictOn(decided: Decided, rule: string): RuleVerdict {
  const verdict = decided.verdicts.find((each) => each.rule === rule)
  if (verdict === undefined) throw new Error(`No verdict on ${rule}`)
  return verdict
}
