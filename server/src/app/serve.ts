import type { FastifyInstance } from 'fastify'
import { accessRoutes, type Gate, openGate } from '../access/index.ts'
import { activityRoutes, backTestRoutes, designRoutes, limitRoutes } from '../activity/index.ts'
import { earningRoutes, findDeadRules } from '../earning/index.ts'
import { consentRoutes, createMemberFinder } from '../members/index.ts'
import { systemClock } from '../platform/clock.ts'
import { buildHttp, type Caller, closeGracefully, type Readiness } from '../platform/http/index.ts'
import { type Metrics, openMetrics } from '../platform/metrics.ts'
import { pendingMigrations } from '../platform/migrate/index.ts'
import {
  memberRoutes,
  programRoutes as pageRoutes,
  proofRoutes,
  reportRoutes,
  statementRoute,
} from '../profiles/index.ts'
import { openProgram, programRoutes, templatesFolder } from '../programs/index.ts'
import { segmentRoutes } from '../segments/index.ts'
import { termsRoutes } from '../terms/index.ts'
import {
  approvalRoutes,
  freezeRoutes,
  moveRoutes,
  staffAccountRoutes,
  walletRoutes,
} from '../wallet/index.ts'
import { type ApiProcesses, openApiProcesses } from './api-processes.ts'
import { backupGauges } from './backup/backup-gauges.ts'
import { backupRoutes } from './backup/backup-routes.ts'
import { carryAlong } from './carry-along.ts'
import { allFacts, allKinds } from './compose.ts'
import { serveConsole } from './console-files.ts'
import { type Context, migrationsFolder } from './context.ts'
import { type Jobs, startJobs } from './jobs.ts'
import { passTime } from './pass-time.ts'
import { proofGauges } from './proof-gauges.ts'
import { refuseWrites } from './refuse-writes.ts'
import { diskCheck, diskFreeRatio } from './watch-disk.ts'

/** A resource: a serving process. */
export interface Serving {
  /** Where it listens; undefined for a worker without the API. */
  url: string | undefined
  /** Drains requests and jobs, then lets go of the database. */
  close(): Promise<void>
}

const readyTimeoutMs = 3_000

/** The HTTP surface of one process. */
export interface Surface {
  app: FastifyInstance
  gate: Gate
  metrics: Metrics
}

/**
 * Builds the whole HTTP surface over a context; also used to write the OpenAPI document. `everyMetric` tells the numbers of
 * all processes where there are several.
 */
export async function buildApp(
  context: Context,
  everyMetric?: (own: Metrics) => Promise<string>,
): Promise<Surface> {
  const { config, database, log, news, pipeline, programs, stages } = context
  const metrics = openMetrics()
  const gate = openGate({ database, clock: systemClock, log, publicUrl: config.publicUrl, news })
  const app = await buildHttp({
    log,
    metrics,
    ...(everyMetric === undefined ? {} : { metricsText: () => everyMetric(metrics) }),
    authorize: gate.authorize,
    ready: () => readiness(context),
    readyTimeoutMs,
    metricsPublic: config.metricsPublic,
    https: config.publicUrl.startsWith('https:'),
  })
  metrics.gauge({
    name: 'perennial_lane_waiting',
    help: 'Activities that wait for a lane',
    adds: true,
    read: () => pipeline.waiting(),
  })
  if (isEmbedded(config))
    metrics.gauge({
      name: 'perennial_disk_free_ratio',
      help: 'Share of the disk of the embedded database that is free; an alarm is logged below 0.1',
      read: () => diskFreeRatio(config.dataFolder).catch(() => Number.NaN),
    })
  proofGauges(metrics, database)
  refuseWrites(app, programs)
  accessRoutes(app, { database, clock: systemClock, gate })
  programRoutes(app, { programs, database, templatesFolder, passTime: passTime(context) })
  termsRoutes(app, { programs, database, kinds: allKinds })
  activityRoutes(app, { programs, database, pipeline, stages })
  backTestRoutes(app, {
    programs,
    database,
    stages,
    processes: context.processes,
    log,
    runsHere: config.role !== 'api',
  })
  designRoutes(app, { programs, database, stages })
  limitRoutes(app, { programs, stages, deadRules: findDeadRules })
  earningRoutes(app, { programs, database })
  consentRoutes(app, { programs, database })
  segmentRoutes(app, { programs, database, pipeline, sources: allFacts })
  walletRoutes(app, { programs, database, pipeline, memberFinder: createMemberFinder(database) })
  approvalRoutes(app, { programs, database, pipeline })
  freezeRoutes(app, { programs, database, pipeline })
  staffAccountRoutes(app, { programs, database, pipeline })
  moveRoutes(app, {
    programs,
    database,
    pipeline,
    carryAlong: (program, sourceId) => carryAlong(context, { program, sourceId }),
  })
  const findProgram = (caller: Caller, key: string) => openProgram(programs, caller, key)
  memberRoutes(app, { programs, database, pipeline, findProgram, clock: systemClock })
  pageRoutes(app, { programs, database, findProgram, clock: systemClock })
  reportRoutes(app, { programs, database, findProgram, clock: systemClock })
  statementRoute(app, { programs, database, findProgram, clock: systemClock })
  proofRoutes(app, { programs, database, log, findProgram })
  backupGauges(metrics, config.backups.folder)
  backupRoutes(app, { database, backups: config.backups })
  await serveConsole(app)
  return { app, gate, metrics }
}

async function readiness(context: Context): Promise<Readiness> {
  try {
    await context.database.read('none', (tx) => tx.query('select 1'))
  } catch {
    return { ready: false, checks: { database: 'does not answer' } }
  }
  const pending = await pendingMigrations({ url: context.appUrl, folder: migrationsFolder })
  const isCurrent = pending.length === 0
  const disk = isEmbedded(context.config) ? { disk: await diskCheck(context.config.dataFolder) } : {}
  return {
    ready: isCurrent,
    checks: { database: 'ok', migrations: isCurrent ? 'ok' : `${pending.length} pending`, ...disk },
  }
}

function isEmbedded(config: Context['config']): boolean {
  return config.databaseUrl === undefined
}

/**
 * Starts what the role asks for: the API with the console, the jobs, or both. When it throws, what it started has
 * ended again and the context is still open.
 */
export async function serve(context: Context): Promise<Serving> {
  const { config } = context
  let built: Surface | undefined
  let processes: ApiProcesses | undefined
  let jobs: Jobs | undefined
  const end = async () => {
    // First of all nothing more is accepted, then all drain at the same time.
    const others = processes?.close()
    await Promise.all([others, built === undefined ? undefined : closeGracefully(built.app), jobs?.stop()])
    await built?.gate.settled()
  }
  try {
    if (config.role !== 'worker' && config.apiProcesses > 1) {
      processes = openApiProcesses(context)
      built = await buildApp(context, processes.everyMetric)
      await processes.serve(built)
    } else if (config.role !== 'worker') {
      built = await buildApp(context)
      await built.app.listen({ port: config.port, host: config.host })
    }
    if (config.role !== 'api') jobs = await startJobs(context)
  } catch (error) {
    await end()
    throw error
  }
  return {
    url: built === undefined ? undefined : config.publicUrl,
    close: async () => {
      await end()
      await context.dispose()
    },
  }
}
