import {
  cursor,
  definitionHistory,
  definitionKinds,
  definitionView,
  type HistoryStep,
  key,
} from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from '../kernel/cursors.ts'
import { instantText } from '../kernel/instants.ts'
import { orThrow, RefusalError } from '../kernel/verdict.ts'
import type { Database } from '../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../platform/http/index.ts'
import { etagOf, revisionOf } from './if-match.ts'
import { openProgram } from './open-program.ts'
import type { Programs } from './programs.ts'
import type { DefinitionDraft } from './store.ts'
import type { HistoryRow } from './store-edits.ts'

interface Wiring {
  programs: Programs
  database: Database
}

const place = z.strictObject({ program: key, kind: z.enum(definitionKinds), key })
const definitionPut = z.strictObject({ spec: z.record(z.string(), z.unknown()) })
const url = '/v1/programs/{program}/definitions/{kind}/{key}'

/** The drafts of a programme. */
export function definitionRoutes(app: FastifyInstance, wiring: Wiring): void {
  readRoutes(app, wiring)
  putRoute(app, wiring)
  deleteRoute(app, wiring)
  historyRoute(app, wiring)
}

function viewOf(draft: DefinitionDraft): z.input<typeof definitionView> {
  return {
    kind: draft.kind as z.input<typeof definitionView>['kind'],
    key: draft.key,
    spec: draft.spec as Record<string, unknown>,
    revision: draft.revision,
    updatedAt: instantText(draft.updatedAt.getTime()),
  }
}

function readRoutes(app: FastifyInstance, { programs }: Wiring): void {
  route(app, {
    method: 'GET',
    url: '/v1/programs/{program}/definitions',
    permission: 'read',
    summary: 'List the drafts of definitions',
    schema: {
      params: z.strictObject({ program: key }),
      querystring: z.strictObject({ kind: z.enum(definitionKinds).optional() }),
      reply: z.strictObject({ definitions: z.array(definitionView) }),
    },
    handler: async ({ caller, params, query }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      return { definitions: (await programs.listDefinitions(programId, query.kind)).map(viewOf) }
    },
  })
  route(app, {
    method: 'GET',
    url,
    permission: 'read',
    summary: 'Read the draft of a definition',
    description: 'The ETag of the reply is what an edit sends as If-Match.',
    schema: { params: place, reply: definitionView },
    handler: async ({ caller, params }, reply) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const draft = orThrow(await programs.getDefinition(programId, params.kind, params.key))
      reply.header('etag', etagOf(draft.revision))
      return viewOf(draft)
    },
  })
}

type Put = RouteRequest<z.output<typeof place>, unknown, z.output<typeof definitionPut>>

function putRoute(app: FastifyInstance, { programs, database }: Wiring): void {
  route(app, {
    method: 'PUT',
    url,
    permission: 'manage',
    summary: 'Create or replace the draft of a definition',
    description: 'Replacing needs If-Match. Nothing changes for members until the drafts are published.',
    idempotencyKey: true,
    schema: {
      params: place,
      body: definitionPut,
      reply: definitionView,
      problems: ['definition_invalid', 'rule_invalid', 'edit_conflict', 'edit_unconditional'],
    },
    handler: idempotent<Put>(database, async (request, reply, inside) => {
      const { caller, params, body } = request
      const { programId } = await openProgram(programs, caller, params.program)
      const ifRevision = revisionOf(request.headers['if-match'])
      const draft = orThrow(
        await programs.writesOn(inside).putDefinition({
          programId,
          kind: params.kind,
          key: params.key,
          spec: body.spec,
          actor: caller.actor,
          ...(ifRevision === undefined ? {} : { ifRevision }),
        }),
      )
      reply.header('etag', etagOf(draft.revision))
      return viewOf(draft)
    }),
  })
}

function deleteRoute(app: FastifyInstance, { programs, database }: Wiring): void {
  route(app, {
    method: 'DELETE',
    url,
    permission: 'manage',
    summary: 'Remove the draft of a definition',
    description: 'Needs If-Match. Releases that hold the definition stay as they are.',
    idempotencyKey: true,
    schema: {
      params: place,
      reply: { 204: z.undefined() },
      problems: ['edit_conflict', 'edit_unconditional'],
    },
    handler: idempotent<RouteRequest<z.output<typeof place>>>(database, async (request, reply, inside) => {
      const { caller, params } = request
      const { programId } = await openProgram(programs, caller, params.program)
      const ifRevision = revisionOf(request.headers['if-match'])
      orThrow(
        await programs.writesOn(inside).deleteDefinition({
          programId,
          kind: params.kind,
          key: params.key,
          actor: caller.actor,
          ...(ifRevision === undefined ? {} : { ifRevision }),
        }),
      )
      reply.code(204)
    }),
  })
}

function historyRoute(app: FastifyInstance, { programs }: Wiring): void {
  route(app, {
    method: 'GET',
    url: `${url}/history`,
    permission: 'read',
    summary: 'Read who changed a definition, and when, newest first',
    description: 'Edits of its draft with the draft as each left it, and the releases that changed it.',
    schema: {
      params: place,
      querystring: z.strictObject({
        limit: z.coerce.number().int().min(1).max(200).default(50),
        cursor: cursor.optional(),
      }),
      reply: definitionHistory,
      problems: ['cursor_invalid'],
    },
    handler: async ({ caller, params, query }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const { kind, key: name } = params
      const list = `history ${kind}/${name}`
      const below = query.cursor === undefined ? undefined : placeIn(query.cursor, list, programId)
      const page = { programId, kind, key: name, below, limit: query.limit + 1 }
      const rows = await programs.history(page)
      const shown = rows.slice(0, query.limit)
      const last = shown.at(-1)
      return {
        history: shown.map(stepOf),
        next:
          rows.length > shown.length && last !== undefined ? encodeCursor(list, programId, last.place) : null,
      }
    },
  })
}

function stepOf({ place: _, at, spec, ...row }: HistoryRow): HistoryStep {
  return { ...row, at: instantText(at.getTime()), spec: spec as HistoryStep['spec'] }
}

function placeIn(text: string, list: string, programId: number): [string, string] {
  const [at, order] = decodeCursor(text, list, programId) ?? []
  if (typeof at === 'string' && typeof order === 'string') return [at, order]
  const detail = 'The cursor does not belong to this list: start without one.'
  throw new RefusalError({ code: 'cursor_invalid', detail })
}
