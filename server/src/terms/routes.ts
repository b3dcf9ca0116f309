import {
  key,
  type TermsAcceptance,
  termsAccept,
  termsAcceptance,
  termsChanges,
  termsVersionList,
  termsView,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicId } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow } from '../kernel/verdict.ts'
import { getMember, identifierContext } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { type LoadProgram, openProgram } from '../programs/index.ts'
import { acceptTerms } from './accept-terms.ts'
import { termsPage, termsPolicy } from './model/terms-page.ts'
import { languages } from './model/words.ts'
import { readChanges } from './read-changes.ts'
import { currentTerms, documentIn, type TermsParts, termsVersion, viewOfTerms } from './read-terms.ts'
import { type Acceptance, readAcceptances, readVersions } from './store.ts'

export interface TermsRoutes extends TermsParts {
  programs: TermsParts['programs'] & { loadProgram: LoadProgram }
}

const terms = '/v1/programs/{program}/terms'
const inProgram = z.strictObject({ program: key })
const ofMember = z.strictObject({ program: key, member: z.string().min(1).max(400) })

/** The terms that follow from the release in force, their editions, and who accepted which. */
export function termsRoutes(app: FastifyInstance, parts: TermsRoutes): void {
  readRoute(app, parts)
  versionsRoute(app, parts)
  changesRoute(app, parts)
  acceptRoute(app, parts)
  acceptancesRoute(app, parts)
}

function readRoute(app: FastifyInstance, parts: TermsRoutes): void {
  route(app, {
    method: 'GET',
    url: terms,
    permission: 'read',
    summary: 'Read the terms and the questions that they answer, made from the release in force',
    description:
      'Each sentence comes with what is exact about it. `version` reads an earlier edition as it was; one that was not written in the language is told in English. `format=html` gives a page to read and to print.',
    schema: {
      params: inProgram,
      querystring: z.strictObject({
        language: z.enum(languages).default('en'),
        version: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
        format: z.enum(['json', 'html']).default('json'),
      }),
      reply: termsView,
      problems: ['program_read_only', 'program_unpublished'],
    },
    handler: async ({ caller, params, query }, reply) => {
      const { programId } = await openProgram(parts.programs, caller, params.program)
      const { language } = query
      const current = orThrow(await currentTerms(parts, programId))
      const version =
        query.version === undefined || query.version === current.version
          ? current
          : orThrow(await termsVersion(parts, programId, query.version))
      const isCurrent = version.version === current.version
      if (query.format === 'json') return viewOfTerms(version, { language, isCurrent })
      const { timeZone } = orThrow(await parts.programs.currentRelease(programId))
      const document = documentIn(version, language)
      const edition = { version: version.version, since: version.since.getTime(), timeZone }
      return reply
        .type('text/html; charset=utf-8')
        .header('content-language', document.language)
        .header('content-security-policy', termsPolicy)
        .send(Buffer.from(termsPage(document, edition)))
    },
  })
}

function versionsRoute(app: FastifyInstance, parts: TermsRoutes): void {
  route(app, {
    method: 'GET',
    url: `${terms}/versions`,
    permission: 'read',
    summary: 'List the editions of the terms, newest first',
    description: 'A release brings one only when a text changed.',
    schema: { params: inProgram, reply: termsVersionList },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(parts.programs, caller, params.program)
      const versions = await parts.database.read({ programId }, (tx) => readVersions(tx, programId))
      return {
        versions: versions.map((each) => ({ ...each, since: instantText(each.since.getTime()) })),
      }
    },
  })
}

function changesRoute(app: FastifyInstance, parts: TermsRoutes): void {
  route(app, {
    method: 'GET',
    url: `${terms}/changes`,
    permission: 'read',
    summary: 'Read what was announced to become worse for members, and when',
    description: 'With the sentences that change, before and after.',
    schema: {
      params: inProgram,
      querystring: z.strictObject({ language: z.enum(languages).default('en') }),
      reply: termsChanges,
      problems: ['program_unpublished'],
    },
    handler: async ({ caller, params, query }) => {
      const { programId } = await openProgram(parts.programs, caller, params.program)
      return { changes: orThrow(await readChanges(parts, programId, query.language)) }
    },
  })
}

function acceptRoute(app: FastifyInstance, parts: TermsRoutes): void {
  type Accept = RouteRequest<z.output<typeof ofMember>, unknown, z.output<typeof termsAccept>>
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/members/{member}/terms',
    permission: 'write',
    summary: 'Record that a member accepted an edition of the terms',
    description: 'Once: accepting it again answers the first acceptance. It is never changed or removed.',
    idempotencyKey: true,
    schema: {
      params: ofMember,
      body: termsAccept,
      reply: { 200: termsAcceptance, 201: termsAcceptance },
      problems: ['program_read_only', 'program_unpublished'],
    },
    handler: idempotent<Accept>(parts.database, async ({ caller, params, body }, reply, inside) => {
      const { programId } = await openProgram(parts.programs, caller, params.program)
      orThrow(await parts.programs.writable(programId))
      const { version, source = null } = body
      const accepted = await inside.write({ programId }, async (tx) => {
        const memberId = await memberOf(tx, parts, { programId, member: params.member })
        return acceptTerms(tx, { programId, memberId, version, source, actor: caller.actor })
      })
      const { acceptance, isNew } = orThrow(accepted)
      if (isNew) reply.code(201)
      return viewOf(acceptance)
    }),
  })
}

function acceptancesRoute(app: FastifyInstance, parts: TermsRoutes): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/members/{member}/terms',
    permission: 'read',
    summary: 'Read which editions of the terms a member accepted, and when',
    schema: {
      params: ofMember,
      reply: z.strictObject({ acceptances: z.array(termsAcceptance) }),
      problems: ['program_unpublished'],
    },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(parts.programs, caller, params.program)
      const rows = await parts.database.read({ programId }, async (tx) => {
        const memberId = await memberOf(tx, parts, { programId, member: params.member })
        return readAcceptances(tx, programId, memberId)
      })
      return { acceptances: rows.map(viewOf) }
    },
  })
}

async function memberOf(
  tx: Reader,
  { programs }: TermsRoutes,
  ask: { programId: number; member: string },
): Promise<string> {
  const context = identifierContext(orThrow(await programs.currentRelease(ask.programId)))
  return orThrow(await getMember(tx, { ...ask, context })).memberId
}

function viewOf({ memberId, version, acceptedAt, source }: Acceptance): TermsAcceptance {
  const member = publicId('mem', memberId)
  return { member, version, acceptedAt: instantText(acceptedAt.getTime()), source }
}
