import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { DefinitionKind } from '@perennial/contract'
import { z } from 'zod'
import type { AnyKind } from './definition.ts'

/**
 * The JSON Schema of a definition's file, made from the kind's schema. It tells what an author may write, so fields with
 * a default are optional.
 */
export function kindSchema(entry: AnyKind): Record<string, unknown> {
  const file = z.strictObject({ kind: z.literal(entry.kind), key: z.string().max(64), spec: entry.schema })
  const { $schema, ...schema } = z.toJSONSchema(file, { io: 'input', unrepresentable: 'any' })
  return { $schema, title: `Perennial: ${entry.kind}`, ...schema }
}

/** The committed schema of a kind, as it ships. */
export async function readKindSchema(kind: DefinitionKind): Promise<Record<string, unknown>> {
  const file = createRequire(import.meta.url).resolve(`@perennial/contract/schemas/${kind}.json`)
  return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>
}

interface Described {
  properties?: Readonly<Record<string, Described>>
  items?: Described
  oneOf?: readonly Described[]
  anyOf?: readonly Described[]
}

/** A definition with its fields in the order in which the schema tells them: databases keep none. */
export function inFieldOrder<Definition extends { spec: unknown }>(
  entry: AnyKind,
  definition: Definition,
): Definition {
  const { properties } = kindSchema(entry) as Described
  return { ...definition, spec: ordered(definition.spec, properties?.spec) }
}

function ordered(value: unknown, schema: Described | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, schema?.items))
  if (typeof value !== 'object' || value === null) return value
  const names = Object.keys(value)
  const fields = fieldsFor(names, schema) ?? {}
  const known = Object.keys(fields).filter((name) => names.includes(name))
  const all = [...known, ...names.filter((name) => !known.includes(name))]
  return Object.fromEntries(
    all.map((name) => [name, ordered((value as Record<string, unknown>)[name], fields[name])]),
  )
}

/** Of several forms, the one that has all the fields. */
function fieldsFor(names: readonly string[], schema: Described | undefined): Described['properties'] {
  if (schema?.properties !== undefined) return schema.properties
  const forms = schema?.oneOf ?? schema?.anyOf ?? []
  return forms
    .map((form) => fieldsFor(names, form))
    .find((fields) => fields !== undefined && names.every((name) => Object.hasOwn(fields, name)))
}
