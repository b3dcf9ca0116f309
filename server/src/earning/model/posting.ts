import type { Activity } from '../../activity/index.ts'
import type { Instant } from '../../kernel/instants.ts'
import type { Posting } from '../../ledger/index.ts'
import { type LotTimes, lotTimes, type Release } from '../../programs/index.ts'
import type { EarningRule } from './rule.ts'

/** A grant: it is pending and expires by the currency, counted from the activity. */
export function earnPosting(
  rule: EarningRule,
  activity: Activity,
  more: { amount: number; release: Release },
): Posting {
  const { availableAt, expiresAt } = datesOf(rule, activity, more.release.timeZone)
  return {
    currency: rule.currency.code,
    amount: more.amount,
    activityId: activity.id,
    rule: rule.key,
    reason: 'earn',
    release: more.release.number,
    effectiveAt: activity.occurredAt,
    availableAt,
    expiresAt,
    debt: rule.currency.spec.debt,
  }
}

/** The difference that a return makes. What it gives back lives as long as what the order first earned. */
export function changePosting(
  rule: EarningRule,
  order: Activity,
  more: { change: number; cause: { id: string; occurredAt: Instant }; release: Release },
): Posting {
  const { change, cause, release } = more
  const restored = change > 0
  const { availableAt, expiresAt } = restored ? datesOf(rule, order, release.timeZone) : noDates
  const posting: Posting = {
    currency: rule.currency.code,
    amount: change,
    activityId: cause.id,
    rule: rule.key,
    reason: restored ? 'restore' : 'clawback',
    release: release.number,
    effectiveAt: cause.occurredAt,
    availableAt,
    expiresAt,
    debt: rule.currency.spec.debt,
  }
  if (!restored) posting.takenFrom = order.id
  return posting
}

const noDates: LotTimes = { availableAt: null, expiresAt: null }

/** By the policies of the rule, where it has its own, or of its currency. */
function datesOf(rule: EarningRule, activity: Activity, zone: string): LotTimes {
  const { expiry, pending } = rule.currency.spec
  const policy = { expiry: rule.spec.expiry ?? expiry, pending: rule.spec.pending ?? pending }
  return lotTimes(policy, { at: activity.occurredAt, day: activity.day, zone })
}
