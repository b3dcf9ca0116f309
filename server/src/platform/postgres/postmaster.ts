import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Binaries } from './binaries.ts'
import { commandLine, isAlive } from './processes.ts'
import { launchProgram, runProgram } from './programs.ts'
import { foldersClosedToNobody, giveTo, type RunAs } from './run-as.ts'
import { DatabaseStartError } from './start-error.ts'

/** A server as its own `postmaster.pid` tells of it. */
export interface Postmaster {
  pid: number
  port: number
  socketFolder: string
  status: 'starting' | 'ready' | 'stopping' | 'unknown'
}

interface ServerPlace {
  home: string
  cluster: string
  binaries: Binaries
  runAs: RunAs
  log: (sentence: string) => void
}

const socketPrefix = 'perennial-pg-'

/** The longest folder whose `.s.PGSQL.65535` still fits the 107 bytes of a socket address. */
const socketFolderBytesMax = 90

/** Recovery after a crash replays up to `max_wal_size` of log; a slow disk needs minutes for it. */
const startPatienceMs = 180_000

/** The living server of the cluster, or undefined. A note left behind by a dead server is cleared away. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const noted = readPostmasterFile(cluster)
  if (noted === undefined) return undefined
  if (isAlive(noted.pid) && isServerOf(noted.pid, cluster)) return noted
  if (isAlive(noted.pid)) {
    // The pid is somebody else's now (a restarted container counts from 1 again); PostgreSQL would wait for it.
    rmSync(path.join(cluster, 'postmaster.pid'), { force: true })
  }
  removeSocketFolder(noted.socketFolder)
  return undefined
}

/** Whether the noted server of the cluster runs; unlike {@link findPostmaster} it clears nothing away and needs no lock. */
export function isServerAlive(cluster: string): boolean {
  const noted = readPostmasterFile(cluster)
  return noted !== undefined && isAlive(noted.pid) && isServerOf(noted.pid, cluster)
}

/** Starts the server and waits until it takes connections. Throws DatabaseStartError with what it logged. */
export async function startPostmaster(
  place: ServerPlace,
  portWanted: number | undefined,
): Promise<Postmaster> {
  let port = await freePort(portWanted)
  for (let attempt = 1; ; attempt += 1) {
    const logStart = rotateLog(place.home)
    const failed = await launch(place, port)
    if (failed === undefined) return (await untilReady(place)) as Postmaster
    const output = readLog(place.home, logStart)
    // Backends of a server that was killed notice its end within moments; a port may be taken between look and use.
    const passes =
      /shared memory block|lock file .* already exists|could not bind|could not create any TCP/i.test(output)
    if (!passes || attempt >= 100) throw startRefusal(place, output)
    if (/could not bind|could not create any TCP/i.test(output)) port = await freePort(undefined)
    await pause(50)
  }
}

/** Waits until the noted server takes connections; undefined when it ended instead. Throws after three minutes. */
export async function untilReady(place: {
  cluster: string
  log: (sentence: string) => void
}): Promise<Postmaster | undefined> {
  const started = Date.now()
  let told = false
  for (;;) {
    const server = readPostmasterFile(place.cluster)
    if (server === undefined || !isAlive(server.pid)) return undefined
    if (server.status === 'ready') return server
    const waitedMs = Date.now() - started
    if (waitedMs > 3_000 && !told) {
      told = true
      place.log(
        server.status === 'stopping'
          ? 'Waiting for the database of an earlier run to stop.'
          : 'The database is recovering from an interrupted run; this ends by itself.',
      )
    }
    if (waitedMs > startPatienceMs) {
      throw new DatabaseStartError(
        `The database (process ${server.pid}) is still ${server.status} after ${startPatienceMs / 60_000} minutes. ` +
          'Leave it time to recover and start again; if it never ends, look at postgres.log.',
      )
    }
    await pause(15)
  }
}

/** Fast shutdown: open transactions roll back, everything committed stays. Returns when the process is gone. */
export async function stopPostmaster(place: ServerPlace, server: Postmaster): Promise<void> {
  if (process.platform === 'win32') {
    runProgram(place.runAs, place.binaries.pgCtl, ['stop', '-D', place.cluster, '-m', 'fast', '-w'])
  } else {
    signal(server.pid, 'SIGINT')
    const deadline = Date.now() + 60_000
    let pressed = false
    while (isAlive(server.pid)) {
      if (Date.now() > deadline && !pressed) {
        // Ends at once; what was committed is replayed from the log at the next start.
        pressed = true
        place.log('The database did not stop within a minute and is being cut; nothing confirmed is lost.')
        signal(server.pid, 'SIGQUIT')
      }
      await pause(10)
    }
  }
  removeSocketFolder(server.socketFolder)
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended in the meantime, which is what was asked for.
  }
}

