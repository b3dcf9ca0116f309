import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Findings } from './findings.ts'
import type { MappingSpec } from './mapping.ts'
import { type Columns, columnsOf, hasHeader } from './model/columns.ts'
import { createOrderIndex, type OrderIndex } from './model/order-index.ts'
import { isReturnId, type Row } from './model/read-order.ts'
import { createRowReader } from './model/rows.ts'
import { FileUnreadable, readText } from './open-file.ts'
import type { ImportProgress } from './progress.ts'
import { createSpool, type Spool } from './spool.ts'

/** A file read once: where the rows of each order lie. A resource, by its spool. */
export interface Scan {
  columns: Columns
  index: OrderIndex
  spool: Spool
  rows: { read: number; skipped: number; refused: number }
}

export interface ScanInput {
  file: string
  /** Size of the file. */
  bytes: number
  spec: MappingSpec
  findings: Findings
  onProgress: (progress: ImportProgress) => void
  signal: AbortSignal | undefined
}

const rowCharsMax = 1024 * 1024

/** Reads the file from its start to its end. Refuses `import_file_invalid`; throws when the signal is aborted. */
export async function scanFile(input: ScanInput): Promise<Verdict<Scan>> {
  const spool = createSpool()
  try {
    const scanned = await scanInto(input, spool)
    if (!scanned.ok) spool.close()
    return scanned
  } catch (error) {
    spool.close()
    if (error instanceof FileUnreadable) return refuse('import_file_invalid', error.message)
    throw error
  }
}

async function scanInto(input: ScanInput, spool: Spool): Promise<Verdict<Scan>> {
  const { spec, findings } = input
  const reader = createRowReader({ delimiter: delimiterOf(spec), line: 1 })
  let bytesRead = 0
  let taker: Taker | undefined
  let failed: Verdict<Scan> | undefined
  function onRow(text: string, line: number): void {
    if (failed !== undefined) return
    if (taker !== undefined) {
      taker.take(text, { line, next: reader.line() })
      return
    }
    const columns = columnsOf(spec, hasHeader(spec) ? text : undefined)
    if (!columns.ok) failed = columns
    else taker = createTaker({ columns: columns.value, spool, findings })
    if (!hasHeader(spec)) taker?.take(text, { line, next: reader.line() })
  }
  for await (const piece of readText(input.file, (bytes) => (bytesRead = bytes))) {
    reader.push(piece, onRow)
    input.signal?.throwIfAborted()
    if (failed !== undefined) return failed
    if (reader.pending() > rowCharsMax) return tooLong(reader.line())
    await findings.settle()
    input.onProgress(progressOf(taker, bytesRead / input.bytes))
  }
  if (!reader.end(onRow)) return tooLong(reader.line())
  if (failed !== undefined) return failed
  if (taker === undefined) return refuse('import_file_invalid', 'The file is empty.')
  return ok(taker.finish())
}

/** What cuts rows: only CSV has quotes. */
function delimiterOf(spec: MappingSpec): string | undefined {
  return spec.format.kind === 'csv' ? spec.format.delimiter : undefined
}

function tooLong(line: number) {
  return refuse(
    'import_file_invalid',
    `The row that begins on line ${line} does not end: a quote is left open, or the row is longer than a million characters.`,
  )
}

function progressOf(taker: Taker | undefined, share: number): ImportProgress {
  const { read, refused } = taker?.rows ?? { read: 0, refused: 0 }
  return { phase: 'reading', share, rows: read, done: 0, total: 0, refused }
}

interface Taker {
  rows: Scan['rows']
  take(text: string, at: { line: number; next: number }): void
  finish(): Scan
}

/** Takes rows one after the other: skips, refuses, or files them under their order. */
function createTaker(parts: { columns: Columns; spool: Spool; findings: Findings }): Taker {
  const { columns, spool } = parts
  const index = createOrderIndex({ onePerRow: 'line' in columns.spec.fields.order })
  const rows = { read: 0, skipped: 0, refused: 0 }
  let current = { order: '', next: -1, fragment: -1, offset: 0 }

  function closeFragment(): void {
    if (current.fragment >= 0) index.close(current.fragment, spool.end() - current.offset)
  }

  function file(order: string, row: Row & { next: number }): void {
    if (current.fragment >= 0 && current.order === order && current.next === row.line) {
      current.next = row.next
      return
    }
    closeFragment()
    const offset = spool.end()
    const { fragment, isNew } = index.open(order, { line: row.line, offset })
    if (isNew) {
      const at = columns.instant(columns.time(row.cells, row.line))
      index.describe(fragment, { at, isReturn: isReturnId(columns, order) })
    }
    current = { order, next: row.next, fragment, offset }
  }

  return {
    rows,
    take(text, { line, next }) {
      if (text.trim() === '') return
      rows.read += 1
      const row = { line, cells: columns.split(text) }
      const order = columns.order(row.cells, line)
      if (isLeftOut(parts, { ...row, order }, rows)) return
      file(order, { ...row, next })
      spool.append(`${text}\n`)
    },
    finish() {
      closeFragment()
      return { columns, index, spool, rows }
    },
  }
}

/** Skipped rows are counted whatever else is wrong with them; what is refused is told even where it is skipped. */
function isLeftOut(
  parts: { columns: Columns; findings: Findings },
  row: Row & { order: string },
  rows: Scan['rows'],
): boolean {
  const { columns, findings } = parts
  const { line, order, cells } = row
  const skip = columns.spec.skip.find((rule) => columns[rule.empty](cells, line) === '')
  if (skip !== undefined) {
    rows.skipped += 1
    findings.add({ line, order, what: 'skipped', reason: skip.reason })
  }
  const refusal = columns.spec.refuse.find((rule) => order.startsWith(rule.prefix))?.reason
  const reason = refusal ?? (order === '' && skip === undefined ? 'The row names no order' : undefined)
  if (reason !== undefined) {
    rows.refused += 1
    findings.add({ line, order, what: 'refused', reason })
  }
  return skip !== undefined || reason !== undefined
}

/** The rows of an order, in file order. */
export function rowsOf(scan: Scan, order: number): Row[] {
  const { columns, index, spool } = scan
  const rows: Row[] = []
  for (const fragment of index.fragments(order)) {
    const reader = createRowReader({ delimiter: delimiterOf(columns.spec), line: fragment.line })
    reader.push(spool.read(fragment), (text, line) => rows.push({ line, cells: columns.split(text) }))
  }
  const ids = new Set(rows.map((row) => columns.order(row.cells, row.line)))
  // Two ids of one hash: with fresh seeds the next run tells them apart.
  if (ids.size > 1 && !('line' in columns.spec.fields.order))
    throw new Error('Two order ids could not be told apart. Start the import again.')
  return rows
}
