import {
  appendFileSync,
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { type Binaries, packagedMajor } from './binaries.ts'
import { runProgram } from './programs.ts'
import { giveTo, type RunAs } from './run-as.ts'
import { type ServerSettings, writeSettings } from './settings.ts'
import { DatabaseStartError } from './start-error.ts'

/** The bootstrap superuser of an embedded cluster. The product itself never signs in as it. */
export const adminLogin = 'perennial_admin'

const draftPrefix = 'cluster.new-'

interface ClusterPlace {
  home: string
  binaries: Binaries
  runAs: RunAs
  log: (sentence: string) => void
}

/**
 * Makes sure that `home/cluster` is a whole PostgreSQL 18 data directory and returns its path. A new one is made
 * beside it and renamed when it is done, so that a kill leaves either nothing or all of it.
 * Throws DatabaseStartError on another major's data and on a directory that it must not touch.
 */
export function ensureCluster(place: ClusterPlace & { adminPassword: string }): string {
  const cluster = path.join(place.home, 'cluster')
  removeDrafts(place.home)
  if (isClusterPresent(cluster, place)) {
    // A folder that was copied back from a backup often comes with other modes, which PostgreSQL refuses.
    chmodSync(cluster, 0o700)
    giveTo(place.runAs, cluster)
  } else {
    initialise(cluster, place)
  }
  return cluster
}

/** Writes the settings of this start into the cluster. */
export function configureCluster(cluster: string, place: { runAs: RunAs; settings: ServerSettings }): void {
  const file = path.join(cluster, 'perennial.conf')
  rmSync(file, { force: true })
  // Made anew, never followed: the folder belongs to the server's user and this may be root.
  writeFileSync(file, writeSettings(place.settings), { mode: 0o600, flag: 'wx' })
  giveTo(place.runAs, file)
}

/** A draft that is still here belongs to a process that was killed: the caller holds the directory lock. */
function removeDrafts(home: string): void {
  for (const name of readdirSync(home)) {
    if (name.startsWith(draftPrefix)) rmSync(path.join(home, name), { recursive: true, force: true })
  }
}

function isClusterPresent(cluster: string, place: ClusterPlace): boolean {
  if (!existsSync(cluster)) return false
  const versionFile = path.join(cluster, 'PG_VERSION')
  if (existsSync(versionFile) && existsSync(path.join(cluster, 'global', 'pg_control'))) {
    refuseOtherMajor(cluster, readFileSync(versionFile, 'utf8').trim())
    return true
  }
  setAsideHalfMade(cluster, place.log)
  return false
}

function refuseOtherMajor(cluster: string, major: string): void {
  if (major === String(packagedMajor)) return
  throw new DatabaseStartError(
    `The data in ${cluster} was written by PostgreSQL ${major} and this Perennial brings PostgreSQL ${packagedMajor}. ` +
      `Start the Perennial version that wrote it and move the data with pg_dump, or set DATABASE_URL to a PostgreSQL ${major} server.`,
  )
}

/** An initialisation that was cut short is moved aside, unless there may be data in it: that is for people to judge. */
function setAsideHalfMade(cluster: string, log: (sentence: string) => void): void {
  if (readdirSync(cluster).length === 0) {
    rmdirSync(cluster)
    return
  }
  const sign = signOfData(cluster)
  if (sign !== undefined) {
    throw new DatabaseStartError(
      `The database in ${cluster} is incomplete (no global/pg_control) but holds ${sign}. ` +
        'Nothing was changed. Restore the folder from a backup, or move it away to start with an empty database.',
    )
  }
  const aside = `${cluster}.half-made-${Date.now()}`
  renameSync(cluster, aside)
  log(`An unfinished database without data was moved to ${aside}; a new one is being made.`)
}

/** What in the folder may be somebody's data; undefined when it is only what initdb writes before any user can. */
function signOfData(cluster: string): string | undefined {
  const stranger = readdirSync(cluster).find(
    (name) => !/^(base|global|pg_\w+|PG_VERSION|[\w.]+\.(conf|pid|opts)|current_logfiles)$/.test(name),
  )
  if (stranger !== undefined) return `${stranger}, which is not PostgreSQL's`
  if (entries(cluster, 'pg_tblspc').length > 0) return 'tablespaces'
  // PostgreSQL numbers what users make from 16384 on.
  const database = entries(cluster, 'base').find((name) => Number(name) >= 16_384)
  return database === undefined ? undefined : `the files of a database (base/${database})`
}

function entries(cluster: string, folder: string): string[] {
  const full = path.join(cluster, folder)
  return existsSync(full) ? readdirSync(full) : []
}

function initialise(cluster: string, place: ClusterPlace & { adminPassword: string }): void {
  const draft = path.join(place.home, `${draftPrefix}${process.pid}`)
  const passwordFile = path.join(draft, 'password')
  const data = path.join(draft, 'data')
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(passwordFile, place.adminPassword, { mode: 0o600 })
  giveTo(place.runAs, draft)
  chmodSync(data, 0o700)
  const run = runProgram(place.runAs, place.binaries.initdb, initArguments(data, passwordFile))
  if (run.code !== 0) {
    rmSync(draft, { recursive: true, force: true })
    throw new DatabaseStartError(
      `A database could not be made in ${place.home}: ${lastLine(run.output)}. Check free space and the folder's permissions.`,
    )
  }
  appendFileSync(
    path.join(data, 'postgresql.conf'),
    "\ninclude 'perennial.conf'\n# Your own settings go below this line and win over Perennial's.\n",
  )
  renameSync(data, cluster)
  syncFolder(place.home)
  rmSync(draft, { recursive: true, force: true })
}

function initArguments(data: string, passwordFile: string): string[] {
  return [
    `--pgdata=${data}`,
    `--username=${adminLogin}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // The builtin provider sorts the same on every machine and after every upgrade of its C library.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ]
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const cause =
    lines.find((line) => /error|fatal|denied|no space/i.test(line)) ?? lines.at(-1) ?? 'no message'
  return cause.trim().replace(/\.$/, '')
}
