import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isDatabaseFolderInUse, stopAbandonedServer } from '../../src/platform/postgres/index.ts'
import type { TestDatabase } from '../database.ts'

/** What `start --json` says once it serves. */
export interface StartReport {
  url: string
  console: string
  docs: string
  ownerLink: string
  apiKey: string | null
  demo: string | null
}

/** How a process ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
  stdout: string
  stderr: string
}

/** A process of the product, as a user starts it. */
export interface AppProcess {
  pid: number
  /** The lines of its log, parsed. */
  log(): Record<string, unknown>[]
  /** Everything that it has printed, for a message of failure. */
  printed(): string
  /** The document of the start. Throws with all that was printed when the process ends before, or is late. */
  report(): Promise<StartReport>
  kill(signal: NodeJS.Signals): void
  ended: Promise<Ended>
}

const server = path.resolve(import.meta.dirname, '../..')
const launcher = path.join(server, 'bin', 'perennial.js')
/** Compiled code is kept between starts: the tests start hundreds of processes. */
const compileCache = path.join(tmpdir(), 'perennial-tests-compiled')
const startPatienceMs = 90_000

const living = new Set<ChildProcess>()
const folders = new Set<string>()

// A run that is interrupted leaves nothing at work behind.
process.once('exit', () => {
  for (const child of living) child.kill('SIGKILL')
})

/** Ends what a test left behind: call in `afterAll`. */
export async function endEverything(): Promise<void> {
  const ends = [...living].map((child) => new Promise((resolve) => child.once('exit', resolve)))
  for (const child of living) child.kill('SIGKILL')
  await Promise.all(ends)
  for (const folder of folders) {
    const home = path.join(folder, 'postgres')
    if (!isDatabaseFolderInUse(home)) await stopAbandonedServer(home).catch(() => {})
    rmSync(folder, { recursive: true, force: true })
  }
  folders.clear()
}

/** A data folder of its own, removed at the end. */
export function dataFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'perennial-app-'))
  folders.add(folder)
  return folder
}

/**
 * A port that nothing listens on, from below those that systems give to connections: one of these could be taken by
 * somebody's connection before the process that is to listen on it has started.
 */
export function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 12_000)
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(freePort()))
    probe.listen({ host: '127.0.0.1', port }, () => probe.close(() => resolve(port)))
  })
}

/** The environment of an installation on a test database of the run's server. */
export function onTestDatabase(database: TestDatabase): Record<string, string> {
  return { PERENNIAL_DATA: dataFolder(), DATABASE_URL: database.ownerUrl, DATABASE_APP_URL: database.appUrl }
}

/** Runs `node server/bin/perennial.js ARGS` with nothing of this process's own settings but the path. */
export function runPerennial(args: readonly string[], env: Record<string, string>): AppProcess {
  return runNode([launcher, ...args], env)
}

/** Runs a TypeScript file of this folder as a process of its own. */
export function runScript(name: string, args: readonly string[], env: Record<string, string>): AppProcess {
  return runNode([path.join(import.meta.dirname, name), ...args], env)
}

function runNode(args: readonly string[], env: Record<string, string>): AppProcess {
  const child = spawn(process.execPath, args, {
    cwd: server,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      NODE_COMPILE_CACHE: compileCache,
      ...env,
    },
  })
  living.add(child)
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  let isOver = false
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => {
      isOver = true
      living.delete(child)
      resolve({ code, signal, stdout, stderr })
    })
  })
  const printed = () => `--- stdout\n${stdout}\n--- stderr\n${stderr}`
  return {
    pid: child.pid ?? 0,
    log: () => jsonLines(stdout).filter((line) => 'level' in line),
    printed,
    report: () =>
      until(`the start of process ${child.pid}`, startPatienceMs, () => {
        const found = jsonLines(stdout).find((line) => 'ownerLink' in line)
        if (found === undefined && isOver) throw new Error(`It ended before it served.\n${printed()}`)
        return found as StartReport | undefined
      }),
    kill: (signal) => child.kill(signal),
    ended,
  }
}

function jsonLines(text: string): Record<string, unknown>[] {
  // What follows the last line break may be half a line.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  return whole
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** Asks again and again until there is an answer. Throws past the deadline. */
export async function until<T>(
  what: string,
  patienceMs: number,
  ask: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    const answer = await ask()
    if (answer !== undefined && answer !== false) return answer
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain for ${what}`)
    await pause(20)
  }
}
