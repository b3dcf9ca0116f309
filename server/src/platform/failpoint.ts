/**
 * Named places where a test may kill the process, to prove that nothing acknowledged is lost there. Armed only by the
 * environment at start: `PERENNIAL_FAILPOINT=name` or `name:3` for the third time. Unset costs one comparison.
 */
const [armedName, armedCount] = (process.env.PERENNIAL_FAILPOINT ?? '').split(':')
let passes = Number(armedCount ?? 1)

export type FailpointName =
  | 'before-begin'
  | 'after-keys'
  | 'after-entries'
  | 'before-commit'
  | 'after-commit'
  | 'mid-outbox'

export function failpoint(name: FailpointName): void {
  if (armedName !== name) return
  passes -= 1
  if (passes <= 0) process.kill(process.pid, 'SIGKILL')
}
