import { existsSync } from 'node:fs'
import { cp, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { orThrow, RefusalError } from '../../kernel/verdict.ts'
import { readFolder, templatesFolder, withSchemaLine } from '../../programs/index.ts'
import { readConfig } from '../config.ts'
import { schemaUrlAt } from '../files/house.ts'
import { exitCodes, openOutput } from '../output.ts'

/** `perennial init TEMPLATE [FOLDER]`: the files of a template, to be edited and applied; by default under its name. */
export async function initCommand(options: {
  json?: boolean
  template?: string
  folder?: string
}): Promise<number> {
  const output = openOutput(options.json === true)
  const { template = '' } = options
  const { folder = path.basename(template) } = options
  const from = path.join(templatesFolder, path.basename(template))
  if (template === '' || !existsSync(path.join(from, 'program.yaml')))
    throw new RefusalError({
      code: 'not_found',
      detail: `There is no template "${template}". There are: ${await names()}.`,
    })
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new RefusalError({ code: 'edit_conflict', detail: `${folder} is not empty. Nothing was written.` })
  const { files } = orThrow(await readFolder(from))
  const schemaUrl = schemaUrlAt(orThrow(readConfig(process.env)).publicUrl)
  await cp(from, folder, { recursive: true })
  for (const { file, kind, text } of files)
    await writeFile(path.join(folder, file), withSchemaLine(text, schemaUrl(kind)))
  output.result(
    { template: path.basename(from), folder, definitions: files.length },
    `Wrote ${files.length} definitions to ${folder}. Next: perennial programs create KEY --from ${folder}`,
  )
  return exitCodes.done
}

/** The keys of the templates that come with the product. */
async function names(): Promise<string> {
  const folders = (await readdir(templatesFolder, { withFileTypes: true })).filter((each) =>
    each.isDirectory(),
  )
  return folders
    .map((each) => each.name)
    .sort()
    .join(', ')
}
