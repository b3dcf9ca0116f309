import { z } from 'zod'
import { cardStanding } from './cards.ts'
import { tierProjection } from './tiers.ts'
import {
  activityId,
  amountMinor,
  amountMinorSigned,
  currencyCode,
  freeData,
  instant,
  key,
  memberId,
  points,
  quantity,
  text,
} from './values.ts'
import { verdictReason } from './verdict-reasons.ts'

/** Who did it: one identifier is enough. */
export const memberReference = z
  .strictObject({
    id: memberId.optional(),
    externalId: text(128).optional(),
    email: text(320).optional(),
    phone: text(32).optional(),
    card: text(64).optional(),
  })
  .refine((reference) => Object.keys(reference).length === 1, {
    message: 'Name the member by exactly one identifier',
  })
export type MemberReference = z.infer<typeof memberReference>

/** One line of a basket. `amountMinor`, when given, wins over quantity times unit price. */
export const orderLine = z.strictObject({
  lineId: text(64),
  sku: text(64),
  name: text(300, 0).optional(),
  category: text(100).optional(),
  quantity,
  unitPrice: z
    .string()
    .regex(/^-?\d{1,12}(\.\d{1,9})?$/)
    .meta({ example: '2.55' }),
  /** Net of line discounts, in minor units, tax as the order says. */
  amountMinor: amountMinorSigned.optional(),
  /** Tax contained in (or on top of) the line, in minor units. */
  taxMinor: amountMinor.optional(),
  data: freeData.optional(),
})
export type OrderLine = z.infer<typeof orderLine>

export const order = z.strictObject({
  currency: currencyCode,
  lines: z.array(orderLine).min(1).max(2000),
  /** Whether line amounts contain the tax named by `taxMinor`. Default true. */
  taxIncluded: z.boolean().optional(),
  shippingMinor: amountMinor.optional(),
  /** A discount on the whole order, spread over the lines by amount. */
  discountMinor: amountMinor.optional(),
})
export type Order = z.infer<typeof order>

/** What comes back. With `order` the lines are named by `lineId` (or `sku`, when one line has it). */
export const orderReturn = z.strictObject({
  /** The order's own sourceId. Without it the lines are matched by sku against the member's earlier lines, latest first. */
  order: text(128).optional(),
  /** The order's source, when it differs from the return's. */
  orderSource: text(64).optional(),
  lines: z
    .array(z.strictObject({ lineId: text(64).optional(), sku: text(64).optional(), quantity }))
    .min(1)
    .max(2000)
    .optional(),
  /** Shipping given back, in minor units. */
  shippingMinor: amountMinor.optional(),
})
export type OrderReturn = z.infer<typeof orderReturn>

/** Goods were handed over: what the order earned and waited for it can be spent. */
const orderFulfilment = z.strictObject({
  order: text(128),
  /** The order's source, when it differs from the activity's. */
  orderSource: text(64).optional(),
})

/** Types every programme knows. Others are declared in the programme's settings. */
export const builtInActivityTypes = [
  'order.placed',
  'order.returned',
  'order.cancelled',
  'order.fulfilled',
  'member.enrolled',
] as const

export const activityInput = z.strictObject({
  type: key,
  /** The system that says so, such as `web-shop` or `till-7`. */
  source: text(64),
  /** The activity's id in that system. With program, source and type it is unique for ever. */
  sourceId: text(128),
  occurredAt: instant,
  member: memberReference.optional(),
  channel: key.optional(),
  store: key.optional(),
  order: order.optional(),
  return: orderReturn.optional(),
  /** The order that `order.fulfilled` is about. */
  fulfilment: orderFulfilment.optional(),
  /** The content of a custom type, by its declared schema. */
  data: freeData.optional(),
})
export type ActivityInput = z.infer<typeof activityInput>

export const effect = z.strictObject({
  /** `value`: what a command on value did. `card`: stamps given, or taken back. */
  kind: z.enum(['points', 'tier', 'activity', 'value', 'card']),
  /** The verb of a command. */
  verb: z.string().optional(),
  currency: z.string().optional(),
  /** Signed: negative when points are taken back. */
  amount: points.optional(),
  rule: z.string().optional(),
  /** What the rule asked for, before caps and budgets. */
  desired: points.optional(),
  /** Why less was granted than desired, or why points were taken back. */
  reason: z.string().optional(),
  ladder: z.string().optional(),
  from: z.string().nullable().optional(),
  to: z.string().nullable().optional(),
  type: z.string().optional(),
  /** The card that was stamped, how often, and how many rounds that filled; negative where a return takes it back. */
  card: z.string().optional(),
  stamps: z.int().optional(),
  rounds: z.int().optional(),
  /** Change of what is pending, and of what is held, by a command. */
  pending: points.optional(),
  held: points.optional(),
  /** The hold that a command opened or closed. */
  hold: z.string().optional(),
  /** The transfer that a command sent or received. */
  transfer: z.string().optional(),
  /** When what was given or held ends. */
  expiresAt: instant.optional(),
})
export type Effect = z.infer<typeof effect>

