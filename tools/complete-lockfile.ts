/**
 * Adds to package-lock.json the optional packages of other platforms that npm leaves out when the registry
 * does not serve them; without their entries `npm ci` refuses the lock file (npm/cli issue 9846).
 *
 * `node tools/complete-lockfile.ts` adds them; with `--check` it only reports, exit code 1 when one is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What this tool reads of one entry of a lock file. */
export interface LockEntry {
  version?: string
  integrity?: string
  resolved?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

/** A lock file of version 3: entries by their path below the root. */
export interface LockFile {
  packages: Record<string, LockEntry>
}

/** A package that the lock file must name but does not; `entry` is what to add at `node_modules/<name>`. */
export interface MissingPackage {
  name: string
  entry: LockEntry
}

const systems: Record<string, string> = {
  ...same(
    'darwin',
    'linux',
    'win32',
    'android',
    'freebsd',
    'openbsd',
    'netbsd',
    'sunos',
    'aix',
    'openharmony',
  ),
  linuxmusl: 'linux',
  windows: 'win32',
  win: 'win32',
}
const processors: Record<string, string> = {
  ...same(
    'arm64',
    'x64',
    'ia32',
    'arm',
    'ppc64',
    'ppc64le',
    'riscv64',
    's390x',
    'loong64',
    'mips64el',
    'mipsel',
    'wasm32',
  ),
  armhf: 'arm',
  riscv64gc: 'riscv64',
}

/** Lists the optional dependencies that no entry of the lock file satisfies, each once. */
export function missingPlatformPackages(lock: LockFile): MissingPackage[] {
  const missing = new Map<string, MissingPackage>()
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (missing.has(name) || resolves(lock, { path, name })) continue
      missing.set(name, { name, entry: entryFor({ name, range, dev: entry.dev ?? false }) })
    }
  }
  return [...missing.values()]
}

function same(...words: string[]): Record<string, string> {
  return Object.fromEntries(words.map((word) => [word, word]))
}

// Node looks in the package's own node_modules, then in each one above it.
function resolves(lock: LockFile, wanted: { path: string; name: string }): boolean {
  for (let base = wanted.path; ; base = parentOf(base)) {
    if (lock.packages[`${base ? `${base}/` : ''}node_modules/${wanted.name}`]) return true
    if (!base) return false
  }
}

function parentOf(path: string): string {
  const cut = path.lastIndexOf('node_modules/')
  return cut > 0 ? path.slice(0, cut - 1) : ''
}

function entryFor(wanted: { name: string; range: string; dev: boolean }): LockEntry {
  const words = wanted.name.toLowerCase().split(/[-/@_]/)
  const os = words.map((word) => systems[word]).find(Boolean)
  const cpu = words.map((word) => processors[word]).find(Boolean)
  return {
    version: wanted.range.replace(/^[\^~]/, ''),
    optional: true,
    ...(wanted.dev ? { dev: true } : {}),
    ...(os ? { os: [os] } : {}),
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(words.includes('musl') ? { libc: ['musl'] } : {}),
  }
}

function main(): void {
  const path = join(import.meta.dirname, '..', 'package-lock.json')
  const lock = JSON.parse(readFileSync(path, 'utf8')) as LockFile
  const missing = missingPlatformPackages(lock)
  const isCheck = process.argv.includes('--check')
  console.log(`${missing.length} platform packages ${isCheck ? 'missing' : 'added'}`)
  if (isCheck) {
    process.exitCode = missing.length > 0 ? 1 : 0
    return
  }
  for (const { name, entry } of missing) lock.packages[`node_modules/${name}`] = entry
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`)
}

if (process.argv[1] === import.meta.filename) main()
