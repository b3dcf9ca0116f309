import { z } from 'zod'
import { betaAudience } from './beta.ts'
import { currencyCode, day, instant, key, text } from './values.ts'

/** Kinds of definitions that this version knows. */
export const definitionKinds = [
  'settings',
  'currency',
  'earning-rule',
  'counter',
  'tier-ladder',
  'stamp-card',
  'store',
  'cause',
  'goal',
  'limit',
  'segment',
  'site',
] as const
export type DefinitionKind = (typeof definitionKinds)[number]

/** The programme as a whole; its key is always `program`. */
export const settingsSpec = z.strictObject({
  name: text(120),
  /** IANA time zone in which days, periods and hours are counted. Stays once published. */
  timeZone: z.string().max(64).meta({ example: 'Europe/London' }),
  /** ISO 4217 currency of orders. Stays once published. */
  currency: currencyCode,
  /** Whether an order of an unknown identifier enrols its member. Default false. */
  enrolOnFirstOrder: z.boolean().default(false),
  /** How far an activity may lie in the past and the future. Default: 100 years back, 24 hours ahead. */
  acceptPastDays: z.int().min(0).max(36_600).default(36_600),
  acceptFutureHours: z.int().min(0).max(8760).default(24),
  /** Custom activity types and the fields of their data. */
  activityTypes: z
    .record(
      key,
      z.strictObject({
        name: text(120),
        fields: z.record(
          z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/),
          z.enum(['text', 'number', 'boolean', 'text-list']),
        ),
        required: z.array(z.string()).default([]),
      }),
    )
    .default({}),
  /** How members reach the business: told in the terms. */
  contact: z
    .strictObject({
      email: text(200).optional(),
      phone: text(60).optional(),
      website: text(200).optional(),
      address: text(400).optional(),
    })
    .optional(),
  /** How releases come to be. */
  publishing: z
    .strictObject({
      /** Whether a second person has to approve a proposal before it is published. Default false. */
      fourEyes: z.boolean().default(false),
      /** Days that lie between the announcement of what is worse for members and its release. Default 0. */
      noticeDays: z.int().min(0).max(365).default(0),
    })
    .default({ fourEyes: false, noticeDays: 0 }),
})
export type SettingsSpec = z.infer<typeof settingsSpec>

const days = z.int().min(1).max(3650)
const months = z.int().min(1).max(240)

/** When a lot of a currency ends. Every end is the end of a day in the programme's zone. */
export const expiryPolicy = z.discriminatedUnion('kind', [
  /** So long after the day of the activity that earned it. */
  z
    .strictObject({ kind: z.literal('rolling'), months: months.optional(), days: days.optional() })
    .refine((policy) => (policy.months === undefined) !== (policy.days === undefined), {
      message: 'Give months or days',
    }),
  /** On the next such day of the year; with `minimumMonths`, the first one that lies at least so far ahead. */
  z.strictObject({
    kind: z.literal('calendar-day'),
    month: z.int().min(1).max(12),
    day: z.int().min(1).max(31),
    minimumMonths: z.int().min(0).max(240).default(0),
  }),
  /** At the end of the month that lies so many months after the month of the activity. */
  z.strictObject({ kind: z.literal('month-end'), months: z.int().min(0).max(240) }),
  /** At the end of the year that lies so many years after the year of the activity. */
  z.strictObject({ kind: z.literal('year-end'), years: z.int().min(0).max(20) }),
  /** With this day, whenever it was earned. What would be earned later is not given. */
  z.strictObject({ kind: z.literal('date'), date: day }),
  /** All that is left, when the member did nothing for so long: every activity moves the end. */
  z
    .strictObject({ kind: z.literal('inactivity'), months: months.optional(), days: days.optional() })
    .refine((policy) => (policy.months === undefined) !== (policy.days === undefined), {
      message: 'Give months or days',
    }),
])
export type ExpiryPolicy = z.infer<typeof expiryPolicy>

/** From when a lot can be spent. */
export const pendingPolicy = z.discriminatedUnion('kind', [
  /** So many days after the activity: a return window. */
  z.strictObject({ kind: z.literal('delay'), days: z.int().min(1).max(365) }),
  /** From the start of this day; an activity of that day or later earns at once. */
  z.strictObject({ kind: z.literal('date'), date: day }),
  /** When `order.fulfilled` names the order, and at the latest after so many days. Without days: not before. */
  z.strictObject({ kind: z.literal('fulfilment'), atLatestDays: z.int().min(1).max(365).optional() }),
])
export type PendingPolicy = z.infer<typeof pendingPolicy>

/** How far a return may take back what is no longer there. */
const debtPolicy = z.enum(['only-pending', 'within-balance', 'unlimited'])
export type DebtPolicy = z.infer<typeof debtPolicy>

