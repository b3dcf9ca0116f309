import { cellSplitter, createRowReader } from '../order-files/model/rows.ts'
import { FileUnreadable, readText } from '../order-files/open-file.ts'

/** A row of the file, and the number of its first line. */
export interface FileRow {
  line: number
  cells: string[]
}

/** Some rows that follow each other; `share` is how much of the file is read. */
export interface RowBatch {
  rows: FileRow[]
  share: number
}

const delimiter = ','
const rowCharsMax = 64 * 1024

/** The rows of a CSV file, plain or gzip, in batches; blank ones are left out. Throws {@link FileUnreadable}. */
export async function* readRows(
  file: string,
  ask: { bytes: number; batchRows: number },
): AsyncGenerator<RowBatch> {
  const split = cellSplitter({ kind: 'csv', delimiter })
  const reader = createRowReader({ delimiter, line: 1 })
  let rows: FileRow[] = []
  let bytesRead = 0
  const take = (text: string, line: number) => {
    if (text.trim() !== '') rows.push({ line, cells: split(text) })
  }
  for await (const piece of readText(file, (bytes) => (bytesRead = bytes))) {
    reader.push(piece, take)
    if (reader.pending() > rowCharsMax) throw endless(reader.line())
    for (; rows.length >= ask.batchRows; rows = rows.slice(ask.batchRows))
      yield { rows: rows.slice(0, ask.batchRows), share: share(bytesRead, ask.bytes) }
  }
  if (!reader.end(take)) throw endless(reader.line())
  for (; rows.length > 0; rows = rows.slice(ask.batchRows))
    yield { rows: rows.slice(0, ask.batchRows), share: 1 }
}

function share(read: number, of: number): number {
  return of === 0 ? 1 : read / of
}

function endless(line: number): FileUnreadable {
  return new FileUnreadable(
    `The row that begins on line ${line} does not end: a quote is left open, or the row is very long.`,
  )
}
