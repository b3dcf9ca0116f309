/** Definitions of the programme under load: ten earning rules, one of them capped, a ladder of four tiers. */
export interface LoadDefinition {
  kind: string
  key: string
  spec: unknown
}

const unit = { one: 'point', other: 'points' }

const earningRules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  base: { award: { kind: 'per-money', points: 10, perMinor: 100 }, lines: 'line.unitPrice > 0.0' },
  'big-basket': { award: { kind: 'fixed', points: 50 }, when: 'order.net >= 150.0' },
  'coffee-week': {
    award: { kind: 'per-item', points: 2 },
    categories: { include: ['coffee'] },
    schedule: { weekdays: [1, 2, 3, 4, 5, 6, 7] },
  },
  gold: {
    award: { kind: 'multiplier', factor: '2', of: ['base'] },
    when: 'member.tier in ["gold", "platinum"]',
  },
  app: { award: { kind: 'fixed', points: 5 }, when: 'activity.channel == "app"' },
  daily: { award: { kind: 'fixed', points: 20 }, cap: { points: 100, per: 'month' } },
  bundle: {
    award: { kind: 'fixed', points: 30 },
    when: 'items.exists(i, i.category == "coffee") && items.exists(i, i.category == "tableware")',
  },
  'store-only': { award: { kind: 'per-order', points: 15 }, channels: { include: ['store'] } },
  'night-owl': { award: { kind: 'fixed', points: 10 }, schedule: { hours: { from: 22, until: 5 } } },
  saver: { award: { kind: 'fixed', points: 25 }, when: 'balances.points >= 5000 && order.net >= 80.0' },
}

const ladder = {
  name: 'Spend of the last twelve months',
  metric: 'spend',
  window: 'rolling-12-months',
  tiers: [
    { key: 'entry', name: 'Member', threshold: 0 },
    { key: 'silver', name: 'Silver', threshold: 50_000 },
    { key: 'gold', name: 'Gold', threshold: 200_000 },
    { key: 'platinum', name: 'Platinum', threshold: 500_000 },
  ],
}

function base(): LoadDefinition[] {
  return [
    {
      kind: 'settings',
      key: 'program',
      spec: {
        name: 'Load',
        timeZone: 'Europe/London',
        currency: 'GBP',
        // What rules that do not apply listen to.
        activityTypes: { 'check.in': { name: 'Check-in', fields: {} } },
      },
    },
    {
      kind: 'currency',
      key: 'points',
      spec: { name: 'Points', unit, expiry: { kind: 'rolling', months: 24 } },
    },
  ]
}

function ruleOf([key, spec]: [string, Readonly<Record<string, unknown>>]): LoadDefinition {
  return { kind: 'earning-rule', key, spec: { name: `Rule ${key}`, currency: 'points', ...spec } }
}

/** Ten rules and a ladder. With `idleRules`, that many more which listen to an activity that does not come. */
export function loadProgram(idleRules = 0): LoadDefinition[] {
  const idle = Array.from({ length: idleRules }, (_, index) =>
    ruleOf([
      `idle-${index}`,
      { on: 'check.in', award: { kind: 'fixed', points: 1 + (index % 9) }, when: `member.tier in ["gold"]` },
    ]),
  )
  return [
    ...base(),
    ...Object.entries(earningRules).map(ruleOf),
    ...idle,
    { kind: 'tier-ladder', key: 'spend', spec: ladder },
  ]
}

/** One rule and no ladder: hardly more than posting. */
export function postingProgram(): LoadDefinition[] {
  const { base: only } = earningRules
  return [...base(), ruleOf(['base', only ?? {}])]
}
