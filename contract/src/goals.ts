import { z } from 'zod'
import { backTestRun, firstRewardAsked } from './back-test.ts'
import { amountMinor, currencyCode, day, instant, key, text } from './values.ts'

/** What a programme is to move. */
export const goalMetric = z.enum([
  /** How content customers are, as the business measures it, such as a score of 0 to 100. The product has no actual value. */
  'satisfaction',
  /** Of the members who bought within a year, how many bought at least twice; in per cent. */
  'repeat-rate',
  /** The average order, in minor units. */
  'order-value',
  /** Orders of a member who buys, a year. */
  'frequency',
  /** What the programme may give in a year at fair value, in minor units. */
  'budget',
  /** How many members buy within a year. */
  'audience',
  /** Orders of the average size until the first reward. */
  'first-reward',
])
export type GoalMetric = z.infer<typeof goalMetric>

/** What the business wants of the programme: one number from where it is to where it should be, by a day. */
export const goalSpec = z
  .strictObject({
    name: text(120),
    description: text(1000).optional(),
    metric: goalMetric,
    /** Where it stands, or stood, when the goal was set. */
    from: z.number().min(0).max(1e12).optional(),
    to: z.number().min(0).max(1e12),
    by: day,
    /** Whom it is about, in words. */
    audience: text(300).optional(),
    /** With `first-reward`: the cheapest thing that points can buy. Back-tests and estimates use it. */
    reward: firstRewardAsked.optional(),
  })
  .refine((goal) => (goal.metric === 'first-reward') === (goal.reward !== undefined), {
    message: 'A goal about the first reward says what it costs; no other one does',
    path: ['reward'],
  })
export type GoalSpec = z.infer<typeof goalSpec>

/** A goal with where it stands now, by the last twelve months. */
export const goalView = z.strictObject({
  key,
  name: z.string(),
  metric: goalMetric,
  from: z.number().nullable(),
  to: z.number(),
  by: day,
  /** Null where the product cannot know it, or nothing happened yet. */
  actual: z.number().nullable(),
  /** How far it is from `from` to `to`, in hundredths of a per cent; null without both or without an actual value. */
  progressE4: z.int().nullable(),
  reached: z.boolean().nullable(),
})
export type GoalView = z.infer<typeof goalView>

export const goalList = z.strictObject({
  goals: z.array(goalView),
  /** When the numbers were counted, and on what share of the members, in hundredths of a per cent. */
  countedAt: instant,
  sampledE4: z.int(),
})

/** What a shop that has no history yet supposes of itself. */
export const estimateAssumptions = z.strictObject({
  averageOrderMinor: amountMinor,
  /** Orders of a member who buys, a year. */
  ordersPerYear: z.number().min(0.1).max(400),
})

export const estimateCreate = z.strictObject({
  /** Instead of what happened. */
  assumptions: estimateAssumptions.optional(),
  /** What "the first reward" is. Default: that of a goal that names one. */
  firstReward: firstRewardAsked.optional(),
  /** What the shop usually takes off, in hundredths of a per cent: a reward that gives less moves nobody. */
  usualDiscountE4: z.int().min(0).max(10_000).optional(),
})
export type EstimateCreate = z.infer<typeof estimateCreate>

export const estimateWarning = z.strictObject({
  /** `warning`: it will not work. `hint`: worth a thought. */
  level: z.enum(['warning', 'hint']),
  code: z.enum([
    'first-reward-far',
    'gives-nothing',
    'worth-nothing',
    'inflated-numbers',
    'tiny-numbers',
    'weaker-than-discount',
    'gives-more-than-budget',
  ]),
  /** A sentence for people, in English. */
  detail: z.string(),
  /** What the sentence says, for other languages. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
})
export type EstimateWarning = z.infer<typeof estimateWarning>

/** The numbers of the drafts, for while they are being edited. */
export const estimateReply = z.strictObject({
  /** `history`: the last twelve months of some members. `assumptions`: made up from what was typed, or from usual figures. */
  basis: z.enum(['history', 'assumptions']),
  money: currencyCode,
  members: z.int(),
  orders: z.int(),
  averageOrderMinor: amountMinor,
  /** Orders of a member who buys, a year. */
  ordersPerYear: z.number(),
  run: backTestRun,
  warnings: z.array(estimateWarning),
})
export type EstimateReply = z.infer<typeof estimateReply>
