import { z } from 'zod'
import { definitionEntry } from './definition-set.ts'
import { amountMinor, amountMinorSigned, currencyCode, day, instant, key, points } from './values.ts'

/** A release by its number, or the drafts as they stand when the back-test begins. */
const testedRelease = z.union([z.literal('draft'), z.int().min(1).max(2_147_483_647)])

/** The cheapest thing that points can buy: what a member saves for first. */
export const firstRewardAsked = z.strictObject({ currency: key, points: z.int().min(1) })

export const backTestCreate = z.strictObject({
  /** First day of the window, in the programme's zone, by when things happened. Default: of everything. */
  from: day.optional(),
  /** Last day of the window. Default: today. */
  to: day.optional(),
  /** What is tried. Default: the drafts. */
  release: testedRelease.default('draft'),
  /** Definitions that are tried instead of a release, all together, such as a folder of files. */
  definitions: z.array(definitionEntry).max(2000).optional(),
  /** What it is compared with. Default: the release in force; null for nothing. */
  compareWith: testedRelease.nullable().optional(),
  /** What "the first reward" is. Default: that of a goal that names one. */
  firstReward: firstRewardAsked.optional(),
})
export type BackTestCreate = z.infer<typeof backTestCreate>

/** What one release makes of the window, in one currency. */
export const backTestCurrency = z.strictObject({
  currency: key,
  /** Points that rules gave, less what returns took back. */
  granted: points,
  /** Of these, what orders gave (not sign-ups, reviews and the like). */
  grantedByOrders: points,
  /** What returns took back, as a positive number. */
  takenBack: points,
  spent: points,
  expired: points,
  /** What members hold at the end of the window: available, pending and held, less debts. */
  outstanding: points,
  /** What was granted at its fair value. */
  costMinor: amountMinorSigned,
  /** What is outstanding at its fair value. */
  liabilityMinor: amountMinorSigned,
})
export type BackTestCurrency = z.infer<typeof backTestCurrency>

/** What one earning rule gave in the window. */
export const backTestRule = z.strictObject({
  rule: key,
  currency: key,
  /** Points, less what returns took back. */
  granted: points,
  costMinor: amountMinorSigned,
  /** How often it gave something. */
  times: z.int(),
  /** How often a cap or budget held it back, and by how many points in all. */
  capped: z.int(),
  cappedPoints: points,
  budgeted: z.int(),
  budgetedPoints: points,
})
export type BackTestRule = z.infer<typeof backTestRule>

/** How many members stand on each tier of a ladder at the end of the window. */
export const backTestLadder = z.strictObject({
  ladder: key,
  /** From the lowest up; null for nobody's tier. */
  tiers: z.array(z.strictObject({ tier: key.nullable(), name: z.string().nullable(), members: z.int() })),
})

/** What one release makes of the window. */
export const backTestRun = z.strictObject({
  /** Null for the drafts. */
  release: z.int().nullable(),
  currencies: z.array(backTestCurrency),
  rules: z.array(backTestRule),
  ladders: z.array(backTestLadder),
  /** Fair value of what was granted, of all currencies. */
  costMinor: amountMinorSigned,
  /** Fair value of what is outstanding at the end, of all currencies. */
  liabilityMinor: amountMinorSigned,
  /** Cost / net sales, in hundredths of a per cent; null without sales. */
  giveBackE4: z.int().nullable(),
  /** Orders of the average size until the first reward; null where nobody says what that is, or it is never reached. */
  firstReward: z.strictObject({ currency: key, points: z.int(), orders: z.int().nullable() }).nullable(),
  /** What members did then and could not have done under this release, such as a spend of points that they would not have had. */
  refused: z.array(z.strictObject({ code: z.string(), activities: z.int() })),
})
export type BackTestRun = z.infer<typeof backTestRun>

/** A tenth of the members, from those who lose most to those who win most. */
export const backTestDecile = z.strictObject({
  /** 1 to 10. */
  decile: z.int(),
  members: z.int(),
  /** What they get in the window under both, at fair value; in points of the first currency where points have no value. */
  before: amountMinorSigned,
  after: amountMinorSigned,
  /** The smallest and the largest change of one of them. */
  least: amountMinorSigned,
  most: amountMinorSigned,
})
export type BackTestDecile = z.infer<typeof backTestDecile>

/** Who wins and who loses against the release that the tested one is compared with. */
export const backTestChange = z.strictObject({
  /** `money`: in minor units at fair value. `points`: points of the first currency have no value, so they are counted themselves. */
  unit: z.enum(['money', 'points']),
  winners: z.int(),
  losers: z.int(),
  same: z.int(),
  deciles: z.array(backTestDecile),
  /** Members who would end on a higher or a lower tier of a ladder. */
  ladders: z.array(z.strictObject({ ladder: key, up: z.int(), down: z.int() })),
})
export type BackTestChange = z.infer<typeof backTestChange>

export const backTestResult = z.strictObject({
  from: day,
  to: day,
  /** Of all money in the result. */
  money: currencyCode,
  /** What happened in the window. */
  activities: z.int(),
  orders: z.int(),
  members: z.int(),
  /** Sum of the lines of the orders, less what came back. */
  netSalesMinor: amountMinorSigned,
  /** Of an order, before anything came back; 0 without orders. */
  averageOrderMinor: amountMinor,
  /** Share of the members that was looked at, in hundredths of a per cent: 10,000 is everybody. Larger programmes are sampled by member. */
  sampledE4: z.int(),
  /**
   * Facts that a rule can read and that were not kept with what happened: today's values were used. How many decisions
   * leaned on each.
   */
  leaned: z.array(z.strictObject({ fact: z.string(), decisions: z.int() })),
  tested: backTestRun,
  compared: backTestRun.nullable(),
  change: backTestChange.nullable(),
  /** How long reading and deciding took, and how many orders of one release were decided a second. */
  readMs: z.int(),
  decideMs: z.int(),
  ordersPerSecond: z.int(),
})
export type BackTestResult = z.infer<typeof backTestResult>

export const backTestState = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled'])
export type BackTestState = z.infer<typeof backTestState>

export const backTestId = z.string().regex(/^bkt_[0-9a-f]{32}$/)

export const backTestView = z.strictObject({
  id: backTestId,
  state: backTestState,
  /** As asked for; null for the first and the last day there is. */
  from: day.nullable(),
  to: day.nullable(),
  release: testedRelease,
  /** Null where it is compared with nothing. */
  compareWith: testedRelease.nullable(),
  askedBy: z.string(),
  askedAt: instant,
  endedAt: instant.nullable(),
  /** While it runs: how far it is. `reading` from the database, then `deciding` in memory. */
  progress: z.strictObject({
    phase: z.enum(['waiting', 'reading', 'deciding', 'done']),
    done: z.int(),
    /** Null where it is not known. */
    total: z.int().nullable(),
  }),
  /** Why it failed. */
  problem: z.string().nullable(),
})
export type BackTestView = z.infer<typeof backTestView>

export const backTestDetail = backTestView.extend({
  /** Null until it is done. */
  result: backTestResult.nullable(),
})
export type BackTestDetail = z.infer<typeof backTestDetail>

export const backTestList = z.strictObject({ backTests: z.array(backTestView) })
