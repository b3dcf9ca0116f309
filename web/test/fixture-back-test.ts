import type { BackTestDetail, BackTestRun, LimitsReply, ProposalView } from '@perennial/contract'
import type { Estimate } from '../src/data/back-test-queries.ts'
import { draftChanges } from './fixture-design.ts'

function run(release: number | null, costMinor: number): BackTestRun {
  const granted = costMinor * 2
  return {
    release,
    currencies: [
      {
        currency: 'points',
        granted,
        grantedByOrders: granted,
        takenBack: 420,
        spent: 9_000,
        expired: 0,
        outstanding: granted - 9_000,
        costMinor,
        liabilityMinor: costMinor - 4_500,
      },
    ],
    rules: [
      {
        rule: 'base',
        currency: 'points',
        granted,
        costMinor,
        times: 9_310,
        capped: 12,
        cappedPoints: 800,
        budgeted: 0,
        budgetedPoints: 0,
      },
    ],
    ladders: [],
    costMinor,
    liabilityMinor: costMinor - 4_500,
    giveBackE4: Math.round(costMinor / 1_800),
    firstReward: { currency: 'points', points: 500, orders: release === null ? 4 : 8 },
    refused: [],
  }
}

/** A back-test of the drafts that has ended. */
export const backTest: BackTestDetail = {
  id: `bkt_0199aa${'3'.padStart(26, '0')}`,
  state: 'done',
  from: null,
  to: null,
  release: 'draft',
  compareWith: 4,
  askedBy: 'staff:Owner',
  askedAt: '2026-11-20T09:59:00Z',
  endedAt: '2026-11-20T09:59:10Z',
  progress: { phase: 'done', done: 11_400, total: 11_400 },
  problem: null,
  result: {
    from: '2025-11-21',
    to: '2026-11-20',
    money: 'GBP',
    activities: 11_400,
    orders: 9_310,
    members: 4_339,
    netSalesMinor: 18_000_000,
    averageOrderMinor: 1_933,
    sampledE4: 10_000,
    leaned: [{ fact: 'member.attributes', decisions: 310 }],
    tested: run(null, 900_000),
    compared: run(4, 450_000),
    change: {
      unit: 'money',
      winners: 4_120,
      losers: 3,
      same: 216,
      deciles: Array.from({ length: 10 }, (_, place) => ({
        decile: place + 1,
        members: 434,
        before: 20_000 + place * 4_000,
        after: 38_000 + place * 9_000,
        least: place * 10,
        most: place * 40,
      })),
      ladders: [{ ladder: 'status', up: 210, down: 4 }],
    },
    readMs: 800,
    decideMs: 900,
    ordersPerSecond: 10_300,
  },
}

export const proposal: Omit<ProposalView, 'comments'> = {
  proposal: 3,
  state: 'open',
  note: 'Ten points for every pound from December on',
  author: 'staff:Owner',
  proposedAt: '2026-11-20T09:30:00Z',
  base: 4,
  changes: draftChanges,
  approvedBy: null,
  approvedAt: null,
  actedBy: null,
  actedAt: null,
  reason: null,
  publishAt: null,
  worse: null,
  announcedAt: null,
  release: null,
  beta: null,
}

export const estimate: Estimate = {
  basis: 'history',
  money: 'GBP',
  averageOrderMinor: 1_933,
  ordersPerYear: 3.4,
  run: run(null, 900_000),
  warnings: [
    {
      level: 'warning',
      code: 'first-reward-far',
      detail: 'The first reward takes 14 orders, which is four years of the average member.',
    },
  ],
}

/** One promise that breaks, with its story, and a rule that can never give anything. */
export const checks: LimitsReply = {
  limits: [
    {
      limit: 'share',
      name: 'No order gives back more than a fifth',
      verdict: 'broken',
      tried: 210,
      counterexample: {
        steps: [
          {
            at: '2026-11-20T10:00:00Z',
            do: 'order',
            activity: { type: 'order.placed' },
            text: '2026-11-20 10:00 UTC: order 1: 1 x any at 1.00 GBP; +200 points (base).',
            effects: [{ currency: 'points', amount: 200, rule: 'base' }],
          },
        ],
        outcome: 'It gives back 1.00 GBP of 1.00 GBP.',
      },
    },
  ],
  deadRules: [
    { rule: 'base', reason: 'schedule-past', detail: 'Its schedule ended on 2020-01-01T00:00:00Z.' },
  ],
}
