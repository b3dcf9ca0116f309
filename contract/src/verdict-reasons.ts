import { z } from 'zod'

/** Why a rule or a card gave something or nothing, for whoever has words of their own for it. */
export const verdictReasonCodes = [
  'applies',
  'card-day-limit',
  'card-nothing-stamped',
  'card-stamped',
  'chance',
  'channel',
  'channel-missing',
  'condition-fails',
  'condition-holds',
  'ended',
  'expression-fails',
  'holdout',
  'hour',
  'limit',
  'lines-left-out',
  'minimum-basket',
  'no-base',
  'no-line',
  'no-lines',
  'no-order',
  'not-started',
  'over',
  'paused',
  'segment-excluded',
  'segment-missing',
  'stacking-best',
  'stacking-first',
  'stands',
  'store',
  'store-missing',
  'tag-excluded',
  'tag-missing',
  'tier',
  'weekday',
  'zero',
] as const
export type VerdictReasonCode = (typeof verdictReasonCodes)[number]

export const verdictReason = z.strictObject({
  code: z.enum(verdictReasonCodes),
  /**
   * What the sentence names: points as they are, money in minor units (`...Minor`), instants and days as text, keys, and
   * expressions with what they read. For each of `lines` that do not count, `why` says why (`negative`, `product`,
   * `category`, `no-category`, `condition`, `fraction`), and `categories` what category it has.
   */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])),
})
export type VerdictReason = z.infer<typeof verdictReason>
