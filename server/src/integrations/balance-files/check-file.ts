import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { type BalanceColumns, readBalance, readHeader } from './model/read-balance.ts'
import { type CheckedRow, dryVerdicts, findRows, isKnown } from './post-rows.ts'
import { readRows } from './read-rows.ts'
import type { Work } from './work.ts'

/** What the first reading of a file found: every row is good, and they add up. */
export interface Checked {
  rows: number
  sum: bigint
  /** Rows that an earlier import posted, and what they add up to. */
  known: number
  knownSum: bigint
}

/**
 * Reads the whole file, asks of every row what it would do, and writes nothing. Refuses `import_file_invalid` with the
 * lines that cannot be imported, and `control_total_mismatch`.
 */
export async function checkFile(work: Work, total: bigint): Promise<Verdict<Checked>> {
  const checked: Checked = { rows: 0, sum: 0n, known: 0, knownSum: 0n }
  for await (const batch of rowsOf(work)) {
    if (!batch.ok) return batch
    const { good, rows, share } = batch.value
    checked.rows += rows
    checked.sum += batch.value.sum
    const found = await findRows(work, good)
    for (const [index, verdict] of (await dryVerdicts(work, found)).entries()) {
      const row = found[index]
      if (row === undefined) throw new Error('Broken invariant: every row was asked')
      if (isKnown(verdict)) {
        checked.known += 1
        checked.knownSum += BigInt(row.balance.amount)
      } else if (!verdict.ok) work.report.add({ line: row.line, reason: verdict.refusal.detail })
    }
    await work.report.settle()
    work.onProgress({ phase: 'checking', rows: checked.rows, share, refused: work.report.count() })
  }
  const wrong = work.report.count()
  if (wrong > 0) return refuse('import_file_invalid', wrongLines(work))
  if (checked.rows === 0) return refuse('import_file_invalid', 'The file has no rows below its header.')
  if (checked.sum === total) return ok(checked)
  const { key } = work.currency
  return refuse(
    'control_total_mismatch',
    `The ${checked.rows} rows add up to ${checked.sum} ${key}, the control total is ${total}. Nothing was imported.`,
    { extra: { sum: String(checked.sum), total: String(total) } },
  )
}

function wrongLines({ report }: Work): string {
  const first = report.first().map(({ line, reason }) => `line ${line}: ${reason}`)
  const more = report.count() > first.length ? [`and ${report.count() - first.length} more`] : []
  return `${report.count()} lines cannot be imported. Nothing was imported.\n${[...first, ...more].join('\n')}`
}

/** Good rows of a part of the file; the sum is of all rows whose amount can be read. */
interface ReadBatch {
  good: CheckedRow[]
  rows: number
  sum: bigint
  share: number
}

/** The rows of the file, read; what cannot be read goes to the report. */
export async function* rowsOf(work: Work): AsyncGenerator<Verdict<ReadBatch>> {
  let columns: BalanceColumns | undefined
  for await (const { rows, share } of readRows(work.file, work)) {
    work.signal?.throwIfAborted()
    const batch: ReadBatch = { good: [], rows: 0, sum: 0n, share }
    for (const { line, cells } of rows) {
      if (columns === undefined) {
        const header = readHeader(cells)
        if (!header.ok) {
          yield header
          return
        }
        columns = header.value
        continue
      }
      batch.rows += 1
      const read = readBalance(columns, cells, work.release.timeZone)
      const amount = read.ok ? read.balance.amount : read.amount
      batch.sum += BigInt(amount ?? 0)
      if (read.ok) batch.good.push({ line, balance: read.balance })
      else work.report.add({ line, reason: read.reason })
    }
    yield ok(batch)
  }
  if (columns === undefined) yield refuse('import_file_invalid', 'The file is empty.')
}
