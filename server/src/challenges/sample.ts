import type { Order } from '@perennial/contract'
import type { Activity, Decided, StageEffect } from '../activity/index.ts'
import { basketOf, wholeOrder } from '../activity/index.ts'
import { type Day, dayStart } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { buildRelease, ownKinds, type Release } from '../programs/index.ts'
import { stampCardKind } from './definition.ts'
import { type CardsState, challengesStage } from './stage.ts'

type Spec = Readonly<Record<string, unknown>>

const kinds = [...ownKinds, stampCardKind] as unknown as Parameters<typeof buildRelease>[0]['kinds']

/** Ten coffees, one of them free. */
const usualCard: Spec = {
  name: 'Coffee card',
  stamps: { kind: 'per-item' },
  size: 10,
  reward: { currency: 'coffees', amount: 1 },
}

/** A programme for tests: cards by key, each over the usual one. */
export function buildSample(cards: Readonly<Record<string, Spec>>, number = 4) {
  const unit = { one: 'coffee', other: 'coffees' }
  return buildRelease({
    programId: 1,
    number,
    kinds,
    codes: new Map([['coffees', 3]]),
    definitions: [
      {
        kind: 'settings',
        key: 'program',
        spec: { name: 'Sample', timeZone: 'Europe/London', currency: 'GBP' },
      },
      { kind: 'currency', key: 'coffees', spec: { name: 'Free coffees', unit } },
      ...Object.entries(cards).map(([key, spec]) => ({
        kind: 'stamp-card',
        key,
        spec: { ...usualCard, ...spec },
      })),
    ],
  })
}

export function sampleRelease(cards: Readonly<Record<string, Spec>>, number?: number): Release {
  const built = buildSample(cards, number)
  if (!built.ok) throw new Error(built.errors.map((error) => `${error.field}: ${error.detail}`).join('\n'))
  return built.release
}

/** An order of lines `[sku, quantity]`, each of the category `coffee` and a price of 2.50. */
export function coffees(...lines: readonly (readonly [sku: string, quantity: number])[]): Order {
  return {
    currency: 'GBP',
    lines: lines.map(([sku, quantity], index) => ({
      lineId: `l${index}`,
      sku,
      category: 'coffee',
      quantity: String(quantity),
      unitPrice: '2.50',
    })),
  }
}

/** One order of a guest, and what stands of it. */
export interface Bought {
  release: Release
  activity: Activity
  order: Order
  first: Decided['record']
  standing: Decided['record']
}

/** A guest in memory: real decisions, folded as the pipeline does. */
export function openGuest() {
  const stage = challengesStage({ programs: { release: () => Promise.reject(new Error('not stored')) } })
  let state: CardsState = stage.initial()
  let orders = 0
  const effects: StageEffect[] = []
  const apply = (decided: Decided, release: Release): Decided => {
    for (const effect of decided.effects) state = stage.evolve(state, effect, release)
    effects.push(...decided.effects)
    return decided
  }
  const who = { ownerId: 'guest', household: 'guest' }
  const input = { facts: {}, earlier: [], counted: () => 0, who }
  return {
    effects,
    buy(release: Release, day: Day, bought: Order | { explained: Order }): Bought & { decided: Decided } {
      const explain = 'explained' in bought
      const order = 'explained' in bought ? bought.explained : bought
      orders += 1
      const activity: Activity = {
        id: `order-${orders}`,
        type: 'order.placed',
        source: 'till',
        sourceId: String(orders),
        occurredAt: dayStart(day, release.timeZone) + 36e5,
        day,
        channel: '',
        store: '',
        basket: orThrow(basketOf(order, wholeOrder(order), 2)),
        data: {},
        depth: 0,
      }
      const asked = { ...input, release, state, activity, explain, redecision: undefined }
      const decided = apply(orThrow(stage.decide(asked)), release)
      return { release, activity, order, first: decided.record, standing: decided.record, decided }
    },
    /** Leaves so many of each line. */
    giveBack(bought: Bought, quantities: readonly number[], day: Day): Decided {
      const left = { quantities: quantities.map(String), shippingMinor: 0 }
      const basket = orThrow(basketOf(bought.order, left, 2))
      const cause = { id: 'return', type: 'order.returned', occurredAt: dayStart(day, 'Europe/London'), day }
      const { release, first, standing } = bought
      const redecision = { first, standing, cause, nothingLeft: quantities.every((each) => each === 0) }
      const activity = { ...bought.activity, basket }
      const decided = apply(
        orThrow(stage.decide({ ...input, release, state, activity, explain: false, redecision })),
        release,
      )
      if (decided.record !== undefined) bought.standing = decided.record
      return decided
    },
    /** Units of rewards posted so far. */
    rewards: () =>
      effects.reduce((sum, effect) => sum + (effect.kind === 'post' ? effect.posting.amount : 0), 0),
    rounds: () => effects.filter((effect) => effect.kind === 'emit').map((effect) => effect.data.round),
    card: (release: Release, day: Day, key = 'card') =>
      stage
        .summary?.({ state, release, at: dayStart(day, release.timeZone) })
        .cards?.find((each) => each.card === key),
  }
}
