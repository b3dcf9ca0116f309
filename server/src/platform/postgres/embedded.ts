import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { attach, countAttached } from './attachments.ts'
import { type Binaries, locateBinaries } from './binaries.ts'
import { adminLogin, configureCluster, ensureCluster } from './cluster.ts'
import { withDirectoryLock } from './directory-lock.ts'
import {
  findPostmaster,
  isServerAlive,
  type Postmaster,
  startPostmaster,
  stopPostmaster,
  untilReady,
} from './postmaster.ts'
import { appLogin, ensureDatabase, ensureLogins, ownerLogin, withClient } from './roles.ts'
import { chooseRunAs, type RunAs } from './run-as.ts'
import { keepSecret, readSecret } from './secrets.ts'
import type { ServerSettings } from './settings.ts'
import { DatabaseStartError } from './start-error.ts'

/** The product's database inside an embedded server. */
const databaseName = 'perennial'

export interface EmbeddedOptions {
  /** The folder of this server: cluster, passwords, log, lock. Made if it is missing. One server per folder. */
  dataDir: string
  /** Receives plain sentences about what takes time or was repaired. */
  log: (sentence: string) => void
  settings?: ServerSettings
}

/** A running embedded server to which this process is attached. */
export interface EmbeddedPostgres {
  /** Connection string of the schema's owner: migrations only. */
  ownerUrl: string
  /** Connection string of the app's login. */
  appUrl: string
  /** Connection string of the bootstrap superuser, for tests, backups and repair. Never for serving. */
  adminUrl: string
  port: number
  /** True when the server was running before: started by another process, or left behind by a killed one. */
  adopted: boolean
  /** Lets go of the server; the last attached process stops it (fast shutdown). Safe to call again. */
  detach(): Promise<'stopped' | 'left running'>
  /** Whether its process lives. Asks no question that could block; cheap enough to ask often. */
  isAlive(): boolean
  /**
   * Starts the server again after it was killed, at the same port with the same logins; waits for its recovery. False
   * when there was nothing to do: it lives, or this process has let go of it. Throws DatabaseStartError.
   */
  revive(): Promise<boolean>
  /** Stops the server whoever else is attached. For tests and maintenance; programs that end call `detach`. */
  stop(): Promise<void>
}

interface Place {
  home: string
  cluster: string
  binaries: Binaries
  runAs: RunAs
  settings: ServerSettings
  log: (sentence: string) => void
}

interface Passwords {
  admin: string
  owner: string
  app: string
}

/**
 * Starts the embedded PostgreSQL 18 of `dataDir`, or joins the one that runs there, and attaches this process to it.
 * Throws DatabaseStartError, whose message says what is wrong and what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = prepareHome(options.dataDir)
  return withDirectoryLock({ home }, async () => {
    const passwords = keepPasswords(home)
    const place = preparePlace(home, { ...options, adminPassword: passwords.admin })
    const running = await joinRunning(place, passwords)
    const server = running ?? (await startPostmaster(place, lastPort(home)))
    await ensureAccess(server, passwords, { isFirst: lastPort(home) === undefined })
    writeFileSync(portFile(home), String(server.port))
    return handle({ place, server, passwords, adopted: running !== undefined, note: attach(home) })
  })
}

/** True while a living process is attached to the server of the folder. */
export function isDatabaseFolderInUse(dataDir: string): boolean {
  return countAttached(dataDir) > 0
}

/** Stops the server of a folder that nobody is attached to any more, so that the folder can be removed. */
export async function stopAbandonedServer(dataDir: string): Promise<void> {
  if (isDatabaseFolderInUse(dataDir)) return
  const home = realpathSync(dataDir)
  const place = { home, cluster: path.join(home, 'cluster'), log: () => {} }
  const server = findPostmaster(place.cluster)
  if (server === undefined) return
  const binaries = locateBinaries()
  await stopPostmaster(
    { ...place, binaries, runAs: chooseRunAs({ program: binaries.postgres, home }) },
    server,
  )
}

function handle(running: {
  place: Place
  server: Postmaster
  passwords: Passwords
  adopted: boolean
  note: string
}): EmbeddedPostgres {
  const { place, server, passwords } = running
  const letGo = (force: boolean) =>
    withDirectoryLock({ home: place.home }, async (): Promise<'stopped' | 'left running'> => {
      const attached = existsSync(running.note)
      rmSync(running.note, { force: true })
      if (!force && (!attached || countAttached(place.home) > 0)) return 'left running'
      const now = findPostmaster(place.cluster)
      if (now !== undefined) await stopPostmaster(place, now)
      return 'stopped'
    })
  return {
    ...urls(server.port, passwords),
    port: server.port,
    adopted: running.adopted,
    isAlive: () => isServerAlive(place.cluster),
    revive: () =>
      withDirectoryLock({ home: place.home }, async () => {
        if (!existsSync(running.note) || findPostmaster(place.cluster) !== undefined) return false
        await restart(place, server.port)
        return true
      }),
    detach: () => letGo(false),
    stop: async () => {
      await letGo(true)
    },
  }
}

