/** How far an import is. */
export interface ImportProgress {
  phase: 'reading' | 'posting'
  /** Of this phase, 0 to 1. */
  share: number
  /** Rows read so far. */
  rows: number
  /** Orders and returns done, of how many; both 0 while reading. */
  done: number
  total: number
  /** Rows a second while reading, orders and returns a second while posting. */
  ratePerSecond: number
  /** Of this phase. Undefined until there is something to judge by. */
  secondsLeft: number | undefined
  refused: number
}

/** Measures one phase; `count` is what its rate counts. */
export function createMeter(
  now: () => number = () => performance.now(),
): (count: number, share: number) => Pick<ImportProgress, 'ratePerSecond' | 'secondsLeft'> {
  const startedAt = now()
  let firstShare: number | undefined
  return (count, share) => {
    firstShare ??= share
    const seconds = (now() - startedAt) / 1000
    const gained = share - firstShare
    const secondsLeft = gained > 0 ? (seconds / gained) * (1 - share) : undefined
    return { ratePerSecond: seconds > 0 ? count / seconds : 0, secondsLeft }
  }
}

const barCells = 24

/** One line for a person: `posting [######----] 25 %  4,600 of 18,536 orders  1,200/s  12 s left`. */
export function formatProgress(progress: ImportProgress): string {
  const { phase, share, done, total, rows, refused } = progress
  const filled = Math.round(Math.min(1, Math.max(0, share)) * barCells)
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(barCells - filled)}] ${Math.floor(share * 100)} %`
  const amount =
    phase === 'reading' ? `${number(rows)} rows` : `${number(done)} of ${number(total)} orders and returns`
  const rate = `${number(progress.ratePerSecond)}/s`
  const left = progress.secondsLeft === undefined ? '' : `  ${duration(progress.secondsLeft)} left`
  const refusals = refused === 0 ? '' : `  ${number(refused)} refused`
  return `${phase} ${bar}  ${amount}  ${rate}${left}${refusals}`
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
