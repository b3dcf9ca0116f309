import type { ActivityRecord, JournalRow, ReleaseView } from '@perennial/contract'
import { heroine, idOf } from './fixture-shop.ts'

const source = { source: 'web-shop', store: 'london', channel: 'web' }

/** An order with a cap that bit, a line that partly came back, and a rule that did not apply. */
export const order: ActivityRecord = {
  activity: idOf('act', 8),
  member: heroine.id,
  type: 'order.placed',
  source: source.source,
  sourceId: '579885',
  occurredAt: '2026-09-30T14:20:00Z',
  postedAt: '2026-09-30T14:20:01Z',
  release: 4,
  status: 'recorded',
  input: {
    type: 'order.placed',
    sourceId: '579885',
    occurredAt: '2026-09-30T14:20:00Z',
    member: { externalId: '12346' },
    ...source,
    order: {
      currency: 'GBP',
      lines: [
        line({
          id: '1',
          sku: '85123A',
          name: 'White hanging heart T-light holder',
          quantity: '6',
          price: '2.55',
        }),
        line({
          id: '2',
          sku: '22423',
          name: 'Regency cakestand, three tiers',
          quantity: '3',
          price: '12.75',
        }),
        line({ id: '3', sku: '47566', name: 'Party bunting', quantity: '24', price: '4.65' }),
        line({ id: '4', sku: 'POST', name: 'Postage', quantity: '1', price: '18.00' }),
      ],
    },
  },
  effects: [
    { kind: 'points', currency: 'points', amount: 1_651, rule: 'base' },
    {
      kind: 'points',
      currency: 'points',
      amount: 2_000,
      rule: 'garden-weeks',
      desired: 3_302,
      reason: 'cap',
    },
    { kind: 'tier', ladder: 'status', from: 'Seed', to: 'Silver' },
  ],
  left: [
    { lineId: '1', quantity: '6' },
    { lineId: '2', quantity: '1' },
    { lineId: '3', quantity: '24' },
    { lineId: '4', quantity: '1' },
  ],
  explain: [
    {
      rule: 'double-monday',
      name: 'Double points on Mondays',
      applied: false,
      desired: 0,
      granted: 0,
      because: ['It was Wednesday; the rule holds on Monday.'],
      reasons: [{ code: 'weekday', params: { weekday: 3, weekdays: [1] } }],
    },
    {
      rule: 'base',
      name: '10 points for every pound',
      applied: true,
      desired: 1_651,
      granted: 1_651,
      because: ['The rule applies.', 'One line does not count: POST.'],
      reasons: [
        { code: 'applies', params: {} },
        { code: 'lines-left-out', params: { count: 1, lines: ['POST'] } },
      ],
      calculation: 'floor((1530 + 3825 + 11160) / 10) = 1651',
      lines: [
        { lineId: '1', amountMinor: 1_530, points: 153 },
        { lineId: '2', amountMinor: 3_825, points: 382 },
        { lineId: '3', amountMinor: 11_160, points: 1_116 },
      ],
    },
    {
      rule: 'garden-weeks',
      name: 'Garden weeks: triple points',
      applied: true,
      desired: 3_302,
      granted: 2_000,
      because: ['The condition holds: order.net >= 20.00'],
      reasons: [{ code: 'condition-holds', params: { condition: 'order.net >= 20.00' } }],
      calculation: '1651 × (3 − 1) = 3302',
    },
  ],
}

function line(input: { id: string; sku: string; name: string; quantity: string; price: string }) {
  return {
    lineId: input.id,
    sku: input.sku,
    name: input.name,
    quantity: input.quantity,
    unitPrice: input.price,
  }
}

const { left: _, ...withoutLeft } = order

export const returned: ActivityRecord = {
  ...withoutLeft,
  activity: idOf('act', 10),
  type: 'order.returned',
  sourceId: 'C580263',
  occurredAt: '2026-10-06T09:05:00Z',
  postedAt: '2026-10-06T09:05:00Z',
  input: {
    type: 'order.returned',
    sourceId: 'C580263',
    occurredAt: '2026-10-06T09:05:00Z',
    ...source,
    return: {
      lines: [
        { sku: '22423', quantity: '2' },
        { sku: '21730', quantity: '1' },
      ],
    },
  },
  effects: [{ kind: 'points', currency: 'points', amount: -255, rule: 'base', reason: 'clawback' }],
  explain: [],
  matches: [{ order: order.activity, orderSourceId: '579885', lineId: '2', sku: '22423', quantity: '2' }],
  unmatched: [{ sku: '21730', quantity: '1' }],
}

const joined: ActivityRecord = {
  activity: idOf('act', 1),
  member: heroine.id,
  type: 'member.enrolled',
  source: 'web-shop',
  sourceId: '12346',
  occurredAt: '2025-06-01T10:12:00Z',
  postedAt: '2025-06-01T10:12:00Z',
  release: 1,
  status: 'recorded',
  input: {
    type: 'member.enrolled',
    source: 'web-shop',
    sourceId: '12346',
    occurredAt: '2025-06-01T10:12:00Z',
  },
  effects: [{ kind: 'points', currency: 'points', amount: 500, rule: 'welcome' }],
  explain: [
    {
      rule: 'welcome',
      name: 'Welcome gift',
      applied: true,
      desired: 500,
      granted: 500,
      because: ['The rule applies.'],
      reasons: [{ code: 'applies', params: {} }],
    },
  ],
}

