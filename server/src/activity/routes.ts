import {
  type ActivityReply,
  activityBatch,
  activityBatchReply,
  activityInput,
  activityRecord,
  activityReply,
  cursor,
} from '@perennial/contract'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { uuidOf } from '../kernel/ids.ts'
import { orThrow, RefusalError, type Verdict } from '../kernel/verdict.ts'
import { getMember, identifierContext } from '../members/index.ts'
import type { Database } from '../platform/database.ts'
import { type Caller, route } from '../platform/http/index.ts'
import { openProgram, type Programs } from '../programs/index.ts'
import { explainActivity } from './explain-activity.ts'
import { outcomeOf, statusOf } from './model/item-outcome.ts'
import type { DryRunOptions, Pipeline } from './pipeline.ts'
import type { AnyStage } from './stage.ts'
import { readActivityPage } from './store.ts'
import { streamActivities } from './stream.ts'
import { recordTold } from './tell-activity.ts'

export interface ActivityRoutes {
  programs: Programs
  database: Database
  pipeline: Pipeline
  stages: readonly AnyStage[]
}

const flag = z.enum(['true', 'false']).optional()
const postQuery = z.strictObject({
  dryRun: flag.meta({ description: 'Answer what would happen and change nothing' }),
  explain: flag.meta({ description: 'Add every rule with its verdict' }),
})
const dryQuery = postQuery.extend({
  release: z.enum(['draft']).optional().meta({
    description:
      'Only with dryRun, and only for who may manage: by the drafts, as if they were published now',
  }),
})
const postOneQuery = dryQuery.extend({
  ifRelease: z.coerce.number().int().min(1).max(2_147_483_647).optional().meta({
    description: 'Record it only while this release is in force, such as the one that a dry run named',
  }),
})
const postProblems = [
  'activity_conflict',
  'activity_invalid',
  'activity_type_unknown',
  'clock_refused',
  'currency_mismatch',
  'identifier_invalid',
  'limit_exceeded',
  'member_unknown',
  'program_unpublished',
  'quote_stale',
  'release_invalid',
  'return_exceeds_order',
  'return_line_unknown',
] as const

/** Intake of activities, one, many or a stream, and what was recorded. */
export function activityRoutes(app: FastifyInstance, wiring: ActivityRoutes): void {
  postRoute(app, wiring)
  batchRoute(app, wiring)
  streamRoute(app, wiring)
  readRoute(app, wiring)
  listRoute(app, wiring)
}

function postRoute(app: FastifyInstance, { programs, pipeline }: ActivityRoutes): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/activities',
    permission: 'write',
    summary: 'Record an activity',
    description:
      'Durable when answered: what was earned, balances, tier and distance to the next. An activity is idempotent for ever by its source, sourceId and type: the same body gets the first reply again, another body is a conflict. A return whose order has not come is parked (202) and applied when the order comes. With `ifRelease` it is recorded under that release or not at all: `quote_stale` carries a fresh `quote`.',
    schema: {
      querystring: postOneQuery,
      body: activityInput,
      reply: { 200: activityReply, 201: activityReply, 202: activityReply },
      problems: postProblems,
    },
    handler: async (request, reply) => {
      const { program: key } = request.params
      const program = await openProgram(programs, request.caller, key ?? '')
      const { isDry, options: wished } = wishOf(request)
      const options = { ...wished, ifRelease: request.query.ifRelease }
      const [verdict] = await pipeline[isDry ? 'dryRun' : 'submit'](program, [request.body], options)
      if (verdict?.ok === false && verdict.refusal.code === 'quote_stale') {
        const [quote] = await pipeline.dryRun(program, [request.body], options)
        throw new RefusalError({
          ...verdict.refusal,
          extra: { quote: orThrow(quote as Verdict<ActivityReply>) },
        })
      }
      const answer = orThrow(verdict as Verdict<ActivityReply>)
      reply.code(statusOf(answer))
      return answer
    },
  })
}

