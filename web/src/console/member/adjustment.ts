import type { AwaitingApproval, Balance, Effect, WalletReply } from '@perennial/contract'

/** What an adjustment asks for. */
export interface Adjustment {
  currency: string
  /** Signed. */
  amount: number
  reason: string
  expiresAt?: string
}

/** What the API says to an adjustment: done, or laid before a second person. */
export type AdjustmentReply = WalletReply | AwaitingApproval

/** What it did, or would do once it were approved. */
export function resultOf(reply: AdjustmentReply): WalletReply | undefined {
  return reply.status === 'awaiting-approval' ? reply.preview : reply
}

/** Reasons to choose from; the text beside them says the rest. */
export const reasonKinds = ['goodwill', 'missing', 'mistake', 'fraud', 'other'] as const
export type ReasonKind = (typeof reasonKinds)[number]

export interface AdjustmentForm {
  currency: string
  direction: 'give' | 'take'
  /** As typed. */
  amount: string
  kind: ReasonKind
  note: string
  /** Last ISO day of what is given; undefined: by the policy of the currency. */
  lastDay: string | undefined
}

/** How a currency stands before and after, and how much of a debt was paid on the way. */
export interface AdjustmentOutcome {
  before: Balance
  after: Balance
  debtPaid: number
  /** End of what is given, where it has one. */
  expiresAt: string | undefined
}

/** What a dry run says that an adjustment comes to. Undefined where it does not tell the currency's balance. */
export function outcomeOf(
  balances: readonly Balance[],
  told: { currency: string; reply: { balances: readonly Balance[]; effects: readonly Effect[] } },
): AdjustmentOutcome | undefined {
  const isIt = (each: { currency?: string | undefined }) => each.currency === told.currency
  const before = balances.find(isIt)
  const after = told.reply.balances.find(isIt)
  if (before === undefined || after === undefined) return undefined
  const expiresAt = told.reply.effects.find((each) => isIt(each) && each.expiresAt !== undefined)?.expiresAt
  return { before, after, debtPaid: Math.max(0, before.debt - after.debt), expiresAt }
}
