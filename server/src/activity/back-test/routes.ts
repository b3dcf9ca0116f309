import { type BackTestView, backTestCreate, backTestDetail, backTestList, key } from '@perennial/contract'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { newUuid, publicId, uuidOf } from '../../kernel/ids.ts'
import { instantText } from '../../kernel/instants.ts'
import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import { idempotent, type RouteRequest, route } from '../../platform/http/index.ts'
import { openProgram, type Programs } from '../../programs/index.ts'
import type { ProgramPlace } from '../ask.ts'
import { resolveBackTest } from './ask-back-test.ts'
import { type RunBackTests, runBackTests } from './run-back-tests.ts'
import {
  type BackTestRow,
  cancelBackTest,
  insertBackTest,
  readBackTest,
  readBackTests,
} from './store-back-tests.ts'

export interface BackTestRoutes extends RunBackTests {
  programs: Programs
  database: Database
  /** Whether this process also runs what is asked for; else a worker finds it within a minute. */
  runsHere: boolean
}

const inProgram = z.strictObject({ program: key })
const oneOf = z.strictObject({ program: key, backTest: z.string().max(40) })
const url = '/v1/programs/{program}/backtests'

/** Trying a release on what happened: ask, look, cancel. */
export function backTestRoutes(app: FastifyInstance, wiring: BackTestRoutes): void {
  const runner = createRunner(wiring)
  app.addHook('onClose', () => runner.stop())
  createRoute(app, wiring, runner.hint)
  readRoutes(app, wiring)
  cancelRoute(app, wiring)
}

/** Runs what was asked for in this process, a programme at a time. */
function createRunner(parts: BackTestRoutes) {
  const stopping = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  return {
    hint(program: ProgramPlace): void {
      if (!parts.runsHere) return
      running = running
        .then(() => runBackTests(parts, program, stopping.signal))
        .catch((error: unknown) => parts.log.warn('Back-tests could not be run', { err: error }))
    },
    async stop(): Promise<void> {
      stopping.abort(new Error('The process stops'))
      await running
    },
  }
}

function viewOf(row: BackTestRow): BackTestView {
  const { ask } = row
  return {
    id: publicId('bkt', row.backTestId),
    state: row.state,
    from: ask.from ?? null,
    to: ask.to ?? null,
    release: ask.release,
    compareWith: ask.compareWith ?? null,
    askedBy: row.askedBy,
    askedAt: instantText(row.askedAt.getTime()),
    endedAt: row.endedAt === null ? null : instantText(row.endedAt.getTime()),
    progress: row.progress,
    problem: row.problem,
  }
}

type Create = z.output<typeof backTestCreate>

function createRoute(
  app: FastifyInstance,
  wiring: BackTestRoutes,
  hint: (program: ProgramPlace) => void,
): void {
  const { programs, database } = wiring
  const create = idempotent<RouteRequest<{ program: string }, unknown, Create>>(
    database,
    async (request, reply, inside) => {
      const { caller, body, params } = request
      const program = await openProgram(programs, caller, params.program)
      const { programId } = program
      const { compared } = orThrow(await resolveBackTest(wiring, program, body))
      const ask: Create = {
        ...body,
        compareWith: compared === undefined ? null : (body.compareWith ?? compared.number),
      }
      const backTestId = newUuid()
      const row = await inside.write({ programId }, async (tx) => {
        await insertBackTest(tx, { programId, backTestId, askedBy: caller.actor, ask })
        return readBackTest(tx, programId, backTestId)
      })
      if (row === undefined) throw new Error('Broken invariant: a back-test that was just asked for is there')
      const { result: _none, ...kept } = row
      reply
        .code(202)
        .header('location', `/v1/programs/${program.key}/backtests/${publicId('bkt', backTestId)}`)
      return { ...viewOf(kept), result: null }
    },
  )
  route(app, {
    method: 'POST',
    url,
    permission: 'manage',
    summary: 'Try a release on what happened',
    description:
      'Decides everything that happened in the window again by the release, in memory, and compares it with another one. Nothing is changed. The reply says where to look for progress and result; the newest fifty are kept.',
    idempotencyKey: true,
    schema: {
      params: inProgram,
      body: backTestCreate,
      reply: { 202: backTestDetail },
      problems: ['release_invalid', 'program_unpublished'],
    },
    handler: async (request, reply) => {
      const view = await create(request, reply)
      // Only now it is committed, with an idempotency key too.
      hint(await openProgram(programs, request.caller, request.params.program))
      return view
    },
  })
}

function readRoutes(app: FastifyInstance, { programs, database }: BackTestRoutes): void {
  route(app, {
    method: 'GET',
    url,
    permission: 'read',
    summary: 'List back-tests, newest first',
    schema: { params: inProgram, reply: backTestList },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const rows = await database.read({ programId }, (tx) => readBackTests(tx, programId))
      return { backTests: rows.map(viewOf) }
    },
  })
  route(app, {
    method: 'GET',
    url: `${url}/{backTest}`,
    permission: 'read',
    summary: 'Read a back-test: how far it is, and its result',
    schema: { params: oneOf, reply: backTestDetail },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      return readDetail(database, programId, params.backTest)
    },
  })
}

async function readDetail(database: Database, programId: number, named: string) {
  const id = uuidOf('bkt', named)
  const row =
    id === undefined ? undefined : await database.read({ programId }, (tx) => readBackTest(tx, programId, id))
  if (row === undefined) throw new RefusalError({ code: 'not_found', detail: 'There is no such back-test.' })
  const { result, ...kept } = row
  return { ...viewOf(kept), result }
}

function cancelRoute(app: FastifyInstance, { programs, database }: BackTestRoutes): void {
  route(app, {
    method: 'POST',
    url: `${url}/{backTest}/cancel`,
    permission: 'manage',
    summary: 'Stop a back-test; one that has ended stays as it is',
    schema: { params: oneOf, reply: backTestDetail },
    handler: async ({ caller, params }) => {
      const { programId } = await openProgram(programs, caller, params.program)
      const { id } = await readDetail(database, programId, params.backTest)
      const uuid = uuidOf('bkt', id) as string
      await database.write({ programId }, (tx) => cancelBackTest(tx, programId, uuid))
      return readDetail(database, programId, params.backTest)
    },
  })
}
