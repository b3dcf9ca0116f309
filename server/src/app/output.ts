import { openProgressLine, type Progress } from '../platform/progress-line.ts'

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
  note(text: string): void
  /** How far long work is. */
  progress(progress: Progress): void
}

export function openOutput(json: boolean): Output {
  const line = openProgressLine(process.stderr)
  return {
    json,
    result(value, text) {
      line.clear()
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`)
    },
    note(text) {
      line.clear()
      if (!json) process.stderr.write(`${text}\n`)
    },
    progress: line.show,
  }
}
