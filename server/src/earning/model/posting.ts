import type { Activity } from '../../activity/index.ts'
import { addMonths, type Day, dayStart, type Instant } from '../../kernel/instants.ts'
import type { Posting } from '../../ledger/index.ts'
import type { Release } from '../../programs/index.ts'
import type { EarningRule } from './rule.ts'

const dayMs = 86_400_000

/** A grant: it is pending and expires by the currency, counted from the activity. */
export function earnPosting(
  rule: EarningRule,
  activity: Activity,
  more: { amount: number; release: Release },
): Posting {
  return {
    currency: rule.currency.code,
    amount: more.amount,
    activityId: activity.id,
    rule: rule.key,
    reason: 'earn',
    release: more.release.number,
    effectiveAt: activity.occurredAt,
    ...lotTimes(rule, activity, more.release.timeZone),
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
  return {
    currency: rule.currency.code,
    amount: change,
    activityId: cause.id,
    ...(restored ? {} : { takenFrom: order.id }),
    rule: rule.key,
    reason: restored ? 'restore' : 'clawback',
    release: release.number,
    effectiveAt: cause.occurredAt,
    ...(restored ? lotTimes(rule, order, release.timeZone) : { availableAt: null, expiresAt: null }),
    debt: rule.currency.spec.debt,
  }
}

function lotTimes(
  rule: EarningRule,
  activity: Activity,
  zone: string,
): Pick<Posting, 'availableAt' | 'expiresAt'> {
  const { pendingDays, expiresAfterMonths } = rule.currency.spec
  return {
    availableAt: pendingDays === undefined ? null : activity.occurredAt + pendingDays * dayMs,
    expiresAt: expiresAfterMonths === undefined ? null : expiryOf(activity.day, expiresAfterMonths, zone),
  }
}

const expiries = new Map<string, Map<number, Instant>>()
const expiriesMax = 20_000

/** The end of the day that lies so many months after the day. Remembered, because all activities of a day ask it. */
function expiryOf(day: Day, months: number, zone: string): Instant {
  const place = `${months}${zone}`
  let byDay = expiries.get(place)
  if (byDay === undefined) {
    byDay = new Map()
    expiries.set(place, byDay)
  }
  let expiry = byDay.get(day)
  if (expiry === undefined) {
    expiry = dayStart(addMonths(day, months) + 1, zone)
    if (byDay.size >= expiriesMax) byDay.clear()
    byDay.set(day, expiry)
  }
  return expiry
}