function readPostmasterFile(cluster: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const [pid, , , port, socketFolder, , , status] = lines
  if (!Number.isInteger(Number(pid)) || Number(pid) <= 0) return undefined
  const known = (['starting', 'ready', 'stopping'] as const).find((word) => word === status?.trim())
  return {
    pid: Number(pid),
    port: Number(port ?? 0),
    socketFolder: socketFolder ?? '',
    status: known ?? 'unknown',
  }
}

function isServerOf(pid: number, cluster: string): boolean {
  const line = commandLine(pid)
  return line === undefined || (line.includes('postgres') && line.includes(cluster))
}

/** Starts the program; undefined once it is ready, else its exit. */
async function launch(place: ServerPlace, port: number): Promise<{ ended: true } | undefined> {
  const socketFolder = makeSocketFolder(place.runAs)
  const logHandle = openSync(logFile(place.home), 'a', 0o600)
  const child = launchProgram({
    runAs: place.runAs,
    program: place.binaries.postgres,
    args: serverArguments({ cluster: place.cluster, port, socketFolder }),
    logHandle,
  })
  closeSync(logHandle)
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', () => {
    ended = true
  })
  for (;;) {
    if (ended) {
      removeSocketFolder(socketFolder)
      return { ended: true }
    }
    const server = readPostmasterFile(place.cluster)
    if (server !== undefined && server.pid === child.pid && (await untilReady(place)) !== undefined)
      return undefined
    await pause(10)
  }
}

function serverArguments(options: { cluster: string; port: number; socketFolder: string }): string[] {
  return [
    '-D',
    options.cluster,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `port=${options.port}`,
    '-c',
    `unix_socket_directories=${options.socketFolder}`,
    '-c',
    'unix_socket_permissions=0700',
  ]
}

/** Folders too long or closed to the server's user fall back to /tmp. */
function makeSocketFolder(runAs: RunAs): string {
  if (process.platform === 'win32') return ''
  const fits = Buffer.byteLength(tmpdir()) + socketPrefix.length + 6 <= socketFolderBytesMax
  const open = runAs.kind !== 'dropped' || foldersClosedToNobody(tmpdir()).length === 0
  const folder = mkdtempSync(path.join(fits && open ? tmpdir() : '/tmp', socketPrefix))
  giveTo(runAs, folder)
  return folder
}

function removeSocketFolder(folder: string): void {
  if (path.basename(folder).startsWith(socketPrefix)) rmSync(folder, { recursive: true, force: true })
}

/** The port of the last run where it is still free, so that addresses noted elsewhere stay good; else any free one. */
async function freePort(wanted: number | undefined): Promise<number> {
  const first = wanted === undefined ? undefined : await tryPort(wanted)
  const port = first ?? (await tryPort(0))
  if (port === undefined) throw new DatabaseStartError('No port of 127.0.0.1 is free for the database.')
  return port
}

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen({ host: '127.0.0.1', port }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}

function logFile(home: string): string {
  return path.join(home, 'postgres.log')
}

/** Keeps one earlier log beyond 10 MiB. Returns where this start's part of the log begins, bytes. */
function rotateLog(home: string): number {
  const file = logFile(home)
  if (!existsSync(file)) return 0
  const size = statSync(file).size
  if (size <= 10 * 1024 * 1024) return size
  renameSync(file, `${file}.1`)
  return 0
}

function readLog(home: string, start: number): string {
  return readFileSync(logFile(home)).subarray(start).toString('utf8')
}

function startRefusal(place: ServerPlace, output: string): DatabaseStartError {
  const cause =
    output.match(/(?:FATAL|PANIC|error while loading[^:]*|ERROR): +(.*)/)?.[1] ??
    output.trim().split('\n').at(-1)
  return new DatabaseStartError(
    `The database in ${place.cluster} did not start: ${cause?.replace(/\.$/, '') || 'it said nothing'}. ` +
      `Its log is ${logFile(place.home)}.`,
  )
}
