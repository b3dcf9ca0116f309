import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { definitionKinds, key, text } from '@perennial/contract'
import { parse } from 'yaml'
import { z } from 'zod'
import { ok, refuse, type Verdict } from '../kernel/verdict.ts'
import type { RawDefinition } from './model/release.ts'

const programFile = z.strictObject({ name: text(120), description: text(2000).optional() })
const definitionFile = z.strictObject({
  kind: z.enum(definitionKinds),
  key,
  spec: z.record(z.string(), z.unknown()),
})

/** A ready programme from files. */
export interface Template {
  name: string
  description?: string
  definitions: RawDefinition[]
}

/**
 * Reads `program.yaml` and every `definitions/*.yaml` of a folder. Refuses `not_found` when the folder has no
 * `program.yaml`, and `definition_invalid` with the file in `field`; whether the specs fit their kinds is for publishing.
 */
export async function readTemplate(folder: string): Promise<Verdict<Template>> {
  const file = path.join(folder, 'program.yaml')
  if (!existsSync(file)) return refuse('not_found', `There is no template "${path.basename(folder)}".`)
  const program = await readYaml(file, programFile)
  if (!program.ok) return program
  const definitions: RawDefinition[] = []
  const names = existsSync(path.join(folder, 'definitions'))
    ? await readdir(path.join(folder, 'definitions'))
    : []
  for (const name of names.filter((each) => each.endsWith('.yaml')).sort()) {
    const definition = await readYaml(path.join(folder, 'definitions', name), definitionFile)
    if (!definition.ok) return definition
    const { kind, key: place } = definition.value
    if (definitions.some((each) => each.kind === kind && each.key === place))
      return refuse('definition_invalid', `${kind}/${place} is defined twice.`, { field: name })
    definitions.push(definition.value)
  }
  const { name, description } = program.value
  return ok({ name, ...(description === undefined ? {} : { description }), definitions })
}

async function readYaml<Content>(file: string, schema: z.ZodType<Content>): Promise<Verdict<Content>> {
  const field = path.basename(file)
  let content: unknown
  try {
    content = parse(await readFile(file, 'utf8'), { maxAliasCount: 0 })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return refuse('definition_invalid', `${field} is not readable YAML: ${detail}`, { field })
  }
  const parsed = schema.safeParse(content)
  if (parsed.success) return ok(parsed.data)
  const [issue] = parsed.error.issues
  return refuse('definition_invalid', `${field}: ${issue?.path.join('.')}: ${issue?.message}`, { field })
}