/** Everybody who is attached knows the old port; a server at another one would help nobody. */
async function restart(place: Place, port: number): Promise<void> {
  const server = await startPostmaster(place, port)
  if (server.port === port) return
  await stopPostmaster(place, server)
  throw new DatabaseStartError(`Port ${port} of the database has been taken by another program meanwhile.`)
}

/** Makes the folder. Root opens it for passage, because the server that runs as nobody lives in a folder below. */
function prepareHome(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true })
    const home = realpathSync(dataDir)
    if (process.getuid?.() === 0) chmodSync(home, statSync(home).mode | 0o111)
    return home
  } catch (error) {
    throw new DatabaseStartError(
      `The data folder ${dataDir} cannot be made or written (${(error as NodeJS.ErrnoException).code}). ` +
        'Give this user write access to it or set PERENNIAL_DATA to another folder.',
    )
  }
}

/** The passwords of the three logins. Those of a cluster that is already there must not be made anew. */
function keepPasswords(home: string): Passwords {
  if (existsSync(path.join(home, 'PG_VERSION'))) {
    throw new DatabaseStartError(
      `${home} is itself a PostgreSQL data directory. Set PERENNIAL_DATA to another folder, or run that server yourself and set DATABASE_URL.`,
    )
  }
  const file = (login: string) => path.join(home, `${login}.password`)
  if (existsSync(path.join(home, 'cluster', 'global')) && readSecret(file(adminLogin)) === undefined) {
    throw new DatabaseStartError(
      `The password file ${file(adminLogin)} of this database is missing. Restore it from the backup of the folder.`,
    )
  }
  return {
    admin: keepSecret(file(adminLogin)),
    owner: keepSecret(file(ownerLogin)),
    app: keepSecret(file(appLogin)),
  }
}

function preparePlace(home: string, options: EmbeddedOptions & { adminPassword: string }): Place {
  const { log, settings = {} } = options
  const binaries = locateBinaries()
  const runAs = chooseRunAs({ program: binaries.postgres, home })
  const cluster = path.join(home, 'cluster')
  if (findPostmaster(cluster) === undefined) {
    ensureCluster({ home, binaries, runAs, log, adminPassword: options.adminPassword })
    configureCluster(cluster, { runAs, settings })
  }
  return { home, cluster, binaries, runAs, settings, log }
}

/** Joins a server that already runs in the folder, once it proved to be ours by taking the stored password. */
async function joinRunning(place: Place, passwords: Passwords): Promise<Postmaster | undefined> {
  if (findPostmaster(place.cluster) === undefined) return undefined
  const server = await untilReady(place)
  if (server === undefined) return undefined
  const answered = await withClient(urls(server.port, passwords, 'postgres').adminUrl, async (admin) => {
    const shown = await admin.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder")
    return shown.rows[0]?.folder
  }).catch(() => undefined)
  if (answered === place.cluster) return server
  throw new DatabaseStartError(
    `A PostgreSQL server (process ${server.pid}) runs on ${place.cluster} but does not take the password kept in ${place.home}. ` +
      `Stop it with \`kill -INT ${server.pid}\` and start again.`,
  )
}

/** Both logins must be able to sign in to the database; whatever is missing for that is made or repaired. */
async function ensureAccess(
  server: Postmaster,
  passwords: Passwords,
  start: { isFirst: boolean },
): Promise<void> {
  const { ownerUrl, appUrl } = urls(server.port, passwords)
  // At the first start the try is known to fail and would only put two alarming lines into the log.
  if (!start.isFirst) {
    const signIns = await Promise.allSettled([ownerUrl, appUrl].map((url) => withClient(url, async () => {})))
    if (signIns.every((signIn) => signIn.status === 'fulfilled')) return
  }
  await withClient(urls(server.port, passwords, 'postgres').adminUrl, async (admin) => {
    await ensureLogins(admin, passwords)
    await ensureDatabase(admin, { name: databaseName })
    await admin.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC')
  })
}

function urls(port: number, passwords: Passwords, database = databaseName) {
  const url = (login: string, password: string) =>
    `postgres://${login}:${password}@127.0.0.1:${port}/${database}`
  return {
    ownerUrl: url(ownerLogin, passwords.owner),
    appUrl: url(appLogin, passwords.app),
    adminUrl: url(adminLogin, passwords.admin),
  }
}

function portFile(home: string): string {
  return path.join(home, 'port')
}

function lastPort(home: string): number | undefined {
  try {
    const port = Number(readFileSync(portFile(home), 'utf8'))
    return Number.isInteger(port) && port > 0 ? port : undefined
  } catch {
    return undefined
  }
}
