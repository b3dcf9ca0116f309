import type { ActivityInput } from '@perennial/contract'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { type FindingGroup, openFindings } from './findings.ts'
import type { Mapping } from './mapping.ts'
import { readOrder } from './model/read-order.ts'
import { FileUnreadable, fingerprintFile } from './open-file.ts'
import type { ImportProgress } from './progress.ts'
import { rowsOf, scanFile } from './scan-file.ts'

export interface ReadOrders {
  /** Path of a CSV or text file, plain or gzip. */
  file: string
  mapping: Mapping
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal | undefined
}

export interface OrdersRead {
  /** Orders and returns by their times. */
  inputs: ActivityInput[]
  /** Rows that were skipped or refused. */
  findings: FindingGroup[]
}

/** Reads the orders and returns of a file as an import would submit them, and posts nothing. Refuses `import_file_invalid`. */
export async function readOrders(input: ReadOrders): Promise<Verdict<OrdersRead>> {
  const { file, mapping, signal } = input
  let bytes: number
  try {
    bytes = (await fingerprintFile(file)).bytes
  } catch (error) {
    if (error instanceof FileUnreadable) return refuse('import_file_invalid', error.message)
    throw error
  }
  const findings = await openFindings(undefined)
  const onProgress = input.onProgress ?? (() => {})
  const scan = await scanFile({ file, bytes, spec: mapping.spec, findings, onProgress, signal })
  if (!scan.ok) return scan
  try {
    const inputs: ActivityInput[] = []
    for (const order of scan.value.index.sorted()) {
      const read = readOrder(scan.value.columns, rowsOf(scan.value, order))
      if (read.ok) inputs.push(read.input)
      else findings.add({ line: read.line, order: read.orderId, what: 'refused', reason: read.reason })
    }
    return ok({ inputs, findings: findings.groups() })
  } finally {
    scan.value.spool.close()
    await findings.close()
  }
}