/** Something that members hold and the programme owes. */
export const currencySpec = z.strictObject({
  name: text(60),
  /** One and many, for sentences. */
  unit: z.strictObject({ one: text(40), other: text(40) }),
  /**
   * `points`: earned and spent. `status`: counts, and is never spent, given away or exchanged. `credit`: money given
   * back, in minor units of `money`. `stored-value`: money paid in, in minor units of `money`. Default `points`.
   */
  kind: z.enum(['points', 'status', 'credit', 'stored-value']).default('points'),
  /** ISO 4217 currency of a `credit` or `stored-value`: one unit is one minor unit of it. */
  money: currencyCode.optional(),
  /** Digits after the point when amounts are shown; amounts themselves are whole numbers. Default 0. */
  scale: z.int().min(0).max(6).default(0),
  /** Fair value of one point in ten-thousandths of the money minor unit: liability = points x this / 10,000. */
  valuePerPointE4: z.int().min(0).default(0),
  /** Share of points that are expected never to be used, in hundredths of a per cent. For reports. Default 0. */
  breakageE4: z.int().min(0).max(10_000).default(0),
  /** Absent: lots never end. */
  expiry: expiryPolicy.optional(),
  /** Absent: at once. */
  pending: pendingPolicy.optional(),
  /**
   * `unlimited`: a return leaves a debt, which later earnings pay first. `within-balance`: what is no longer there is
   * written off. `only-pending`: only points that are still pending are taken back, the rest is written off.
   */
  debt: debtPolicy.default('unlimited'),
  /** Days that spent points live on when they come back after their end. 0: they end at once. Default 30. */
  restoredDays: z.int().min(0).max(365).default(30),
  /** Days before the end of a lot on which the member is warned. */
  warnDays: z.array(z.int().min(1).max(365)).max(5).default([]),
  /** Larger adjustments by staff need a second person. Default 10,000. */
  adjustmentAlone: z.int().min(0).default(10_000),
  /** Members may give points to each other. Absent: not. */
  transfer: z
    .strictObject({
      /** Most points of one gift. */
      maximum: z.int().min(1),
      /** Most points that a member may give away in a calendar month. */
      monthly: z.int().min(1),
      /** Hours for which received points cannot be given on. Default 72. */
      coolDownHours: z.int().min(0).max(8760).default(72),
      /** Whether households may keep points in pools; `maximum` holds for each contribution. Default false. */
      pool: z.boolean().default(false),
    })
    .optional(),
  /** What it can be exchanged for: `give` units of this currency become `get` units of the other. */
  exchange: z
    .array(z.strictObject({ to: key, give: z.int().min(1), get: z.int().min(1) }))
    .max(10)
    .default([]),
})
export type CurrencySpec = z.infer<typeof currencySpec>

export const storeSpec = z.strictObject({
  name: text(120),
  city: text(120).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Give two capital letters of ISO 3166, such as GB')
    .optional(),
  timeZone: z.string().max(64).optional(),
  /** A circle around it: a check-in with coordinates outside of it is refused. */
  location: z
    .strictObject({
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
      radiusMeters: z.int().min(10).max(100_000),
    })
    .optional(),
  /** It shows a code that changes so often: a check-in with another one is refused. */
  checkInCode: z.strictObject({ everySeconds: z.int().min(15).max(86_400).default(60) }).optional(),
})
export type StoreSpec = z.infer<typeof storeSpec>

/** What members may give value to. Its books are public: what it was given, and what it holds. */
export const causeSpec = z.strictObject({
  name: text(120),
  description: text(500, 0).optional(),
})
export type CauseSpec = z.infer<typeof causeSpec>

/** A definition as it is edited. */
export const definitionView = z.strictObject({
  kind: z.enum(definitionKinds),
  key,
  spec: z.record(z.string(), z.unknown()),
  revision: z.int(),
  updatedAt: instant,
})
export type DefinitionView = z.infer<typeof definitionView>

/** One difference between two releases, down to the field. */
export const releaseChange = z.strictObject({
  kind: z.enum(definitionKinds),
  key,
  change: z.enum(['added', 'changed', 'removed']),
  fields: z.array(
    z.strictObject({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() }),
  ),
})
export type ReleaseChange = z.infer<typeof releaseChange>

export const releaseView = z.strictObject({
  number: z.int(),
  note: z.string(),
  author: z.string(),
  effectiveAt: instant,
  current: z.boolean(),
  /** The release whose definitions it published again; null when it came from drafts. */
  restores: z.int().nullable(),
  /** The proposal that it came from. */
  proposal: z.int().nullable(),
  /** The members who alone have, or had, it as a beta; null for everyone. */
  audience: betaAudience.nullable(),
  changes: z.array(releaseChange),
})
export type ReleaseView = z.infer<typeof releaseView>
