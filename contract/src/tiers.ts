import { z } from 'zod'
import { day, instant, key, text } from './values.ts'

/** What a tier brings. A text is told as it stands; `multiplier` takes part in earning; the others are told as data. */
export const tierBenefit = z.union([
  text(200),
  z.discriminatedUnion('kind', [
    /** Multiplies what orders and other activities earn in a currency while the tier is held: 2 is twice as much. */
    z.strictObject({
      kind: z.literal('multiplier'),
      factor: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/, 'Give a number in digits, as text, such as 1.5'),
      currency: key,
    }),
    z.strictObject({ kind: z.literal('free-shipping'), minimumBasketMinor: z.int().min(0).optional() }),
    z.strictObject({ kind: z.literal('early-access'), hours: z.int().min(1).max(8760).optional() }),
    z.strictObject({ kind: z.literal('priority-service') }),
    /** Rewards cost so many hundredths less. */
    z.strictObject({ kind: z.literal('price-off'), percent: z.int().min(1).max(100) }),
    z.strictObject({ kind: z.literal('text'), text: text(200) }),
  ]),
])
export type TierBenefit = z.infer<typeof tierBenefit>

export const tierLadderSpec = z.strictObject({
  name: text(120),
  metric: z.enum(['spend', 'points', 'orders', 'visits']),
  /** The currency counted when the metric is points. */
  currency: key.optional(),
  /** Activity types that count as a visit. Default `order.placed`. */
  visits: z.array(key).optional(),
  /** A CEL condition over `line`: which lines count as spend. */
  lines: text(4096).optional(),
  /** `enrolment-year`: years that begin on the day on which the member joined. */
  window: z.enum(['calendar-year', 'enrolment-year', 'rolling-12-months', 'lifetime']),
  /** Days that a tier is kept after the total no longer reaches it. Default 0. */
  graceDays: z.int().min(0).max(400).default(0),
  /** What is left of a tier when its period ends: what the total gives, or one step less. Default `total`. */
  landing: z.enum(['total', 'one-step']).default('total'),
  /** Days before a tier is lost on which the member is told. Absent: not. */
  noticeDays: z.int().min(1).max(365).optional(),
  /** From the lowest. A first tier with threshold 0 is the entry tier that everybody has on joining. */
  tiers: z
    .array(
      z.strictObject({
        key,
        name: text(60),
        threshold: z.int().min(0),
        benefits: z.array(tierBenefit).max(20).optional(),
        /** Given once, when the tier is reached for the first time; that of the entry tier on joining. */
        entry: z.strictObject({ currency: key, points: z.int().min(1).max(1_000_000_000) }).optional(),
      }),
    )
    .min(1)
    .max(20),
})
export type TierLadderSpec = z.infer<typeof tierLadderSpec>

/** What is known ahead of a tier that will be lost. */
export const tierProjection = z.strictObject({
  /** When the tier is lost without further activity, and which one is left then. */
  at: instant,
  tier: z.string().nullable(),
  name: z.string().nullable(),
  /** What keeps it: so much more of what the ladder counts, on days from `from` until before `until`. */
  keep: z.strictObject({ missing: z.int(), from: instant, until: instant }),
})

export type TierProjection = z.infer<typeof tierProjection>

/** A tier that staff gave by hand. */
export const tierGrantView = z.strictObject({
  grant: z.string().meta({ example: 'act_01933f6e2b7a7c3e8d1f000000000001' }),
  ladder: z.string(),
  tier: z.string(),
  from: day,
  /** The last day on which it is held. */
  until: day,
  /** The first day on which it is not, because it was taken back. */
  revoked: day.nullable(),
})
export type TierGrantView = z.infer<typeof tierGrantView>

/** Gives a tier by hand until the end of a day. */
export const tierGrantCreate = z.strictObject({ ladder: key, tier: key, until: day, reason: text(500) })
