/** Exit codes of every command; documented in docs/reference/cli.md. */
export const exitCodes = {
  done: 0,
  /** Refused or failed: the message says why, and nothing was changed. */
  failed: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** The command worked, and what it checked is not right: a break in the books, a difference in a replay. */
  unsound: 3,
  /** Stopped by the user; what was done so far is kept. */
  interrupted: 130,
} as const

/** How a command speaks: results to standard output, everything else to standard error. */
export interface Output {
  json: boolean
  /** The result: as one JSON document, or as text. */
  result(value: unknown, text: string): void
  /** A line on the way; not with `--json`. */
  note(line: string): void
  /** Progress of long work: one redrawn line on a terminal, now and then a plain line elsewhere. */
  progress(done: number, total: number | undefined, what: string): void
}

const plainEveryMs = 5_000
const redrawEveryMs = 100

export function openOutput(json: boolean): Output {
  const startedAt = performance.now()
  let shownAt = 0
  let isDrawn = false
  function clear(): void {
    if (isDrawn) process.stderr.write('\r\u001b[2K')
    isDrawn = false
  }
  return {
    json,
    result(value, text) {
      clear()
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`)
    },
    note(line) {
      clear()
      if (!json) process.stderr.write(`${line}\n`)
    },
    progress(done, total, what) {
      const now = performance.now()
      const isTerminal = process.stderr.isTTY === true
      if (now - shownAt < (isTerminal ? redrawEveryMs : plainEveryMs)) return
      shownAt = now
      const line = progressLine({ done, total, what, elapsedMs: now - startedAt })
      isDrawn = isTerminal
      process.stderr.write(isTerminal ? `\r\u001b[2K${line}` : `${line}\n`)
    },
  }
}

/** `12,000 of 25,900 orders (46 %), 3,100/s, 4 s left`. */
function progressLine(at: {
  done: number
  total: number | undefined
  what: string
  elapsedMs: number
}): string {
  const rate = at.elapsedMs === 0 ? 0 : (at.done * 1000) / at.elapsedMs
  const count = (value: number) => Math.round(value).toLocaleString('en-GB')
  const pace = `${count(rate)}/s`
  if (at.total === undefined || at.total === 0) return `${count(at.done)} ${at.what}, ${pace}`
  const left = rate === 0 ? '' : `, ${count(Math.max(0, at.total - at.done) / rate)} s left`
  const share = Math.floor((100 * at.done) / at.total)
  return `${count(at.done)} of ${count(at.total)} ${at.what} (${share} %), ${pace}${left}`
}
