import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import {
  definitionKinds,
  type Industry,
  industries,
  key,
  type TemplateWait,
  templateWait,
  text,
} from '@perennial/contract'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { AnyKind, Release } from './definition.ts'
import { placeOf } from './model/plan-set.ts'
import { buildRelease, type DefinitionError, type RawDefinition } from './model/release.ts'
import { lineOf, pathIn } from './model/yaml-places.ts'

const programFile = z.strictObject({
  name: text(120),
  description: text(2000).optional(),
  industry: z.enum(industries).optional(),
  sample: z.boolean().default(false),
  waitsFor: z.array(templateWait).max(20).default([]),
})
const definitionFile = z.strictObject({
  kind: z.enum(definitionKinds),
  key,
  spec: z.record(z.string(), z.unknown()),
})

/** The folder of definitions inside the folder of a programme. */
export const definitionsFolder = 'definitions'

/** A definition and the file it stands in. */
export interface DefinitionFile extends RawDefinition {
  /** Inside the folder: `definitions/currency-points.yaml`. */
  file: string
  text: string
}

/** What is wrong, and where somebody has to look. */
export interface FileProblem {
  file: string
  /** From 1; null for what stands nowhere, such as settings that are missing. */
  line: number | null
  code: DefinitionError['code']
  /** Path inside the spec; null for the file as a whole. */
  field: string | null
  message: string
}

/** A programme in files. */
export interface ProgramFolder {
  name: string
  description?: string
  industry?: Industry
  /** Made for data that comes with the product rather than for a shop to start from. */
  sample: boolean
  /** What the product cannot do yet of what the description promises. */
  waitsFor: TemplateWait[]
  files: DefinitionFile[]
  /** Files that are no definition, and definitions that stand in two files. */
  problems: FileProblem[]
}

/** Reads `program.yaml` and every `definitions/*.yaml`. Refuses `not_found` when there is no `program.yaml`. */
export async function readFolder(folder: string): Promise<Verdict<ProgramFolder>> {
  const file = path.join(folder, 'program.yaml')
  if (!existsSync(file)) return refuse('not_found', `There is no program.yaml in ${folder}.`)
  const program = readYaml('program.yaml', await readFile(file, 'utf8'), programFile)
  const name = path.basename(folder)
  if (!program.ok) return ok({ name, sample: false, waitsFor: [], files: [], problems: program.problems })
  const { description, industry, sample, waitsFor } = program.value
  const read: ProgramFolder = {
    name: program.value.name,
    ...(description === undefined ? {} : { description }),
    ...(industry === undefined ? {} : { industry }),
    sample,
    waitsFor,
    files: [],
    problems: [],
  }
  for (const each of await fileNames(folder)) {
    const content = await readFile(path.join(folder, each), 'utf8')
    const definition = readYaml(each, content, definitionFile)
    if (!definition.ok) {
      read.problems.push(...definition.problems)
      continue
    }
    const other = read.files.find((before) => placeOf(before) === placeOf(definition.value))
    if (other === undefined) read.files.push({ ...definition.value, file: each, text: content })
    else {
      const message = `${placeOf(other)} is defined twice: in ${other.file} too.`
      read.problems.push({ file: each, line: 1, code: 'definition_invalid', field: null, message })
    }
  }
  return ok(read)
}

async function fileNames(folder: string): Promise<string[]> {
  const inner = path.join(folder, definitionsFolder)
  const names = existsSync(inner) ? await readdir(inner) : []
  return names
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => `${definitionsFolder}/${name}`)
}

type Read<Content> = { ok: true; value: Content } | { ok: false; problems: FileProblem[] }

function readYaml<Content>(file: string, content: string, schema: z.ZodType<Content>): Read<Content> {
  const document = parseDocument(content)
  const code = 'definition_invalid'
  const [broken] = document.errors
  if (broken !== undefined) {
    const message = `It is not readable YAML: ${broken.message.split('\n')[0]}`
    return {
      ok: false,
      problems: [{ file, line: lineOf(content, broken.pos[0]), code, field: null, message }],
    }
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    const message = `It is not readable YAML: ${error instanceof Error ? error.message : String(error)}`
    return { ok: false, problems: [{ file, line: 1, code, field: null, message }] }
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return { ok: true, value: parsed.data }
  const problems = parsed.error.issues.map((issue) => {
    const field = issue.path.join('.')
    const message = field === '' ? issue.message : `${field}: ${issue.message}`
    return { file, line: pathIn(content, field), code, field: null, message } as const
  })
  return { ok: false, problems }
}

/** What a folder would be published as, or everything for which it could not be, with its file and line; no server is asked. */
export function folderRelease(
  kinds: readonly AnyKind[],
  folder: ProgramFolder,
): { release: Release; problems: readonly [] } | { release: undefined; problems: FileProblem[] } {
  if (folder.problems.length > 0) return { release: undefined, problems: folder.problems }
  const definitions = folder.files
  const built = buildRelease({ programId: 0, number: 0, kinds, definitions, codes: new Map() })
  if (built.ok) return { release: built.release, problems: [] }
  const problems = built.errors.map((error) => fileProblem(folder, { ...error, message: error.detail }))
  return { release: undefined, problems }
}

/** A problem of a definition, where it stands in its file. */
export function fileProblem(
  { files }: Pick<ProgramFolder, 'files'>,
  problem: { kind: string; key: string; field?: string | null; code: string; message: string },
): FileProblem {
  const field = problem.field ?? null
  const code = problem.code as FileProblem['code']
  const found = files.find((each) => placeOf(each) === placeOf(problem))
  if (found === undefined)
    return { file: placeOf(problem), line: null, code, field, message: problem.message }
  const line = pathIn(found.text, field === null || field === '' ? 'spec' : `spec.${field}`)
  return { file: found.file, line, code, field, message: problem.message }
}
