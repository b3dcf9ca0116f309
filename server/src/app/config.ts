import { availableParallelism } from 'node:os'
import path from 'node:path'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { LogLevel } from '../platform/log.ts'
import { type BackupSettings, readBackupSettings } from './backup/settings.ts'

/** Everything that the environment and the command line decide, checked once at the start. */
export interface Config {
  /** `PORT`. Default 4100. */
  port: number
  /** `HOST`: where it listens. Default 127.0.0.1: other machines come through a proxy, or by saying 0.0.0.0. */
  host: string
  /** `PERENNIAL_DATA`: the embedded database, secrets and reports. Default `./data`. */
  dataFolder: string
  /** `DATABASE_URL`: the schema owner's login of a PostgreSQL 15 to 18. Absent: the embedded one. */
  databaseUrl: string | undefined
  /** `DATABASE_APP_URL`: the login the product serves with. Absent: made by the owner, its password kept in the data folder. */
  databaseAppUrl: string | undefined
  /** `PERENNIAL_PROFILE`: `production` refuses unsafe settings, `development` warns. Default by `NODE_ENV`. */
  profile: 'production' | 'development'
  /** `PERENNIAL_URL`: how browsers reach it. Default http://localhost:PORT. */
  publicUrl: string
  /** `--role`: what this process does. Default all. */
  role: 'all' | 'api' | 'worker'
  /** `--no-demo` switches it off: whether a first start fills the demonstration shop. */
  demo: boolean
  /** `PERENNIAL_METRICS=public`: whether `/metrics` answers other machines. */
  metricsPublic: boolean
  /**
   * `PERENNIAL_API_PROCESSES` or `--processes`: how many processes serve the API, this one included. Default 1; `auto` is one
   * for each core, at most 8.
   */
  apiProcesses: number
  /**
   * `PERENNIAL_LANES`: batches at once in each process. Default: half the cores, 1 to 4, because each keeps a core of the
   * database busy, divided among the processes.
   */
  lanes: number
  /** `PERENNIAL_BATCH_MAX`: activities of a batch at most. Default 500. */
  batchMax: number
  /** `PERENNIAL_ON_BREAK`: what the nightly verification does about a break besides raising the alarm. Default alert: nothing. */
  onBreak: 'alert' | 'lock'
  /** When backups are taken without being asked for, and where they are kept. */
  backups: BackupSettings
  /** `--json`: lines for machines also on a terminal. Default: by whether it is one. */
  logFormat: 'json' | undefined
  /** `PERENNIAL_LOG`: debug, info, warn, error or silent. Default info. */
  logLevel: LogLevel
}

export interface Flags {
  role?: string
  processes?: string
  demo?: boolean
  json?: boolean
}

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error', 'silent']

function wrong(sentence: string): Verdict<never> {
  return refuse('settings_invalid', `${sentence} Nothing was started.`)
}

function wholeNumber(text: string | undefined, fallback: number, most: number): number | undefined {
  if (text === undefined || text === '') return fallback
  const number = Number(text)
  return Number.isInteger(number) && number >= 1 && number <= most ? number : undefined
}

const processesMostByThemselves = 8

function processCount(text: string | undefined): number | undefined {
  return text === 'auto'
    ? Math.min(processesMostByThemselves, availableParallelism())
    : wholeNumber(text, 1, 32)
}

function lanesDefault(processes: number): number {
  const lanes = Math.min(4, Math.floor(availableParallelism() / 2))
  return Math.max(1, Math.floor(lanes / processes))
}

/** Reads the environment; contradictions are refused with a plain sentence. */
export function readConfig(env: NodeJS.ProcessEnv, flags: Flags = {}): Verdict<Config> {
  const port = wholeNumber(env.PORT, 4100, 65_535)
  if (port === undefined) return wrong(`PORT is "${env.PORT}": give a number from 1 to 65535.`)
  const processes = flags.processes ?? env.PERENNIAL_API_PROCESSES
  const apiProcesses = processCount(processes)
  if (apiProcesses === undefined) {
    const name = flags.processes === undefined ? 'PERENNIAL_API_PROCESSES' : '--processes'
    return wrong(`${name} is "${processes}": say auto, or a number from 1 to 32.`)
  }
  const lanes = wholeNumber(env.PERENNIAL_LANES, lanesDefault(apiProcesses), 32)
  if (lanes === undefined) return wrong('PERENNIAL_LANES must be a number from 1 to 32.')
  const batchMax = wholeNumber(env.PERENNIAL_BATCH_MAX, 500, 2_000)
  if (batchMax === undefined) return wrong('PERENNIAL_BATCH_MAX must be a number from 1 to 2000.')
  const role = flags.role ?? 'all'
  if (role !== 'all' && role !== 'api' && role !== 'worker')
    return wrong(`--role is "${role}": say api, worker or all.`)
  if (role === 'worker' && (processes === 'auto' || apiProcesses > 1)) {
    return wrong(
      `PERENNIAL_API_PROCESSES is "${processes}" and --role is worker, which serves no API: set one of them.`,
    )
  }
  if (env.DATABASE_APP_URL !== undefined && env.DATABASE_URL === undefined) {
    return wrong(
      'DATABASE_APP_URL is set without DATABASE_URL: set both, or neither for the embedded database.',
    )
  }
  const profile = env.PERENNIAL_PROFILE ?? (env.NODE_ENV === 'production' ? 'production' : 'development')
  if (profile !== 'production' && profile !== 'development') {
    return wrong(`PERENNIAL_PROFILE is "${profile}": say production or development.`)
  }
  const logLevel = (env.PERENNIAL_LOG ?? 'info') as LogLevel
  if (!levels.includes(logLevel)) return wrong(`PERENNIAL_LOG must be one of ${levels.join(', ')}.`)
  const onBreak = env.PERENNIAL_ON_BREAK ?? 'alert'
  if (onBreak !== 'alert' && onBreak !== 'lock')
    return wrong(`PERENNIAL_ON_BREAK is "${onBreak}": say alert or lock.`)
  const backups = readBackupSettings(env)
  if (!backups.ok) return backups
  const publicUrl = env.PERENNIAL_URL ?? `http://localhost:${port}`
  if (!/^https?:\/\/[^\s/]+\/?$/.test(publicUrl)) {
    return wrong('PERENNIAL_URL must be like https://loyalty.example.com, without a path.')
  }
  return ok({
    port,
    host: env.HOST ?? '127.0.0.1',
    dataFolder: path.resolve(env.PERENNIAL_DATA ?? 'data'),
    databaseUrl: env.DATABASE_URL,
    databaseAppUrl: env.DATABASE_APP_URL,
    profile,
    publicUrl: publicUrl.replace(/\/$/, ''),
    role,
    apiProcesses,
    demo: flags.demo ?? true,
    metricsPublic: env.PERENNIAL_METRICS === 'public',
    lanes,
    batchMax,
    backups: backups.value,
    onBreak,
    logFormat: flags.json === true ? 'json' : undefined,
    logLevel,
  })
}
