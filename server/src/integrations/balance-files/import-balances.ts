import path from 'node:path'
import { recordAudit } from '../../access/index.ts'
import type { Pipeline } from '../../activity/index.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import type { Database } from '../../platform/database.ts'
import type { Program, Programs } from '../../programs/index.ts'
import { FileUnreadable, fingerprintFile } from '../order-files/open-file.ts'
import { checkFile, rowsOf } from './check-file.ts'
import { findRows, importActor, isKnown, postRows } from './post-rows.ts'
import type { BalanceProgress } from './progress.ts'
import { openReport } from './report.ts'
import type { Work } from './work.ts'

export interface ImportBalances {
  database: Database
  programs: Pick<Programs, 'currentRelease' | 'writable'>
  pipeline: Pick<Pipeline, 'carryOut' | 'enrol'>
  program: Program
  /** Key of the currency of all amounts. */
  currency: string
  /** What the amounts have to add up to, as somebody knows it from elsewhere. */
  total: bigint
  /** Path of a CSV file, plain or gzip. */
  file: string
  /** Enrols members who are not known. Default: their rows are refused. */
  enrol?: boolean
  /** Checks everything and writes nothing. */
  preview?: boolean
  /** CSV of lines that were refused, with why. An older file is written over. */
  reportFile?: string
  onProgress?: (progress: BalanceProgress) => void
  /** Stops after the batch under way; the next run goes on from there. */
  signal?: AbortSignal
  /** Rows of one request to the pipeline. Default 500. */
  batchRows?: number
}

/** What an import of balances came to. */
export interface BalanceSummary {
  outcome: 'applied' | 'already-applied' | 'preview' | 'stopped'
  fileName: string
  /** SHA-256 of the file. */
  fileHash: string
  currency: string
  /** Rows of the file, without the header. */
  rows: number
  /** Sum of the file, which is the control total. Text, because sums may pass 2^53. */
  total: string
  /** By this run. In a preview: what it would post. */
  posted: { rows: number; amount: string }
  /** Rows that an earlier run posted. */
  known: number
  /** Rows that were good when the file was checked and could not be posted afterwards. */
  refused: number
  enrolled: number
  seconds: number
}

/**
 * Brings over balances of an earlier programme, lot by lot. The whole file is checked first: where a row is wrong or the
 * sum is not the control total, nothing is imported. Repeating it, also after it was killed, posts nothing twice. Refuses
 * `control_total_mismatch`, `import_file_invalid`, `currency_not_offered`, `program_read_only`.
 */
export async function importBalances(input: ImportBalances): Promise<Verdict<BalanceSummary>> {
  const startedAt = performance.now()
  const { programId } = input.program
  const release = await input.programs.currentRelease(programId)
  if (!release.ok) return release
  if (!release.value.currencies.has(input.currency))
    return refuse('currency_not_offered', `The programme has no currency "${input.currency}".`)
  try {
    const { bytes, hash } = await fingerprintFile(input.file)
    const report = await openReport(input.reportFile)
    try {
      const work: Work = {
        ...input,
        release: release.value,
        currency: { key: input.currency },
        enrol: input.enrol === true,
        bytes,
        fileHash: hash.slice(0, 32),
        batchRows: input.batchRows ?? 500,
        report,
        signal: input.signal,
        onProgress: input.onProgress ?? (() => {}),
      }
      const imported = await importFile(input, work, hash)
      const seconds = Math.round(performance.now() - startedAt) / 1000
      return imported.ok ? ok({ ...imported.value, seconds }) : imported
    } finally {
      await report.close()
    }
  } catch (error) {
    if (error instanceof FileUnreadable) return refuse('import_file_invalid', error.message)
    throw error
  }
}

async function importFile(
  input: ImportBalances,
  work: Work,
  fileHash: string,
): Promise<Verdict<BalanceSummary>> {
  const summary: BalanceSummary = {
    outcome: 'stopped',
    fileName: path.basename(input.file),
    fileHash,
    currency: input.currency,
    rows: 0,
    total: String(input.total),
    posted: { rows: 0, amount: '0' },
    known: 0,
    refused: 0,
    enrolled: 0,
    seconds: 0,
  }
  try {
    const checked = await checkFile(work, input.total)
    if (!checked.ok) return checked
    const { rows, sum, known, knownSum } = checked.value
    if (input.preview === true || known === rows) {
      const outcome = known === rows ? 'already-applied' : 'preview'
      const posted = { rows: rows - known, amount: String(sum - knownSum) }
      return ok({ ...summary, outcome, rows, known, posted })
    }
    const open = await input.programs.writable(work.program.programId)
    if (!open.ok) return open
    // What was checked is what is posted: a line of another content would have its own key.
    if ((await fingerprintFile(input.file)).hash !== fileHash)
      return refuse('import_file_invalid', 'The file was changed while it was checked. Import it again.')
    return ok(await post(work, { ...summary, rows }))
  } catch (error) {
    if (input.signal?.aborted !== true || error !== input.signal.reason) throw error
    return ok(summary)
  }
}

/** Reads the file once more and posts it. */
async function post(work: Work, before: BalanceSummary): Promise<BalanceSummary> {
  const summary = { ...before, posted: { ...before.posted } }
  let amount = 0n
  let read = 0
  try {
    for await (const batch of rowsOf(work)) {
      if (!batch.ok) throw new Error('Broken invariant: a file that was checked can be read')
      const found = await findRows(work, batch.value.good)
      const { verdicts, enrolled } = await postRows(work, found)
      summary.enrolled += enrolled
      read += batch.value.rows
      for (const [index, verdict] of verdicts.entries()) {
        const row = found[index]
        if (row === undefined) throw new Error('Broken invariant: every row was posted')
        if (isKnown(verdict)) summary.known += 1
        else if (verdict.ok) {
          summary.posted.rows += 1
          amount += BigInt(row.balance.amount)
        } else {
          summary.refused += 1
          const { code, detail } = verdict.refusal
          work.report.add({ line: row.line, reason: `${code}: ${detail}` })
        }
      }
      await work.report.settle()
      work.onProgress({ phase: 'posting', rows: read, share: batch.value.share, refused: summary.refused })
    }
    summary.outcome = 'applied'
  } catch (error) {
    if (work.signal?.aborted !== true || error !== work.signal.reason) throw error
  }
  summary.posted.amount = String(amount)
  if (summary.posted.rows > 0) await audit(work, summary)
  return summary
}

function audit(work: Work, summary: BalanceSummary): Promise<void> {
  const { programId, organizationId, key } = work.program
  const { fileHash, total, posted, known, refused, enrolled, outcome } = summary
  return work.database.write({ programId, organizationId }, (tx) =>
    recordAudit(tx, {
      organizationId,
      programKey: key,
      actor: importActor,
      action: 'balances.imported',
      subject: summary.currency,
      detail: { fileHash, total, posted, known, refused, enrolled, outcome },
    }),
  )
}
