import {
  accountsReport,
  breakageReport,
  closedPeriod,
  day,
  expiryReport,
  key,
  month,
  periodList,
} from '@perennial/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Day, dayOf, dayText, parseDay } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import { route } from '../platform/http/index.ts'
import { closePeriod, listPeriods } from './close-period.ts'
import { parseMonth } from './model/counted-flows.ts'
import { csvText } from './model/csv.ts'
import { journalLines } from './model/journal-lines.ts'
import { type Period, periodAsked } from './model/period.ts'
import { openPlace, type Place, type ProfileParts } from './place.ts'
import { readAccounts } from './read-accounts.ts'
import { readBreakageReport, readExpiryReport } from './read-expiries.ts'

const inProgram = z.strictObject({ program: key })
const program = '/v1/programs/{program}'
const dates = { from: day.optional(), to: day.optional() }

/** How far ahead ends can be asked for: ten years, the longest life that a currency of days has. */
const aheadMax = 3660
const aheadShown = 90

/** Reports for accountants and marketers, and the closing of months. */
export function reportRoutes(app: FastifyInstance, parts: ProfileParts): void {
  expiriesRoute(app, parts)
  breakageRoute(app, parts)
  accountsRoute(app, parts)
  periodRoutes(app, parts)
}

/** Sends a spreadsheet. As bytes, because only JSON is text to the documents. */
export function sendCsv(
  reply: FastifyReply,
  name: string,
  rows: Parameters<typeof csvText>[0],
): FastifyReply {
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(Buffer.from(csvText(rows)))
}

function todayOf({ now, release }: Place): Day {
  return dayOf(now, release.timeZone)
}

function expiriesRoute(app: FastifyInstance, parts: ProfileParts): void {
  route(app, {
    method: 'GET',
    url: `${program}/reports/expiries`,
    permission: 'read',
    summary: 'Read which points will end, by day and currency',
    description: `From now to \`until\`, by default ${aheadShown} days ahead, if nothing else happens. A day is the one on which the points are gone. Points whose end moves with inactivity stand on the day that holds now; what a hold speaks for stands no earlier than the end of the hold.`,
    schema: {
      params: inProgram,
      querystring: z.strictObject({ until: day.optional() }),
      reply: expiryReport,
      problems: ['program_unpublished', 'query_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const place = await openPlace(parts, caller, params.program)
      const today = todayOf(place)
      const until = query.until === undefined ? today + aheadShown : parseDay(query.until)
      if (until === undefined || until < today || until > today + aheadMax)
        throw new RefusalError({
          code: 'query_invalid',
          detail: `until: give a date from today to ${dayText(today + aheadMax)}.`,
          field: 'until',
        })
      return parts.database.read({ programId: place.programId }, (tx) =>
        readExpiryReport(tx, { place, from: today, until }),
      )
    },
  })
}

function breakageRoute(app: FastifyInstance, parts: ProfileParts): void {
  route(app, {
    method: 'GET',
    url: `${program}/reports/breakage`,
    permission: 'read',
    summary: 'Read what became of points, by the day of their end',
    description:
      'Of the points that end on a day: how many were planned, used before, given back or moved, ended, and are open. Compare the rate of days that are over with the breakage that the currency expects. Points whose end moves with inactivity have no day and are left out. Default: the 90 days that end today.',
    schema: {
      params: inProgram,
      querystring: z.strictObject(dates),
      reply: breakageReport,
      problems: ['program_unpublished', 'query_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const place = await openPlace(parts, caller, params.program)
      const period = shortPeriod(orThrow(periodAsked(query, todayOf(place))))
      return parts.database.read({ programId: place.programId }, (tx) =>
        readBreakageReport(tx, { place, ...period }),
      )
    },
  })
}

/** Every day is a row of each currency, and has to be placed by its first instant. */
const daysMax = 3660

function shortPeriod(period: Period): Period {
  if (period.to - period.from < daysMax) return period
  const detail = `from: at most ${daysMax} days can be asked for.`
  throw new RefusalError({ code: 'query_invalid', detail, field: 'from' })
}

function accountsRoute(app: FastifyInstance, parts: ProfileParts): void {
  route(app, {
    method: 'GET',
    url: `${program}/reports/accounts`,
    permission: 'read',
    summary: 'Read the accounts: points, liability and deferred revenue by day or month',
    description:
      'Each flow of points stands in one column, so that liability = liability before + issued + debtPaid - clawedBack - debtIncurred - spent + spendReturned - expired + adjustedUp - adjustedDown + convertedIn - convertedOut + funded + migrated + transferredIn - transferredOut + writtenOff. Deferred revenue is a roll-forward by IFRS 15 and ASC 606 in whole minor units, in which opening and movements add up to the closing exactly. Closed months never change: what is posted for them later is listed under `late` and counted in the open month. `format=csv` gives journal lines instead, balanced per day. Default: the 90 days that end today, by day.',
    schema: {
      params: inProgram,
      querystring: z.strictObject({
        ...dates,
        by: z.enum(['day', 'month']).default('day'),
        format: z.enum(['json', 'csv']).default('json'),
      }),
      reply: accountsReport,
      problems: ['program_unpublished', 'query_invalid'],
    },
    handler: async ({ caller, params, query }, reply) => {
      const place = await openPlace(parts, caller, params.program)
      const { programId, release } = place
      const period = orThrow(periodAsked(query, todayOf(place)))
      if (query.by === 'day') shortPeriod(period)
      const report = await parts.database.read({ programId }, (tx) =>
        readAccounts(tx, { programId, key: place.key, release, by: query.by, ...period }),
      )
      if (query.format === 'json') return report
      return sendCsv(reply, `${place.key}-journal-${report.from}-${report.to}`, journalLines(report))
    },
  })
}

function periodRoutes(app: FastifyInstance, parts: ProfileParts): void {
  route(app, {
    method: 'GET',
    url: `${program}/periods`,
    permission: 'read',
    summary: 'List closed months, and the one that comes next',
    schema: { params: inProgram, reply: periodList, problems: ['program_unpublished'] },
    handler: async ({ caller, params }) => {
      const place = await openPlace(parts, caller, params.program)
      return parts.database.read({ programId: place.programId }, (tx) => listPeriods(tx, place))
    },
  })
  route(app, {
    method: 'POST',
    url: `${program}/periods/{month}/close`,
    permission: 'manage',
    summary: 'Close a month: its accounts never change again',
    description:
      'Only a month that is over in the programme’s time zone, and only after all months before it. It cannot be opened again: what is posted for it later is shown, and counted, in the first open month.',
    schema: {
      params: z.strictObject({ program: key, month }),
      reply: closedPeriod,
      problems: ['period_closed', 'period_not_over', 'period_out_of_order', 'program_unpublished'],
    },
    handler: async ({ caller, params }) => {
      const place = await openPlace(parts, caller, params.program)
      const { organizationId, actor } = caller
      const asked = { place, organizationId, actor, month: parseMonth(params.month) }
      const scope = { programId: place.programId, organizationId }
      return orThrow(await parts.database.write(scope, (tx) => closePeriod(tx, asked)))
    },
  })
}
