import path from 'node:path'
import { runBalancesCommand, runImportCommand } from '../../integrations/index.ts'
import { orThrow } from '../../kernel/verdict.ts'
import { withContext } from './context.ts'

/** `perennial import orders FILE --program KEY --mapping NAME [--preview] [--report FILE]`. */
export function importCommand(options: {
  json?: boolean
  file?: string
  program?: string
  mapping?: string
  preview?: boolean
  report?: string
}): Promise<number> {
  return withContext(options, async ({ context, program, signal }) => {
    const place = await program(options.program ?? '')
    const release = orThrow(await context.programs.currentRelease(place.programId))
    return runImportCommand({
      database: context.database,
      pipeline: context.pipeline,
      program: place,
      currency: release.settings.currency,
      file: path.resolve(options.file ?? ''),
      mapping: options.mapping ?? '',
      preview: options.preview === true,
      signal,
      json: options.json === true,
      output: process.stdout,
      progress: process.stderr,
      ...(options.report === undefined ? {} : { reportFile: path.resolve(options.report) }),
    })
  })
}

/** `perennial import balances FILE --program KEY --currency KEY --total N [--enrol] [--preview] [--report FILE]`. */
export function importBalancesCommand(options: {
  json?: boolean
  file?: string
  program?: string
  currency?: string
  total?: bigint
  enrol?: boolean
  preview?: boolean
  report?: string
}): Promise<number> {
  return withContext(options, async ({ context, program, signal }) =>
    runBalancesCommand({
      database: context.database,
      programs: context.programs,
      pipeline: context.pipeline,
      program: await program(options.program ?? ''),
      currency: options.currency ?? '',
      total: options.total ?? 0n,
      file: path.resolve(options.file ?? ''),
      enrol: options.enrol === true,
      preview: options.preview === true,
      signal,
      json: options.json === true,
      output: process.stdout,
      progress: process.stderr,
      ...(options.report === undefined ? {} : { reportFile: path.resolve(options.report) }),
    }),
  )
}
