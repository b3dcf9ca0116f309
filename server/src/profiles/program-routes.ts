import { day, key, ledgerReport, overview } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readActivityEdges } from '../activity/index.ts'
import { dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { route } from '../platform/http/index.ts'
import { lastDayOf, periodAsked } from './model/period.ts'
import { openPlace, type ProfileParts } from './place.ts'
import { readLedgerReport } from './read-ledger-report.ts'
import { readOverview } from './read-overview.ts'

const inProgram = z.strictObject({ program: key })
const inPeriod = z.strictObject({ from: day.optional(), to: day.optional() })
const ninetyDays =
  'Days are calendar days of the programme, both ends included. Default: the 90 days that end today; where nothing has happened for longer than that, as in an imported history, the 90 that end with the last day that has activity.'

/** A programme as a whole: its first page, and the report of its books. */
export function programRoutes(app: FastifyInstance, parts: ProfileParts): void {
  overviewRoute(app, parts)
  ledgerRoute(app, parts)
}

function overviewRoute(app: FastifyInstance, parts: ProfileParts): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/overview',
    permission: 'read',
    summary: 'Read how a programme is doing',
    description: `${ninetyDays} Days before the first one with activity are left out. Members, liability and tiers are those at the end of the period; active are the members with an activity in the last 30 days, counted back from the same day as the default. Points are those of the programme's first currency: issued is what was earned less what was taken back. Liability in money is that of all currencies.`,
    schema: {
      params: inProgram,
      querystring: inPeriod,
      reply: overview,
      problems: ['program_unpublished', 'query_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const place = await openPlace(parts, caller, params.program)
      const { programId, release, now } = place
      return parts.database.read({ programId }, async (tx) => {
        const edges = await readActivityEdges(tx, programId)
        const lastDay = lastDayOf(edges, dayOf(now, release.timeZone))
        const { from: first, to } = orThrow(periodAsked(query, lastDay))
        const from = Math.min(to, Math.max(first, edges?.first ?? first))
        return readOverview(tx, { programId, key: place.key, release, now, lastDay, from, to })
      })
    },
  })
}

function ledgerRoute(app: FastifyInstance, parts: ProfileParts): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/reports/ledger',
    permission: 'read',
    summary: 'Read the books by day',
    description: `${ninetyDays} Each flow of points stands in one column, so that liability = liability of the day before + issued + debtPaid - clawedBack - debtIncurred - spent - expired + writtenOff + adjusted + converted + funded + migrated + transferred. Issued is what members got to hold, debtPaid what they earned and a debt took; clawedBack is what returns took, debtIncurred what they could not take. Liability is net of debts; in money it is points x value of a point, rounded half up.`,
    schema: {
      params: inProgram,
      querystring: inPeriod,
      reply: ledgerReport,
      problems: ['program_unpublished', 'query_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const place = await openPlace(parts, caller, params.program)
      const { programId, release, now } = place
      return parts.database.read({ programId }, async (tx) => {
        const lastDay = lastDayOf(await readActivityEdges(tx, programId), dayOf(now, release.timeZone))
        const period = orThrow(periodAsked(query, lastDay))
        return readLedgerReport(tx, { programId, key: place.key, release, ...period })
      })
    },
  })
}
