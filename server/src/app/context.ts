import path from 'node:path'
import { applyParked, type ProgramPlace } from '../activity/index.ts'
import { followDatabaseClock } from '../platform/clock.ts'
import { openDatabase } from '../platform/database.ts'
import { type Log, openLog } from '../platform/log.ts'
import { migrate } from '../platform/migrate/index.ts'
import {
  DatabaseStartError,
  examineDatabase,
  judgeStart,
  prepareExternalPostgres,
  startEmbeddedPostgres,
} from '../platform/postgres/index.ts'
import { programNow } from '../programs/index.ts'
import { refreshSegments } from '../segments/index.ts'
import { carryReturned } from './carry-along.ts'
import { allFacts, composeProduct, type Product } from './compose.ts'
import type { Config } from './config.ts'
import { historyProcesses } from './history-processes.ts'
import { watchDisk } from './watch-disk.ts'
import { watchServer } from './watch-server.ts'

/** A resource: the product, wired and connected. Everything that starts here is ended by `dispose`. */
export interface Context extends Product {
  config: Config
  log: Log
  /** For the doctor, the jobs and the migrator. */
  ownerUrl: string
  appUrl: string
  /** Drains the lanes, closes connections, lets go of the embedded server. */
  dispose(): Promise<void>
}

export const migrationsFolder = path.resolve(import.meta.dirname, '../../migrations')

/** The database server, embedded or external; its schema may be of any age. */
export interface Server {
  ownerUrl: string
  appUrl: string
  detach(): Promise<unknown>
}

/** What the embedded server accepts where one process serves the API: also jobs, commands and back-tests. */
const connectionsForOne = 100
const connectionsForAll = 10
const connectionsForJobs = 3

function connectionsForLanes({ lanes }: Config): number {
  return lanes + 2
}

/** Connections that a process of the API holds at most. */
function connectionsOf(config: Config): number {
  return connectionsForAll + connectionsForLanes(config)
}

/** Connections that a start holds at most, jobs included; back-tests and commands come on top. */
export function connectionsNeeded(config: Config): number {
  return config.apiProcesses * connectionsOf(config) + connectionsForJobs
}

/** Starts or joins the embedded server, or prepares the external one. */
export async function startServer(config: Config, log: Log): Promise<Server> {
  const say = (sentence: string) => log.info(sentence)
  if (config.databaseUrl === undefined) {
    const server = await startEmbeddedPostgres({
      dataDir: path.join(config.dataFolder, 'postgres'),
      log: say,
      settings: { connectionsMax: connectionsForOne + (config.apiProcesses - 1) * connectionsOf(config) },
    })
    const watch = watchServer(server, log)
    const disk = watchDisk(config.dataFolder, log)
    const detach = async () => {
      disk.stop()
      await watch.stop()
      return server.detach()
    }
    return { ownerUrl: server.ownerUrl, appUrl: server.appUrl, detach }
  }
  const external = await prepareExternalPostgres({
    ownerUrl: config.databaseUrl,
    ...(config.databaseAppUrl === undefined ? {} : { appUrl: config.databaseAppUrl }),
    dataDir: config.dataFolder,
    log: say,
  })
  return { ...external, detach: () => Promise.resolve() }
}

/** The log of a process, as its settings have it. */
export function openConfiguredLog({ logLevel, logFormat }: Config): Log {
  return openLog({ level: logLevel, ...(logFormat === undefined ? {} : { format: logFormat }) })
}

/** Starts or joins the database, brings its schema up to date, checks its settings and wires the product. */
export async function openContext(config: Config, options: { log?: Log } = {}): Promise<Context> {
  const log = options.log ?? openConfiguredLog(config)
  const server = await startServer(config, log)
  try {
    const migrated = await migrate({ ownerUrl: server.ownerUrl, folder: migrationsFolder })
    for (const name of migrated.applied) log.info(`Applied the migration ${name}`)
    await refuseUnsafe(config, server, log)
  } catch (error) {
    await server.detach()
    throw error
  }
  return joinServer(config, { log, server })
}

/** Wires the product over a database that is fit to serve. */
export async function joinServer(config: Config, on: { log: Log; server: Server }): Promise<Context> {
  const { log, server } = on
  const url = server.appUrl
  const database = openDatabase({ url, connectionsMax: connectionsForAll })
  const hot = openDatabase({ url, connectionsMax: connectionsForLanes(config), hot: true })
  const clock = await followDatabaseClock(database, log)
  const sweeper = sweepParked(log)
  const product = composeProduct({
    database,
    hot,
    processes: historyProcesses(server.appUrl),
    lanes: config.lanes,
    batchMax: config.batchMax,
    onOrders: (program, returned) => sweeper.hint(program, returned),
  })
  sweeper.attach(product)
  return {
    ...product,
    config,
    log,
    ownerUrl: server.ownerUrl,
    appUrl: server.appUrl,
    dispose: async () => {
      clock.stop()
      await sweeper.stop()
      await product.pipeline.close()
      await Promise.all([database.close(), hot.close()])
      await server.detach()
    },
  }
}

async function refuseUnsafe(config: Config, server: Server, log: Log): Promise<void> {
  const connections = connectionsNeeded(config)
  const findings = await examineDatabase({ appUrl: server.appUrl, connections })
  const verdict = judgeStart(findings, config.profile)
  if (!verdict.start) throw new DatabaseStartError(verdict.lines.join('\n'))
  for (const line of verdict.lines) log.warn(line)
}

const sweepDelayMs = 200

/**
 * Applies parked returns, lets returns of merged members follow and refreshes segments soon after orders or returns came:
 * one sweep a programme at a time and a few a second, because a sweep asks the database whether anything waits. What
 * comes during a sweep causes another. Jobs sweep again for what a crash left.
 */
function sweepParked(log: Log) {
  let parts: Product | undefined
  let stopped = false
  const running = new Map<number, Promise<void>>()
  const again = new Set<number>()
  const returned = new Map<number, Set<string>>()

  async function sweep(program: ProgramPlace): Promise<void> {
    do {
      await new Promise((resolve) => setTimeout(resolve, sweepDelayMs))
      again.delete(program.programId)
      if (stopped || parts === undefined) return
      try {
        const members = returned.get(program.programId) ?? new Set()
        returned.delete(program.programId)
        await applyParked(parts, program)
        await carryReturned(parts, program, members)
        await refreshSegments({ ...parts, sources: allFacts }, program, {
          now: programNow(program),
          soon: true,
        })
      } catch (error) {
        log.warn('Parked returns, merges or segments have to wait for the next sweep', { err: error })
      }
    } while (again.has(program.programId))
  }

  return {
    attach: (product: Product) => {
      parts = product
    },
    hint: (program: ProgramPlace, by: readonly string[]) => {
      const { programId } = program
      if (stopped) return
      if (by.length > 0) returned.set(programId, new Set([...(returned.get(programId) ?? []), ...by]))
      if (running.has(programId)) again.add(programId)
      else
        running.set(
          programId,
          sweep(program).finally(() => running.delete(programId)),
        )
    },
    stop: async () => {
      stopped = true
      await Promise.all(running.values())
    },
  }
}
