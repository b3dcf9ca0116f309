import type { ActivityRecord, ApprovalView, Hold, MemberView, Statement } from '@perennial/contract'
import { order } from './fixture-history.ts'
import { heroine, idOf, members, memberView, today } from './fixture-shop.ts'

/** Somebody with several currencies, a debt, a hold and a frozen account. */
export const purse: MemberView = {
  ...(memberView(idOf('mem', 2)) as MemberView),
  balances: [
    {
      currency: 'points',
      available: 0,
      pending: 640,
      held: 0,
      debt: 320,
      lifetimeEarned: 4_100,
      lifetimeSpent: 3_800,
    },
    {
      currency: 'credit',
      available: 1_250,
      pending: 0,
      held: 2_500,
      debt: 0,
      lifetimeEarned: 6_000,
      lifetimeSpent: 2_250,
    },
    {
      currency: 'miles',
      available: 18_205,
      pending: 0,
      held: 0,
      debt: 0,
      lifetimeEarned: 18_205,
      lifetimeSpent: 0,
    },
  ],
  terms: null,
  release: 1,
  cards: [],
  grants: [],
  expiring: [
    { currency: 'miles', points: 1_205, expiresAt: '2026-12-31T00:00:00Z' },
    { currency: 'credit', points: 1_250, expiresAt: '2027-02-28T00:00:00Z' },
    { currency: 'miles', points: 17_000, expiresAt: '2027-06-30T00:00:00Z' },
  ],
  lots: [
    lot({ seq: 31, state: 'pending', remaining: 640, availableAt: null, reason: 'earn', rule: 'base' }),
    lot({ seq: 7, currency: 'credit', remaining: 3_750, held: 2_500, reason: 'adjustment' }),
    lot({ seq: 3, currency: 'miles', remaining: 18_205, reason: 'exchange', expiresAt: null }),
  ],
  account: { state: 'frozen', mergedInto: null },
}

function lot(fields: Partial<MemberView['lots'][number]> & { seq: number; remaining: number }) {
  return {
    currency: 'points',
    amount: fields.remaining,
    held: 0,
    state: 'active' as const,
    earnedAt: '2026-11-14T11:31:00Z',
    availableAt: null,
    expiresAt: '2027-11-15T00:00:00Z',
    activity: idOf('act', 31),
    rule: null,
    reason: 'earn',
    ...fields,
  }
}

const holdBase = { openedAt: `${today}T09:41:00Z`, closedAt: null, reference: null }

export const holds: Hold[] = [
  {
    ...holdBase,
    hold: `hld_0199aa${'1'.padStart(26, '0')}`,
    state: 'open',
    parts: [
      { currency: 'credit', amount: 2_500, captured: 0 },
      { currency: 'points', amount: 800, captured: 0 },
    ],
    expiresAt: `${today}T10:11:00Z`,
    reference: 'basket-7781',
  },
  {
    ...holdBase,
    hold: `hld_0199aa${'2'.padStart(26, '0')}`,
    state: 'captured',
    parts: [{ currency: 'points', amount: 900, captured: 640 }],
    expiresAt: '2026-10-02T12:00:00Z',
    closedAt: '2026-10-02T11:52:10Z',
    reference: 'basket-6120',
  },
  {
    ...holdBase,
    hold: `hld_0199aa${'3'.padStart(26, '0')}`,
    state: 'lapsed',
    parts: [{ currency: 'points', amount: 100, captured: 0 }],
    expiresAt: '2026-09-01T08:15:00Z',
    closedAt: '2026-09-01T08:15:00Z',
  },
]

const commandBase = {
  member: purse.id,
  source: 'wallet',
  sourceId: '5f6e2b7a7c3e8d1f5f6e2b7a7c3e8d1f',
  occurredAt: '2026-11-18T10:20:00Z',
  postedAt: '2026-11-18T10:20:00Z',
  release: 4,
  status: 'recorded' as const,
  explain: [],
}

/** Credit that one person asked for and another approved. */
export const adjusted: ActivityRecord = {
  ...commandBase,
  activity: idOf('act', 21),
  type: 'wallet.adjust',
  input: {
    type: 'wallet.adjust',
    source: 'wallet',
    sourceId: commandBase.sourceId,
    occurredAt: commandBase.occurredAt,
    command: {
      verb: 'adjust',
      currency: 'credit',
      amount: 15_000,
      reason: 'Missing purchase: receipt 4410 of the Leeds shop',
      actor: 'staff:Mina',
      approvedBy: 'key:pk_live_a1',
      expiresAt: '2027-03-01T00:00:00Z',
    },
  },
  effects: [
    {
      kind: 'value',
      verb: 'adjust',
      currency: 'credit',
      amount: 15_000,
      expiresAt: '2027-03-01T00:00:00Z',
    },
  ],
}

