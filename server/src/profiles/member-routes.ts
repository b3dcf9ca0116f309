import {
  cursor,
  instant,
  journalPage,
  key,
  memberCreate,
  memberList,
  memberPatch,
  memberView as memberViewSchema,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Pipeline } from '../activity/index.ts'
import { type Instant, parseInstant } from '../kernel/instants.ts'
import { invariant, orThrow, RefusalError } from '../kernel/verdict.ts'
import { type FoundMember, findMembers, identifierContext, updateMember } from '../members/index.ts'
import type { Reader } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { etagOf, revisionOf } from '../programs/index.ts'
import { findMember } from './find-member.ts'
import { memberSummaries, memberView } from './member-views.ts'
import { openPlace, type Place, type ProfileParts } from './place.ts'
import { readJournalPage } from './read-journal-page.ts'

export interface MemberRoutes extends ProfileParts {
  pipeline: Pick<Pipeline, 'enrol'>
}

const members = '/v1/programs/{program}/members'
const inProgram = z.strictObject({ program: key })
const ofMember = z.strictObject({ program: key, member: z.string().min(1).max(400) })
const limit = z.coerce.number().int().min(1).max(200).default(50)
const addressed =
  'The member is named by `mem_...`, or by `externalId:`, `email:`, `phone:` or `card:` and the value.'

/** The members of a programme: enrol, list, read, edit, and their journals. */
export function memberRoutes(app: FastifyInstance, parts: MemberRoutes): void {
  enrolRoute(app, parts)
  listRoute(app, parts)
  readRoute(app, parts)
  patchRoute(app, parts)
  journalRoute(app, parts)
}

type InProgram = z.output<typeof inProgram>
type OfMember = z.output<typeof ofMember>

function enrolRoute(app: FastifyInstance, parts: MemberRoutes): void {
  type Create = RouteRequest<InProgram, unknown, z.output<typeof memberCreate>>
  route(app, {
    method: 'POST',
    url: members,
    permission: 'write',
    summary: 'Enrol a member',
    description: 'Recorded as an activity `member.enrolled`, so that rules may welcome the member.',
    idempotencyKey: true,
    schema: {
      params: inProgram,
      body: memberCreate,
      reply: { 201: memberViewSchema },
      problems: [
        'identifier_taken',
        'identifier_invalid',
        'clock_refused',
        'program_unpublished',
        'overloaded',
      ],
    },
    handler: idempotent<Create>(parts.database, async (request, reply, inside) => {
      const place = await openPlace(parts, request.caller, request.params.program)
      const enrolled = orThrow(await parts.pipeline.enrol(place, request.body))
      invariant(enrolled.member !== null, 'an enrolment has its member')
      const id = enrolled.member
      const view = await inside.read({ programId: place.programId }, async (tx) =>
        // The clock is asked again: what the enrolment earned was earned after the request came.
        viewOf(parts, tx, {
          place: { ...place, now: nowOf(parts, place) },
          member: await findMember(tx, place, id),
          at: undefined,
        }),
      )
      reply.code(201).header('location', `/v1/programs/${place.key}/members/${id}`)
      reply.header('etag', etagOf(view.revision))
      return view
    }),
  })
}

function listRoute(app: FastifyInstance, parts: MemberRoutes): void {
  route(app, {
    method: 'GET',
    url: members,
    permission: 'read',
    summary: 'List or search members with their balances and tiers',
    description: '`query` is the start of an identifier or a name. Without it: everybody, newest first.',
    schema: {
      params: inProgram,
      querystring: z.strictObject({
        query: z.string().max(320).optional(),
        cursor: cursor.optional(),
        limit,
      }),
      reply: memberList,
      problems: ['cursor_invalid', 'program_unpublished'],
    },
    handler: async ({ caller, params, query }) => {
      const place = await openPlace(parts, caller, params.program)
      const { programId, release, now } = place
      return parts.database.read({ programId }, async (tx) => {
        const page = orThrow(
          await findMembers(tx, {
            programId,
            limit: query.limit,
            context: identifierContext(release),
            ...(query.query === undefined ? {} : { query: query.query }),
            ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
          }),
        )
        const summaries = await memberSummaries(tx, { programId, release, at: now, members: page.members })
        return { members: summaries, next: page.next }
      })
    },
  })
}