/** What was asked for besides the activities. Drafts are the business of who may publish them. */
function wishOf({ query, caller }: { query: z.output<typeof dryQuery>; caller: Caller }): {
  isDry: boolean
  options: DryRunOptions
} {
  const isDry = query.dryRun === 'true'
  const explain = query.explain === 'true'
  if (query.release === undefined) return { isDry, options: { explain } }
  if (!isDry)
    throw new RefusalError({
      code: 'query_invalid',
      detail: 'Drafts decide nothing that is recorded: send dryRun=true with them.',
      field: 'release',
    })
  if (!caller.scopes.includes('manage'))
    throw new RefusalError({ code: 'forbidden', detail: 'This needs the permission manage.' })
  return { isDry, options: { explain, release: query.release } }
}

function batchRoute(app: FastifyInstance, { programs, pipeline }: ActivityRoutes): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/activities:batch',
    permission: 'write',
    summary: 'Record up to 1,000 activities',
    description:
      'Each item has its own outcome, in the order of the items; one bad item never fails the others.',
    bodyLimitBytes: 16 * 1_048_576,
    schema: {
      querystring: dryQuery,
      body: activityBatch,
      reply: activityBatchReply,
      problems: ['program_unpublished', 'release_invalid'],
    },
    handler: async (request) => {
      const program = await openProgram(programs, request.caller, request.params.program ?? '')
      const { isDry, options } = wishOf(request)
      const verdicts = await pipeline[isDry ? 'dryRun' : 'submit'](program, request.body.items, options)
      return { outcomes: verdicts.map((verdict, index) => outcomeOf(index, verdict)) }
    },
  })
}

function streamRoute(app: FastifyInstance, { programs, pipeline }: ActivityRoutes): void {
  route(app, {
    method: 'POST',
    url: '/v1/programs/{program}/activities:stream',
    permission: 'write',
    summary: 'Record a stream of activities',
    description: 'One activity a line in, one outcome a line out, in the same order, while the stream runs.',
    accepts: 'ndjson',
    handler: async (request, reply: FastifyReply) => {
      const { program: key } = request.params as { program: string }
      const program = await openProgram(programs, request.caller, key)
      return streamActivities(request, reply, { pipeline, program })
    },
  })
}

function readRoute(app: FastifyInstance, wiring: ActivityRoutes): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/activities/{activity}',
    permission: 'read',
    summary: 'Read an activity, and why it earned what it earned',
    schema: { querystring: z.strictObject({ explain: flag }), reply: activityRecord },
    handler: async (request) => {
      const program = await openProgram(wiring.programs, request.caller, request.params.program ?? '')
      const id = uuidOf('act', request.params.activity ?? '')
      const isExplained = request.query.explain === 'true'
      const told = id === undefined ? undefined : await explainActivity(wiring, { program, id, isExplained })
      if (told === undefined)
        throw new RefusalError({ code: 'not_found', detail: 'There is no such activity.' })
      return told
    },
  })
}

const pageQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
})

function listRoute(app: FastifyInstance, { programs, database }: ActivityRoutes): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/members/{member}/activities',
    permission: 'read',
    summary: 'List what a member did, latest first',
    schema: {
      querystring: pageQuery,
      reply: z.strictObject({ activities: z.array(activityRecord), next: cursor.nullable() }),
      problems: ['cursor_invalid', 'program_unpublished'],
    },
    handler: async (request) => {
      const { programId } = await openProgram(programs, request.caller, request.params.program ?? '')
      const release = orThrow(await programs.currentRelease(programId))
      const limit = request.query.limit ?? 50
      const before = placeOf(request.query.cursor, programId)
      const rows = await database.read({ programId }, async (tx) => {
        const named = { programId, member: request.params.member ?? '', context: identifierContext(release) }
        const member = orThrow(await getMember(tx, named))
        return readActivityPage(tx, { programId, ownerId: member.memberId, before, limit: limit + 1 })
      })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      const next =
        rows.length > limit && last !== undefined ? encodeCursor('activities', programId, [last.seq]) : null
      return { activities: page.map(recordTold), next }
    },
  })
}

function placeOf(text: string | undefined, programId: number): number | undefined {
  if (text === undefined) return undefined
  const place = decodeCursor(text, 'activities', programId)
  if (place === undefined || typeof place[0] !== 'number') {
    throw new RefusalError({ code: 'cursor_invalid', detail: 'The cursor is not one of this list.' })
  }
  return place[0]
}
