import type { Verdict } from '../../kernel/verdict.ts'
import { openProgressLine, type ProgressTarget } from '../../platform/progress-line.ts'
import { type ImportOrders, importOrders } from './import-orders.ts'
import { loadMapping } from './mapping.ts'
import { type ImportProgress, toldProgress } from './progress.ts'
import type { ImportSummary, Outcomes } from './summary.ts'

export interface ImportCommand extends Omit<ImportOrders, 'mapping' | 'onProgress'> {
  /** Name of a built-in mapping or path of a YAML file. */
  mapping: string
  /** The summary as one JSON document instead of text; progress stays on `progress`. */
  json: boolean
  /** Where results go: standard output. */
  output: { write(text: string): unknown }
  /** Where progress and refusals go: standard error. */
  progress: ProgressTarget
}

/** Exit codes of `perennial import orders`. Rows that were refused do not fail a run: they are in the report. */
const importExitCodes = { done: 0, refused: 1, stopped: 130 } as const

/** `perennial import orders FILE --program KEY --mapping NAME [--preview] [--report FILE] [--json]`; the exit code. */
export async function runImportCommand(command: ImportCommand): Promise<number> {
  const { output, progress } = command
  const imported = await run(command)
  if (!imported.ok) {
    if (command.json) output.write(`${JSON.stringify({ problem: imported.refusal })}\n`)
    else progress.write(`${imported.refusal.detail}\n`)
    return importExitCodes.refused
  }
  output.write(command.json ? `${JSON.stringify(imported.value)}\n` : formatSummary(imported.value, command))
  return imported.value.outcome === 'stopped' ? importExitCodes.stopped : importExitCodes.done
}

async function run(command: ImportCommand): Promise<Verdict<ImportSummary>> {
  const mapping = await loadMapping(command.mapping)
  if (!mapping.ok) return mapping
  const line = openProgressLine(command.progress, { quietMs: 0 })
  const onProgress = (progress: ImportProgress) => line.show(toldProgress(progress))
  return importOrders({ ...command, mapping: mapping.value, onProgress }).finally(line.clear)
}

const headlines = {
  applied: 'Imported',
  'already-applied': 'Already applied: nothing was posted. When it was imported',
  preview: 'Preview: nothing was written. The file has',
  stopped: 'Stopped; start it again to go on. So far',
} as const

function formatSummary(summary: ImportSummary, command: { reportFile?: string }): string {
  const { rows, unmatched } = summary
  const lines = [
    `${headlines[summary.outcome]}: ${summary.fileName} with ${summary.mapping}`,
    `  rows      ${count(rows.read)} read, ${count(rows.skipped)} skipped, ${count(rows.refused)} refused`,
    `  orders    ${outcomes(summary.orders, summary.outcome)}`,
    `  returns   ${outcomes(summary.returns, summary.outcome)}`,
  ]
  if (unmatched.lines > 0)
    lines.push(
      `  unmatched ${unmatched.units} units on ${count(unmatched.lines)} lines of returns (${count(unmatched.partly)} partly matched)`,
    )
  if (summary.membersUnknown > 0)
    lines.push(`  unknown   ${count(summary.membersUnknown)} members with returns and no order`)
  for (const group of summary.findings)
    lines.push(
      `  ${group.what.padEnd(9)} ${count(group.count)} x ${group.reason} (line ${group.lines.join(', ')}${group.count > group.lines.length ? ', ...' : ''})`,
    )
  for (const order of summary.preview ?? []) lines.push(JSON.stringify(order))
  if (command.reportFile !== undefined && summary.outcome !== 'already-applied')
    lines.push(`  report    ${command.reportFile}`)
  lines.push(`  time      ${summary.seconds} s`)
  return `${lines.join('\n')}\n`
}

function outcomes(of: Outcomes, outcome: ImportSummary['outcome']): string {
  const refused = `${count(of.refused)} refused`
  if (outcome === 'preview') return `${count(of.recorded)} readable, ${refused}`
  return `${count(of.recorded)} recorded, ${count(of.known)} known before, ${refused}`
}

function count(value: number): string {
  return value.toLocaleString('en')
}