function readRoute(app: FastifyInstance, parts: MemberRoutes): void {
  route(app, {
    method: 'GET',
    url: `${members}/{member}`,
    permission: 'read',
    summary: 'Read a member: balances, tiers, lots and what expires',
    description: `${addressed} \`at\` tells balances, tiers and lots of a past instant by what is known now, or of a future one if nothing else happens; a tier is that of the whole day. The ETag of the reply is what an edit sends as If-Match.`,
    schema: {
      params: ofMember,
      querystring: z.strictObject({ at: instant.optional() }),
      reply: memberViewSchema,
      problems: ['program_unpublished'],
    },
    handler: async ({ caller, params, query }, reply) => {
      const at = query.at === undefined ? undefined : readInstant(query.at)
      const place = await openPlace(parts, caller, params.program)
      const view = await parts.database.read({ programId: place.programId }, async (tx) =>
        viewOf(parts, tx, { place, member: await findMember(tx, place, params.member), at }),
      )
      reply.header('etag', etagOf(view.revision))
      return view
    },
  })
}

function patchRoute(app: FastifyInstance, parts: MemberRoutes): void {
  type Patch = RouteRequest<OfMember, unknown, z.output<typeof memberPatch>>
  route(app, {
    method: 'PATCH',
    url: `${members}/{member}`,
    permission: 'write',
    summary: 'Change name, attributes and identifiers of a member',
    description: `${addressed} Needs If-Match. What is absent stays, null removes, attributes are replaced as a whole.`,
    idempotencyKey: true,
    schema: {
      params: ofMember,
      body: memberPatch,
      reply: memberViewSchema,
      problems: [
        'edit_conflict',
        'edit_unconditional',
        'identifier_taken',
        'identifier_invalid',
        'program_unpublished',
      ],
    },
    handler: idempotent<Patch>(parts.database, async (request, reply, inside) => {
      const { caller, params, body } = request
      const place = await openPlace(parts, caller, params.program)
      const view = await inside.write({ programId: place.programId }, async (tx) => {
        const { memberId } = await findMember(tx, place, params.member)
        const edit = {
          programId: place.programId,
          memberId,
          patch: body,
          ifRevision: revisionOf(request.headers['if-match']),
          context: identifierContext(place.release),
        }
        return viewOf(parts, tx, { place, member: orThrow(await updateMember(tx, edit)), at: undefined })
      })
      reply.header('etag', etagOf(view.revision))
      return view
    }),
  })
}

function journalRoute(app: FastifyInstance, parts: MemberRoutes): void {
  route(app, {
    method: 'GET',
    url: `${members}/{member}/journal`,
    permission: 'read',
    summary: "Read a member's journal, newest first",
    description: addressed,
    schema: {
      params: ofMember,
      querystring: z.strictObject({ cursor: cursor.optional(), limit }),
      reply: journalPage,
      problems: ['cursor_invalid', 'program_unpublished'],
    },
    handler: async ({ caller, params, query }) => {
      const place = await openPlace(parts, caller, params.program)
      const { programId, release } = place
      return parts.database.read({ programId }, async (tx) => {
        const { memberId: ownerId } = await findMember(tx, place, params.member)
        return orThrow(
          await readJournalPage(tx, {
            programId,
            release,
            ownerId,
            cursor: query.cursor,
            limit: query.limit,
          }),
        )
      })
    },
  })
}

function nowOf(parts: ProfileParts, place: Place): Instant {
  return parts.clock.now() + place.clockOffsetSeconds * 1000
}

function viewOf(
  { programs }: Pick<ProfileParts, 'programs'>,
  tx: Reader,
  ask: { place: Place; member: FoundMember; at: Instant | undefined },
) {
  const { programId, release, beta, now } = ask.place
  const at = ask.at ?? now
  return memberView(tx, { programs, programId, release, beta, at, member: ask.member, isPast: at < now })
}

function readInstant(text: string): Instant {
  const at = parseInstant(text)
  if (at !== undefined) return at
  const detail = 'at: give a real RFC 3339 time with its zone, such as 2026-11-23T00:00:00Z.'
  throw new RefusalError({ code: 'query_invalid', detail, field: 'at' })
}
