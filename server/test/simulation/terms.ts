import type { RawDefinition } from '../../src/programs/index.ts'

/** What a simulated programme promises: read by the product as definitions, and by the judge as these numbers. */
export interface Terms {
  zone: string
  pendingDays: number | null
  expiresMonths: number | null
  debt: 'unlimited' | 'within-balance'
  /** Points for every `perMinor` of what is no gift; at most `capMonth` a member and month. */
  base: { points: number; perMinor: number; capMonth: number }
  /** Tenths of the factor that gold members' base points are multiplied by. */
  boostTenths: number
  /** One group: of these two only the first that applies. */
  big: { points: number; netMinor: number; budgetMonth: number }
  small: { points: number; netMinor: number }
  /** Points for an order whose number of items is not three. */
  odd: number
  /**
   * Points for each check-in, at most `capDay` a day and `timesMonth` check-ins a month; `bonus` for every check-in whose
   * number `every` divides.
   */
  visit: { points: number; capDay: number; timesMonth: number; every: number; bonus: number }
  reached: number
  welcome: number
  silverMinor: number
  goldMinor: number
  regularOrders: number
  /** Miles for each order: a currency that comes with a later release. */
  miles: number | null
}

export const graceDays = 30

function rule(key: string, spec: Record<string, unknown>): RawDefinition {
  return { kind: 'earning-rule', key, spec: { name: key, currency: 'points', ...spec } }
}

function currency(key: string, more: Record<string, unknown> = {}): RawDefinition {
  return { kind: 'currency', key, spec: { name: key, unit: { one: key, other: key }, ...more } }
}

function decimal(minor: number): string {
  return (minor / 100).toFixed(2)
}

function ladder(key: string, spec: Record<string, unknown>): RawDefinition {
  return { kind: 'tier-ladder', key, spec: { name: key, ...spec } }
}

function tier(key: string, threshold: number) {
  return { key, name: key, threshold }
}

export function definitionsOf(terms: Terms): RawDefinition[] {
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: {
        name: 'Simulated',
        timeZone: terms.zone,
        currency: 'EUR',
        enrolOnFirstOrder: true,
        activityTypes: {
          'check-in': { name: 'Check-in', fields: { level: 'number' } },
          'tier.reached': { name: 'Tier reached', fields: { ladder: 'text', tier: 'text' } },
        },
      },
    },
    currency('points', {
      ...(terms.pendingDays === null ? {} : { pending: { kind: 'delay', days: terms.pendingDays } }),
      ...(terms.expiresMonths === null ? {} : { expiry: { kind: 'rolling', months: terms.expiresMonths } }),
      debt: terms.debt,
    }),
    currency('stars', { debt: 'within-balance' }),
    ...(terms.miles === null ? [] : [currency('miles')]),
    ...rulesOf(terms),
    ladder('a-spend', {
      metric: 'spend',
      window: 'rolling-12-months',
      tiers: [tier('entry', 0), tier('silver', terms.silverMinor), tier('gold', terms.goldMinor)],
    }),
    ladder('b-orders', {
      metric: 'orders',
      window: 'calendar-year',
      graceDays,
      tiers: [tier('guest', 0), tier('regular', terms.regularOrders)],
    }),
  ]
}

function rulesOf(terms: Terms): RawDefinition[] {
  const bonus = { stacking: { group: 'bonus', mode: 'first' } }
  return [
    rule('base', {
      award: { kind: 'per-money', points: terms.base.points, perMinor: terms.base.perMinor },
      categories: { exclude: ['gift'] },
      cap: { points: terms.base.capMonth, per: 'month' },
    }),
    rule('big', {
      award: { kind: 'fixed', points: terms.big.points },
      when: `order.net >= ${decimal(terms.big.netMinor)}`,
      budget: { points: terms.big.budgetMonth, per: 'month' },
      priority: 5,
      ...bonus,
    }),
    rule('boost', {
      award: { kind: 'multiplier', factor: (terms.boostTenths / 10).toFixed(1), of: ['base'] },
      when: 'member.tier == "gold"',
      rounding: 'half-up',
    }),
    ...(terms.miles === null
      ? []
      : [rule('miles', { currency: 'miles', award: { kind: 'per-order', points: terms.miles } })]),
    rule('odd', { award: { kind: 'per-order', points: terms.odd }, when: 'order.itemCount != 3' }),
    rule('reached', { on: 'tier.reached', award: { kind: 'fixed', points: terms.reached } }),
    rule('small', {
      award: { kind: 'fixed', points: terms.small.points },
      minimumBasketMinor: terms.small.netMinor,
      ...bonus,
    }),
    rule('stars', { currency: 'stars', award: { kind: 'per-item', points: 1 } }),
    rule('visit', {
      on: 'check-in',
      award: { kind: 'fixed', points: terms.visit.points },
      caps: [
        { points: terms.visit.capDay, per: 'day' },
        { times: terms.visit.timesMonth, per: 'month' },
      ],
    }),
    rule('visit-again', {
      on: 'check-in',
      award: { kind: 'fixed', points: terms.visit.bonus },
      when: `countersAfter.visits % ${terms.visit.every} == 0`,
    }),
    {
      kind: 'counter',
      key: 'visits',
      spec: { name: 'Visits', on: ['check-in'], add: { kind: 'one' } },
    },
    rule('welcome', {
      on: 'member.enrolled',
      currency: 'stars',
      award: { kind: 'fixed', points: terms.welcome },
    }),
  ]
}
