import { spawn, spawnSync } from 'node:child_process'
import type { RunAs } from './run-as.ts'

/** Runs one of PostgreSQL's programs to its end. Returns its exit code and what it printed. */
export function runProgram(
  runAs: RunAs,
  program: string,
  args: readonly string[],
): { code: number | null; output: string } {
  const { file, args: full, options } = runAs.command(program, args)
  const run = spawnSync(file, full, {
    uid: options.uid,
    gid: options.gid,
    cwd: '/',
    env: cleanEnvironment(),
    encoding: 'utf8',
  })
  return {
    code: run.status,
    output: `${run.stdout}${run.stderr}${run.error ? run.error.message : ''}`.trim(),
  }
}

/**
 * Starts a program that outlives this process: its own session, so that Ctrl-C in the terminal is ours to
 * handle, and its output in the open file `logHandle`.
 */
export function launchProgram(options: {
  runAs: RunAs
  program: string
  args: readonly string[]
  logHandle: number
}): ReturnType<typeof spawn> {
  const { file, args, options: spawnOptions } = options.runAs.command(options.program, options.args)
  const child = spawn(file, args, {
    ...spawnOptions,
    cwd: '/',
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', options.logHandle, options.logHandle],
    windowsHide: true,
  })
  child.unref()
  return child
}

/** The caller's PGDATA, PGPORT and the like must not reach a server that is not the one they were meant for. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('PG') && name !== 'NODE_OPTIONS',
  )
  return { ...Object.fromEntries(kept), LC_ALL: 'C' }
}
