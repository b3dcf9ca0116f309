import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** A line that is not imported, and why. */
export interface RefusedLine {
  line: number
  reason: string
}

/** A resource: counts refused lines, keeps the first, and writes each to the report file, when there is one. */
export interface Report {
  add(refused: RefusedLine): void
  count(): number
  first(): readonly RefusedLine[]
  /** Resolves when the file has taken what was added: keeps memory bounded. */
  settle(): Promise<void>
  close(): Promise<void>
}

const linesShown = 10

/** Writes over an older report. Throws when the file cannot be written. */
export async function openReport(file: string | undefined): Promise<Report> {
  const stream = file === undefined ? undefined : createWriteStream(file)
  if (stream !== undefined) await once(stream, 'open')
  stream?.write('line,reason\r\n')
  const first: RefusedLine[] = []
  let count = 0
  return {
    add(refused) {
      count += 1
      if (first.length < linesShown) first.push(refused)
      // Reasons begin with our own words, so that no spreadsheet takes a cell for a formula.
      stream?.write(`${refused.line},"${refused.reason.replaceAll('"', '""')}"\r\n`)
    },
    count: () => count,
    first: () => first,
    settle: async () => {
      if (stream?.writableNeedDrain === true) await once(stream, 'drain')
    },
    close: async () => {
      if (stream === undefined) return
      stream.end()
      await finished(stream)
    },
  }
}
