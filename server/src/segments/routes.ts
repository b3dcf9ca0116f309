import {
  cursor,
  key,
  type SegmentView,
  segmentList,
  segmentMembers,
  segmentMembership,
  segmentPreview,
  segmentPreviewAsk,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { publicId } from '../kernel/ids.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import { getMember, identifierContext, memberFacts } from '../members/index.ts'
import type { Database, Reader } from '../platform/database.ts'
import { type Caller, callerGone, idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { openProgram, type Program, type Programs, programNow, type Release } from '../programs/index.ts'
import { explainMembership } from './explain-membership.ts'
import { findSegment, keepList } from './keep-list.ts'
import type { Segment } from './model/segment.ts'
import { previewSegment } from './preview-segment.ts'
import { type SegmentParts, tellMoves } from './refresh-segments.ts'
import { readMembers, readStates } from './store.ts'

export interface SegmentRoutes extends SegmentParts {
  programs: Programs
}

const base = '/v1/programs/{program}/segments'
const inProgram = z.strictObject({ program: key })
const ofSegment = z.strictObject({ program: key, segment: key })
const ofMember = z.strictObject({ program: key, segment: key, member: z.string().min(1).max(400) })
const addressed =
  'The member is named by `mem_...`, or by `externalId:`, `email:`, `phone:` or `card:` and the value.'

/** `/v1/programs/{program}/segments`: sizes, previews, and who is in them. */
export function segmentRoutes(app: FastifyInstance, parts: SegmentRoutes): void {
  listRoute(app, parts)
  previewRoute(app, parts)
  membersRoute(app, parts)
  explainRoute(app, parts)
  keepRoutes(app, parts)
}

async function openRelease(
  { programs }: SegmentRoutes,
  caller: Caller,
  name: string,
): Promise<{ program: Program; release: Release }> {
  const program = await openProgram(programs, caller, name)
  return { program, release: orThrow(await programs.currentRelease(program.programId)) }
}

function listRoute(app: FastifyInstance, parts: SegmentRoutes): void {
  route(app, {
    method: 'GET',
    url: base,
    permission: 'read',
    summary: 'List the segments of the published release with their sizes',
    schema: { params: inProgram, reply: segmentList, problems: ['program_unpublished'] },
    handler: async ({ caller, params }) => {
      const { release } = await openRelease(parts, caller, params.program)
      const { programId } = release
      const states = await parts.database.read({ programId }, (tx) => readStates(tx, programId))
      return {
        segments: release.of<Segment>('segment').map(({ key: name, spec, rule }): SegmentView => {
          const state = states.find(({ segment }) => segment === name)
          const evaluatedAt = rule === undefined ? undefined : state?.evaluatedAt
          return {
            key: name,
            name: spec.name,
            description: spec.description ?? null,
            mode: spec.mode,
            when: spec.when ?? null,
            members: state?.evaluatedAt == null ? (rule === undefined ? 0 : null) : state.members,
            evaluatedAt: evaluatedAt == null ? null : instantText(evaluatedAt.getTime()),
          }
        }),
      }
    },
  })
}

function previewRoute(app: FastifyInstance, parts: SegmentRoutes): void {
  route(app, {
    method: 'POST',
    url: `${base}:preview`,
    permission: 'read',
    summary: 'Count the members who meet a condition now',
    description:
      'Changes nothing. Orders and returns count as far as they were recorded a moment ago. What would take longer than a second is estimated by members whom chance chose, unless `exact` asks for all to be counted; that ends when the caller goes away.',
    schema: {
      params: inProgram,
      body: segmentPreviewAsk,
      reply: segmentPreview,
      problems: ['program_unpublished', 'rule_invalid'],
    },
    handler: async ({ caller, params, body }, reply) => {
      const program = await openProgram(parts.programs, caller, params.program)
      const { programId } = program
      const ask = { programId, when: body.when, now: programNow(program), signal: callerGone(reply) }
      const found = orThrow(await previewSegment(parts, body.exact ? ask : { ...ask, within }))
      const sample = found.sample.map(({ ownerId, name }) => ({ member: publicId('mem', ownerId), name }))
      return { ...found, sample }
    },
  })
}

/** A preview that nobody asked to be exact is answered within a second: this leaves room for what is not counting. */
const within = { ms: 750, now: () => performance.now() }

const firstOwner = '00000000-0000-0000-0000-000000000000'

function membersRoute(app: FastifyInstance, parts: SegmentRoutes): void {
  route(app, {
    method: 'GET',
    url: `${base}/{segment}/members`,
    permission: 'read',
    summary: 'List the members of a segment',
    schema: {
      params: ofSegment,
      querystring: z.strictObject({
        cursor: cursor.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      reply: segmentMembers,
      problems: ['program_unpublished', 'cursor_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const { release } = await openRelease(parts, caller, params.program)
      const { programId } = release
      const { key: segment } = orThrow(findSegment(release, params.segment))
      const list = `segment:${segment}`
      const after = query.cursor === undefined ? [firstOwner] : decodeCursor(query.cursor, list, programId)
      if (after === undefined)
        throw new RefusalError({ code: 'cursor_invalid', detail: 'The cursor is of another list.' })
      return parts.database.read({ programId }, async (tx) => {
        const page = { programId, segment, after: String(after[0]), limit: query.limit + 1 }
        const rows = await readMembers(tx, page)
        const shown = rows.slice(0, query.limit)
        const names = await memberFacts(
          tx,
          programId,
          shown.map((row) => row.ownerId),
        )
        const last = rows.length > query.limit ? shown.at(-1) : undefined
        return {
          members: shown.map(({ ownerId, since }) => ({
            member: publicId('mem', ownerId),
            name: names.get(ownerId)?.name ?? null,
            since: instantText(since.getTime()),
          })),
          next: last === undefined ? null : encodeCursor(list, programId, [last.ownerId]),
        }
      })
    },
  })
}

async function memberOf(tx: Reader, release: Release, member: string): Promise<string> {
  const { programId } = release
  return orThrow(await getMember(tx, { programId, member, context: identifierContext(release) })).memberId
}

function explainRoute(app: FastifyInstance, parts: SegmentRoutes): void {
  route(app, {
    method: 'GET',
    url: `${base}/{segment}/members/{member}`,
    permission: 'read',
    summary: 'Tell whether a member is in a segment, and why not',
    description: addressed,
    schema: {
      params: ofMember,
      reply: segmentMembership,
      problems: ['program_unpublished', 'identifier_invalid'],
    },
    handler: async ({ caller, params }) => {
      const { program, release } = await openRelease(parts, caller, params.program)
      const { programId } = program
      const segment = orThrow(findSegment(release, params.segment))
      return parts.database.read({ programId }, async (tx) => {
        const ownerId = await memberOf(tx, release, params.member)
        const ask = { release, segment, ownerId, now: programNow(program) }
        const { since, ...told } = await explainMembership(tx, parts.sources, ask)
        return {
          member: publicId('mem', ownerId),
          segment: segment.key,
          belongs: since !== undefined,
          since: since === undefined ? null : instantText(since.getTime()),
          ...told,
        }
      })
    },
  })
}

type Keep = RouteRequest<z.output<typeof ofMember>>

/** Puts members on the list of a fixed segment and takes them off. */
function keepRoutes(app: FastifyInstance, parts: SegmentRoutes): void {
  const keep = async ({ caller, params }: Keep, inside: Database, entered: boolean) => {
    const { program, release } = await openRelease(parts, caller, params.program)
    const { programId } = program
    await inside.write({ programId }, async (tx) => {
      const ownerId = await memberOf(tx, release, params.member)
      const now = programNow(program)
      orThrow(await keepList(tx, { release, segment: params.segment, ownerId, entered, now }))
    })
    // Told once the list is written; what is not told now, the next look tells.
    setImmediate(() => void tellMoves(parts, program).catch(() => undefined))
  }
  for (const [method, entered] of [
    ['PUT', true],
    ['DELETE', false],
  ] as const)
    route(app, {
      method,
      url: `${base}/{segment}/members/{member}`,
      permission: 'write',
      summary: entered
        ? 'Put a member on the list of a fixed segment'
        : 'Take a member off the list of a fixed segment',
      description: addressed,
      idempotencyKey: true,
      schema: {
        params: ofMember,
        reply: { 204: z.undefined() },
        problems: ['program_unpublished', 'identifier_invalid', 'segment_live'],
      },
      handler: idempotent<Keep>(parts.database, async (request, reply, inside) => {
        await keep(request, inside, entered)
        reply.code(204)
      }),
    })
}
