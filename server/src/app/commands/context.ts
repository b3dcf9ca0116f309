import { existsSync } from 'node:fs'
import path from 'node:path'
import { ensureOrganization } from '../../access/index.ts'
import { orThrow } from '../../kernel/verdict.ts'
import { openLog } from '../../platform/log.ts'
import type { Program } from '../../programs/index.ts'
import { readConfig } from '../config.ts'
import { type Context, openContext } from '../context.ts'
import { houseKey } from '../first-start.ts'
import { type Output, openOutput } from '../output.ts'

/** A command at work: the product, the business it works for, and a signal that Ctrl-C gives. */
export interface Work {
  context: Context
  organizationId: number
  output: Output
  signal: AbortSignal
  /** Refuses `not_found`. */
  program(key: string): Promise<Program>
}

/** Opens the product for one command and closes it again, whatever happens; its exit code. */
export async function withContext(
  options: { json?: unknown },
  work: (at: Work) => Promise<number>,
): Promise<number> {
  // A command serves nothing, so all lanes are its own.
  const config = orThrow(readConfig(process.env, { processes: '1' }))
  const output = openOutput(options.json === true)
  // A command speaks for itself: of the log only warnings are shown, beside the result.
  const log = openLog({ level: 'warn', write: (line) => process.stderr.write(line) })
  const isNew = config.databaseUrl === undefined && !existsSync(path.join(config.dataFolder, 'postgres'))
  const context = await openContext(config, { log })
  if (isNew)
    output.note(`A new installation was made in ${config.dataFolder}; PERENNIAL_DATA names another folder.`)
  const stop = new AbortController()
  const abort = () => stop.abort()
  process.once('SIGINT', abort)
  process.once('SIGTERM', abort)
  try {
    const { organizationId } = await ensureOrganization(context.database, {
      key: houseKey,
      name: 'My business',
    })
    const program = async (key: string) => orThrow(await context.programs.loadProgram(organizationId, key))
    return await work({ context, organizationId, output, signal: stop.signal, program })
  } finally {
    process.off('SIGINT', abort)
    process.off('SIGTERM', abort)
    await context.dispose()
  }
}
