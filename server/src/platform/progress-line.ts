/** How far long work is. */
export interface Progress {
  /** What is being done; each piece of work is measured by itself. */
  doing: string
  done: number
  /** Undefined where nobody knows. */
  total?: number | undefined
  /** What `done` counts, such as `rows`. */
  unit: string
  /** Of this piece, 0 to 1, where that is not `done` of `total`. */
  share?: number
  /** What was refused so far. Default 0. */
  refused?: number
}

/** A resource: what long work says on its way. */
export interface ProgressLine {
  /** One line on a terminal, redrawn; elsewhere a line every five seconds. */
  show(progress: Progress): void
  /** Takes the line away, before anything else is written. */
  clear(): void
}

/** Where it is written: standard error. */
export interface ProgressTarget {
  write(text: string): unknown
  isTTY?: boolean
}

const redrawMs = 100
const plainLineMs = 5_000
/** Before that a rate says little, and a time that is left nothing. */
const judgeAfterMs = 500

export interface ProgressOptions {
  now?: () => number
  /** How long nothing is written where lines stay, because work that is soon done needs none. Default 5,000. */
  quietMs?: number
}

export function openProgressLine(to: ProgressTarget, options: ProgressOptions = {}): ProgressLine {
  const { now = () => performance.now(), quietMs = plainLineMs } = options
  const isTerminal = to.isTTY === true
  let piece: { what: string; sinceMs: number; done: number; share: number } | undefined
  let shownMs = isTerminal ? Number.NEGATIVE_INFINITY : now() + quietMs - plainLineMs
  let isDrawn = false
  return {
    show(progress) {
      const { doing, unit, done } = progress
      const what = `${doing} ${unit}`
      const nowMs = now()
      const share = shareOf(progress)
      // What a run that goes on has done before it began says nothing of its pace.
      if (piece?.what !== what) piece = { what, sinceMs: nowMs, done, share: share ?? 0 }
      if (nowMs - shownMs < (isTerminal ? redrawMs : plainLineMs)) return
      shownMs = nowMs
      isDrawn = isTerminal
      const seconds = (nowMs - piece.sinceMs) / 1_000
      const gained = (share ?? 0) - piece.share
      const isEarly = nowMs - piece.sinceMs < judgeAfterMs
      const pace = isEarly
        ? {}
        : {
            perSecond: (done - piece.done) / seconds,
            ...(share !== undefined && gained > 0 ? { secondsLeft: (seconds / gained) * (1 - share) } : {}),
          }
      const text = progressText(progress, pace)
      // Erasing the line first: the next one may be shorter.
      to.write(isTerminal ? `\r\u001b[2K${text}` : `${text}\n`)
    },
    clear() {
      if (isDrawn) to.write('\r\u001b[2K')
      isDrawn = false
    },
  }
}

function shareOf({ done, total, share }: Progress): number | undefined {
  if (share !== undefined) return share
  return total === undefined || total === 0 ? undefined : done / total
}

const barCells = 24

/** `posting [######------------------] 25 %  4,600 of 18,536 orders  1,200/s  12 s left  3 refused`. */
function progressText(progress: Progress, pace: { perSecond?: number; secondsLeft?: number }): string {
  const { doing, done, total, unit, refused = 0 } = progress
  const share = shareOf(progress)
  const parts = [
    share === undefined ? doing : `${doing} ${bar(Math.min(1, Math.max(0, share)))}`,
    total === undefined ? `${count(done)} ${unit}` : `${count(done)} of ${count(total)} ${unit}`,
    pace.perSecond === undefined ? '' : `${count(pace.perSecond)}/s`,
    pace.secondsLeft === undefined ? '' : `${duration(pace.secondsLeft)} left`,
    refused === 0 ? '' : `${count(refused)} refused`,
  ]
  return parts.filter((part) => part !== '').join('  ')
}

function bar(share: number): string {
  const filled = Math.round(share * barCells)
  return `[${'#'.repeat(filled)}${'-'.repeat(barCells - filled)}] ${Math.floor(share * 100)} %`
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
