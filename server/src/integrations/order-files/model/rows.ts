import type { MappingSpec } from '../mapping.ts'

/** Receives a row without its line break, and the number of its first line in the file. */
export type OnRow = (text: string, line: number) => void

/** Cuts text that comes in pieces into rows; a line break within quotes belongs to its row. */
export interface RowReader {
  push(piece: string, onRow: OnRow): void
  /** The last row, when the file does not end with a line break. False when a quote was left open. */
  end(onRow: OnRow): boolean
  /** The line that the next row starts on. */
  line(): number
  /** Characters of the row that has not ended yet. */
  pending(): number
}

type Format = MappingSpec['format']

const newline = 10
const quote = 34

/** `delimiter` is given for files with quotes. */
export function createRowReader(start: { delimiter: string | undefined; line: number }): RowReader {
  const delimiter = start.delimiter?.charCodeAt(0)
  let rest = ''
  let line = start.line

  function emit(text: string, onRow: OnRow): void {
    const at = line
    line += 1
    for (let from = text.indexOf('\n'); from >= 0; from = text.indexOf('\n', from + 1)) line += 1
    onRow(text.endsWith('\r') ? text.slice(0, -1) : text, at)
  }

  return {
    push(piece, onRow) {
      const data = rest === '' ? piece : rest + piece
      let from = 0
      for (;;) {
        const end = delimiter === undefined ? data.indexOf('\n', from) : rowEnd(data, from, delimiter)
        if (end < 0) break
        emit(data.slice(from, end), onRow)
        from = end + 1
      }
      rest = data.slice(from)
    },
    end(onRow) {
      if (rest === '') return true
      if (delimiter !== undefined && rowEnd(`${rest}\n`, 0, delimiter) < 0) return false
      emit(rest, onRow)
      rest = ''
      return true
    },
    line: () => line,
    pending: () => rest.length,
  }
}

/** Where the row that begins at `from` ends, or -1. A quote counts only at the start of a cell, as spreadsheets do. */
function rowEnd(data: string, from: number, delimiter: number): number {
  let isCellStart = true
  for (let at = from; at < data.length; at += 1) {
    const code = data.charCodeAt(at)
    if (code === newline) return at
    if (isCellStart && code === quote) {
      at = data.indexOf('"', at + 1)
      // A doubled quote stands for one and opens again.
      while (at >= 0 && data.charCodeAt(at + 1) === quote) at = data.indexOf('"', at + 2)
      if (at < 0) return -1
      isCellStart = false
    } else isCellStart = code === delimiter
  }
  return -1
}

/** Cuts a row into cells, trimmed. */
export function cellSplitter(format: Format): (row: string) => string[] {
  if (format.kind === 'whitespace') return (row) => row.trim().split(/\s+/)
  if (format.kind === 'fixed') {
    const positions = Object.values(format.columns)
    return (row) => positions.map(({ from, to }) => row.slice(from - 1, to).trim())
  }
  const { delimiter } = format
  return (row) =>
    row.includes('"') ? splitQuoted(row, delimiter) : row.split(delimiter).map((cell) => cell.trim())
}

function splitQuoted(row: string, delimiter: string): string[] {
  const cells: string[] = []
  let at = 0
  while (at <= row.length) {
    if (row.charCodeAt(at) !== quote) {
      const end = row.indexOf(delimiter, at)
      const stop = end < 0 ? row.length : end
      cells.push(row.slice(at, stop).trim())
      at = stop + 1
      continue
    }
    let close = row.indexOf('"', at + 1)
    let isDoubled = false
    while (close >= 0 && row.charCodeAt(close + 1) === quote) {
      isDoubled = true
      close = row.indexOf('"', close + 2)
    }
    const inner = row.slice(at + 1, close < 0 ? row.length : close)
    const end = close < 0 ? -1 : row.indexOf(delimiter, close)
    const stop = end < 0 ? row.length : end
    // What follows the closing quote is no part of the form, but dropping it would hide it.
    const tail = close < 0 ? '' : row.slice(close + 1, stop)
    cells.push(`${isDoubled ? inner.replaceAll('""', '"') : inner}${tail}`.trim())
    at = stop + 1
  }
  return cells
}