export const balance = z.strictObject({
  currency: z.string(),
  available: points,
  pending: points,
  held: points,
  debt: points,
  lifetimeEarned: points,
  lifetimeSpent: points,
})
export type Balance = z.infer<typeof balance>

export const tierStanding = z.strictObject({
  ladder: z.string(),
  /** Key of the tier; null when the ladder has no entry tier and none is reached. */
  tier: z.string().nullable(),
  name: z.string().nullable(),
  metric: z.enum(['spend', 'points', 'orders', 'visits']),
  /** What counts in the current window: minor units for spend. */
  total: z.int(),
  /** Until when the tier is held without further activity; null when it cannot fall, and in replies to activities, which do not look ahead. */
  heldUntil: instant.nullable(),
  /** On a member's page only; null where the tier never falls. */
  projected: tierProjection.nullable().optional(),
  next: z
    .strictObject({ tier: z.string(), name: z.string(), threshold: z.int(), missing: z.int() })
    .nullable(),
})
export type TierStanding = z.infer<typeof tierStanding>

/** One rule's verdict on an activity. */
export const ruleVerdict = z.strictObject({
  rule: z.string(),
  name: z.string(),
  applied: z.boolean(),
  desired: points,
  granted: points,
  /** In plain words: why it applied, or which part was false. */
  because: z.array(z.string()),
  /** The same, sentence for sentence, as codes with what they name. */
  reasons: z.array(verdictReason),
  /** The formula with its numbers, when it applied. */
  calculation: z.string().optional(),
  lines: z.array(z.strictObject({ lineId: z.string(), amountMinor: z.int(), points })).optional(),
})
export type RuleVerdict = z.infer<typeof ruleVerdict>

/** How a return was matched to lines of orders, once and for all. */
export const returnMatch = z.strictObject({
  order: z.string(),
  orderSourceId: z.string(),
  lineId: z.string(),
  sku: z.string(),
  quantity: z.string(),
})
export const unmatchedLine = z.strictObject({ sku: z.string(), quantity: z.string() })

export const activityReply = z.strictObject({
  activity: activityId.nullable().meta({ description: 'Null in a dry run' }),
  /** `parked`: a return whose order has not arrived; it is applied when the order comes. */
  status: z.enum(['recorded', 'parked', 'dry-run']),
  /** True when the activity was known already and this is the first reply again. */
  replayed: z.boolean(),
  member: memberId.nullable(),
  /** The release that decided it, during a beta the member's own; what a dry run names is for `ifRelease`. Absent while parked. */
  release: z.int().optional(),
  effects: z.array(effect),
  balances: z.array(balance),
  tiers: z.array(tierStanding),
  /** Where the programme has stamp cards. */
  cards: z.array(cardStanding).optional(),
  matches: z.array(returnMatch).optional(),
  unmatched: z.array(unmatchedLine).optional(),
  explain: z.array(ruleVerdict).optional(),
})
export type ActivityReply = z.infer<typeof activityReply>

export const activityRecord = z.strictObject({
  activity: activityId,
  member: memberId.nullable(),
  type: z.string(),
  source: z.string(),
  sourceId: z.string(),
  occurredAt: instant,
  postedAt: instant,
  release: z.int(),
  status: z.enum(['recorded', 'parked']),
  /** As it was sent; for a command on value, `command` says what was asked. */
  input: activityInput.extend({ command: z.record(z.string(), z.unknown()).optional() }),
  effects: z.array(effect),
  /** What is left of an order after its returns, by line. */
  left: z.array(z.strictObject({ lineId: z.string(), quantity: z.string() })).optional(),
  matches: z.array(returnMatch).optional(),
  unmatched: z.array(unmatchedLine).optional(),
  explain: z.array(ruleVerdict).optional(),
})
export type ActivityRecord = z.infer<typeof activityRecord>

export const activityBatch = z.strictObject({ items: z.array(activityInput).min(1).max(1000) })
/** Per item: the reply, or the problem. One bad item never fails its batch. */
export const itemOutcome = z.strictObject({
  index: z.int(),
  status: z.int(),
  reply: activityReply.optional(),
  problem: z
    .strictObject({ code: z.string(), title: z.string(), detail: z.string(), field: z.string().optional() })
    .optional(),
})
export type ItemOutcome = z.infer<typeof itemOutcome>
export const activityBatchReply = z.strictObject({ outcomes: z.array(itemOutcome) })
