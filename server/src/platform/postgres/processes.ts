import { readFileSync } from 'node:fs'

/** True while the process runs. A zombie that nobody reaped (a container without an init) counts as gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return stat(pid)?.state !== 'Z'
}

/** When the process started, in the kernel's ticks, so that a reused pid is told apart; '' where that is unknown. */
export function startMark(pid: number): string {
  return stat(pid)?.start ?? ''
}

/** The command line of a process with spaces between its arguments; undefined where the system does not show it. */
export function commandLine(pid: number): string | undefined {
  return readProc(pid, 'cmdline')?.replaceAll('\0', ' ').trim()
}

function stat(pid: number): { state: string; start: string } | undefined {
  const text = readProc(pid, 'stat')
  if (text === undefined) return undefined
  // The second field is the program's name in parentheses and may itself hold spaces.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { state: fields[0] ?? '', start: fields[19] ?? '' }
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return undefined
  }
}
