import type { ActivityReply, DefinitionView, ReleaseChange } from '@perennial/contract'

function definition(kind: DefinitionView['kind'], key: string, spec: DefinitionView['spec']): DefinitionView {
  return { kind, key, spec, revision: 3, updatedAt: '2026-11-18T09:00:00Z' }
}

/** The drafts of the lively shop. */
export const definitions: DefinitionView[] = [
  definition('settings', 'program', {
    name: 'Giftware',
    timeZone: 'Europe/London',
    currency: 'GBP',
    enrolOnFirstOrder: true,
    activityTypes: {
      'review.written': { name: 'Review written', fields: { stars: 'number' }, required: ['stars'] },
    },
  }),
  definition('currency', 'points', {
    name: 'Points',
    unit: { one: 'point', other: 'points' },
    valuePerPointE4: 5_000,
    expiry: { kind: 'rolling', months: 12 },
    warnDays: [30, 7],
  }),
  definition('currency', 'credit', {
    name: 'Store credit',
    unit: { one: 'penny', other: 'pence' },
    kind: 'credit',
    money: 'GBP',
  }),
  definition('currency', 'miles', { name: 'Miles', unit: { one: 'mile', other: 'miles' }, scale: 1 }),
  definition('earning-rule', 'base', {
    name: '10 points for every pound',
    currency: 'points',
    award: { kind: 'per-money', points: 10, perMinor: 100 },
    lines: 'line.unitPrice > 0.0',
  }),
  definition('earning-rule', 'garden-weeks', {
    name: 'Garden weeks',
    description: 'Three times the points on everything for the garden.',
    currency: 'points',
    award: { kind: 'multiplier', factor: '3', of: ['base'] },
    when: 'order.net >= 20.00 && member.tier in ["silver", "gold"]',
    categories: { include: ['garden', 'plants'] },
    schedule: { from: '2026-09-14T23:00:00Z', weekdays: [6, 7], hours: { from: 9, until: 18 } },
    cap: { points: 2_000, per: 'month' },
  }),
  definition('tier-ladder', 'status', {
    name: 'Garden club',
    metric: 'spend',
    window: 'rolling-12-months',
    graceDays: 30,
    tiers: [
      { key: 'seed', name: 'Seed', threshold: 0 },
      { key: 'silver', name: 'Silver', threshold: 50_000, benefits: ['Early access to new collections'] },
      { key: 'gold', name: 'Gold', threshold: 200_000, benefits: ['Early access', 'Free delivery'] },
    ],
  }),
  definition('earning-rule', 'formula', {
    name: 'A point for each piece',
    currency: 'points',
    award: { kind: 'expression', expression: 'order.itemCount' },
    on: 'review.written',
  }),
  definition('stamp-card', 'coffee', {
    name: 'Coffee card',
    categories: { include: ['coffee'] },
    stamps: { kind: 'per-item' },
    size: 9,
    reward: { currency: 'points', amount: 500 },
    look: { color: '#8a4b2a', icon: 'coffee' },
  }),
  definition('segment', 'regulars', { name: 'Regulars', when: 'history.ordersLast90Days >= 3' }),
  definition('segment', 'founders', { name: 'Founders', mode: 'fixed' }),
  definition('segment', 'sleepers', { name: 'Sleepers', when: 'history.orders > 0' }),
  definition('store', 'london', { name: 'London, Columbia Road', city: 'London', country: 'GB' }),
]

/** What of the drafts is not published. */
export const draftChanges: ReleaseChange[] = [
  {
    kind: 'earning-rule',
    key: 'base',
    change: 'changed',
    fields: [{ path: 'award.points', before: 5, after: 10 }],
  },
  { kind: 'earning-rule', key: 'garden-weeks', change: 'added', fields: [] },
  { kind: 'store', key: 'york', change: 'removed', fields: [] },
]

/** What a basket gives by one release: so many points for every pound of the first line. */
export function trialReply(points: number): ActivityReply {
  return {
    activity: null,
    status: 'dry-run',
    replayed: false,
    member: null,
    effects: [
      { kind: 'points', currency: 'points', amount: points, rule: 'base' },
      { kind: 'tier', ladder: 'status', from: null, to: 'Seed' },
    ],
    balances: [],
    tiers: [],
    explain: [
      {
        rule: 'base',
        name: '10 points for every pound',
        applied: true,
        desired: points,
        granted: points,
        because: ['The rule applies.'],
        reasons: [{ code: 'applies', params: {} }],
        calculation: `${points} = floor(20.00 / 1.00) x ${points / 20}`,
      },
      {
        rule: 'garden-weeks',
        name: 'Garden weeks',
        applied: false,
        desired: 0,
        granted: 0,
        because: ['The condition does not hold: member.tier in ["silver", "gold"] (member.tier is "seed").'],
        reasons: [
          {
            code: 'condition-fails',
            params: { part: 'member.tier in ["silver", "gold"] (member.tier is "seed")' },
          },
        ],
      },
    ],
  }
}
