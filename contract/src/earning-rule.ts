import { z } from 'zod'
import { choice } from './choices.ts'
import { expiryPolicy, pendingPolicy } from './definition.ts'
import { amountMinor, instant, key, text } from './values.ts'

const period = z.enum(['day', 'week', 'month', 'year', 'lifetime'])
/** `order`: for one activity. */
const capPeriod = z.enum(['order', ...period.options])

export const award = z.discriminatedUnion('kind', [
  /** `points` for every `perMinor` of the eligible amount. */
  z.strictObject({ kind: z.literal('per-money'), points: z.int().min(1), perMinor: z.int().min(1) }),
  /** `points` for every eligible item (quantities are rounded down in total). */
  z.strictObject({ kind: z.literal('per-item'), points: z.int().min(1) }),
  /** A CEL expression over `line` that gives a whole number of points, for each eligible line. */
  z.strictObject({ kind: z.literal('per-line'), expression: text(4096) }),
  /** `points` once per order that has an eligible line. */
  z.strictObject({ kind: z.literal('per-order'), points: z.int().min(1) }),
  /** `points` once per activity of any type. */
  z.strictObject({ kind: z.literal('fixed'), points: z.int().min(1) }),
  /** Multiplies what the named base rules granted: 2.5 adds one and a half times as much. */
  z.strictObject({
    kind: z.literal('multiplier'),
    factor: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, 'Give a number in digits, as text, such as 1.5'),
    of: z.array(key).optional(),
  }),
  /** A CEL expression that gives a whole number of points. */
  z.strictObject({ kind: z.literal('expression'), expression: text(4096) }),
])
export type Award = z.infer<typeof award>

const pointsOrTimes = {
  /** Most points. */
  points: z.int().min(1).optional(),
  /** Most activities that get something. */
  times: z.int().min(1).optional(),
}

function namesOne(limit: { points?: number | undefined; times?: number | undefined }): boolean {
  return (limit.points === undefined) !== (limit.times === undefined)
}
const oneOfBoth = { message: 'Give points or times' }

/** The most that a rule gives to one member, one household or in one store. */
export const earningCap = z
  .strictObject({
    /**
     * Whose limit it is. A household is the pool that a member belongs to; a member in none is a household alone. In
     * the limit of a store, activities without a store count together as one.
     */
    of: z.enum(['member', 'household', 'store']).default('member'),
    ...pointsOrTimes,
    per: capPeriod,
  })
  .refine(namesOne, oneOfBoth)
  .refine((cap) => cap.per !== 'order' || (cap.of === 'member' && cap.points !== undefined), {
    message: 'A limit per order is in points and of the member',
  })
export type EarningCap = z.infer<typeof earningCap>

/** Hours of the day, from inclusive, until exclusive, in the programme's zone; may wrap midnight. */
const hours = z.strictObject({ from: z.int().min(0).max(23), until: z.int().min(1).max(24) })

export const earningRuleSpec = z.strictObject({
  name: text(120),
  description: text(500, 0).optional(),
  /** The currency definition that it posts. */
  currency: key,
  /** The activity type that it listens to. Default `order.placed`. */
  on: key.default('order.placed'),
  award,
  /** Default `floor`. */
  rounding: z.enum(['floor', 'ceiling', 'half-up', 'half-even', 'truncate']).default('floor'),
  /** Gives nothing while it is true. Default false. */
  paused: z.boolean().default(false),
  /** Who gets it. All parts must hold; conditions on attributes go into `when`. Absent: everybody. */
  audience: z
    .strictObject({
      /** Segments, live and fixed: in one of those included, in none of those excluded. */
      segments: choice.optional(),
      /** Keys of tiers, of any ladder: one of them is held. */
      tiers: z.array(key).min(1).max(50).optional(),
      /** Texts of the member's attribute `tags`. */
      tags: choice.optional(),
    })
    .optional(),
  /** A share of members, always the same ones, who get nothing, so that the effect of the rule can be measured. */
  holdout: z.strictObject({ percent: z.int().min(1).max(99) }).optional(),
  /**
   * A surprise: only so many of the activities that fit get it. Chance follows from the activity itself, so that a replay
   * gives the same; a dry run is an activity of its own.
   */
  chance: z.strictObject({ percent: z.number().min(0.01).max(99.99) }).optional(),
  /** A CEL condition over `order`, `items`, `member`, `activity`, `history`, `counters`, `balances`. */
  when: text(4096).optional(),
  /** A CEL condition over `line`: which lines are eligible. Lines with a negative amount never are. */
  lines: text(4096).optional(),
  products: choice.optional(),
  categories: choice.optional(),
  stores: choice.optional(),
  channels: choice.optional(),
  minimumBasketMinor: amountMinor.optional(),
  /** Amounts with the tax taken out when false. Default true. */
  tax: z.boolean().default(true),
  /** Whether shipping counts as eligible amount. Default false. */
  shipping: z.boolean().default(false),
  schedule: z
    .strictObject({
      from: instant.optional(),
      until: instant.optional(),
      /** ISO weekdays, 1 Monday to 7 Sunday, in the programme's zone. */
      weekdays: z.array(z.int().min(1).max(7)).optional(),
      /** One span of hours or several. */
      hours: z.union([hours, z.array(hours).min(1).max(12)]).optional(),
    })
    .optional(),
  /** Most points that one member gets from this rule in a period: one of `caps`, in the form of earlier versions. */
  cap: z.strictObject({ points: z.int().min(1), per: capPeriod }).optional(),
  /** The most that it gives; all of them hold. */
  caps: z.array(earningCap).max(12).default([]),
  /** The most that all members together get from this rule: points, or activities that get something. */
  budget: z
    .strictObject({ ...pointsOrTimes, per: period.default('lifetime') })
    .refine(namesOne, oneOfBoth)
    .optional(),
  /**
   * Of the rules in one group only the one with the highest priority that applies, the best for the member, or all; a
   * multiplier never counts rules of its own group. The first rule of the group says the mode for all.
   */
  stacking: z
    .strictObject({ group: key, mode: z.enum(['first', 'best', 'all']).default('first') })
    .optional(),
  /** When what it gives ends, where that differs from its currency. */
  expiry: expiryPolicy.optional(),
  /** From when what it gives can be spent, where that differs from its currency. */
  pending: pendingPolicy.optional(),
  /** Higher is decided earlier. Default 0; equal priorities by key. */
  priority: z.int().min(-1000).max(1000).default(0),
})
export type EarningRuleSpec = z.infer<typeof earningRuleSpec>

/** How a rule stands after it was paused or resumed. */
export const rulePause = z.strictObject({
  rule: key,
  paused: z.boolean(),
  /** The release in force. */
  release: z.int(),
})
