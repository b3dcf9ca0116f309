import { z } from 'zod'
import { choice } from './choices.ts'
import { instant, key, text } from './values.ts'

/** Stamps of one kind for one thing; a full card gives units of a currency, such as one whose unit is a free coffee. */
export const stampCardSpec = z.strictObject({
  name: text(120),
  /** The activity type that stamps it. Default `order.placed`. */
  on: key.default('order.placed'),
  products: choice.optional(),
  categories: choice.optional(),
  /** A CEL condition over `line`: which lines are stamped. Lines with a negative amount never are. */
  lines: text(4096).optional(),
  /**
   * `per-item`: for each whole eligible item. `per-order`: for an order that has an eligible line. `per-activity`: for an
   * activity of any type. `count` stamps each; default 1.
   */
  stamps: z.strictObject({
    kind: z.enum(['per-item', 'per-order', 'per-activity']),
    count: z.int().min(1).max(100).default(1),
  }),
  /** How many stamps make it full. */
  size: z.int().min(1).max(1000),
  /** Whether the next stamp begins a new round once it is full. Default true. */
  restarts: z.boolean().default(true),
  /** How long a stamp lasts, after the day that it was given on. Absent: for ever. */
  expires: z
    .strictObject({
      months: z.int().min(1).max(240).optional(),
      days: z.int().min(1).max(3650).optional(),
    })
    .refine((span) => (span.months === undefined) !== (span.days === undefined), {
      message: 'Give months or days',
    })
    .optional(),
  /** Most stamps of one member's day. */
  perDay: z.int().min(1).max(1000).optional(),
  /** What each full card gives. */
  reward: z.strictObject({ currency: key, amount: z.int().min(1).max(1_000_000) }),
  /** How it is drawn: a colour, and the name of the picture on each stamp. */
  look: z
    .strictObject({
      color: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i, 'Give a colour such as #6f4e37')
        .optional(),
      icon: text(40).optional(),
    })
    .optional(),
})
export type StampCardSpec = z.infer<typeof stampCardSpec>

/** Where a member stands on a card. */
export const cardStanding = z.strictObject({
  card: z.string(),
  name: z.string(),
  /** Stamps on the card that is being filled; `size` on one that is full and does not restart. */
  stamps: z.int(),
  /** How many make it full. A card begun before the definition changed is filled as it was begun. */
  size: z.int(),
  /** How many were filled. */
  completed: z.int(),
  /** When the first of the stamps ends; null when none does. */
  expiresAt: instant.nullable(),
})
export type CardStanding = z.infer<typeof cardStanding>
