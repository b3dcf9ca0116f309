import { type SpawnOptions, spawnSync } from 'node:child_process'
import { lchownSync, lstatSync, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { DatabaseStartError } from './start-error.ts'

/** The id that everybody knows as nobody: it owns nothing, so a server that runs as it can touch its own files only. */
const nobody = 65534

/**
 * How PostgreSQL's programs are run, which refuse to run as root.
 * `plain`: we are not root. `dropped`: the child gives root up for nobody.
 * `mapped`: the child sees itself as nobody in a user namespace of its own while its files stay ours.
 */
export interface RunAs {
  kind: 'plain' | 'dropped' | 'mapped'
  /** The owner that the data directory must have; undefined leaves it as it is. */
  fileOwner: number | undefined
  /** The command, arguments and spawn options that run `program` in this way. */
  command(program: string, args: readonly string[]): { file: string; args: string[]; options: SpawnOptions }
}

const plain: RunAs = {
  kind: 'plain',
  fileOwner: undefined,
  command: (program, args) => ({ file: program, args: [...args], options: {} }),
}

const dropped: RunAs = {
  kind: 'dropped',
  fileOwner: nobody,
  command: (program, args) => ({ file: program, args: [...args], options: { uid: nobody, gid: nobody } }),
}

const mapped: RunAs = {
  kind: 'mapped',
  fileOwner: process.getuid?.(),
  command: (program, args) => ({
    file: 'unshare',
    args: ['--user', `--map-user=${nobody}`, '--', program, ...args],
    options: {},
  }),
}

/** Chooses how to run `program` on the files in `home`. Throws DatabaseStartError where root can do neither. */
export function chooseRunAs(options: { program: string; home: string }): RunAs {
  if (process.getuid?.() !== 0) return runAsOrdinary(options.program)
  const closed = [options.program, options.home].flatMap(foldersClosedToNobody)
  if (closed.length === 0 && works(dropped, options.program)) return dropped
  if (works(mapped, options.program)) return mapped
  throw new DatabaseStartError(
    closed.length === 0
      ? 'PostgreSQL does not run as root and this process may not change its user. Start Perennial as an ordinary user.'
      : `PostgreSQL does not run as root, and other users may not enter ${closed.join(' and ')}. ` +
          `Run \`chmod o+x ${closed.join(' ')}\`, or start Perennial as an ordinary user, or move the folder elsewhere.`,
  )
}

/** initdb wants a user with a name, which a container that is run with a bare user id does not have. */
function runAsOrdinary(program: string): RunAs {
  try {
    userInfo()
    return plain
  } catch {
    if (works(mapped, program)) return mapped
    throw new DatabaseStartError(
      `PostgreSQL needs a user with a name and the user id ${process.getuid?.()} has none here. ` +
        'Add it to /etc/passwd, start Perennial as a named user, or set DATABASE_URL.',
    )
  }
}

/** Gives a file, or a folder with everything in it, to the owner that `runAs` needs. */
export function giveTo(runAs: RunAs, target: string): void {
  const owner = runAs.fileOwner
  const stats = lstatSync(target)
  if (owner === undefined || stats.uid === owner) return
  // The folder itself comes last: a kill half-way leaves the mark that says "not finished".
  const inside = stats.isDirectory() ? readdirSync(target, { recursive: true, encoding: 'utf8' }) : []
  for (const entry of inside) lchownSync(path.join(target, entry), owner, owner)
  lchownSync(target, owner, owner)
}

function works(runAs: RunAs, program: string): boolean {
  const { file, args, options } = runAs.command(program, ['--version'])
  const run = spawnSync(file, args, { uid: options.uid, gid: options.gid, cwd: '/', stdio: 'ignore' })
  return run.status === 0
}

/** The folders on the way to `target` that the user nobody may not pass through. */
export function foldersClosedToNobody(target: string): string[] {
  const closed: string[] = []
  const real = realpathSync(target)
  for (
    let folder = statSync(real).isDirectory() ? real : path.dirname(real);
    ;
    folder = path.dirname(folder)
  ) {
    if (!nobodyMayPass(statSync(folder))) closed.unshift(folder)
    if (folder === path.dirname(folder)) return closed
  }
}

function nobodyMayPass(stats: Stats): boolean {
  if (stats.uid === nobody) return (stats.mode & 0o100) !== 0
  if (stats.gid === nobody) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}