/** What a checkout holds, of two currencies at once. */
export const heldNow: ActivityRecord = {
  ...commandBase,
  activity: idOf('act', 22),
  type: 'wallet.hold',
  input: {
    type: 'wallet.hold',
    source: 'wallet',
    sourceId: commandBase.sourceId,
    occurredAt: commandBase.occurredAt,
    command: {
      verb: 'hold',
      parts: [
        { currency: 'credit', amount: 2_500 },
        { currency: 'points', amount: 800 },
      ],
      ttlSeconds: 1_800,
      reference: 'basket-7781',
    },
  },
  effects: [
    { kind: 'value', verb: 'hold', currency: 'credit', amount: -2_500, held: 2_500 },
    { kind: 'value', verb: 'hold', currency: 'points', amount: -800, held: 800 },
  ],
}

const nothing = { available: 0, pending: 0, held: 0, debt: 0, total: 0 }

export const statement: Statement = {
  program: 'giftware',
  programName: 'Giftware',
  member: purse.id,
  name: purse.name,
  from: '2026-08-23',
  to: today,
  timeZone: 'Europe/London',
  currencies: [
    {
      currency: 'points',
      name: 'Points',
      scale: 0,
      opening: { ...nothing, available: 1_200, total: 1_200 },
      movements: [
        movement({ at: '2026-09-30T14:20:00Z', reason: 'spend', cause: 'Spent', change: -1_200, total: 0 }),
        movement({
          at: '2026-10-06T09:05:00Z',
          reason: 'debt-incurred',
          cause: 'Owed after a return: no longer there to take back',
          change: -320,
          total: -320,
          source: 'web-shop',
          sourceId: 'C580263',
        }),
        movement({
          at: '2026-11-14T11:31:00Z',
          reason: 'earn',
          cause: 'Earned',
          change: 640,
          availableChange: 0,
          total: 320,
          posted: false,
        }),
      ],
      closing: { ...nothing, pending: 640, debt: 320, total: 320 },
    },
    {
      currency: 'credit',
      name: 'Store credit',
      scale: 0,
      opening: nothing,
      movements: [
        movement({
          at: '2026-11-18T10:20:00Z',
          reason: 'adjustment',
          cause: 'Adjusted by staff',
          note: 'Missing purchase: receipt 4410 of the Leeds shop',
          change: 3_750,
          total: 3_750,
        }),
      ],
      closing: { ...nothing, available: 1_250, held: 2_500, total: 3_750 },
    },
    { currency: 'miles', name: 'Miles', scale: 1, opening: nothing, movements: [], closing: nothing },
  ],
}

function movement(
  fields: Partial<Statement['currencies'][number]['movements'][number]> & {
    at: string
    reason: string
    cause: string
    change: number
    total: number
  },
) {
  return {
    note: null,
    rule: null,
    activity: adjusted.activity,
    activityType: 'wallet.adjust',
    source: 'wallet',
    sourceId: commandBase.sourceId,
    availableChange: fields.change,
    posted: true,
    ...fields,
  }
}

function approval(number: number, fields: Partial<ApprovalView>): ApprovalView {
  return {
    approval: `apr_0199aa${String(number).padStart(26, '0')}`,
    state: 'open',
    member: heroine.id,
    currency: 'points',
    amount: 25_000,
    reason: 'Goodwill: the parcel was lost twice',
    lotExpiresAt: null,
    requestedBy: 'key:pk_live_a1',
    requestedAt: '2026-11-19T15:02:00Z',
    expiresAt: '2026-11-26T15:02:00Z',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
    activity: null,
    ...fields,
  }
}

/** Newest first: one of somebody else, one's own, and what was decided. */
export const approvals: ApprovalView[] = [
  approval(4, {}),
  approval(3, {
    member: purse.id,
    currency: 'credit',
    amount: -40_000,
    reason: 'Misuse: one receipt was claimed in three shops',
    requestedBy: 'staff:Owner',
    requestedAt: '2026-11-18T09:00:00Z',
    expiresAt: '2026-11-25T09:00:00Z',
  }),
  approval(2, {
    state: 'rejected',
    member: members[2]?.id ?? heroine.id,
    decidedBy: 'staff:Owner',
    decidedAt: '2026-11-10T12:00:00Z',
    decisionReason: 'The order was never paid',
  }),
  approval(1, {
    state: 'approved',
    amount: 15_000,
    lotExpiresAt: '2027-03-01T00:00:00Z',
    requestedBy: 'staff:Mina',
    decidedBy: 'staff:Owner',
    decidedAt: '2026-11-09T08:30:00Z',
    activity: order.activity,
  }),
]