function similar(number: number, fields: { sourceId: string; at: string; amount: number }): ActivityRecord {
  return {
    ...order,
    activity: idOf('act', number),
    sourceId: fields.sourceId,
    occurredAt: fields.at,
    input: { ...order.input, sourceId: fields.sourceId, occurredAt: fields.at },
    effects: [{ kind: 'points', currency: 'points', amount: fields.amount, rule: 'base' }],
  }
}

const parked: ActivityRecord = {
  ...returned,
  activity: idOf('act', 12),
  sourceId: 'C581002',
  occurredAt: '2026-11-18T16:40:00Z',
  status: 'parked',
  effects: [],
  matches: [],
  unmatched: [],
}

/** The member's activities, newest first. */
export const activities: ActivityRecord[] = [
  parked,
  similar(11, { sourceId: '580991', at: '2026-11-14T11:31:00Z', amount: 640 }),
  returned,
  order,
  similar(6, { sourceId: '561043', at: '2026-06-30T17:02:00Z', amount: 5_450 }),
  similar(4, { sourceId: '553211', at: '2026-02-12T08:47:00Z', amount: 4_320 }),
  joined,
]

function row(
  seq: number,
  fields: Partial<JournalRow> & { amount: number; reason: string; at: string },
): JournalRow {
  const { at, ...rest } = fields
  return {
    seq,
    currency: 'points',
    change: fields.amount,
    debit: 'issuance',
    credit: 'available',
    activity: order.activity,
    activityType: 'order.placed',
    rule: 'base',
    release: 4,
    effectiveAt: at,
    postedAt: at,
    expiresAt: null,
    ...rest,
  }
}

export const journal: JournalRow[] = [
  row(12, {
    amount: 640,
    reason: 'earn',
    at: '2026-11-14T11:31:00Z',
    change: 0,
    credit: 'pending',
    expiresAt: '2028-11-14T00:00:00Z',
  }),
  row(11, {
    amount: 255,
    reason: 'clawback',
    at: '2026-10-06T09:05:00Z',
    change: -255,
    activity: returned.activity,
    activityType: 'order.returned',
  }),
  row(10, {
    amount: 2_000,
    reason: 'earn',
    at: '2026-09-30T14:20:00Z',
    rule: 'garden-weeks',
    expiresAt: '2028-09-30T00:00:00Z',
  }),
  row(9, { amount: 1_651, reason: 'earn', at: '2026-09-30T14:20:00Z', expiresAt: '2028-09-30T00:00:00Z' }),
  row(8, {
    amount: 200,
    reason: 'expiry',
    at: '2026-08-31T23:00:00Z',
    change: -200,
    rule: null,
    activity: null,
    activityType: null,
  }),
  row(1, {
    amount: 500,
    reason: 'earn',
    at: '2025-06-01T10:12:00Z',
    rule: 'welcome',
    activity: joined.activity,
    activityType: 'member.enrolled',
  }),
]

export const releases: ReleaseView[] = [
  {
    number: 4,
    note: 'Garden weeks: triple points until 15 October',
    author: 'Amelia Hart',
    effectiveAt: '2026-09-14T17:30:00Z',
    current: true,
    restores: null,
    proposal: null,
    audience: null,
    changes: [
      {
        kind: 'earning-rule',
        key: 'garden-weeks',
        change: 'added',
        fields: [
          { path: 'award.factor', after: '3' },
          { path: 'award.kind', after: 'multiplier' },
          { path: 'cap.per', after: 'month' },
          { path: 'cap.points', after: 2000 },
          { path: 'name', after: 'Garden weeks: triple points' },
          { path: 'schedule.from', after: '2026-09-14T23:00:00Z' },
          { path: 'schedule.until', after: '2026-10-15T23:00:00Z' },
        ],
      },
      {
        kind: 'earning-rule',
        key: 'base',
        change: 'changed',
        fields: [
          { path: 'minimumBasketMinor', before: 1000 },
          { path: 'products.exclude', before: ['POST'], after: ['POST', 'BANK CHARGES'] },
        ],
      },
    ],
  },
  {
    number: 3,
    note: 'Gold from 2,000 pounds',
    author: 'Amelia Hart',
    effectiveAt: '2026-03-02T09:00:00Z',
    current: false,
    restores: null,
    proposal: null,
    audience: null,
    changes: [
      {
        kind: 'tier-ladder',
        key: 'status',
        change: 'changed',
        fields: [{ path: 'tiers[2].threshold', before: 250_000, after: 200_000 }],
      },
      { kind: 'store', key: 'leeds', change: 'removed', fields: [{ path: 'name', before: 'Leeds' }] },
    ],
  },
  {
    number: 2,
    note: 'Points last two years',
    author: 'Oliver Bennett',
    effectiveAt: '2025-08-11T12:00:00Z',
    current: false,
    restores: null,
    proposal: null,
    audience: null,
    changes: [
      {
        kind: 'currency',
        key: 'points',
        change: 'changed',
        fields: [
          { path: 'expiresAfterMonths', before: 12, after: 24 },
          { path: 'valuePerPointE4', before: 4000, after: 5000 },
        ],
      },
    ],
  },
  {
    number: 1,
    note: '',
    author: 'Amelia Hart',
    effectiveAt: '2025-05-02T08:00:00Z',
    current: false,
    restores: null,
    proposal: null,
    audience: null,
    changes: [],
  },
]
