import path from 'node:path'
import { orThrow } from '../../kernel/verdict.ts'
import { checkBackup, takeCopy, writeBackup } from '../../platform/backup/index.ts'
import { openLog } from '../../platform/log.ts'
import { canary } from '../backup/canary.ts'
import { drillBackup } from '../backup/drill.ts'
import type { RestoredProgram } from '../backup/judge-restored.ts'
import { readConfig } from '../config.ts'
import { exitCodes, type Output, openOutput } from '../output.ts'
import { productVersion } from '../product-version.ts'
import { withContext } from './context.ts'

interface BackupOptions {
  json?: boolean
  file?: string
}

/** `perennial backup [FILE]`: into FILE, or as the schedule does it. */
export function backupCommand(options: BackupOptions): Promise<number> {
  return withContext(options, ({ context, output, signal }) =>
    untilStopped({ output, signal }, async () => {
      const { config, ownerUrl } = context
      const write = {
        ownerUrl,
        product: productVersion,
        canary,
        signal,
        onProgress: (done: number, total: number) =>
          output.progress({ doing: 'writing', done, total, unit: 'rows' }),
      }
      const { folder, keep } = config.backups
      const summary =
        options.file === undefined
          ? orThrow(await takeCopy({ ...write, folder, keep, now: new Date() }))
          : await writeAndCheck({ ...write, file: path.resolve(options.file) })
      output.result(
        summary,
        `Backed up ${count(summary.rows)} rows as of ${summary.takenAt} to ${summary.file} (${megabytes(summary.bytes)}) in ${summary.seconds} s, and read it back.`,
      )
      return exitCodes.done
    }),
  )
}

async function writeAndCheck(write: Parameters<typeof writeBackup>[0]) {
  const summary = orThrow(await writeBackup(write))
  const { file, signal } = write
  orThrow(await checkBackup({ file, ...(signal === undefined ? {} : { signal }) }))
  return summary
}

/** `perennial backup check FILE`: without a database. */
export function checkBackupCommand(options: BackupOptions): Promise<number> {
  return withSignal(options, async ({ output, signal }) => {
    const file = path.resolve(options.file ?? '')
    const onProgress = (bytes: number, total: number) =>
      output.progress({ doing: 'checking', done: bytes / 1e6, total: total / 1e6, unit: 'MB' })
    const { header, bytes, rows, sha256 } = orThrow(await checkBackup({ file, signal, onProgress }))
    const { takenAt, product, organizations, programs } = header
    output.result(
      { file, takenAt, product, bytes, rows, sha256, organizations, programs },
      [
        `${file} is whole: ${count(rows)} rows, ${megabytes(bytes)}.`,
        `Taken ${takenAt} by version ${product} from ${organizations.map((each) => each.key).join(', ')}: ${programs.length} programmes.`,
      ].join('\n'),
    )
    return exitCodes.done
  })
}

/** `perennial backup drill FILE`: restores into a server of its own, proves the books, removes it. */
export function drillCommand(options: BackupOptions): Promise<number> {
  return withSignal(options, async ({ output, signal }) => {
    const config = orThrow(readConfig(process.env))
    const log = openLog({ level: 'warn', write: (line) => process.stderr.write(line) })
    const onProgress = (done: number, total: number) =>
      output.progress({ doing: 'restoring', done, total, unit: 'rows' })
    const file = path.resolve(options.file ?? '')
    const report = orThrow(await drillBackup({ file, config, log, signal, onProgress }))
    output.result(
      report,
      [
        `Restored ${count(report.rows)} rows as of ${report.takenAt} into a server of their own and removed it, in ${report.seconds} s.`,
        ...verdictLines(report.programs),
      ].join('\n'),
    )
    return report.ok ? exitCodes.done : exitCodes.unsound
  })
}

/** What a person reads about programmes that were restored. */
export function verdictLines(programs: readonly RestoredProgram[]): string[] {
  return programs.flatMap(({ program, published, faults }) => {
    if (faults.length > 0)
      return [`The books of ${program} do not add up:`, ...faults.map((fault) => `  ${fault}`)]
    return [published ? `The books of ${program} add up.` : `${program} has no release, so no books yet.`]
  })
}

interface Stoppable {
  output: Output
  signal: AbortSignal
}

/** Runs what needs no database of ours, until it is done or Ctrl-C. */
export async function withSignal(
  options: { json?: unknown },
  work: (at: Stoppable) => Promise<number>,
): Promise<number> {
  const output = openOutput(options.json === true)
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort)
  process.once('SIGTERM', abort)
  try {
    return await untilStopped({ output, signal: stop.signal }, () => work({ output, signal: stop.signal }))
  } finally {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
  }
}

async function untilStopped({ output, signal }: Stoppable, work: () => Promise<number>): Promise<number> {
  try {
    return await work()
  } catch (error) {
    if (!signal.aborted) throw error
    output.note('Interrupted: what was not finished was undone.')
    return exitCodes.interrupted
  }
}

/** A whole number for people. */
export function count(value: number): string {
  return value.toLocaleString('en-GB')
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
