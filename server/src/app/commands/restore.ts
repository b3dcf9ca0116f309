import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { ok, orThrow, refuse, type Verdict } from '../../kernel/verdict.ts'
import { type CheckedBackup, checkBackup, restoreBackup } from '../../platform/backup/index.ts'
import { openLog } from '../../platform/log.ts'
import { isDatabaseFolderInUse } from '../../platform/postgres/index.ts'
import { judgeRestored } from '../backup/judge-restored.ts'
import { type Config, readConfig } from '../config.ts'
import { migrationsFolder, openContext, startServer } from '../context.ts'
import { exitCodes } from '../output.ts'
import { count, verdictLines, withSignal } from './backup.ts'

interface RestoreOptions {
  json?: boolean
  file?: string
  confirm?: string
}

/** `perennial restore FILE [--confirm KEY]`: into an installation that is empty and that nobody uses. */
export function restoreCommand(options: RestoreOptions): Promise<number> {
  return withSignal(options, async ({ output, signal }) => {
    const config = orThrow(readConfig(process.env))
    orThrow(refuseRunning(config))
    const log = openLog({ level: 'warn', write: (line) => process.stderr.write(line) })
    // Everything that can be refused without a database is refused before one is made.
    const backup = orThrow(await checkBackup({ file: path.resolve(options.file ?? ''), signal }))
    orThrow(await confirm({ backup, config, signal, given: options.confirm }))
    const server = await startServer(config, log)
    try {
      const onProgress = (done: number, total: number) =>
        output.progress({ doing: 'restoring', done, total, unit: 'rows' })
      const { ownerUrl } = server
      orThrow(await restoreBackup({ ownerUrl, backup, migrationsFolder, signal, onProgress }))
    } finally {
      await server.detach()
    }
    output.note(`Restored ${count(backup.rows)} rows as of ${backup.header.takenAt}; proving the books.`)
    // What is restored is kept whatever comes now, so that a break can be looked at.
    const context = await openContext(config, { log })
    try {
      const programs = await judgeRestored(context, backup)
      const isSound = programs.every((each) => each.faults.length === 0)
      const { header, rows } = backup
      output.result(
        { file: backup.file, takenAt: header.takenAt, rows, ok: isSound, programs },
        [`Restored ${count(rows)} rows as of ${header.takenAt}.`, ...verdictLines(programs)].join('\n'),
      )
      return isSound ? exitCodes.done : exitCodes.unsound
    } finally {
      await context.dispose()
    }
  })
}

/** A server without an open connection is seen by its note in the data folder. */
function refuseRunning(config: Config): Verdict<void> {
  if (config.databaseUrl !== undefined || !isDatabaseFolderInUse(path.join(config.dataFolder, 'postgres')))
    return ok(undefined)
  return refuse(
    'restore_target_busy',
    `A server or command uses the data folder ${config.dataFolder}. Stop it and restore again. Nothing was changed.`,
  )
}

/** The person names the business, having read what would go where. */
async function confirm(ask: {
  backup: CheckedBackup
  config: Config
  signal: AbortSignal
  given: string | undefined
}): Promise<Verdict<void>> {
  const { header, rows } = ask.backup
  const [first, ...others] = header.organizations
  const key = first?.key ?? ''
  const more = others.length === 0 ? '' : ` and ${others.length} more`
  const question = [
    `The backup was taken ${header.takenAt} and holds ${count(rows)} rows: organisation ${key} (${first?.name ?? ''})${more}, ${header.programs.length} programmes.`,
    `It goes into ${targetOf(ask.config)}.`,
    `Type the key of the organisation (${key}) to restore: `,
  ].join('\n')
  const answer = ask.given ?? (await typed(question, ask.signal))
  if (answer?.trim() === key) return ok(undefined)
  return refuse(
    'restore_unconfirmed',
    answer === undefined
      ? `Nobody can be asked here: give --confirm ${key} to restore into ${targetOf(ask.config)}. Nothing was changed.`
      : `"${answer.trim()}" is not the key of the organisation in the backup, which is "${key}". Nothing was changed.`,
  )
}

function targetOf(config: Config): string {
  if (config.databaseUrl === undefined) return `the data folder ${config.dataFolder}`
  const { host, pathname } = new URL(config.databaseUrl)
  return `the database ${pathname.slice(1)} on ${host}`
}

/** What the person types; undefined where there is no terminal. */
async function typed(question: string, signal: AbortSignal): Promise<string | undefined> {
  if (process.stdin.isTTY !== true) return undefined
  const lines = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return await lines.question(question, { signal })
  } finally {
    lines.close()
  }
}
