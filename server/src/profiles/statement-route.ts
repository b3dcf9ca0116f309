import { day, key, statement } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { dayOf } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { route } from '../platform/http/index.ts'
import { findMember } from './find-member.ts'
import { periodAsked } from './model/period.ts'
import { statementPage, statementPolicy, statementRows } from './model/statement-page.ts'
import { languages } from './model/statement-words.ts'
import { openPlace, type ProfileParts } from './place.ts'
import { readStatement } from './read-statement.ts'
import { sendCsv } from './report-routes.ts'

const ofMember = z.strictObject({ program: key, member: z.string().min(1).max(400) })

/** A member's statement: JSON, a spreadsheet, or a page to print. */
export function statementRoute(app: FastifyInstance, parts: ProfileParts): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/members/{member}/statement',
    permission: 'read',
    summary: "Read a member's statement: opening, every movement with its cause, closing",
    description:
      'Days are calendar days of the programme, both ends included; default: the 90 days that end today. Opening + the changes of all movements = closing. What time has brought and no job has posted stands in it like what is posted. `format=csv` gives a spreadsheet (RFC 4180, formulas disarmed), `format=html` a page to print; `lang` is the language of causes and of the page.',
    schema: {
      params: ofMember,
      querystring: z.strictObject({
        from: day.optional(),
        to: day.optional(),
        currency: key.optional(),
        format: z.enum(['json', 'csv', 'html']).default('json'),
        lang: z.enum(languages).default('en'),
      }),
      reply: statement,
      problems: ['currency_not_offered', 'program_unpublished', 'query_invalid'],
    },
    handler: async ({ caller, params, query }, reply) => {
      const place = await openPlace(parts, caller, params.program)
      const { programId, release, now } = place
      const period = orThrow(periodAsked(query, dayOf(now, release.timeZone)))
      const told = await parts.database.read({ programId }, async (tx) => {
        const member = await findMember(tx, place, params.member)
        const { currency, lang: language } = query
        const ask = { programId, key: place.key, release, now, member, currency, language, ...period }
        return orThrow(await readStatement(tx, ask))
      })
      if (query.format === 'json') return told
      if (query.format === 'csv')
        return sendCsv(reply, `${place.key}-statement-${told.from}-${told.to}`, statementRows(told))
      return reply
        .type('text/html; charset=utf-8')
        .header('content-language', query.lang)
        .header('content-security-policy', statementPolicy)
        .send(Buffer.from(statementPage(told, query.lang)))
    },
  })
}
