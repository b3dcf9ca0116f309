import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { currencyCode, text } from '@perennial/contract'
import { parse } from 'yaml'
import { z } from 'zod'
import { isTimeZone } from '../../kernel/instants.ts'
import { ok, refuse, type Verdict } from '../../kernel/verdict.ts'
import { compileTimeFormat } from './model/local-time.ts'

const column = text(200)
/** Where a value comes from: a column, a constant, or the number of the line in the file. */
const field = z.union([
  z.strictObject({ column }),
  z.strictObject({ value: text(200) }),
  z.strictObject({ line: z.literal(true) }),
])
export type Field = z.infer<typeof field>

const time = z
  .strictObject({
    column,
    /** `rfc3339` (the value has its own zone), or a pattern of yyyy MM dd HH mm ss. */
    format: text(60),
    /** IANA zone of local times. */
    zone: text(60).optional(),
  })
  .superRefine((value, context) => {
    if (value.format === 'rfc3339') {
      if (value.zone !== undefined) context.addIssue({ code: 'custom', message: 'rfc3339 has its own zone' })
      return
    }
    if (compileTimeFormat(value.format) === undefined)
      context.addIssue({ code: 'custom', message: 'format needs yyyy, MM and dd, each part once' })
    if (value.zone === undefined || !isTimeZone(value.zone))
      context.addIssue({ code: 'custom', message: 'zone must be an IANA time zone, such as Europe/London' })
  })

const position = z
  .strictObject({ from: z.int().min(1), to: z.int().min(1) })
  .refine((at) => at.to >= at.from, { message: 'to lies before from' })

const format = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('csv'),
    delimiter: z.enum([',', ';', '\t', '|']).default(','),
    /** Names of the columns when the file has no header row. */
    columns: z.array(column).min(1).max(500).optional(),
  }),
  z.strictObject({ kind: z.literal('whitespace'), columns: z.array(column).min(1).max(500) }),
  /** First and last character of each column, counted from 1. */
  z.strictObject({ kind: z.literal('fixed'), columns: z.record(column, position) }),
])

const mappingFile = z.strictObject({
  source: text(64),
  format,
  currency: currencyCode,
  decimal: z.enum(['.', ',']).default('.'),
  fields: z.strictObject({
    order: field,
    member: field,
    sku: field,
    quantity: field,
    unitPrice: field,
    time,
    name: field.optional(),
    category: field.optional(),
    store: field.optional(),
    channel: field.optional(),
  }),
  returns: z.strictObject({ prefix: text(20), quantity: z.enum(['negative', 'positive']) }).optional(),
  refuse: z
    .array(z.strictObject({ prefix: text(20), reason: text(200) }))
    .max(50)
    .default([]),
  skip: z
    .array(
      z.strictObject({
        empty: z.enum(['order', 'member', 'sku', 'quantity', 'unitPrice']),
        reason: text(200),
      }),
    )
    .max(50)
    .default([]),
})

/** How a file's rows become orders and returns. */
export type MappingSpec = z.infer<typeof mappingFile>

/** A mapping with the name that runs are remembered by: it changes when the mapping's content does. */
export interface Mapping {
  name: string
  spec: MappingSpec
}

const builtInFolder = path.join(import.meta.dirname, 'mappings')
const builtInMappings = ['cdnow', 'online-retail'] as const

/** A mapping by the name of a built-in one, or by the path of a YAML file. Refuses `import_mapping_invalid`. */
export async function loadMapping(nameOrPath: string): Promise<Verdict<Mapping>> {
  const isBuiltIn = (builtInMappings as readonly string[]).includes(nameOrPath)
  const file = isBuiltIn ? path.join(builtInFolder, `${nameOrPath}.yaml`) : nameOrPath
  const name = path.basename(file).replace(/\.ya?ml$/, '')
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch {
    const known = builtInMappings.join(', ')
    return refuse(
      'import_mapping_invalid',
      `There is no mapping "${nameOrPath}". Name one of ${known}, or a YAML file.`,
    )
  }
  return parseMapping(name, content)
}

/** A mapping from the text of its YAML file. Refuses `import_mapping_invalid`, naming every wrong place. */
export function parseMapping(name: string, content: string): Verdict<Mapping> {
  let value: unknown
  try {
    value = parse(content, { maxAliasCount: 0 })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    return refuse('import_mapping_invalid', `The mapping ${name} is not readable YAML: ${detail}`)
  }
  const parsed = mappingFile.safeParse(value)
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`)
    return refuse('import_mapping_invalid', `The mapping ${name} does not fit. ${places.join('; ')}.`)
  }
  const unknown = unknownColumns(parsed.data)
  if (unknown.length > 0)
    return refuse(
      'import_mapping_invalid',
      `The mapping ${name} uses columns that format.columns lacks: ${unknown.join(', ')}.`,
    )
  const fingerprint = createHash('sha256').update(JSON.stringify(parsed.data)).digest('hex').slice(0, 12)
  return ok({ name: `${name}@${fingerprint}`, spec: parsed.data })
}

/** Columns that the fields name. */
export function columnsUsed(spec: MappingSpec): string[] {
  const fields = Object.values(spec.fields).filter((each) => each !== undefined)
  return fields.flatMap((each) => ('column' in each ? [each.column] : []))
}

function unknownColumns(spec: MappingSpec): string[] {
  const { columns } = spec.format
  if (columns === undefined) return []
  const known = new Set(Array.isArray(columns) ? columns : Object.keys(columns))
  return columnsUsed(spec).filter((each) => !known.has(each))
}
