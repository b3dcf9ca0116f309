import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'

const web = join(import.meta.dirname, '..')
const built = join(web, 'dist', 'index.html')
const lockStaleMs = 120_000

/**
 * Builds `web/dist` when it is missing or older than what it is made of. Test files run side by side: the first one
 * builds, the others wait for it.
 */
export async function buildConsole(): Promise<void> {
  if (isFresh()) return
  const lock = join(tmpdir(), `perennial-build-${statSync(web).ino}`)
  while (!takes(lock)) {
    await wait(100)
  }
  try {
    if (!isFresh()) await viteBuild()
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

async function viteBuild(): Promise<void> {
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  // The tests' own NODE_ENV would put the development build of React, twice the size, into the bundle.
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: web, env })
}

/** Whether the lock is ours now. One that a killed run left behind is taken over. */
function takes(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()
    if (Date.now() - since > lockStaleMs) rmSync(lock, { recursive: true, force: true })
    return false
  }
}

function isFresh(): boolean {
  if (!existsSync(built)) return false
  const single = ['index.html', 'vite.config.ts', 'package.json'].map(
    (name) => statSync(join(web, name)).mtimeMs,
  )
  const changed = Math.max(...single, newest(join(web, 'src')), newest(join(web, 'public')))
  return statSync(built).mtimeMs > changed
}

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(0, ...times)
}
