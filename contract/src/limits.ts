import { z } from 'zod'
import { amountMinor, instant, key, points, text } from './values.ts'

/** Something that a programme must never do. */
export const limitPromise = z.discriminatedUnion('kind', [
  /** No member gains more in a period, by rules: in points of one currency, or at fair value. */
  z
    .strictObject({
      kind: z.literal('member-gain'),
      per: z.enum(['day', 'week', 'month', 'year']),
      currency: key.optional(),
      points: z.int().min(0).optional(),
      valueMinor: amountMinor.optional(),
    })
    .refine((limit) => (limit.points === undefined) !== (limit.valueMinor === undefined), {
      message: 'Give points of a currency, or a value',
    })
    .refine((limit) => (limit.points === undefined) === (limit.currency === undefined), {
      message: 'Points are of a currency',
      path: ['currency'],
    }),
  /** No order gives back more than so much of what was paid, in hundredths of a per cent. */
  z.strictObject({
    kind: z.literal('order-give-back'),
    mostE4: z.int().min(0).max(1_000_000),
    /** Only orders of so much at least. Default 1. */
    fromMinor: z.int().min(1).default(1),
  }),
  /** Buying and giving everything back gains nothing. */
  z.strictObject({ kind: z.literal('return-loop') }),
])
export type LimitPromise = z.infer<typeof limitPromise>

/** A promise that is checked before a release is published. */
export const limitSpec = z.strictObject({
  name: text(120),
  description: text(1000).optional(),
  promise: limitPromise,
})
export type LimitSpec = z.infer<typeof limitSpec>

/** One step of a story that breaks a promise. */
export const limitStep = z.strictObject({
  at: instant,
  do: z.enum(['order', 'return', 'activity']),
  /** What is done, as an activity that could be posted. */
  activity: z.record(z.string(), z.unknown()),
  /** A sentence for people, in English. */
  text: z.string(),
  effects: z.array(z.strictObject({ currency: z.string(), amount: points, rule: z.string() })),
})

/** The shortest story that was found. */
export const counterexample = z.strictObject({
  steps: z.array(limitStep),
  /** What it comes to, in a sentence. */
  outcome: z.string(),
})
export type Counterexample = z.infer<typeof counterexample>

export const limitVerdict = z.strictObject({
  limit: key,
  name: z.string(),
  /** `kept`: nothing was found that breaks it, which is no proof. */
  verdict: z.enum(['kept', 'broken']),
  counterexample: counterexample.nullable(),
  /** How many stories were tried. */
  tried: z.int(),
})
export type LimitVerdict = z.infer<typeof limitVerdict>

/** A rule that cannot do anything, and why. */
export const deadRule = z.strictObject({
  rule: key,
  /**
   * `no-order`: it asks for a basket and listens to something else. `nothing-multiplied`: there is nothing to multiply.
   * `never-usable`: what it gives ends before it can be spent, or waits for what never comes.
   */
  reason: z.enum([
    'schedule-past',
    'nothing-chosen',
    'condition-false',
    'always-outranked',
    'store-unknown',
    'no-order',
    'nothing-multiplied',
    'never-usable',
  ]),
  detail: z.string(),
})
export type DeadRule = z.infer<typeof deadRule>

export const limitsCheck = z.strictObject({
  /** Default: the drafts. */
  release: z.union([z.literal('draft'), z.int().min(1).max(2_147_483_647)]).default('draft'),
  /** Promises that are not defined, to try them out. */
  promises: z.array(limitPromise).max(10).optional(),
  /** The same seed tries the same stories. Default 1. */
  seed: z.int().min(0).max(4_294_967_295).default(1),
})
export type LimitsCheck = z.infer<typeof limitsCheck>

export const limitsReply = z.strictObject({
  limits: z.array(limitVerdict),
  deadRules: z.array(deadRule),
})
export type LimitsReply = z.infer<typeof limitsReply>
