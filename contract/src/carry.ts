import { z } from 'zod'
import { key } from './values.ts'

/**
 * Commands by which what a member has who was merged into another follows: the product sends them itself. Each names
 * what differs from what was carried before, so that it can follow later returns and be taken back.
 */

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const amounts = 2000
const carried = {
  /** Who was merged into the owner. */
  from: uuid,
  /** Counts from 1: the same step is taken once. */
  step: z.int().min(1),
}

/** A tier that staff gave by hand to the member who was merged. */
const carriedGrant = z.strictObject({
  id: uuid,
  tier: key,
  from: z.int(),
  until: z.int(),
  revoked: z.int().optional(),
})

/** What counts towards tiers: added, or taken back below zero; and what is remembered beside it, as it is now. */
export const carryTiers = z.strictObject({
  verb: z.literal('carry-tiers'),
  ...carried,
  counts: z.array(z.strictObject({ ladder: key, day: z.int(), amount: z.int() })).max(amounts),
  memory: z
    .array(
      z.strictObject({
        ladder: key,
        grants: z.array(carriedGrant).max(amounts),
        /** Index of the highest tier that was ever reached, where tiers give something on being reached. */
        peak: z.int().optional(),
      }),
    )
    .max(100)
    .optional(),
})

/** What counters and the room of limits hold: added, or taken back below zero. */
export const carryCounters = z.strictObject({
  verb: z.literal('carry-counters'),
  ...carried,
  counts: z
    .array(z.strictObject({ key: z.string().min(1), period: z.int(), amount: z.int() }))
    .min(1)
    .max(amounts),
})

const carriedTerms = z.strictObject({
  size: z.int(),
  restarts: z.boolean(),
  expires: z.strictObject({ days: z.int().optional(), months: z.int().optional() }).optional(),
  perDay: z.int().optional(),
  /** The currency by its number. */
  reward: z.strictObject({ currency: z.int(), amount: z.int() }),
})

const carriedCard = z.strictObject({
  card: key,
  /** The day on which they came. */
  day: z.int(),
  /** How many cards the member had filled, and how many of them were told. */
  completed: z.int().min(0),
  told: z.int().min(0),
  /** What was on the card, by the day and the release that gave it. */
  stamps: z
    .array(z.strictObject({ day: z.int(), release: z.int(), amount: z.int().min(1), terms: carriedTerms }))
    .max(amounts),
})
export type CarriedCard = z.infer<typeof carriedCard>

/** What stood on stamp cards, each as it is now. */
export const carryCards = z.strictObject({
  verb: z.literal('carry-cards'),
  ...carried,
  cards: z.array(carriedCard).min(1).max(200),
})
