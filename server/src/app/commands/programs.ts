import { existsSync } from 'node:fs'
import path from 'node:path'
import { orThrow, refuse } from '../../kernel/verdict.ts'
import { readTemplate, type Template, templatesFolder } from '../../programs/index.ts'
import { exitCodes } from '../output.ts'
import { withContext } from './context.ts'

/** `perennial programs create KEY [--from templates/NAME] [--name NAME] [--currency CODE] [--time-zone ZONE]`. */
export function createProgramCommand(options: {
  json?: boolean
  key?: string
  from?: string
  name?: string
  currency?: string
  timeZone?: string
}): Promise<number> {
  return withContext(options, async ({ context, output, organizationId }) => {
    const template = options.from === undefined ? undefined : await templateAt(options.from)
    const created = orThrow(
      await context.programs.createProgram({
        organizationId,
        key: options.key ?? '',
        actor: 'command line',
        ...(options.name === undefined ? {} : { name: options.name }),
        ...(options.currency === undefined ? {} : { currency: options.currency }),
        ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
        ...(template === undefined ? {} : { template }),
      }),
    )
    const { program, release } = created
    const state = release === null ? 'without a release yet' : `with release ${release.number}`
    output.result(
      { key: program.key, name: program.name, release: release?.number ?? null },
      `Created the programme ${program.key} (${program.name}) ${state}.`,
    )
    return exitCodes.done
  })
}

/** A folder as it is named, or a template of the product by its name. */
export async function templateAt(from: string): Promise<Template> {
  const own = path.join(templatesFolder, path.basename(from))
  const folder = [path.resolve(from), own].find((each) => existsSync(path.join(each, 'program.yaml')))
  if (folder === undefined) return orThrow(refuse('not_found', `There is no template at ${from}.`))
  return orThrow(await readTemplate(folder))
}
