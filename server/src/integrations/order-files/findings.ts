import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'

/** A row, order or unit that the import leaves out, and why. */
export interface Finding {
  /** File line. */
  line: number
  /** Empty when it could not be read. */
  order: string
  what: 'skipped' | 'refused' | 'unmatched'
  reason: string
  sku?: string
  /** Units that were not found in earlier orders. */
  unmatchedUnits?: string
}

/** All findings of one reason. */
export interface FindingGroup {
  what: Finding['what']
  reason: string
  count: number
  /** The first file lines. */
  lines: number[]
}

/** A resource: counts findings by reason and writes each to the report file, when there is one. */
export interface Findings {
  add(finding: Finding): void
  groups(): FindingGroup[]
  /** Resolves when the file has taken what was added: keeps memory bounded. */
  settle(): Promise<void>
  close(): Promise<void>
}

const linesShown = 10
const groupsMax = 1000

/** Writes over an older report. Throws when the file cannot be written. */
export async function openFindings(reportFile: string | undefined): Promise<Findings> {
  const groups = new Map<string, FindingGroup>()
  const stream = reportFile === undefined ? undefined : createWriteStream(reportFile)
  if (stream !== undefined) await once(stream, 'open')
  stream?.write('line,order,what,reason,sku,unmatched_units\r\n')
  return {
    add(finding) {
      count(groups, finding)
      stream?.write(rowOf(finding))
    },
    groups: () => [...groups.values()].sort((a, b) => b.count - a.count),
    settle: async () => {
      if (stream?.writableNeedDrain === true) await once(stream, 'drain')
    },
    close: () => end(stream),
  }
}

async function end(stream: WriteStream | undefined): Promise<void> {
  if (stream === undefined) return
  stream.end()
  await finished(stream)
}

function count(groups: Map<string, FindingGroup>, finding: Finding): void {
  const { what, line } = finding
  // Reasons quote the file; past a thousand of them they are counted together.
  const reason =
    groups.size < groupsMax || groups.has(`${what} ${finding.reason}`) ? finding.reason : 'Others'
  const key = `${what} ${reason}`
  const group = groups.get(key) ?? { what, reason, count: 0, lines: [] }
  groups.set(key, group)
  group.count += 1
  if (group.lines.length < linesShown) group.lines.push(line)
}

function rowOf(finding: Finding): string {
  const { line, order, what, reason, sku = '', unmatchedUnits = '' } = finding
  return `${line},${[order, what, reason, sku, unmatchedUnits].map(cell).join(',')}\r\n`
}

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
