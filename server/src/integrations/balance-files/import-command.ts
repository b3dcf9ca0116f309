import { openProgressLine, type ProgressTarget } from '../../platform/progress-line.ts'
import { type BalanceSummary, type ImportBalances, importBalances } from './import-balances.ts'

export interface BalancesCommand extends Omit<ImportBalances, 'onProgress'> {
  /** The summary as one JSON document instead of text; progress stays on `progress`. */
  json: boolean
  /** Where results go: standard output. */
  output: { write(text: string): unknown }
  /** Where progress and refusals go: standard error. */
  progress: ProgressTarget
}

/** Exit codes of `perennial import balances`. Lines refused after the check are something that is not right. */
const exitCodes = { done: 0, refused: 1, incomplete: 3, stopped: 130 } as const

/** `perennial import balances FILE --program KEY --currency KEY --total N`; the exit code. */
export async function runBalancesCommand(command: BalancesCommand): Promise<number> {
  const { output, progress } = command
  const line = openProgressLine(progress, { quietMs: 0 })
  const imported = await importBalances({
    ...command,
    onProgress: ({ phase, rows, share, refused }) =>
      line.show({ doing: phase, done: rows, unit: 'rows', share, refused }),
  }).finally(line.clear)
  if (!imported.ok) {
    if (command.json) output.write(`${JSON.stringify({ problem: imported.refusal })}\n`)
    else progress.write(`${imported.refusal.detail}\n`)
    return exitCodes.refused
  }
  const summary = imported.value
  output.write(command.json ? `${JSON.stringify(summary)}\n` : textOf(summary, command.reportFile))
  if (summary.outcome === 'stopped') return exitCodes.stopped
  return summary.refused > 0 ? exitCodes.incomplete : exitCodes.done
}

const headlines = {
  applied: 'Imported',
  'already-applied': 'Already applied: nothing was posted',
  preview: 'Preview: nothing was written',
  stopped: 'Stopped; start it again to go on. So far',
} as const

function textOf(summary: BalanceSummary, reportFile: string | undefined): string {
  const { outcome, fileName, rows, currency, total, posted, known, refused, enrolled } = summary
  const lines = [
    `${headlines[outcome]}: ${fileName}`,
    `  rows      ${count(rows)}, ${total} ${currency}`,
    `  ${outcome === 'preview' ? 'to post  ' : 'posted   '} ${count(posted.rows)} rows, ${posted.amount} ${currency}`,
    `  known     ${count(known)} rows were posted before`,
  ]
  if (enrolled > 0) lines.push(`  enrolled  ${count(enrolled)} members`)
  if (refused > 0)
    lines.push(`  refused   ${count(refused)} rows: the balances are not complete. Nothing else was changed.`)
  if (reportFile !== undefined) lines.push(`  report    ${reportFile}`)
  lines.push(`  time      ${summary.seconds} s`)
  return `${lines.join('\n')}\n`
}

function count(value: number): string {
  return value.toLocaleString('en')
}
