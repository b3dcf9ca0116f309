import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { orThrow } from '../kernel/verdict.ts'
import { openProgram, type Programs } from '../programs/index.ts'

/**
 * Refuses every request that would write to a programme which is read-only, whichever domain declares its route: what
 * needs more than the permission to read writes, unless it is a dry run. Call it before the routes are added. What
 * comes in no request (streams under way, imports, parked returns) is refused by the pipeline.
 */
export function refuseWrites(app: FastifyInstance, programs: Programs): void {
  async function refuse(request: FastifyRequest): Promise<void> {
    const { program: key } = request.params as { program: string }
    if ((request.query as { dryRun?: string }).dryRun === 'true') return
    const { programId } = await openProgram(programs, request.caller, key)
    orThrow(await programs.writable(programId))
  }
  app.addHook('onRoute', (options) => {
    if (writesToProgram(options)) options.preHandler = refuse
  })
}

// The pipeline itself refuses a single activity, and that route is the one where each microsecond counts.
const asksItself = '/v1/programs/:program/activities'
const lifts = '/v1/programs/:program/read-only'

function writesToProgram({ url, method, config }: RouteOptions): boolean {
  if (!url.startsWith('/v1/programs/:program/') || url === asksItself || url === lifts) return false
  const permission = config?.document?.permission
  return method !== 'GET' && method !== 'HEAD' && (permission === 'write' || permission === 'manage')
}
