import { z } from 'zod'
import { amountMinorSigned, day, instant, key, memberId, points } from './values.ts'

/** A calendar month: `2026-11`. */
export const month = z
  .string()
  .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'Give a month such as 2026-11')
  .meta({ example: '2026-11' })

/** What a member holds: `total` is available, pending and held, less debt. */
export const statementBalance = z.strictObject({
  available: points,
  pending: points,
  held: points,
  debt: points,
  total: points,
})
export type StatementBalance = z.infer<typeof statementBalance>

/** One movement of a statement. */
export const statementMovement = z.strictObject({
  at: instant,
  /** Why, as the journal names it. */
  reason: z.string(),
  /** The same in plain words of the language asked for. */
  cause: z.string(),
  /** What staff or the customer noted about it, or what it was for. */
  note: z.string().nullable(),
  rule: z.string().nullable(),
  activity: z.string(),
  activityType: z.string().nullable(),
  /** Where the activity came from, and its name there: an order. */
  source: z.string().nullable(),
  sourceId: z.string().nullable(),
  /** Signed: what it did to what the member holds. Zero where points only moved within the account. */
  change: points,
  /** Signed: what it did to what can be spent. */
  availableChange: points,
  /** What the member holds after it. */
  total: points,
  /** False for what time has brought and no row says yet. */
  posted: z.boolean(),
})
export type StatementMovement = z.infer<typeof statementMovement>

/** One member's account over whole days of the programme: opening + movements = closing. */
export const statement = z.strictObject({
  program: key,
  programName: z.string(),
  member: memberId,
  name: z.string().nullable(),
  from: day,
  to: day,
  timeZone: z.string(),
  currencies: z.array(
    z.strictObject({
      currency: z.string(),
      name: z.string(),
      scale: z.int(),
      opening: statementBalance,
      movements: z.array(statementMovement),
      closing: statementBalance,
    }),
  ),
})
export type Statement = z.infer<typeof statement>

/** Points that will end, by day and currency. */
export const expiryReport = z.strictObject({
  program: key,
  until: day,
  days: z.array(
    z.strictObject({
      /** The day on which they are gone: the day after the last one on which they can be used. */
      day,
      currency: z.string(),
      points,
      /** Members and other owners concerned. */
      owners: z.int(),
    }),
  ),
})
export type ExpiryReport = z.infer<typeof expiryReport>

const breakageNumbers = {
  /** Newly credited with this end. */
  planned: points,
  /** Used before it: spent, taken back, exchanged, adjusted. */
  released: points,
  /** Given this end by a move: back from a spend, from another end or from another owner. */
  reopened: points,
  /** Moved away to another end or another owner. */
  moved: points,
  /** What ended. */
  expired: points,
  /** What is still there: planned - released + reopened - moved - expired. */
  open: points,
  /** Of planned + reopened - moved, the share that ended, in hundredths of a per cent. */
  rateE4: z.int(),
  /** What the share that is expected never to be used comes to: planned x breakageE4. */
  expectedBreakage: points,
}

/** What became of points, by the day on which they end or would have ended. */
export const breakageReport = z.strictObject({
  program: key,
  from: day,
  to: day,
  currencies: z.array(
    z.strictObject({
      currency: z.string(),
      name: z.string(),
      breakageE4: z.int(),
      days: z.array(z.strictObject({ day, ...breakageNumbers })),
      totals: z.strictObject(breakageNumbers),
    }),
  ),
})
export type BreakageReport = z.infer<typeof breakageReport>

/** Each flow of points stands in one column. */
export const pointFlows = z.strictObject({
  /** What members got to hold, and what of their earnings a debt took. */
  issued: points,
  debtPaid: points,
  /** What returns took, and what they could not take. */
  clawedBack: points,
  debtIncurred: points,
  spent: points,
  spendReturned: points,
  /** What ended, and what was forfeited with a closed account. */
  expired: points,
  adjustedUp: points,
  adjustedDown: points,
  convertedIn: points,
  convertedOut: points,
  funded: points,
  migrated: points,
  /** Between owners: what arrived, and what left. A debt counts the other way round. */
  transferredIn: points,
  transferredOut: points,
  /** Debts given up. */
  writtenOff: points,
  /** From pending to available: moves nothing in or out. */
  activated: points,
})
export type PointFlows = z.infer<typeof pointFlows>

/** A roll-forward in the minor unit of money: opening + everything else = closing. Reductions are below zero. */
export const deferredRevenue = z.strictObject({
  openingMinor: amountMinorSigned,
  /** Change of estimate: another value or another expected breakage from here on. */
  estimateMinor: amountMinorSigned,
  issuedMinor: amountMinorSigned,
  fundedMinor: amountMinorSigned,
  migratedMinor: amountMinorSigned,
  convertedMinor: amountMinorSigned,
  adjustedMinor: amountMinorSigned,
  writtenOffMinor: amountMinorSigned,
  /** Revenue from points redeemed. */
  redeemedMinor: amountMinorSigned,
  /** Revenue from points that are expected never to be used. */
  breakageMinor: amountMinorSigned,
  closingMinor: amountMinorSigned,
})
export type DeferredRevenue = z.infer<typeof deferredRevenue>

const accountsPeriod = pointFlows.extend({
  /** What all owners hold at the end, debts taken off. */
  liability: points,
  /** Debts at the end. */
  debt: points,
  /** On its way between owners at the end. */
  inTransit: points,
  liabilityMinor: amountMinorSigned,
  deferred: deferredRevenue,
})

/** The books for the accountant: every currency by day or month, in points and in money. */
export const accountsReport = z.strictObject({
  program: key,
  from: day,
  to: day,
  by: z.enum(['day', 'month']),
  /** The last closed month. */
  closedUntil: month.nullable(),
  currencies: z.array(
    z.strictObject({
      currency: z.string(),
      name: z.string(),
      moneyCurrency: z.string(),
      valuePerPointE4: z.int(),
      breakageE4: z.int(),
      /** Liability before the first period. */
      opening: points,
      periods: z.array(
        accountsPeriod.extend({
          from: day,
          to: day,
          /** Of a closed month: will not change. */ closed: z.boolean(),
        }),
      ),
      totals: accountsPeriod,
      /** Rows of closed months that were posted after the closing: counted in the period that has this day. */
      late: z.array(pointFlows.extend({ effective: day, countedOn: day })),
    }),
  ),
})
export type AccountsReport = z.infer<typeof accountsReport>

export const closedPeriod = z.strictObject({
  month,
  closedAt: instant,
  closedBy: z.string(),
})
/** Closed months, the latest first, and the month that can be closed next. */
export const periodList = z.strictObject({
  periods: z.array(closedPeriod),
  /** Null while nothing was posted. */
  next: z.strictObject({ month, /** Whether it is over. */ over: z.boolean() }).nullable(),
})
export type PeriodList = z.infer<typeof periodList>
