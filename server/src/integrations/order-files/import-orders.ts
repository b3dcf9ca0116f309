import path from 'node:path'
import type { Pipeline, ProgramPlace } from '../../activity/index.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import { type Findings, openFindings } from './findings.ts'
import type { Mapping } from './mapping.ts'
import { FileUnreadable, fingerprintFile } from './open-file.ts'
import { postOrders, previewOrders } from './post-orders.ts'
import type { ImportProgress } from './progress.ts'
import { type Scan, scanFile } from './scan-file.ts'
import { openRun, type RunProgress, saveRun } from './store.ts'
import type { ImportSummary } from './summary.ts'

export interface ImportOrders {
  /** For the memory of runs; orders go through the pipeline. */
  database: Database
  pipeline: Pick<Pipeline, 'submit' | 'waiting'>
  program: ProgramPlace
  /** Of the programme: a mapping of another currency is refused before anything is read. */
  currency: string
  /** Path of a CSV or text file, plain or gzip. */
  file: string
  mapping: Mapping
  /** Reads everything and writes nothing. */
  preview: boolean
  onProgress?: (progress: ImportProgress) => void
  /** Stops after the batches under way; the next run goes on from there. */
  signal?: AbortSignal
  /** CSV of what was skipped, refused and not matched, line by line. An older file is written over. */
  reportFile?: string
  /** Rows of one request to the pipeline. Default 5,000: more costs memory and gains nothing. */
  batchLines?: number
}

const previewOrdersMax = 20
const nothing = { recorded: 0, known: 0, refused: 0 }

/**
 * Imports a file of orders and returns. Repeating it, also after it was killed, posts nothing twice: every order keeps
 * its natural key. Refuses `currency_mismatch` and `import_file_invalid` with nothing posted.
 */
export async function importOrders(input: ImportOrders): Promise<Verdict<ImportSummary>> {
  const startedAt = performance.now()
  const { mapping, currency } = input
  if (mapping.spec.currency !== currency) {
    const detail = `The mapping says ${mapping.spec.currency}, the programme counts ${currency}.`
    return refuse('currency_mismatch', detail)
  }
  let fingerprint: { bytes: number; hash: string }
  try {
    fingerprint = await fingerprintFile(input.file)
  } catch (error) {
    if (error instanceof FileUnreadable) return refuse('import_file_invalid', error.message)
    throw error
  }
  const summary: ImportSummary = {
    outcome: input.preview ? 'preview' : 'applied',
    fileName: path.basename(input.file),
    fileHash: fingerprint.hash,
    mapping: mapping.name,
    rows: { read: 0, skipped: 0, refused: 0 },
    orders: nothing,
    returns: nothing,
    unmatched: { units: '0', lines: 0, partly: 0 },
    membersUnknown: 0,
    findings: [],
    seconds: 0,
  }
  const imported = await importInto(input, summary, fingerprint.bytes)
  const seconds = Math.round(performance.now() - startedAt) / 1000
  return imported.ok ? ok({ ...imported.value, seconds }) : imported
}

async function importInto(
  input: ImportOrders,
  summary: ImportSummary,
  bytes: number,
): Promise<Verdict<ImportSummary>> {
  const run = input.preview ? undefined : await beginRun(input, summary)
  if (run?.state === 'done')
    return ok({ ...summary, ...run.progress.summary, outcome: 'already-applied', fileName: summary.fileName })
  const findings = await openFindings(input.reportFile)
  try {
    const onProgress = input.onProgress ?? (() => {})
    const { file, mapping, signal } = input
    const scan = await scanFile({ file, bytes, spec: mapping.spec, findings, onProgress, signal })
    if (!scan.ok) return scan
    try {
      const known = { ...summary, rows: scan.value.rows }
      const parts = { scan: scan.value, findings, summary: known }
      return ok(run === undefined ? preview(parts) : await post(input, { ...parts, run }))
    } finally {
      scan.value.spool.close()
    }
  } catch (error) {
    if (input.signal?.aborted !== true || error !== input.signal.reason) throw error
    return ok({ ...summary, outcome: 'stopped', findings: findings.groups() })
  } finally {
    await findings.close()
  }
}

function beginRun(input: ImportOrders, summary: ImportSummary) {
  const { programId } = input.program
  const { fileHash, fileName, mapping } = summary
  return input.database.write({ programId }, (tx) => openRun(tx, { programId, fileHash, fileName, mapping }))
}

interface Parts {
  scan: Scan
  findings: Findings
  summary: ImportSummary
}

function preview({ scan, findings, summary }: Parts): ImportSummary {
  const read = previewOrders({ scan, findings }, previewOrdersMax)
  return { ...summary, ...read.tally, preview: read.preview, findings: findings.groups() }
}

async function post(
  input: ImportOrders,
  parts: Parts & { run: { importId: string; progress: RunProgress } },
): Promise<ImportSummary> {
  const { scan, findings, run } = parts
  const { programId } = input.program
  const save = (state: 'running' | 'done', progress: RunProgress) =>
    input.database.write({ programId }, (tx) => saveRun(tx, programId, { ...run, state, progress }))
  const { tally, finished } = await postOrders({
    scan,
    findings,
    pipeline: input.pipeline,
    program: input.program,
    batchLines: input.batchLines ?? 5000,
    resume: run.progress,
    save: (progress) => save('running', progress),
    onProgress: input.onProgress ?? (() => {}),
    signal: input.signal,
  })
  const summary = { ...parts.summary, ...tally, findings: findings.groups() }
  if (!finished) return { ...summary, outcome: 'stopped' }
  const places = [tally.orders, tally.returns].flatMap((of) => [of.recorded, of.known, of.refused])
  const done = places.reduce((sum, each) => sum + each, 0)
  await save('done', { done, noted: [], summary })
  return summary
}
