/** The part of JSON Schema that the kinds of definitions are written in. */
export interface JsonSchema {
  type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'null'
  description?: string
  default?: unknown
  const?: unknown
  enum?: readonly (string | number)[]
  properties?: Readonly<Record<string, JsonSchema>>
  required?: readonly string[]
  /** The values of a record; false where no other fields are allowed. */
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  oneOf?: readonly JsonSchema[]
  anyOf?: readonly JsonSchema[]
  minimum?: number
  maximum?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  format?: string
}

/** What a definition says, field by field. */
export type Spec = Readonly<Record<string, unknown>>

/** The alternatives of a schema; itself alone where it has none. */
export function alternativesOf(schema: JsonSchema): readonly JsonSchema[] {
  return schema.oneOf ?? schema.anyOf ?? [schema]
}

/** The field whose constant tells the alternatives apart, such as `kind`. */
export function discriminatorOf(schema: JsonSchema): string | undefined {
  const first = alternativesOf(schema).find((each) => each.type === 'object')
  return Object.entries(first?.properties ?? {}).find(([, part]) => part.const !== undefined)?.[0]
}

export function isRecordSchema(schema: JsonSchema): boolean {
  return schema.type === 'object' && typeof schema.additionalProperties === 'object'
}

export function isObject(value: unknown): value is Spec {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a new value starts as: what has to be there, empty; what may be left out is left out. */
export function blankOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum !== undefined) return schema.enum[0]
  const [first] = alternativesOf(schema)
  if (first !== undefined && first !== schema) return blankOf(first)
  if (schema.type === 'object') return blankObject(schema)
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => blankOf(schema.items ?? {}))
  if (schema.type === 'boolean') return false
  return schema.type === 'string' ? '' : undefined
}

function blankObject(schema: JsonSchema): Spec {
  const entries = (schema.required ?? []).map((name) => [name, blankOf(schema.properties?.[name] ?? {})])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** The alternative that a value is written in: by its constant, else by the sort of value; else the first. */
export function chosenIndex(schema: JsonSchema, value: unknown): number {
  const name = discriminatorOf(schema)
  const found = alternativesOf(schema).findIndex((each) => {
    if (!isObject(value)) return each.type === sortOf(value)
    if (each.type !== 'object') return false
    return name === undefined || each.properties?.[name]?.const === value[name]
  })
  return Math.max(0, found)
}

/** A value in another alternative: what both have stays. */
export function inAlternative(schema: JsonSchema, value: unknown, index: number): unknown {
  const target = alternativesOf(schema)[index] ?? {}
  const blank = blankOf(target)
  if (target.type === 'array' && isObject(value) && target.items?.type === 'object') return [value]
  if (target.type === 'object' && Array.isArray(value) && isObject(value[0])) return value[0]
  if (!isObject(blank) || !isObject(value)) return blank
  const kept = Object.entries(value).filter(([name]) => {
    const part = target.properties?.[name]
    return part !== undefined && part.const === undefined
  })
  return { ...blank, ...Object.fromEntries(kept) }
}

function sortOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}
